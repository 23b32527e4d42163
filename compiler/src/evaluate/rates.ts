/** Rates and lookups where they are read, with the slices that they pay. */
import { isFirstOf } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Rational } from "./rational.ts";
import { slicesPaid } from "./slices-paid.ts";
import { bodyAt, paid, slices, valueAt } from "./tables.ts";
import type { SliceTrace, Value } from "./trace.ts";

export function lookup(e: Evaluator, node: ir.Lookup, scope: Scope): Value {
  const set = e.given.value("lookup", node.table, scope);
  if (set !== undefined) return set;
  const table = e.table(node.table, scope.period);
  const [at, second] = node.at.map((axis) => e.value(axis, scope));
  const body = bodyAt(e, table, second, scope);
  const { value, origin } = valueAt(e, table, body, at, scope);
  e.tracer?.detail({ kind: "row", table, body, origin });
  return value;
}

export function rates(e: Evaluator, node: ir.Rates, scope: Scope): Value {
  const table = e.table(node.table, scope.period);
  const base = e.number(node.base, scope);
  const second = node.second === undefined ? undefined : e.value(node.second, scope);
  const body = bodyAt(e, table, second, scope);
  const reached = slicesOf(e, node.place, table, body, base, scope);
  const { before } = node;
  const isFirst =
    before === undefined || isFirstOf(e.calendar, before.period, known(scope.period, "the period"));
  const paidSlices = isFirst ? reached : [...reached, ...takenAway(e, before, table, body, scope)];
  e.tracer?.detail({ kind: "rates", table, body, slices: paidSlices });
  return paidSlices.reduce((sum, slice) => sum.plus(slice.amount), Rational.ZERO);
}

/** What the component has paid in earlier periods, and for the credits before the one at hand. */
export function paidSoFar(e: Evaluator, { earlier }: ir.PaidSoFar, scope: Scope): Rational {
  const { paid: before = Rational.ZERO } = scope;
  return earlier === undefined ? before : before.plus(e.number(earlier, scope));
}

/** What has been earned before, as negative slices. */
function takenAway(
  e: Evaluator,
  { base, place }: NonNullable<ir.Rates["before"]>,
  table: ir.Table,
  body: ir.Steps | ir.Lines | ir.Cases,
  scope: Scope,
): SliceTrace[] {
  return slicesOf(e, place, table, body, e.number(base, scope), scope).map((slice) => ({
    ...slice,
    base: slice.base.negated(),
    amount: slice.amount.negated(),
    earlier: true,
  }));
}

function slicesOf(
  e: Evaluator,
  place: ir.Place,
  table: ir.Table,
  body: ir.Steps | ir.Lines | ir.Cases,
  base: Rational,
  scope: Scope,
): SliceTrace[] {
  if (place.kind === "interval") {
    if (body.kind !== "steps")
      throw new Error("Attain applied a marginal table that has no steps.");
    const from = place.from === undefined ? Rational.ZERO : e.number(place.from, scope);
    return slices(e, table, body, base, from, e.number(place.to, scope), scope);
  }
  if (place.kind === "paid") {
    if (body.kind !== "steps")
      throw new Error("Attain applied a marginal table that has no steps.");
    return slicesPaid(e, table, body, base, e.number(place.from, scope), scope);
  }
  const at = e.value(place.at, scope);
  const reached = valueAt(e, table, body, at, scope);
  if (typeof table.kind === "string" || !(at instanceof Rational))
    return [paid(base, reached.value, reached.origin)];
  const pivot = e.number(table.kind.wholeAbove, scope);
  if (body.kind !== "steps") return [paid(base, reached.value, reached.origin)];
  const first = known(body.rows[0], "the first row");
  const start = e.number(first.from, scope);
  if (at.compare(pivot) <= 0) {
    const isReached = first.inclusive ? at.compare(start) >= 0 : at.compare(start) > 0;
    const below = isReached
      ? { value: e.value(first.value, scope), origin: first.origin }
      : reached;
    return [paid(base, below.value, below.origin)];
  }
  const below = base.times(pivot).over(at);
  return [
    paid(below, e.value(first.value, scope), first.origin, start, pivot),
    paid(base.minus(below), reached.value, reached.origin, pivot, at),
  ];
}
