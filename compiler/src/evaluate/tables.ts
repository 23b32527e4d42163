/** Tables: the row that a value lies in, the slices of an interval, straight lines. Plain, and in exact fractions. */
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { formatValue } from "./format.ts";
import { Rational } from "./rational.ts";
import type { SliceTrace, Value } from "./trace.ts";

/** A step whose bounds and value are known. */
interface KnownStep {
  readonly from: Rational;
  readonly inclusive: boolean;
  readonly value: Value;
  readonly origin: ir.Origin;
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
  const below = body.columns.find(({ heading }) => heading.kind === "below");
  const found = body.columns.findLast(({ heading }) => {
    switch (heading.kind) {
      case "from": {
        const from = evaluator.number(heading.from, scope);
        const order = (second as Rational).compare(from);
        return heading.inclusive ? order >= 0 : order > 0;
      }
      case "below":
        return false;
      case "members":
        return heading.members.includes(String(second));
      case "rest":
        return !body.columns.some(
          (other) =>
            other.heading.kind === "members" && other.heading.members.includes(String(second)),
        );
    }
  });
  const column = found ?? below;
  if (column === undefined) return outside(table, second, table.axes[1]);
  return column.body;
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
  const steps = knownSteps(evaluator, table, body, scope);
  const step = steps.findLast(({ from, inclusive }) =>
    inclusive ? at.compare(from) >= 0 : at.compare(from) > 0,
  );
  if (step === undefined) {
    if (body.below === undefined) return outside(table, at);
    return { value: evaluator.value(body.below, scope), origin: body.below.origin };
  }
  if (body.to !== undefined && at.compare(evaluator.number(body.to, scope)) > 0)
    return outside(table, at);
  return step;
}

function knownSteps(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Steps,
  scope: Scope,
): KnownStep[] {
  const steps = body.rows.map(({ from, inclusive, value, origin }) => ({
    from: evaluator.number(from, scope),
    inclusive,
    value: evaluator.value(value, scope),
    origin,
  }));
  for (const [i, step] of steps.entries()) {
    const next = steps[i + 1];
    if (next !== undefined && next.from.compare(step.from) <= 0) {
      throw new Fault(
        "ATN9005",
        { table: table.name, value: shownOn(table, next.from) },
        next.origin,
      );
    }
  }
  return steps;
}

function lineAt(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Lines,
  at: Rational,
  scope: Scope,
): Found {
  const points = body.points.map((point) => ({
    at: evaluator.number(point.at, scope),
    value: evaluator.number(point.value, scope),
    origin: point.origin,
  }));
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (before !== undefined && point.at.compare(before.at) <= 0)
      throw new Fault(
        "ATN9005",
        { table: table.name, value: shownOn(table, point.at) },
        point.origin,
      );
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return outside(table, at);
  if (at.compare(first.at) < 0) {
    return body.below === undefined
      ? outside(table, at)
      : { value: evaluator.number(body.below, scope), origin: body.below.origin };
  }
  const end = points.find((point) => at.compare(point.at) <= 0);
  if (end === undefined && body.above !== "continues") {
    return body.above === undefined
      ? outside(table, at)
      : { value: evaluator.number(body.above, scope), origin: body.above.origin };
  }
  const right = end ?? last;
  if (right.at.equals(at)) return right;
  const left = points[points.indexOf(right) - 1];
  if (left === undefined) return outside(table, at);
  const along = at.minus(left.at).over(right.at.minus(left.at));
  return {
    value: left.value.plus(right.value.minus(left.value).times(along)),
    origin: right.origin,
  };
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
  const steps = knownSteps(evaluator, table, body, scope);
  const [first] = steps;
  const ranges = steps.map((step, i) => ({
    start: step.from,
    end: steps[i + 1]?.from,
    value: step.value,
    origin: step.origin,
  }));
  const below =
    first !== undefined && low.compare(first.from) < 0
      ? belowOf(evaluator, table, body, low, first.from, scope)
      : [];
  const length = high.minus(low);
  return [...below, ...ranges].flatMap(({ start, end, value, origin }) => {
    const begin = start === undefined ? low : Rational.greatest(start, low);
    const stop = end === undefined ? high : Rational.least(end, high);
    if (stop.compare(begin) <= 0) return [];
    return [paid(base.times(stop.minus(begin)).over(length), value, origin, begin, stop)];
  });
}

function belowOf(
  evaluator: Evaluator,
  table: ir.Table,
  body: ir.Steps,
  low: Rational,
  first: Rational,
  scope: Scope,
) {
  if (body.below === undefined) return outside(table, low);
  return [
    {
      start: undefined,
      end: first,
      value: evaluator.value(body.below, scope),
      origin: body.below.origin,
    },
  ];
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

function outside(table: ir.Table, at: Value, axis = table.axes[0]): never {
  throw new Fault("ATN9002", { table: table.name, value: shownOn(table, at, axis) }, table.origin);
}

/** A value of an axis as people read it. */
function shownOn(table: ir.Table, at: Value, axis = table.axes[0]): string {
  return axis === undefined ? String(at) : formatValue(axis, at);
}
