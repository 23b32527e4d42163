/** `attain run`: pays a period, and writes payouts, statements and a receipt; nothing if anything is at fault. */
import { join, resolve } from "node:path";
import { parseDate, type PlainDate } from "@attain/runtime";
import { Refusal } from "../answer.ts";
import { type Arguments, UsageError } from "../arguments.ts";
import type { Command } from "../command.ts";
import { sharedPeriod } from "../due.ts";
import { INTERNAL } from "../exit-codes.ts";
import { refuseFaults } from "../faults.ts";
import type { Io } from "../io.ts";
import { replaceFolder } from "../output-folder.ts";
import { pay, type Run } from "../pay.ts";
import { findPeople } from "../payees.ts";
import { balancesCsv } from "../balances.ts";
import { payoutRows, payoutsCsv } from "../payouts.ts";
import { shownPath } from "../places.ts";
import { makeReady, type Ready } from "../ready.ts";
import { receiptOf, sha256 } from "../receipt.ts";
import { runAnswer } from "../run-answer.ts";
import { statementFiles } from "../statement-files.ts";

export const runCommand: Command = {
  name: "run",
  summary: "Pays a period: payouts, statements and a receipt.",
  operands: "[PLAN …] --period PERIOD",
  options: [
    {
      name: "period",
      short: "p",
      value: "PERIOD",
      help: "What is paid: FY2026-Q1, 2026-03, FY2026 …",
    },
    { name: "payee", value: "NAME", help: "Pays one person only, by name or by key." },
    {
      name: "as-of",
      value: "DATE",
      help: "The date that the run is made for; the last day of the period unless told.",
    },
    {
      name: "out",
      short: "o",
      value: "DIR",
      help: "Where the files go; `output` of attain.json unless told.",
    },
    { name: "dry-run", help: "Shows the payouts and writes nothing." },
  ],
  examples: [
    ["attain run --period FY2026-Q1", "Pays every plan of the project for the quarter."],
    [
      'attain run AccountExecutive --payee "Marcus Bell" --period FY2026-Q1',
      "Shows what one plan pays one person. Part of a run writes no files unless --out is given.",
    ],
    ["attain run --period FY2026-Q1 --dry-run", "Shows what everybody would be paid."],
    [
      "attain run --period FY2026-Q1 --format json > payouts.json",
      "For other programs: one JSON document.",
    ],
  ],
  run: async (io, args) => {
    const ready = await makeReady(io, args, args.operands);
    const period = sharedPeriod(ready.due);
    const asOf = asOfDate(args) ?? period.end;
    const who = args.value("payee");
    const run = await payAsked(io, ready, who);
    const isWhole = ready.isWhole && who === undefined;
    const folder = folderOf(io, args, ready, isWhole);
    const rows = payoutRows(run.paid, ({ planned }) => ready.data(planned));
    const [csv, json] = [payoutsCsv(rows), `${JSON.stringify(rows, null, 2)}\n`];
    const facts = { period: period.name, asOf, isWhole, files: ready.files, payouts: csv };
    const receipt = receiptOf(ready.session, { ...facts, paid: run.paid });
    const target = folder === undefined ? undefined : join(folder, period.name);
    const files = new Map<string, string>();
    if (target !== undefined) {
      const receiptText = `${JSON.stringify(receipt, null, 2)}\n`;
      files.set("payouts.csv", csv).set("payouts.json", json).set("receipt.json", receiptText);
      const balances = balancesCsv(run.paid, ({ planned }) => ready.data(planned));
      if (balances !== undefined) files.set("balances.csv", balances);
      const head = { asOf, receipt: sha256(receiptText) };
      for (const [path, text] of statementFiles(io, ready, run, head)) files.set(path, text);
      replaceFolder(target, files, shownPath(io, target));
    }
    return runAnswer({
      ready,
      run,
      rows,
      receipt,
      ofAll: who === undefined,
      written:
        target === undefined
          ? undefined
          : { folder: shownPath(io, target), files: [...files.keys()] },
      isAsked: target !== undefined || args.flag("dry-run"),
    });
  },
};

/** Pays those who are asked for, or everybody. */
async function payAsked(io: Io, ready: Ready, who: string | undefined): Promise<Run> {
  const { session, data } = ready;
  const people = who === undefined ? undefined : findPeople(ready, who);
  const due = ready.due.filter(
    ({ planned }) => people === undefined || people.some((one) => one.planned === planned),
  );
  const run = await pay(
    io,
    session,
    due,
    data,
    (planned, payee) =>
      people === undefined || people.some((one) => one.planned === planned && one.key === payee),
  );
  refuseDisagreements(run);
  refuseFaults(session, run.faults);
  return run;
}

function asOfDate(args: Arguments): PlainDate | undefined {
  const text = args.value("as-of");
  if (text === undefined) return undefined;
  const date = parseDate(text);
  if (date === undefined) throw new UsageError(`${text} is no date: write it as 2026-03-31.`);
  return date;
}

/** Where the files of a run go. Part of a run goes nowhere by itself, and never where whole runs do. */
function folderOf(
  io: Io,
  args: Arguments,
  { session }: Ready,
  isWhole: boolean,
): string | undefined {
  if (args.flag("dry-run")) return undefined;
  const own = resolve(session.root, session.config.output);
  const named = args.value("out");
  if (named === undefined) return isWhole ? own : undefined;
  const folder = resolve(io.cwd, named);
  if (isWhole || folder !== own) return folder;
  throw new UsageError(
    `${named} is where whole runs go, and this is part of one: name another folder.`,
  );
}

function refuseDisagreements({ disagreements }: Run): void {
  if (disagreements.length === 0) return;
  const lines = disagreements
    .slice(0, 10)
    .map(
      ({ planned, payee, what, reference, compiled }) =>
        `for ${payee}, ${planned.plan.name} ${what} is ${reference} by one evaluator and ${compiled} by the other`,
    );
  throw new Refusal({
    exit: INTERNAL,
    error: { kind: "attain", message: lines.join("; ") },
    print: (io) => {
      for (const line of lines) io.err(`Attain itself is at fault: ${line}.\n`);
      io.err("Nothing was paid. Please report this, with the plan if you can.\n");
    },
  });
}
