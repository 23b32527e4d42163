/** Totals, counts and averages of credits in a window. */
import type { Period } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import type { CreditRecord } from "./credits.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { extreme } from "./expressions.ts";
import { Fault } from "./fault.ts";
import { Rational } from "./rational.ts";
import type { Value } from "./trace.ts";

type AggregateNode = Extract<
  ir.Expr,
  { op: "total" | "count" | "average" | "largest" | "smallest" }
>;

export function aggregate(e: Evaluator, node: AggregateNode, scope: Scope): Value {
  const set = node.op === "total" ? givenTotal(e, node, scope) : undefined;
  if (set !== undefined) return set;
  const credits = creditsIn(e, node.of, scope);
  e.tracer?.detail({ kind: "credits", credits });
  const inside = credits.map((credit) => insideCredit(e, credit, scope));
  const { tracer } = e;
  e.tracer = undefined;
  const value = aggregateOf(e, node, inside);
  e.tracer = tracer;
  return value;
}

function aggregateOf(e: Evaluator, node: AggregateNode, inside: readonly Scope[]): Value {
  switch (node.op) {
    case "total":
      return inside.reduce((sum, at) => sum.plus(e.number(node.value, at)), Rational.ZERO);
    case "count": {
      const { distinct } = node;
      if (distinct === undefined) return Rational.of(BigInt(inside.length));
      return Rational.of(BigInt(new Set(inside.map((at) => String(e.value(distinct, at)))).size));
    }
    case "average":
      return average(e, node, inside);
    case "largest":
    case "smallest":
      if (inside.length === 0) return undefined;
      return extreme(
        node.op === "largest" ? "greatest" : "least",
        inside.map((at) => e.value(node.value, at)),
      );
  }
}

export function average(e: Evaluator, node: ir.Average, inside: readonly Scope[]): Value {
  const weights = inside.map((at) =>
    node.weight === undefined ? Rational.ONE : e.number(node.weight, at),
  );
  const total = weights.reduce((sum, weight) => sum.plus(weight), Rational.ZERO);
  if (total.isZero()) return undefined;
  const sum = inside.reduce(
    (all, at, i) => all.plus(e.number(node.value, at).times(weights[i] ?? Rational.ZERO)),
    Rational.ZERO,
  );
  return sum.over(total);
}

/** A test may set a credit's total; it then has no deals to count or go through. */
function givenTotal(e: Evaluator, node: ir.Total, scope: Scope): Value {
  const { of } = node;
  const period = scope.period;
  if (period === undefined || of.where !== undefined || of.window.deals !== undefined)
    return undefined;
  const given = (part: Period): Rational | undefined => givenIn(e, of, scope, part);
  const inside = e.periodsOf(of.window, period);
  const isWhole = of.window.kind === "period" && (given(period) !== undefined || inside.length < 2);
  const periods = isWhole ? [period] : inside;
  if (periods.every((part) => given(part) === undefined)) return undefined;
  return periods.reduce(
    (sum, part) => sum.plus(given(part) ?? totalIn(e, node, scope, part)),
    Rational.ZERO,
  );
}

function givenIn(
  e: Evaluator,
  { credit }: ir.Credits,
  scope: Scope,
  period: Period,
): Rational | undefined {
  return e.given.value("credit", credit, { ...scope, period }) as Rational | undefined;
}

/** The periods whose totals a test may set, of those that a window covers. */
function coveredBy(e: Evaluator, window: ir.Window, period: Period): readonly Period[] {
  const inside = e.periodsOf(window, period);
  return window.kind === "period" ? [period, ...inside] : inside;
}

/** The total of one period, which the test has not set. */
function totalIn(e: Evaluator, node: ir.Total, scope: Scope, period: Period): Rational {
  const of: ir.Credits = { ...node.of, window: { kind: "period", period: period.kind } };
  return e.number({ ...node, of }, { ...scope, period });
}

/** The credits of the payee that a window covers, and that the filter leaves. */
function creditsIn(e: Evaluator, of: ir.Credits, scope: Scope): readonly CreditRecord[] {
  const { payee = "", period, credit: here } = scope;
  const at = known(period, "the period");
  if (coveredBy(e, of.window, at).some((part) => givenIn(e, of, scope, part) !== undefined)) {
    throw new Fault("ATN9102", { credit: of.credit }, e.rule(of.credit).origin);
  }
  const { start, end } = e.daysOf(of.window, at);
  const all = e.creditsOfPayee(of.credit, payee);
  const upTo =
    of.window.deals === undefined || here === undefined
      ? all
      : all.slice(
          0,
          known(indexIn(all, here), "a credit") + (of.window.deals === "through" ? 1 : 0),
        );
  return upTo.filter(
    (credit) =>
      credit.date >= start &&
      credit.date <= end &&
      (of.where === undefined || e.condition(of.where, insideCredit(e, credit, scope))),
  );
}

export function insideCredit(e: Evaluator, credit: CreditRecord, { payee, period }: Scope): Scope {
  return {
    ...(payee === undefined ? {} : { payee }),
    ...(period === undefined ? {} : { period }),
    credit,
    row: { source: e.rule(credit.credit).source, data: credit.row },
  };
}

export function overPeriods(e: Evaluator, node: ir.OverPeriods, scope: Scope): Rational {
  const periods = e.periodsOf(node.window, known(scope.period, "the period"));
  return periods.reduce(
    (sum, period) => sum.plus(e.number(node.of, { ...scope, period })),
    Rational.ZERO,
  );
}

function indexIn<Item>(items: readonly Item[], item: Item): number | undefined {
  const index = items.indexOf(item);
  return index === -1 ? undefined : index;
}
