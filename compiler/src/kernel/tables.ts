/** Tables: the row that a value lies in, and straight lines between points. A value outside of a table is a doubt. */
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import type { At, Payees } from "./payees.ts";
import { chosen, doubted, NOTHING, type NumberValue, ofNumber, type Value } from "./values.ts";

export type Body = ir.Steps | ir.Lines | ir.Cases;

/** What is made of the body along the first axis; of a matrix, of each of its columns, and then of the one reached. */
export function inColumn(
  p: Payees,
  table: ir.Table,
  second: Value | undefined,
  at: At,
  origin: ir.Origin,
  make: (body: Body) => Value,
): Value {
  const { body } = table;
  if (body.kind !== "matrix") return make(body);
  if (second?.kind === "number") return inColumnOn(p, body, second, at, make);
  if (second?.kind !== "text")
    throw new Unsupported("a column is found by what is neither a number nor a name", origin);
  const cases = body.columns.flatMap(({ heading, body: column }) =>
    heading.kind === "members"
      ? [{ when: isOneOf(second, heading.members), value: () => make(column) }]
      : [],
  );
  const rest = body.columns.find(({ heading }) => heading.kind === "rest");
  const found = p.firstOf(cases, origin, () => (rest === undefined ? NOTHING : make(rest.body)));
  return doubted(found, form.or(second.doubt, second.missing));
}

function inColumnOn(
  p: Payees,
  { columns }: ir.Matrix,
  second: NumberValue,
  at: At,
  make: (body: Body) => Value,
): Value {
  const starts = columns.flatMap(({ heading, body, origin }) =>
    heading.kind === "from" ? [{ ...heading, body, origin }] : [],
  );
  const below = columns.find(({ heading }) => heading.kind === "below");
  const { bounds, doubt } = boundsOf(p, starts, at);
  const found = bounds.reduce<Value>(
    (before, { from, row }) =>
      otherwiseDoubt(reaches(from, row.inclusive, second.value), make(row.body), before, row),
    below === undefined ? NOTHING : make(below.body),
  );
  return doubted(found, [doubt, second.doubt, second.missing].reduce(form.or));
}

function isOneOf({ value }: Extract<Value, { kind: "text" }>, members: readonly string[]): Bool {
  return members.map((member) => form.same(value, { op: "text", value: member })).reduce(form.or);
}

/** What a table gives at a value of its first axis. */
export function valueAt(p: Payees, body: Body, place: Value, at: At): Value {
  const found = atPlace(p, body, place, at);
  return doubted(found, form.or(place.doubt, place.missing));
}

function atPlace(p: Payees, body: Body, place: Value, at: At): Value {
  if (body.kind === "cases") return caseAt(p, body, place, at);
  if (place.kind !== "number") throw new Error("Attain looked a name up along an axis of numbers.");
  return body.kind === "steps"
    ? stepAt(p, body, place.value, at)
    : lineAt(p, body, place.value, at);
}

function caseAt(p: Payees, { rows, rest }: ir.Cases, place: Value, at: At): Value {
  const { origin } = known(rows[0] ?? rest, "a row");
  if (place.kind !== "text") throw new Unsupported("a row is found by yes or no", origin);
  const cases = rows.map(({ members, value }) => ({
    when: isOneOf(place, members),
    value: () => p.value(value, at),
  }));
  return p.firstOf(cases, origin, () => (rest === undefined ? NOTHING : p.value(rest.value, at)));
}

/** The last of the rows that the value reaches. */
export function stepAt(p: Payees, { below, rows, to }: ir.Steps, place: Num, at: At): Value {
  const { bounds, doubt } = boundsOf(p, rows, at);
  const lowest = below === undefined ? NOTHING : p.value(below, at);
  const found = bounds.reduce<Value>(
    (before, { from, row }) =>
      otherwiseDoubt(reaches(from, row.inclusive, place), p.value(row.value, at), before, row),
    lowest,
  );
  const first = known(bounds[0], "the first row");
  const isBeyond = form.and(
    reaches(first.from, first.row.inclusive, place),
    beyond(p, to, place, at),
  );
  return doubted(found, form.or(doubt, isBeyond));
}

