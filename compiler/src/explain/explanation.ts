/** What an explanation is: lines that add up to a payout, where their numbers come from, and the deals below them. */
import type { CreditRecord } from "../evaluate/credits.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Value } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";

/** A row of data. */
export interface RowOf {
  readonly source: string;
  readonly row: number;
}

/** A line of an explanation. */
export interface Line {
  readonly text: string;
  /** The name in the plan, of a component. */
  readonly name?: string;
  /** What the line comes to; of a step, what it changes. Undefined for a remark. */
  readonly amount?: Rational;
  /** What the steps so far have come to, where a step isn't the first. */
  readonly result?: Rational;
  /** The unit of both. */
  readonly unit?: ir.Unit;
  /** Where in the plan it comes from. */
  readonly origin?: ir.Origin;
  readonly row?: RowOf;
  readonly parts: readonly Line[];
  /** Whether the amounts of the parts make this line's own. If not, they are remarks. */
  readonly adds: boolean;
}

/** A value that lines name, and how it came about. */
export interface NumberOf {
  readonly name: string;
  readonly value: Value;
  readonly type: ir.ValueType;
  /** Its definition, with the values in it; "" for a plain one. */
  readonly text: string;
  readonly origin?: ir.Origin;
  readonly row?: RowOf;
  /** The rows of a table that it was paid by. */
  readonly parts: readonly Line[];
}

/** The deals that a credit rule gave, of those that lines and values are made of. */
export interface DealList {
  readonly credit: ir.Credit;
  /** As people call it. */
  readonly name: string;
  readonly deals: readonly CreditRecord[];
  /** Of all, or of each window that something was totalled over. */
  readonly sums: readonly DealSum[];
  /** The fields that the plan reads of each. */
  readonly fields: readonly ir.Field[];
}

export interface DealSum {
  /** ` of the Year to date`; "" for all. */
  readonly of: string;
  readonly count: number;
  readonly sum: Rational;
}

export interface Explanation {
  readonly payee: string;
  readonly plan: ir.Plan;
  readonly total: Rational;
  /** One for each component, then the steps on their sum. */
  readonly lines: readonly Line[];
  readonly numbers: readonly NumberOf[];
  readonly deals: readonly DealList[];
}

/** Whether the amounts of an explanation make its total, and those of every line that adds up make that line. */
export function addsUp({
  lines,
  total,
  numbers,
}: Pick<Explanation, "lines" | "total" | "numbers">): boolean {
  return (
    sumOf(lines).equals(total) &&
    lines.every(lineAddsUp) &&
    numbers.every(({ parts }) => parts.every(lineAddsUp))
  );
}

function lineAddsUp({ adds, amount, parts }: Line): boolean {
  const isSum = !adds || (amount !== undefined && sumOf(parts).equals(amount));
  return isSum && parts.every(lineAddsUp);
}

function sumOf(lines: readonly Line[]): Rational {
  return lines.reduce((sum, { amount }) => sum.plus(amount ?? Rational.ZERO), Rational.ZERO);
}
