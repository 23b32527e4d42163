/** Late changes as people read them, below the tables of a run. */
import { type Column, textTable } from "../base/columns.ts";
import { formatNumber } from "../evaluate/format.ts";
import type { Rational } from "../evaluate/rational.ts";
import { amountOf } from "../ledger/entry.ts";
import { type Io, paintOf } from "./io.ts";
import type { PayoutRow } from "./payouts.ts";

const COLUMNS: readonly Column[] = [
  { heading: "Payee", align: "left" },
  { heading: "Plan", align: "left" },
  { heading: "Paid with", align: "left" },
  { heading: "Adjustment", align: "left" },
  { heading: "Payout", align: "right" },
];

/** A line for each payee and closed period that comes to something else now; nothing if there is none. */
export function lateText(io: Pick<Io, "colour">, rows: readonly PayoutRow[]): string {
  const lines = rows.flatMap(({ late = {}, name, plan, period: own, payout, currency }) => {
    const changes = Object.entries(late);
    return changes.map(([period, amount], i) => [
      i === 0 ? name : "",
      i === 0 ? plan : "",
      i === 0 ? own : "",
      `late changes to ${period}: ${signed(amountOf(amount), currency)}`,
      i < changes.length - 1 ? "" : formatNumber(amountOf(payout), currency),
    ]);
  });
  if (lines.length === 0) return "";
  const title = paintOf(io).strong("Late changes to closed periods");
  return `\n${title}\n\n${textTable(COLUMNS, lines).join("\n")}\n`;
}

function signed(amount: Rational, currency: string): string {
  return `${amount.isNegative() ? "" : "+"}${formatNumber(amount, currency)}`;
}
