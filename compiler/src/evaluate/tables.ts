/** Tables: the row that a value lies in, the slices of an interval, straight lines. Plain, and in exact fractions. */
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { formatValue } from "./format.ts";
import { Rational } from "./rational.ts";
import type { SliceTrace, Value } from "./trace.ts";

/** A row, and where it starts. */
interface Bound<Row> {
  readonly from: Rational;
  readonly row: Row;
}

export interface Found {
  readonly value: Value;
  readonly origin: ir.Origin;
}

/** The body along the first axis; of a matrix, the column that the second axis singles out. */
export function bodyAt(
  evaluator: Evaluator,
  table: ir.Table,
  second: Value,
  scope: Scope,
): ir.Steps | ir.Lines | ir.Cases {
  const { body } = table;
  if (body.kind !== "matrix") return body;
  const column = second instanceof Rational ? columnOn : columnFor;
  const found = column(evaluator, table, body, second as Rational & string, scope);
  return found?.body ?? outside(table, second, table.axes[1]);
}

function columnOn(
  evaluator: Evaluator,
  table: ir.Table,
  { columns }: ir.Matrix,
  second: Rational,
  scope: Scope,
): ir.MatrixColumn | undefined {
  const starts = columns.flatMap((column) =>
    column.heading.kind === "from" ? [{ ...column.heading, origin: column.origin, column }] : [],
  );
  const bounds = boundsOf(evaluator, table, starts, scope, table.axes[1]);
  return (
    bounds.findLast((bound) => reaches(bound, second))?.row.column ??
    columns.find(({ heading }) => heading.kind === "below")
  );
}

function columnFor(
  _evaluator: Evaluator,
  _table: ir.Table,
  { columns }: ir.Matrix,
  second: string,
): ir.MatrixColumn | undefined {
  return (
    columns.find(({ heading }) => heading.kind === "members" && heading.members.includes(second)) ??
    columns.find(({ heading }) => heading.kind === "rest")
  );
}

/** What a table gives at a value of its first axis. */
export function valueAt(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Steps | ir.Lines | ir.Cases,
  at: Value,
  scope: Scope,
): Found {
  switch (body.kind) {
    case "steps":
      return stepAt(evaluator, table, body, at as Rational, scope);
    case "lines":
      return lineAt(evaluator, table, body, at as Rational, scope);
    case "cases":
      return caseAt(evaluator, table, body, String(at), scope);
  }
}

function caseAt(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Cases,
  at: string,
  scope: Scope,
): Found {
  const row = body.rows.find(({ members }) => members.includes(at)) ?? body.rest;
  if (row === undefined) return outside(table, at);
  return { value: evaluator.value(row.value, scope), origin: row.origin };
}

function stepAt(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Steps,
  at: Rational,
  scope: Scope,
): Found {
  const bounds = boundsOf(evaluator, table, body.rows, scope);
  const step = bounds.findLast((bound) => reaches(bound, at))?.row;
  if (step === undefined) {
    if (body.below === undefined) return outside(table, at);
    return { value: evaluator.value(body.below, scope), origin: body.below.origin };
  }
  if (body.to !== undefined && at.compare(evaluator.number(body.to, scope)) > 0)
    return outside(table, at);
  return { value: evaluator.value(step.value, scope), origin: step.origin };
}

/** Where rows start: each above the one before it. */
export function boundsOf<Row extends { readonly from: ir.NumberExpr; readonly origin: ir.Origin }>(
  evaluator: Evaluator,
  table: ir.Table,
  rows: readonly Row[],
  scope: Scope,
  axis = table.axes[0],
): Bound<Row>[] {
  const bounds = rows.map((row) => ({ from: evaluator.number(row.from, scope), row }));
  for (const [i, { from, row }] of bounds.entries()) {
    const before = bounds[i - 1];
    if (before !== undefined && from.compare(before.from) <= 0) {
      const facts = { table: table.name, value: shownOn(table, from, axis) };
      throw new Fault("ATN9005", facts, row.origin);
    }
  }
  return bounds;
}

