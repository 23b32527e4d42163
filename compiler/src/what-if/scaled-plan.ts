/** A plan whose credits are worth so many times as much in one period: what if somebody had sold more, or less. */
import { CURRENCIES, type Period, type PlainDate, smallestUnit } from "@attain/runtime";
import type { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";

/** The keys of the rows that are multiplied, by credit: all of them, where none are named. */
export type Multiplied = ReadonlyMap<string, readonly string[] | undefined>;

/** Deals stay in whole cents. */
export function scaledPlan(
  plan: ir.Plan,
  credits: Multiplied,
  by: Rational,
  period: Period,
): ir.Plan {
  return {
    ...plan,
    credits: plan.credits.map((credit) =>
      credits.has(credit.name) ? scaled(credit, credits.get(credit.name), by, period) : credit,
    ),
  };
}

function scaled(
  credit: ir.Credit,
  rows: readonly string[] | undefined,
  by: Rational,
  { start, end }: Period,
): ir.Credit {
  const { worth, unit, date, origin } = credit;
  const day = (value: PlainDate): ir.DateExpr => ({ op: "date", value, origin });
  const inPeriod: ir.Condition = {
    op: "and",
    left: { op: "compare dates", by: ">=", left: date, right: day(start), origin },
    right: { op: "compare dates", by: "<=", left: date, right: day(end), origin },
    origin,
  };
  const times: ir.NumberExpr = {
    op: "divide",
    left: { op: "multiply", left: worth, right: number(by.numerator, origin), unit, origin },
    right: number(by.denominator, origin),
    ifZero: "never",
    unit,
    origin,
  };
  const increment = CURRENCIES.has(unit) ? smallestUnit(unit) : undefined;
  const yes: ir.NumberExpr =
    increment === undefined
      ? times
      : { op: "round", of: times, rounding: { mode: "half even", increment }, origin };
  const condition: ir.Condition =
    rows === undefined
      ? inPeriod
      : { op: "and", left: inPeriod, right: oneOf(credit, rows), origin };
  return { ...credit, worth: { op: "if", condition, yes, no: worth, origin } };
}

/** Whether the row at hand is one of some, by halves: a chain of many would be too deep. */
function oneOf(credit: ir.Credit, keys: readonly string[]): ir.Condition {
  const { source, origin } = credit;
  const [key, ...more] = keys;
  if (key === undefined) return { op: "yes or no", value: false, origin };
  if (more.length === 0) {
    const left: ir.RowExpr = { op: "row", source, origin };
    return {
      op: "same",
      left,
      right: { op: "row key", source, key, origin },
      negated: false,
      origin,
    };
  }
  const half = keys.length >> 1;
  const [left, right] = [oneOf(credit, keys.slice(0, half)), oneOf(credit, keys.slice(half))];
  return { op: "or", left, right, origin };
}

function number(value: bigint, origin: ir.Origin): ir.NumberExpr {
  return { op: "number", value: value.toString(), unit: "number", origin };
}
