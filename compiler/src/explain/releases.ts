/** What is paid now of what was earned, and what is taken back: a line for each part. */
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Detail } from "../evaluate/trace.ts";
import type { Line } from "./explanation.ts";
import type { Telling } from "./telling.ts";

export function releasedLines(
  t: Telling,
  { parts }: Extract<Detail, { kind: "released" }>,
): Line[] {
  const unit = t.plan.currency;
  return parts.map(({ credit, earned, date, amount }) => ({
    text: `${credit === undefined ? "" : `${credit.row.key}, `}earned in ${earned.name}, due ${date ?? "later"}`,
    amount,
    unit,
    parts: [],
    adds: false,
  }));
}

export function takenBackLines(
  t: Telling,
  { rows }: Extract<Detail, { kind: "taken back" }>,
): Line[] {
  const unit = t.plan.currency;
  return rows.map(({ deal, date, share, amount }) => {
    const part = formatNumber(share, "ratio");
    return {
      text: `${deal}, ${date}: ${part} of what was paid`,
      amount: Rational.ZERO.minus(amount),
      unit,
      parts: [],
      adds: false,
    };
  });
}
