/** `attain close`: pays a period for good. What it pays goes into the ledger, and no later run changes it. */
import { join, resolve } from "node:path";
import { counted } from "../../base/text.ts";
import { formatNumber } from "../../evaluate/format.ts";
import { sha256 } from "../../host/hash.ts";
import { type Appended, appendClose, closeBodies, type CloseFacts } from "../../ledger/append.ts";
import { amountOf, type ClosedPart } from "../../ledger/entry.ts";
import { type Renamed, renamed } from "../../ledger/standing.ts";
import type { Answer } from "../answer.ts";
import { UsageError } from "../arguments.ts";
import { refused } from "../book.ts";
import type { Command } from "../command.ts";
import { OK } from "../exit-codes.ts";
import { type Io, paintOf } from "../io.ts";
import { amountsOf } from "../late-changes.ts";
import { replaceFolder } from "../output-folder.ts";
import { type Asked, asOfDate, dueParts, type PeriodRun, runPeriod } from "../period-run.ts";
import { shownPath } from "../places.ts";
import { toldOf } from "../run-answer.ts";

export const closeCommand: Command = {
  name: "close",
  summary: "Pays a period for good: its payouts go into the ledger, and stay as they are.",
  operands: "PERIOD [PLAN …]",
  options: [
    {
      name: "as-of",
      value: "DATE",
      help: "The date that the run is made for; the last day of the period unless told.",
    },
    { name: "dry-run", help: "Shows what would be posted, and closes nothing." },
  ],
  examples: [
    [
      "attain close FY2026-Q1 --dry-run",
      "Shows what would be posted, late changes to closed periods among it.",
    ],
    [
      "attain close FY2026-Q1 AccountExecutive",
      "Closes it for one plan only, for the others haven't been approved yet.",
    ],
    [
      "attain close FY2026-Q1",
      "Writes the files of the run, and posts its payouts. There is no way back.",
    ],
  ],
  run: async (io, args) => {
    const [period, ...plans] = args.operands;
    if (period === undefined)
      throw new UsageError("Which period? Name one, such as attain close FY2026-Q1.");
    const done = await runPeriod(io, {
      period,
      plans,
      alone: (plan, name) => `attain close ${name} ${plan}`,
      asOf: asOfDate(args),
      admit: refuseUnlessOpen(period),
    });
    const appended = args.flag("dry-run") ? undefined : await post(io, done);
    return answerOf(done, appended);
  },
};

/** A period is closed once, and in its turn. */
function refuseUnlessOpen(period: string): NonNullable<Asked["admit"]> {
  return (prepared, ledger, standing) => {
    if (standing.kind === "closed") {
      throw refused(
        `${period} is closed already, by entry ${standing.by} of the ledger.`,
        "Nothing was posted. What has changed since is paid when the next period is closed; attain run --period with that period shows it.",
      );
    }
    if (standing.kind === "out of order") {
      throw refused(`${period} can't be closed: ${standing.why}.`, "Nothing was posted.");
    }
    const plans = prepared.plans.map(({ plan }) => plan.name);
    const twice = renamed(ledger, plans, prepared.due.map(dueParts));
    if (twice !== undefined) refuseTwice(twice);
  };
}

function refuseTwice(twice: Renamed): never {
  const { gone, plan } = twice;
  throw refused(
    `${gone.period} of ${gone.plan} is closed, and ${gone.plan} isn't in the project any more; ${plan} would pay days of it again in ${twice.period}.`,
    `Nothing was posted. If ${plan} is ${gone.plan} under another name, give it back the one that the ledger knows. If it is another plan, put ${gone.plan} back beside it.`,
  );
}

interface Posted extends Appended {
  /** The folder of the run's files, as it is shown; part of a run has none. */
  readonly out: string | undefined;
}

/** Writes the files of the run, if it is whole, and then what counts: the ledger. */
async function post(io: Io, done: PeriodRun): Promise<Posted> {
  const { book, ledger, computed, late } = done;
  const out = done.isWhole ? await writeFiles(io, done) : undefined;
  const pays = amountsOf(computed).map((amount) => ({ kind: "pay" as const, ...amount }));
  const bodies = closeBodies(closeFacts(done), [...pays, ...late]);
  const appended = appendClose(book.disk, ledger, bodies, sha256);
  if (appended !== undefined) {
    const file = shownPath(io, join(book.folder, appended.file));
    return { ...appended, file, out };
  }
  throw refused(
    "Another attain close has come first, and what this one has computed may be out of date.",
    "Nothing was posted. Run it again.",
  );
}

async function writeFiles(io: Io, { ready, receipt, files }: PeriodRun): Promise<string> {
  const { root, config } = ready.session;
  const out = join(resolve(root, config.output), receipt.period);
  await replaceFolder(out, files(), shownPath(io, out));
  return shownPath(io, out);
}

function closeFacts({ run, receipt }: PeriodRun): CloseFacts {
  const { period, asOf, compiler, runtime, config, plans, data } = receipt;
  const closes = run.paid.map(({ result }): ClosedPart => {
    const { name, start, end } = result.period;
    return { plan: result.plan.name, period: name, start, end };
  });
  const files = data.map(({ file, sha256: hash }) => ({ file, sha256: hash }));
  const hashes = { compiler: compiler.sha256, runtime: runtime.sha256, config };
  return { period, asOf, closes, ...hashes, plans, data: files };
}

function answerOf(done: PeriodRun, posted: Posted | undefined): Answer {
  const { rows, receipt, computed, late } = done;
  const told = toldOf(done, true);
  const entries = amountsOf(computed).length + late.length;
  return {
    exit: OK,
    found: told.found,
    result: () => ({
      receipt,
      payouts: rows,
      ...(posted === undefined
        ? {}
        : { closed: { file: posted.file, seal: posted.seal, entries } }),
    }),
    print: (io) => {
      told.print(io);
      io.out(
        posted === undefined
          ? "\nNothing was posted: this is a dry run.\n"
          : postedText(io, done, posted, entries),
      );
    },
  };
}

function postedText(io: Io, { receipt }: PeriodRun, posted: Posted, entries: number): string {
  const totals = Object.entries(receipt.totals).map(([currency, total]) =>
    formatNumber(amountOf(total), currency),
  );
  const amounts = totals.length === 0 ? "" : `, ${totals.join(" and ")}`;
  return [
    "",
    `${paintOf(io).strong(`${receipt.period} is closed`)}: ${counted(entries, "entry", "entries")}${amounts}, in ${posted.file}`,
    `Seal: ${posted.seal}`,
    ...(posted.out === undefined ? [] : [`Payouts and statements: ${posted.out}`]),
    "",
  ].join("\n");
}
