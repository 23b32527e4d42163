/** A plan whose credits are worth so many times as much in one period: what if somebody had sold more, or less. */
import { CURRENCIES, type Period, type PlainDate, smallestUnit } from "@attain/runtime";
import type { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";

/** Deals stay in whole cents. */
export function scaledPlan(
  plan: ir.Plan,
  credits: ReadonlySet<string>,
  by: Rational,
  period: Period,
): ir.Plan {
  return {
    ...plan,
    credits: plan.credits.map((credit) =>
      credits.has(credit.name) ? scaled(credit, by, period) : credit,
    ),
  };
}

function scaled(credit: ir.Credit, by: Rational, { start, end }: Period): ir.Credit {
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
  return { ...credit, worth: { op: "if", condition: inPeriod, yes, no: worth, origin } };
}

function number(value: bigint, origin: ir.Origin): ir.NumberExpr {
  return { op: "number", value: value.toString(), unit: "number", origin };
}
