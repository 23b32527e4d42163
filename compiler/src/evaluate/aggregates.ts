/** Totals, counts and averages of credits in a window. */
import type { Period } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { DataRow } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { CreditRecord } from "./credits.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { extreme } from "./expressions.ts";
import { Fault } from "./fault.ts";
import { keyValue } from "./fields.ts";
import { Rational } from "./rational.ts";
import type { Tracer, Value } from "./trace.ts";

/** What is told of many things at once. */
export type AggregateNode = Extract<
  ir.Expr,
  { op: "total" | "count" | "average" | "largest" | "smallest" }
>;

export function aggregate(e: Evaluator, node: AggregateNode, scope: Scope): Value {
  const set = node.op === "total" ? givenTotal(e, node, scope) : undefined;
  if (set !== undefined) return set;
  if (e.addedUp !== undefined && node.of.kind === "credits")
    return e.addedUp(node, known(scope.payee, "the payee"), known(scope.period, "the period"));
  const inside = gathered(e, node, scope);
  const { tracer } = e;
  e.tracer = undefined;
  try {
    const value = aggregateOf(e, node, inside);
    if (tracer !== undefined && node.op !== "count") tellEach(e, tracer, node, inside);
    return value;
  } finally {
    e.tracer = tracer;
  }
}

/** The value of each of the people, or of each row, for explanations. */
function tellEach(
  e: Evaluator,
  tracer: Tracer,
  { of, value }: Exclude<AggregateNode, { op: "count" }>,
  inside: readonly Scope[],
): void {
  if (of.kind === "people") {
    const values = inside.map((at) => ({ payee: at.payee ?? "", value: e.value(value, at) }));
    tracer.detail({ kind: "people", values });
  } else if (of.kind === "rows") {
    const values = inside.map((at) => ({
      row: known(at.row, "the row").data,
      value: e.value(value, at),
    }));
    tracer.detail({ kind: "rows", source: of.source, values });
  }
}

/** What is at hand for each of the things that an aggregate runs over. */
function gathered(e: Evaluator, { of, origin }: AggregateNode, scope: Scope): Scope[] {
  switch (of.kind) {
    case "credits": {
      const credits = creditsIn(e, of, scope);
      e.tracer?.detail({ kind: "credits", credits });
      return credits.map((credit) => insideCredit(e, credit, scope));
    }
    case "people":
      return peopleIn(e, { of, origin }, scope);
    case "rows":
      return rowsIn(e, of, origin, scope);
  }
}

interface OfPeople {
  readonly of: ir.People;
  readonly origin: ir.Origin;
}

/** Each of the people as if they were paid; who is paid is their reader. */
export function peopleIn(e: Evaluator, { of, origin }: OfPeople, scope: Scope): Scope[] {
  const { payee, reader = payee, period } = scope;
  const keys = new Set(allRows(e, of.people, origin).map(({ key }) => key));
  const around: Scope = {
    ...(reader === undefined ? {} : { reader }),
    ...(period === undefined ? {} : { period }),
  };
  return [...keys]
    .sort()
    .map((key) => ({ ...around, payee: key }))
    .filter(
      (at) =>
        of.where === undefined || untraced(e, () => e.condition(known(of.where, "a filter"), at)),
    );
}

function rowsIn(e: Evaluator, of: ir.Rows, origin: ir.Origin, scope: Scope): Scope[] {
  const { credit: _credit, ...around } = scope;
  const wanted = of.keys.map((key) => ({ field: key.field, value: keyValue(e, key, scope) }));
  return allRows(e, of.source, origin)
    .filter(({ cells }) => wanted.every(({ field, value }) => cells[field] === value))
    .map((data) => ({ ...around, row: { source: of.source, data } }))
    .filter(
      (at) =>
        of.where === undefined || untraced(e, () => e.condition(known(of.where, "a filter"), at)),
    );
}

