/** Late changes as people read them, below the tables of a run. */
import { type Column, textTable } from "../base/columns.ts";
import { formatNumber } from "../evaluate/format.ts";
import type { Rational } from "../evaluate/rational.ts";
import { amountOf, type DifferenceEntry } from "../ledger/entry.ts";
import { type Io, paintOf } from "./io.ts";
import { latePartsOf } from "./late-changes.ts";
import type { PayoutRow } from "./payouts.ts";
import type { PlanNote } from "./run-notes.ts";

const COLUMNS: readonly Column[] = [
  { heading: "Payee", align: "left" },
  { heading: "Plan", align: "left" },
  { heading: "Paid with", align: "left" },
  { heading: "Adjustment", align: "left" },
  { heading: "Payout", align: "right" },
];

/** A line for each payee and closed period that comes to something else now; nothing if there is none. */
export function lateText(
  io: Pick<Io, "colour">,
  rows: readonly PayoutRow[],
  late: readonly DifferenceEntry[],
): string {
  const lines = rows.flatMap((row) => {
    const { name, plan, period: own, payout, currency } = row;
    const changes = latePartsOf(row, late);
    return changes.map(({ of, amount }, i) => [
      i === 0 ? name : "",
      i === 0 ? plan : "",
      i === 0 ? own : "",
      `late changes to ${of}: ${signed(amount, currency)}`,
      i < changes.length - 1 ? "" : formatNumber(amountOf(payout), currency),
    ]);
  });
  if (lines.length === 0) return "";
  const title = paintOf(io).strong("Late changes to closed periods");
  return `\n${title}\n\n${textTable(COLUMNS, lines).join("\n")}\n`;
}

/** Nothing holds late changes back, so a payout may end below zero: somebody should decide what is done about it. */
export function notesBelowZero(rows: readonly PayoutRow[]): PlanNote[] {
  return rows
    .filter(({ late, payout }) => late !== undefined && amountOf(payout).isNegative())
    .map(({ plan, period, name, payout, currency }) => ({
      plan,
      period,
      message: `With late changes the payout of ${name} in ${plan} is below zero, ${formatNumber(amountOf(payout), currency)}: neither a floor nor \`repaid at most\` holds for them.`,
    }));
}

function signed(amount: Rational, currency: string): string {
  return `${amount.isNegative() ? "" : "+"}${formatNumber(amount, currency)}`;
}
