/** `attain run`: pays a period, and writes payouts, statements and a receipt; nothing if anything is at fault. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDate, type PlainDate } from "@attain/runtime";
import { counted, grouped, listed } from "../../base/text.ts";
import { renderDiagnostic } from "../../diagnostics/render.ts";
import { explain } from "../../explain/explain.ts";
import { explainPayee } from "../../evaluate/run.ts";
import { formatNumber } from "../../evaluate/format.ts";
import { Rational } from "../../evaluate/rational.ts";
import { type Arguments, type Command, FORMAT, formatOf, UsageError } from "../command.ts";
import { AT_FAULT, INTERNAL, OK } from "../exit-codes.ts";
import { faultDiagnostic } from "../faults.ts";
import { type Io, paintOf, shownPath } from "../io.ts";
import { pay, type Run } from "../pay.ts";
import { nameOfPayee } from "../payees.ts";
import { payoutRows, payoutsCsv, payoutTable } from "../payouts.ts";
import { locateIn, quoteIn } from "../programs.ts";
import { makeReady, type Ready } from "../ready.ts";
import { receiptOf } from "../receipt.ts";
import { fileNameOf, statement } from "../statements.ts";

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
    FORMAT,
  ],
  examples: [
    ["attain run --period FY2026-Q1", "Pays every plan of the project for the quarter."],
    ["attain run AccountExecutive --period FY2026-Q1 --dry-run", "Shows what one plan pays."],
    [
      "attain run --period 2026-03 --format json > march.json",
      "For other programs: one JSON document.",
    ],
  ],
  run: async (io, args) => {
    const format = formatOf(args);
    const ready = await makeReady(io, args, args.operands);
    if (ready === undefined) return AT_FAULT;
    const asOf = asOfDate(args) ?? ready.period.end;
    const run = await pay(io, ready.session, ready.planned, ready.period, ready.data);
    if (run.disagreements.length > 0) return reportDisagreements(io, run);
    if (run.faults.length > 0) return reportFaults(io, ready, run);
    const rows = payoutRows(run.paid, ({ planned }) => ready.data(planned));
    const receipt = receiptOf(
      ready.session,
      ready.period,
      asOf,
      run.paid,
      ready.files,
      payoutsCsv(rows),
    );
    if (format === "json") io.out(`${JSON.stringify({ receipt, payouts: rows }, null, 2)}\n`);
    else printPayouts(io, ready, run);
    if (args.flag("dry-run")) return OK;
    const folder = join(
      ready.session.root,
      args.value("out") ?? ready.session.config.output,
      ready.period.name,
    );
    const written = writeAll(folder, ready, run, {
      csv: payoutsCsv(rows),
      json: `${JSON.stringify(rows, null, 2)}\n`,
      receipt: `${JSON.stringify(receipt, null, 2)}\n`,
    });
    if (format === "pretty")
      io.out(
        `${shownPath(io, folder)}: payouts.csv, payouts.json, receipt.json, ${counted(written, "statement")}\n`,
      );
    return OK;
  },
};

function asOfDate(args: Arguments): PlainDate | undefined {
  const text = args.value("as-of");
  if (text === undefined) return undefined;
  const date = parseDate(text);
  if (date === undefined) throw new UsageError(`${text} is no date: write it as 2026-03-31.`);
  return date;
}

function reportDisagreements(io: Io, { disagreements }: Run): number {
  for (const { planned, payee, what, reference, compiled } of disagreements.slice(0, 10)) {
    io.err(
      `Attain itself is at fault: for ${payee}, ${planned.plan.name} ${what} is ${reference} by one evaluator and ${compiled} by the other.\n`,
    );
  }
  io.err("Nothing was paid. Please report this, with the plan if you can.\n");
  return INTERNAL;
}

function reportFaults(io: Io, { session }: Ready, { faults }: Run): number {
  const paint = paintOf(io);
  for (const { fault, payee } of faults) {
    const module = session.workspace.module(fault.origin.path);
    if (module !== undefined)
      io.out(`${renderDiagnostic(faultDiagnostic(fault, module.file, payee), paint)}\n\n`);
  }
  io.err(
    `Nothing was paid: ${counted(faults.length, "fault")}, for ${listed([...new Set(faults.map(({ payee }) => payee ?? "all"))].slice(0, 5), "and")}${faults.length > 5 ? " and others" : ""}.\n`,
  );
  return AT_FAULT;
}

function printPayouts(io: Io, ready: Ready, { paid }: Run): void {
  const paint = paintOf(io);
  for (const note of ready.notes) io.out(`${paint.dim("note")}  ${note.message}\n`);
  for (const one of paid) {
    const { plan, payees, period, evaluator } = one.result;
    const credits = plan.credits.map(({ name, unit }) => {
      const records = evaluator
        .allCredits(name)
        .filter(({ date }) => period.start <= date && date <= period.end);
      const sum = records.reduce((total, { amount }) => total.plus(amount), Rational.ZERO);
      return `${counted(records.length, "credit")} of ${name}, ${formatNumber(sum, unit)} in all`;
    });
    io.out(
      `\n${paint.strong(plan.label ?? plan.name)}  ${period.name}, ${period.start} to ${period.end}\n`,
    );
    io.out(`${counted(payees.length, "payee")} · ${credits.join(" · ")}\n\n`);
    io.out(`${payoutTable(one, ready.data(one.planned)).join("\n")}\n`);
    const unpaid = uncovered(one);
    if (unpaid > 0)
      io.out(
        `${paint.severity("warning", "note")}  ${grouped(String(unpaid))} credits went to people whom the plan isn't for.\n`,
      );
  }
  io.out("\n");
}

/** Credits of the period to people whom the plan doesn't pay. */
function uncovered({ result: { plan, payees, period, evaluator } }: Run["paid"][number]): number {
  const covered = new Set(payees.map(({ payee }) => payee));
  return plan.credits.reduce(
    (count, { name }) =>
      count +
      evaluator
        .allCredits(name)
        .filter(
          ({ payee, date }) => !covered.has(payee) && period.start <= date && date <= period.end,
        ).length,
    0,
  );
}

/** Writes everything; the number of statements. */
function writeAll(
  folder: string,
  ready: Ready,
  run: Run,
  files: { readonly csv: string; readonly json: string; readonly receipt: string },
): number {
  const write = (name: string, text: string): void => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  let statements = 0;
  const [quote, locate] = [quoteIn(ready.session), locateIn(ready.session)];
  for (const { planned, result } of run.paid) {
    for (const { payee } of result.payees) {
      const explained = explain(
        result.plan,
        explainPayee(result.evaluator, payee, result.period),
        quote,
      );
      const name = nameOfPayee(planned, ready.data(planned), payee);
      write(
        join("statements", result.plan.name, result.period.name, `${fileNameOf(payee)}.md`),
        statement(explained, name, result.period, locate),
      );
      statements += 1;
    }
  }
  write("payouts.csv", files.csv);
  write("payouts.json", files.json);
  write("receipt.json", files.receipt);
  return statements;
}