/** All rows of a source. A test must give them: without rows it would say nothing about them. */
function allRows(e: Evaluator, source: string, origin: ir.Origin): readonly DataRow[] {
  const table = e.data.get(source);
  if (table === undefined && e.given.isTest)
    throw new Fault("ATN9101", { what: source, rowsOf: source }, origin);
  return table?.rows ?? [];
}

/** The place of the payee by a value, among those for whom it is better, and those before. */
export function rank(e: Evaluator, node: ir.Rank, scope: Scope): Rational {
  const own = untraced(e, () => e.number(node.value, scope));
  const values = peopleIn(e, node, scope).map((at) => ({
    payee: at.payee ?? "",
    value: untraced(e, () => e.number(node.value, at)),
  }));
  e.tracer?.detail({ kind: "people", values });
  const sign = node.first === "highest" ? 1 : -1;
  const better = values.filter(({ value }) => value.compare(own) * sign > 0);
  return Rational.of(BigInt(better.length + 1));
}

export function untraced<Result>(e: Evaluator, run: () => Result): Result {
  const { tracer } = e;
  e.tracer = undefined;
  try {
    return run();
  } finally {
    e.tracer = tracer;
  }
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

function average(e: Evaluator, node: ir.Average, inside: readonly Scope[]): Value {
  const weights = inside.map((at) =>
    node.weight === undefined ? Rational.ONE : e.number(node.weight, at),
  );
  const total = weights.reduce((sum, weight) => sum.plus(weight), Rational.ZERO);
  // What it is an average of is read of every row, whatever it weighs: one may have no value.
  const sum = inside.reduce(
    (all, at, i) => all.plus(e.number(node.value, at).times(weights[i] ?? Rational.ZERO)),
    Rational.ZERO,
  );
  return total.isZero() ? undefined : sum.over(total);
}

/** A test may set a credit's total; it then has no deals to count or go through. */
function givenTotal(e: Evaluator, node: ir.Total, scope: Scope): Value {
  const { of } = node;
  const period = scope.period;
  if (
    of.kind !== "credits" ||
    period === undefined ||
    of.where !== undefined ||
    of.window.deals !== undefined
  )
    return undefined;
  const given = (part: Period): Rational | undefined => givenIn(e, of, scope, part);
  if (period.whole !== undefined && given(period.whole) !== undefined)
    throw new Fault("ATN9102", { credit: of.credit }, node.origin);
  const inside = e.periodsOf(of.window, period);
  // What is set holds for each pay period: a longer one has it as often as it has those.
  const isWhole = of.window.kind === "period" && inside.length < 2;
  const periods = isWhole ? [period] : inside;
  if (periods.every((part) => given(part) === undefined)) return undefined;
  return periods.reduce(
    (sum, part) => sum.plus(given(part) ?? totalIn(e, node, of, scope, part)),
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
function totalIn(
  e: Evaluator,
  node: ir.Total,
  ofCredits: ir.Credits,
  scope: Scope,
  period: Period,
): Rational {
  const of: ir.Credits = { ...ofCredits, window: { kind: "period", period: period.kind } };
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

export function insideCredit(
  e: Evaluator,
  credit: CreditRecord,
  { payee, reader, period }: Scope,
): Scope {
  return {
    ...(reader === undefined ? {} : { reader }),
    ...(payee === undefined ? {} : { payee }),
    ...(period === undefined ? {} : { period }),
    credit,
    row: { source: e.rule(credit.credit).source, data: credit.row },
  };
}

export function overPeriods(e: Evaluator, node: ir.OverPeriods, scope: Scope): Rational {
  const { of, window, each } = node;
  const paying = of.op === "pay" && of.plan !== undefined ? e.other(of.plan) : e;
  const periods = paying.periodsOf(window, known(scope.period, "the period"), each);
  return periods.reduce(
    (sum, period) => sum.plus(e.number(of, { ...scope, period })),
    Rational.ZERO,
  );
}

function indexIn<Item>(items: readonly Item[], item: Item): number | undefined {
  const index = items.indexOf(item);
  return index === -1 ? undefined : index;
}
