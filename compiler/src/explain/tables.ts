/** Tables where they were read: the place on each axis, the row that was found there, the slices that were paid. */
import { formatNumber, formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Detail, SliceTrace, TableColumn, Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Line } from "./explanation.ts";
import type { Telling } from "./telling.ts";
import { typeOf, unitOf } from "./types.ts";

export type RatesDetail = Extract<Detail, { kind: "rates" }>;

/** `Attainment 112.5%, class Key`: where a table was read. */
export function placeText(t: Telling, trace: Trace): string {
  const { node } = trace;
  if (node.op === "lookup") return listOf(node.at.map((axis) => axisText(t, trace, axis)));
  if (node.op !== "rates") return "";
  const { place, second, base } = node;
  const end = endOf(place);
  const along = end === base || isSameTotal(base, end) ? [] : [alongText(t, trace, place)];
  return listOf([...along, ...(second === undefined ? [] : [axisText(t, trace, second)])]);
}

function listOf(items: readonly string[]): string {
  return items.filter((item) => item !== "").join(", ");
}

/** Along what is paid, where it starts: where it ends is what the line says. */
function endOf(place: ir.Place): ir.Expr {
  if (place.kind === "paid") return place.from;
  return place.kind === "interval" ? place.to : place.at;
}

/** A table by a credit's total, applied to that total. */
function isSameTotal(base: ir.Expr, axis: ir.Expr): boolean {
  return base.op === "total" && axis.op === "total" && sameWindow(base.of, axis.of);
}

function sameWindow(a: ir.Gathered, b: ir.Gathered): boolean {
  if (a.kind !== "credits" || b.kind !== "credits") return false;
  const isPlain = a.where === undefined && b.where === undefined;
  return isPlain && a.credit === b.credit && a.window.kind === b.window.kind;
}

/** An interval that doesn't start at zero is shown from where it starts. */
function alongText(t: Telling, trace: Trace, place: ir.Place): string {
  if (place.kind === "point") return axisText(t, trace, place.at);
  if (place.kind === "paid")
    return `${t.words.quote(place.from.origin)} from ${paidText(trace, place.from)}`;
  const start = place.from === undefined ? undefined : valueAt(trace, place.from);
  const isFromZero = !(start instanceof Rational) || start.isZero();
  if (isFromZero || place.from === undefined) return axisText(t, trace, place.to);
  const from = formatValue(typeOf(place.from), start);
  const to = formatValue(typeOf(place.to), valueAt(trace, place.to));
  return `${axisName(t, place.to)} from ${from} to ${to}`.trim();
}

function paidText(trace: Trace, from: ir.PaidSoFar): string {
  return formatValue(typeOf(from), valueAt(trace, from));
}

function axisText(t: Telling, trace: Trace, axis: ir.Expr): string {
  const value = valueAt(trace, axis);
  const name = axisName(t, axis);
  const shown = formatValue(typeOf(axis), value);
  return name === "" ? shown : `${name} ${shown}`;
}

function valueAt({ parts }: Trace, node: ir.Expr): Trace["value"] {
  return parts.find((part) => part.node === node)?.value;
}

function axisName(t: Telling, axis: ir.Expr): string {
  if (axis.op === "part of year") return axis.period;
  if (axis.op === "measure" || axis.op === "parameter") return t.words.named(axis.name);
  const seenThrough = t.plan.measures.find(({ value }) => isSamePlace(value.origin, axis.origin));
  if (seenThrough !== undefined) return t.words.named(seenThrough.name);
  const { words } = t;
  return SIMPLE.has(axis.op) ? words.quote(axis.origin) : "";
}

/** What is short enough to be named; of a longer expression the value is shown alone. */
const SIMPLE: ReadonlySet<ir.Expr["op"]> = new Set([
  "field",
  "credited",
  "total",
  "count",
  "keyed",
]);

function isSamePlace(a: ir.Origin, b: ir.Origin): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}

/** `from 100%`, `for Key`, `between 90% and 95%`; in a matrix with the heading of the column. */
export function rowText(t: Telling, table: ir.Table, body: TableColumn, origin: ir.Origin): string {
  const row = rowHeading(t, body, origin);
  if (table.body.kind !== "matrix") return row;
  const column = table.body.columns.find((candidate) => candidate.body === body);
  return column === undefined ? row : `${row}, ${t.words.quote(column.origin)}`;
}

function rowHeading(t: Telling, body: TableColumn, origin: ir.Origin): string {
  switch (body.kind) {
    case "steps": {
      const row = body.rows.find((candidate) => candidate.origin === origin);
      if (row !== undefined)
        return `${row.inclusive ? "from" : "above"} ${t.words.quote(row.from.origin)}`;
      return belowText(t, body.rows[0]?.from);
    }
    case "cases": {
      const row = body.rows.find((candidate) => candidate.origin === origin);
      return row === undefined ? "for anything else" : `for ${row.members.join(", ")}`;
    }
    case "lines":
      return betweenText(t, body, origin);
  }
}

function belowText(t: Telling, first: ir.Expr | undefined): string {
  return first === undefined ? "below" : `below ${t.words.quote(first.origin)}`;
}

function betweenText(t: Telling, { points, below }: ir.Lines, origin: ir.Origin): string {
  const at = (i: number): string => t.words.quote(points[i]?.at.origin ?? origin);
  if (below?.origin === origin) return belowText(t, points[0]?.at);
  const end = points.findIndex((point) => point.origin === origin);
  if (end === -1) return `above ${at(points.length - 1)}`;
  const point = (i: number): string =>
    `${at(i)} (${t.words.quote(points[i]?.value.origin ?? origin)})`;
  return end === 0 ? `at ${at(0)}` : `between ${point(end - 1)} and ${point(end)}`;
}

/** One line for each slice, with what it pays. They make what the table pays. */
export function sliceLines(t: Telling, trace: Trace, detail: RatesDetail): Line[] {
  const { node } = trace;
  if (node.op !== "rates") return [];
  return detail.slices.map((slice) => {
    const { base, rate, amount, origin, earlier } = slice;
    const place = sliceText(t, detail, slice);
    const sum = `${formatNumber(base, unitOf(node.base))} x ${formatValue(detail.table.value, rate)}`;
    const text = `${earlier === true ? "less what was earned before, " : ""}${place}: ${sum}`;
    return { text, amount, unit: node.unit, origin, parts: [], adds: false };
  });
}

function sliceText(t: Telling, { table, body }: RatesDetail, { from, to, origin }: SliceTrace) {
  const [axis = table.value] = table.axes;
  if (from === undefined || to === undefined || from.equals(to))
    return rowText(t, table, body, origin);
  const span = `from ${formatValue(axis, from)} to ${formatValue(axis, to)}`;
  if (table.body.kind !== "matrix") return span;
  const column = table.body.columns.find((candidate) => candidate.body === body);
  return column === undefined ? span : `${span}, ${t.words.quote(column.origin)}`;
}
