/** `attain run`: pays a period, and writes payouts, statements and a receipt; nothing if anything is at fault. */
import { join, resolve } from "node:path";
import { type Arguments, UsageError } from "../arguments.ts";
import { bulkAnswer } from "../bulk/bulk-engine.ts";
import type { Command } from "../command.ts";
import type { Io } from "../io.ts";
import { type Files, replaceFolder } from "../output-folder.ts";
import { type Asked, asOfDate, type PeriodRun, placed, runPeriod } from "../period-run.ts";
import { shownPath } from "../places.ts";
import { runAnswer } from "../run-answer.ts";
import { traceFiles } from "../trace-files.ts";

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
    { name: "html", help: "Writes each statement as a page too, with the payout curve." },
    {
      name: "trace",
      help: "Writes every credit and every number worked out of them as Parquet, for queries.",
    },
    {
      name: "engine",
      value: "NAME",
      help: "`duckdb` adds large files up without rows in memory, `memory` doesn't; by their size unless told.",
    },
    { name: "dry-run", help: "Shows the payouts and writes nothing." },
    {
      name: "fresh",
      help: "Computes everybody, also those whose pay can't have changed since the last run.",
    },
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
    const asked = askedBy(args);
    const at = await placed(io, asked);
    const inBulk = await bulkAnswer(io, args, at);
    if (inBulk !== undefined) return inBulk;
    const done = await runPeriod(io, asked, at);
    const folder = folderOf(io, args, done);
    const target = folder === undefined ? undefined : join(folder, done.receipt.period);
    const files = target === undefined ? undefined : filesOf(args, done);
    if (target !== undefined && files !== undefined)
      await replaceFolder(target, files, shownPath(io, target));
    return runAnswer({
      done,
      ofAll: args.value("payee") === undefined,
      written:
        target === undefined || files === undefined
          ? undefined
          : { folder: shownPath(io, target), files: [...files.keys()] },
      isAsked: target !== undefined || args.flag("dry-run"),
    });
  },
};

function askedBy(args: Arguments): Asked {
  return {
    period: args.value("period"),
    plans: args.operands,
    alone: (plan, period) => `attain run ${plan} --period ${period} --out DIR`,
    who: args.value("payee"),
    asOf: asOfDate(args),
    isHtml: args.flag("html"),
    // A trace tells what was computed for everybody.
    cache: args.flag("fresh") || args.flag("trace") ? "write" : "read",
  };
}

function filesOf(args: Arguments, done: PeriodRun): Files {
  return args.flag("trace")
    ? new Map([...done.files(), ...traceFiles(done.run.paid)])
    : done.files();
}

/**
 * Where the files of a run go. Part of a run goes nowhere by itself, and never where whole runs do; nor does what a closed
 * period would come to now, for what was paid stands there.
 */
function folderOf(
  io: Io,
  args: Arguments,
  { ready: { session }, isWhole, standing }: PeriodRun,
): string | undefined {
  if (args.flag("dry-run")) return undefined;
  const own = resolve(session.root, session.config.output);
  const named = args.value("out");
  const isOwn = isWhole && standing.kind !== "closed";
  if (named === undefined) return isOwn ? own : undefined;
  const folder = resolve(io.cwd, named);
  if (isOwn || folder !== own) return folder;
  throw new UsageError(
    isWhole
      ? `${named} is where runs of open periods go, and this one is closed: name another folder.`
      : `${named} is where whole runs go, and this is part of one: name another folder.`,
  );
}