/** Where there is nothing else, a doubt is all that is said of it. */
function otherwiseDoubt(condition: Bool, yes: Value, no: Value, node: ir.Node): Value {
  return no === NOTHING && condition.op !== "yes or no"
    ? doubted(yes, form.not(condition))
    : chosen(condition, yes, no, node);
}

/** Whether a value lies above the last row. */
export function beyond(p: Payees, to: ir.NumberExpr | undefined, place: Num, at: At): Bool {
  if (to === undefined) return form.NO;
  const end = p.number(to, at);
  return form.or(end.doubt, number.compare(">", place, end.value));
}

export function reaches(from: Num, inclusive: boolean, place: Num): Bool {
  return number.compare(inclusive ? ">=" : ">", place, from);
}

interface Bounds<Row> {
  readonly bounds: readonly { readonly from: Num; readonly row: Row }[];
  /** Whether one doesn't lie above the one before it. */
  readonly doubt: Bool;
}

/** Where rows start. */
export function boundsOf<Row extends { readonly from: ir.NumberExpr }>(
  p: Payees,
  rows: readonly Row[],
  at: At,
): Bounds<Row> {
  const starts = rows.map((row) => p.number(row.from, at));
  const doubts = starts.map(({ value, doubt }, i) => {
    const before = starts[i - 1];
    if (before === undefined) return doubt;
    return form.or(doubt, number.compare("<=", value, before.value));
  });
  const bounds = rows.map((row, i) => ({ from: known(starts[i], "a start").value, row }));
  return { bounds, doubt: doubts.reduce(form.or, form.NO) };
}

/** On the line between the points that a value lies between. */
function lineAt(p: Payees, { below, points, above }: ir.Lines, place: Num, at: At): Value {
  const rows = points.map((point) => ({ ...point, from: point.at }));
  const { bounds, doubt } = boundsOf(p, rows, at);
  const lines = bounds.map(({ from, row }, i): NumberValue => {
    const before = bounds[i - 1];
    return before === undefined
      ? p.number(row.value, at)
      : onLine(p, [before, { from, row }], place, at);
  });
  const [last, other] = [bounds.at(-1), bounds.at(-2)];
  const high =
    above !== "continues"
      ? numberOr(p, above, at)
      : last === undefined || other === undefined
        ? numberOr(p, last?.row.value, at)
        : onLine(p, [other, last], place, at);
  const low = numberOr(p, below, at);
  const cases = bounds.map(({ from, row }, i) => ({
    when: number.compare("<=", place, from),
    value: (): Value =>
      i === 0
        ? chosen(number.compare("<", place, from), low, known(lines[0], "a line"), row)
        : known(lines[i], "a line"),
  }));
  const { origin } = known(points[0], "a point");
  return doubted(
    p.firstOf(cases, origin, () => high),
    doubt,
  );
}

function numberOr(p: Payees, node: ir.NumberExpr | undefined, at: At): NumberValue {
  return node === undefined ? NOTHING : p.number(node, at);
}

type Point = { readonly from: Num; readonly row: { readonly value: ir.NumberExpr } };

/** On the second of the points only that one is read. */
function onLine(
  p: Payees,
  [left, right]: readonly [Point, Point],
  place: Num,
  at: At,
): NumberValue {
  const [low, high] = [p.number(left.row.value, at), p.number(right.row.value, at)];
  const along = number.over(number.minus(place, left.from), number.minus(right.from, left.from));
  const value = number.plus(low.value, number.times(number.minus(high.value, low.value), along));
  const isBetween = number.compare("≠", place, right.from);
  return ofNumber(value, form.or(high.doubt, form.and(isBetween, low.doubt)));
}
