/** What `attain run` writes and answers where DuckDB has added up the rows. */
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import type { PlainDate } from "@attain/runtime";
import { known } from "../../base/assert.ts";
import { textTable } from "../../base/columns.ts";
import { counted } from "../../base/text.ts";
import { exactAmount, formatAmount } from "../../evaluate/format.ts";
import type { Rational } from "../../evaluate/rational.ts";
import { totalsOf } from "../../ledger/entry.ts";
import type { Answer } from "../answer.ts";
import { OK } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { type Files, replaceFolder } from "../output-folder.ts";
import { shownPath } from "../places.ts";
import type { Placed } from "../period-run.ts";
import { type Receipt, signed } from "../receipt.ts";
import { printNotes, printWarnings } from "../run-report.ts";
import type { BulkRun } from "./bulk-run.ts";
import { type BulkPart, type WrittenPayouts, writePayouts } from "./payouts-file.ts";

export interface BulkAsked {
  readonly at: Placed;
  readonly asOf: PlainDate | undefined;
  /** Where the files go; undefined where nothing is written. */
  readonly target: string | undefined;
}

/** Writes payouts.csv and the receipt of a run of everybody whom the project pays. */
export async function writeBulk(io: Io, done: BulkRun, asked: BulkAsked): Promise<Answer> {
  const { at, target } = asked;
  const { session, warnings } = at.prepared;
  const { receipt, sums } = await receiptWith(io, done, asked);
  const files = target === undefined ? [] : ["payouts.csv", "receipt.json"];
  const folder = target === undefined ? "" : shownPath(io, target);
  return {
    exit: OK,
    found: { places: session.places, diagnostics: warnings, notes: done.notes },
    result: () => ({ receipt, written: files.map((file) => `${folder}/${file}`) }),
    print: (to) => {
      printWarnings(to, warnings, session.places);
      printNotes(to, done.notes);
      for (const line of summary(done.parts, sums)) to.out(`${line}\n`);
      to.out(`\n${howText(done)}`);
      if (target !== undefined) to.out(`\n${folder}: ${files.join(", ")}\n`);
    },
  };
}

interface Written {
  readonly receipt: Receipt;
  /** What each part pays. */
  readonly sums: readonly Rational[];
}

async function receiptWith(
  io: Io,
  done: BulkRun,
  { at, asOf, target }: BulkAsked,
): Promise<Written> {
  const told = (written: WrittenPayouts): Written => ({
    receipt: receiptOf(done, at, asOf ?? at.period.end, written),
    sums: written.sums,
  });
  if (target === undefined) return told(writePayouts(done.parts, () => undefined));
  const found: Written[] = [];
  const files: Files = new Map([
    [
      "payouts.csv",
      async (path: string): Promise<void> =>
        void found.push(told(toFile(path, (sink) => writePayouts(done.parts, sink)))),
    ],
    [
      "receipt.json",
      async (path: string): Promise<void> =>
        writeFileSync(path, `${JSON.stringify(found[0]?.receipt, null, 2)}\n`, { flag: "wx" }),
    ],
  ]);
  await replaceFolder(target, files, shownPath(io, target));
  return known(found[0], "the payouts");
}

function toFile<Result>(
  path: string,
  write: (sink: (bytes: Uint8Array) => void) => Result,
): Result {
  const file = openSync(path, "wx");
  try {
    return write((bytes) => {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    });
  } finally {
    closeSync(file);
  }
}

function receiptOf(
  { parts, files, checked }: BulkRun,
  { prepared, period }: Placed,
  asOf: PlainDate,
  { sha256, sums }: WrittenPayouts,
): Receipt {
  const payees = new Set(parts.flatMap((part) => part.payees));
  const amounts = parts.map(({ plan: { currency } }, i) => ({
    currency,
    amount: exactAmount(known(sums[i], "a sum"), currency),
  }));
  return signed(prepared.session, {
    period: period.name,
    asOf,
    scope: "all",
    data: files,
    totals: totalsOf(amounts),
    payees: payees.size,
    payouts: sha256,
    bulk: { checked },
  });
}

/** What each plan pays in each period, and to how many. */
function summary(parts: readonly BulkPart[], sums: readonly Rational[]): string[] {
  const rows = parts.map(({ plan, period, payees }, i) => [
    plan.label ?? plan.name,
    period.name,
    String(payees.length),
    `${formatAmount(known(sums[i], "a sum"), plan.currency)} ${plan.currency}`,
  ]);
  return textTable(
    [
      { heading: "Plan", align: "left" },
      { heading: "Period", align: "left" },
      { heading: "People", align: "right" },
      { heading: "Paid", align: "right" },
    ],
    rows,
  );
}

function howText({ checked }: BulkRun): string {
  const again =
    checked === 0
      ? "None of the payouts was computed again by the reference evaluator: they are of plans that pay deal by deal.\n"
      : `The reference evaluator computed ${counted(checked, "payout")} of them again, of the same sums, and agrees.\n`;
  return (
    "The data is large: DuckDB has added it up, and kernels have paid it. Statements are not written for so many; " +
    `attain explain tells how a payout came about.\n${again}`
  );
}
