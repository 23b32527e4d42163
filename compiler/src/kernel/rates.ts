/** Rates and lookups where they are read. */
import { isFirstOf } from "@attain/runtime";
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import type { At, Payees } from "./payees.ts";
import { slicesPaid } from "./slices.ts";
import { type Body, boundsOf, inColumn, reaches, valueAt } from "./tables.ts";
import { chosen, doubted, type NumberValue, ofNumber, type Value } from "./values.ts";

export function lookup(p: Payees, node: ir.Lookup, at: At): Value {
  const table = p.time.table(node.table, at.period);
  const [place, second] = node.at.map((axis) => p.value(axis, at));
  return inColumn(p, table, second, at, node.origin, (body) =>
    valueAt(p, body, known(place, "an axis"), at),
  );
}

export function rates(p: Payees, node: ir.Rates, at: At): Value {
  const table = p.time.table(node.table, at.period);
  const second = node.second === undefined ? undefined : p.value(node.second, at);
  const { before } = node;
  const isFirst =
    before === undefined ||
    isFirstOf(p.program.calendar, before.period, known(at.period, "the period"));
  return inColumn(p, table, second, at, node.origin, (body) => {
    const reached = paidAt(p, node, table, body, at);
    if (isFirst) return reached;
    const earlier = paidAt(p, { ...before, origin: node.origin }, table, body, at);
    const rest = number.minus(reached.value, earlier.value);
    return ofNumber(rest, form.or(reached.doubt, earlier.doubt));
  });
}

/** What a base is paid, and where on the first axis it lies. */
interface Applied extends ir.Node {
  readonly base: ir.NumberExpr;
  readonly place: ir.Place;
}

function paidAt(
  p: Payees,
  { base: baseNode, place, origin }: Applied,
  table: ir.Table,
  body: Body,
  at: At,
): NumberValue {
  const base = p.number(baseNode, at);
  if (place.kind === "paid")
    throw new Unsupported("its rates depend on what was paid before", origin);
  if (place.kind === "interval") {
    if (body.kind !== "steps")
      throw new Error("Attain applied a marginal table that has no steps.");
    const from = place.from === undefined ? ofNumber(number.ZERO) : p.number(place.from, at);
    return slicesPaid(p, body, base, { from, to: p.number(place.to, at) }, at);
  }
  const point = p.value(place.at, at);
  const reached = valueAt(p, body, point, at) as NumberValue;
  if (typeof table.kind === "string" || point.kind !== "number" || body.kind !== "steps")
    return times(base, reached);
  return wholeAbove(p, table.kind.wholeAbove, body, { base, point, reached }, at);
}

function times(base: NumberValue, rate: NumberValue): NumberValue {
  return ofNumber(number.times(base.value, rate.value), form.or(base.doubt, rate.doubt));
}

interface Reached {
  readonly base: NumberValue;
  readonly point: NumberValue;
  /** The rate of the row that the point lies in. */
  readonly reached: NumberValue;
}

/** Up to the pivot all at the rate of the first row; above it, what lies above at the rate of the row reached. */
function wholeAbove(
  p: Payees,
  pivotNode: ir.NumberExpr,
  { rows }: ir.Steps,
  { base, point, reached }: Reached,
  at: At,
): NumberValue {
  const pivot = p.number(pivotNode, at);
  const { from, row } = known(boundsOf(p, rows.slice(0, 1), at).bounds[0], "the first row");
  const first = p.number(row.value, at);
  const isStarted = reaches(from, row.inclusive, point.value);
  const below = times(base, chosen(isStarted, first, reached, row) as NumberValue);
  const start = number.over(number.times(base.value, pivot.value), point.value);
  const rest = number.minus(base.value, start);
  const above = ofNumber(
    number.plus(number.times(start, first.value), number.times(rest, reached.value)),
    form.or(first.doubt, reached.doubt),
  );
  const isAbove = number.compare(">", point.value, pivot.value);
  const doubt = [base.doubt, point.doubt, reached.doubt, pivot.doubt].reduce(form.or);
  return doubted(chosen(isAbove, above, below, row) as NumberValue, doubt);
}