function reaches({ from, row }: Bound<{ readonly inclusive: boolean }>, at: Rational): boolean {
  return row.inclusive ? at.compare(from) >= 0 : at.compare(from) > 0;
}

function lineAt(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Lines,
  at: Rational,
  scope: Scope,
): Found {
  const found = (value: ir.NumberExpr | undefined): Found =>
    value === undefined
      ? outside(table, at)
      : { value: evaluator.number(value, scope), origin: value.origin };
  const points = boundsOf(
    evaluator,
    table,
    body.points.map((point) => ({ ...point, from: point.at })),
    scope,
  );
  const [first] = points;
  if (first === undefined || at.compare(first.from) < 0) return found(body.below);
  const end = points.findIndex(({ from }) => at.compare(from) <= 0);
  if (end === -1 && body.above !== "continues") return found(body.above);
  const [left, right] = end === -1 ? points.slice(-2) : [points[end - 1], points[end]];
  if (right === undefined || right.from.equals(at) || left === undefined)
    return found((right ?? left)?.row.value);
  const [low, high] = [left, right].map(({ row }) => evaluator.number(row.value, scope));
  const along = at.minus(left.from).over(right.from.minus(left.from));
  const [start, stop] = [low ?? Rational.ZERO, high ?? Rational.ZERO];
  return { value: start.plus(stop.minus(start).times(along)), origin: right.row.origin };
}

/** What `base`, lying evenly from `from` to `to` on the axis, is paid: slice by slice. */
export function slices(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Steps,
  base: Rational,
  from: Rational,
  to: Rational,
  scope: Scope,
): SliceTrace[] {
  if (from.equals(to)) {
    const { value, origin } = stepAt(evaluator, table, body, to, scope);
    return [paid(base, value, origin, from, to)];
  }
  const [low, high] = from.compare(to) < 0 ? [from, to] : [to, from];
  if (body.to !== undefined && high.compare(evaluator.number(body.to, scope)) > 0)
    return outside(table, high);
  const bounds = boundsOf(evaluator, table, body.rows, scope);
  const [first] = bounds;
  const ranges = bounds.map(({ from: start, row }, i) => ({
    start,
    end: bounds[i + 1]?.from,
    ...row,
  }));
  const below =
    first !== undefined && low.compare(first.from) < 0 ? belowOf(table, body, low, first.from) : [];
  const length = high.minus(low);
  return [...below, ...ranges].flatMap(({ start, end, value, origin }) => {
    const begin = start === undefined ? low : Rational.greatest(start, low);
    const stop = end === undefined ? high : Rational.least(end, high);
    if (stop.compare(begin) <= 0) return [];
    const rate = evaluator.value(value, scope);
    return [paid(base.times(stop.minus(begin)).over(length), rate, origin, begin, stop)];
  });
}

function belowOf(table: ir.Table, { below }: ir.Steps, low: Rational, end: Rational) {
  if (below === undefined) return outside(table, low);
  return [{ start: undefined, end, value: below, origin: below.origin }];
}

/** Some of a base at one rate. */
export function paid(
  base: Rational,
  rate: Value,
  origin: ir.Origin,
  from?: Rational,
  to?: Rational,
): SliceTrace {
  const factor = rate as Rational;
  const place = from === undefined || to === undefined ? {} : { from, to };
  return { ...place, base, rate: factor, amount: base.times(factor), origin };
}

export function outside(table: ir.Table, at: Value, axis = table.axes[0]): never {
  throw new Fault("ATN9002", { table: table.name, value: shownOn(table, at, axis) }, table.origin);
}

/** A value of an axis as people read it. */
function shownOn(table: ir.Table, at: Value, axis = table.axes[0]): string {
  return axis === undefined ? String(at) : formatValue(axis, at);
}
