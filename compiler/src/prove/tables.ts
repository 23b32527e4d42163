/** Rates and lookups as curves: the row that is reached, slices, straight lines. */
import type * as ir from "../ir/ir.ts";
import { memberOf } from "./conditions.ts";
import {
  add,
  and,
  compare,
  type Curve,
  divide,
  flat,
  greater,
  multiply,
  not,
  scale,
  select,
  subtract,
} from "./curve.ts";
import { Form } from "./form.ts";
import type { Reader } from "./reader.ts";
import { Unknown } from "./unknown.ts";

const { ZERO } = Form;

export function lookupCurve(reader: Reader, node: ir.Lookup): Curve {
  const table = tableOf(reader, node.table);
  const [first, second] = node.at;
  if (first === undefined) throw new Unknown("a lookup that runs along nothing");
  return valueOf(reader, table, bodyOf(reader, table, second), first);
}

export function ratesCurve(reader: Reader, node: ir.Rates): Curve {
  const table = tableOf(reader, node.table);
  const body = bodyOf(reader, table, node.second);
  const paid = paidOn(reader, table, body, node.base, node.place);
  if (node.before === undefined) return paid;
  return subtract(
    reader.at,
    paid,
    paidOn(reader, table, body, node.before.base, node.before.place),
  );
}

function tableOf(reader: Reader, name: string): ir.Table {
  const tables = reader.known.plan.tables.filter((table) => table.name === name);
  const table = tables.find(({ period }) => period === reader.period) ?? tables[0];
  if (table === undefined) throw new Unknown(`the table \`${name}\` isn't known here`);
  return table;
}

/** Along the first axis; of a matrix the column that the second one singles out. */
function bodyOf(
  reader: Reader,
  { body, axes }: ir.Table,
  second: ir.Expr | undefined,
): ir.Steps | ir.Lines | ir.Cases {
  if (body.kind !== "matrix") return body;
  const [, axis] = axes;
  if (second === undefined || axis === undefined) throw new Unknown("a matrix along one axis");
  const column =
    axis.kind === "enum"
      ? columnFor(body, memberOf(reader, second, axis.members))
      : columnOn(reader, body, second);
  if (column === undefined) throw new Unknown("a matrix without a column for this");
  return column.body;
}

function columnFor({ columns }: ir.Matrix, member: string): ir.MatrixColumn | undefined {
  return (
    columns.find(({ heading }) => heading.kind === "members" && heading.members.includes(member)) ??
    columns.find(({ heading }) => heading.kind === "rest")
  );
}

/** A column must be the same all along the measure. */
function columnOn(
  reader: Reader,
  { columns }: ir.Matrix,
  second: ir.Expr,
): ir.MatrixColumn | undefined {
  const place = reader.number(second);
  const reached = columns.findLast(({ heading }) => {
    if (heading.kind !== "from") return false;
    const by = heading.inclusive ? ">=" : ">";
    const holds = compare(reader.at, by, place, reader.number(heading.from));
    const [only, other] = holds;
    if (only === undefined || other !== undefined || !only.at.equals(only.base))
      throw new Unknown("a matrix whose column changes along the measure");
    return !only.base.isZero();
  });
  return reached ?? columns.find(({ heading }) => heading.kind === "below");
}

function valueOf(
  reader: Reader,
  table: ir.Table,
  body: ir.Steps | ir.Lines | ir.Cases,
  at: ir.Expr,
): Curve {
  switch (body.kind) {
    case "steps":
      return stepCurve(reader, table, body, reader.number(at));
    case "lines":
      return lineCurve(reader, body, reader.number(at));
    case "cases":
      return caseCurve(reader, table, body, at);
  }
}

function caseCurve(reader: Reader, table: ir.Table, { rows, rest }: ir.Cases, at: ir.Expr): Curve {
  const [axis] = table.axes;
  if (axis?.kind !== "enum" && at.op !== "part of year") throw new Unknown("a table by names");
  const members = axis?.kind === "enum" ? axis.members : rows.flatMap((row) => row.members);
  const member = memberOf(reader, at, members);
  const row = rows.find((one) => one.members.includes(member)) ?? rest;
  if (row === undefined) throw new Unknown("a value that no row is for");
  return reader.number(row.value);
}

/** Where each row is reached, and that it was asked for. */
function stepCurve(reader: Reader, table: ir.Table, body: ir.Steps, place: Curve): Curve {
  const { at } = reader;
  const [first] = body.rows;
  if (first === undefined) throw new Unknown("a table without rows");
  const reached = body.rows.map((row) =>
    compare(at, row.inclusive ? ">=" : ">", place, reader.number(row.from)),
  );
  noteUses(reader, table, body, reached);
  const start = reader.number(body.below ?? first.value);
  return body.rows.reduce(
    (curve, row, i) => select(at, reached[i] ?? flat(ZERO), reader.number(row.value), curve),
    start,
  );
}

function noteUses(
  reader: Reader,
  table: ir.Table,
  { rows }: ir.Steps,
  reached: readonly Curve[],
): void {
  for (const [i, row] of rows.entries()) {
    const [here, next] = [reached[i] ?? flat(ZERO), reached[i + 1]];
    const inside = next === undefined ? here : and(reader.at, here, not(next));
    reader.uses.push({ table, row: row.origin, reached: inside });
  }
}

/** From point to point; what lies outside is said by the table, or is a fault of the run. */
function lineCurve(reader: Reader, { points, below, above }: ir.Lines, place: Curve): Curve {
  const { at } = reader;
  const places = points.map((point) => constant(reader, point.at));
  const values = points.map((point) => constant(reader, point.value));
  const [start, first] = [places[0], values[0]];
  const [end, last] = [places.at(-1), values.at(-1)];
  if (start === undefined || first === undefined || end === undefined || last === undefined)
    throw new Unknown("a table without points");
  const slopes = places.slice(1).map((to, i) => {
    const run = to.minus(places[i] ?? ZERO);
    return (values[i + 1] ?? ZERO).minus(values[i] ?? ZERO).over(run);
  });
  const line = bent(reader, place, places, slopes, first);
  const high = compare(at, ">", place, flat(end));
  const isDrawn = above === "continues" || above === undefined;
  const capped = select(at, high, isDrawn ? line : reader.number(above), line);
  const low = compare(at, "<", place, flat(start));
  return select(at, low, below === undefined ? flat(first) : reader.number(below), capped);
}

/** A line from the first place on that bends at the others. */
function bent(
  { at }: Reader,
  place: Curve,
  places: readonly Form[],
  slopes: readonly Form[],
  first: Form,
): Curve {
  const [start = ZERO] = places;
  return slopes.reduce((line, slope, i) => {
    const bend = slope.minus(slopes[i - 1] ?? ZERO);
    if (bend.isZero()) return line;
    const beyond = subtract(at, place, flat(places[i] ?? start));
    return add(at, line, scale(i === 0 ? beyond : greater(at, beyond, flat(ZERO)), bend));
  }, flat(first));
}

function constant(reader: Reader, node: ir.Expr): Form {
  const curve = reader.number(node);
  const [only, other] = curve;
  if (
    only === undefined ||
    other !== undefined ||
    !only.slope.isZero() ||
    !only.at.equals(only.base)
  )
    throw new Unknown("a row of a table that moves with the measure");
  return only.base;
}

function paidOn(
  reader: Reader,
  table: ir.Table,
  body: ir.Steps | ir.Lines | ir.Cases,
  baseNode: ir.NumberExpr,
  place: ir.Place,
): Curve {
  const base = reader.number(baseNode);
  if (place.kind === "interval") {
    if (body.kind !== "steps") throw new Unknown("slices of a table that has no steps");
    const from = place.from === undefined ? flat(ZERO) : reader.number(place.from);
    return sliced(reader, table, body, base, from, reader.number(place.to));
  }
  if (place.kind !== "point") throw new Unknown("rates by what has been paid so far");
  if (typeof table.kind === "string") {
    return multiply(reader.at, base, valueOf(reader, table, body, place.at));
  }
  if (body.kind !== "steps") throw new Unknown("a table above a pivot that has no steps");
  return wholeAbove(reader, table, body, base, place.at, table.kind.wholeAbove);
}

/** Each slice between two places at its rate; the base lies evenly between them. */
function sliced(
  reader: Reader,
  table: ir.Table,
  body: ir.Steps,
  base: Curve,
  from: Curve,
  to: Curve,
): Curve {
  const { at } = reader;
  const [first] = body.rows;
  if (first === undefined) throw new Unknown("a table without rows");
  noteSlices(reader, table, body, to);
  const rates = body.rows.map((row) => constant(reader, row.value));
  const starts = body.rows.map((row) => constant(reader, row.from));
  const below = body.below === undefined ? rates[0] : constant(reader, body.below);
  const paid = (place: Curve): Curve =>
    rates.reduce(
      (sum, rate, i) => {
        const more = rate.minus(rates[i - 1] ?? below ?? ZERO);
        if (more.isZero()) return sum;
        const beyond = subtract(at, place, flat(starts[i] ?? ZERO));
        return add(at, sum, scale(greater(at, beyond, flat(ZERO)), more));
      },
      scale(place, below ?? ZERO),
    );
  const density = divide(at, base, subtract(at, to, from), densityAtZero(base, to));
  return multiply(at, density, subtract(at, paid(to), paid(from)));
}

/** At nothing there is no density; the one beside it makes a curve without a hole. */
function densityAtZero(base: Curve, to: Curve): Curve {
  const [a, b] = [base[0], to[0]];
  return a === undefined || b === undefined || b.slope.isZero()
    ? flat(ZERO)
    : flat(a.slope.over(b.slope));
}

/** A slice is used where the place lies beyond its start. */
function noteSlices(reader: Reader, table: ir.Table, { rows }: ir.Steps, to: Curve): void {
  for (const row of rows) {
    const reached = compare(reader.at, ">", to, reader.number(row.from));
    reader.uses.push({ table, row: row.origin, reached });
  }
}

/** Up to the pivot at the first rate; what lies above it at the one that is reached. */
function wholeAbove(
  reader: Reader,
  table: ir.Table,
  body: ir.Steps,
  base: Curve,
  placeNode: ir.Expr,
  pivotNode: ir.NumberExpr,
): Curve {
  const { at } = reader;
  const [first] = body.rows;
  if (first === undefined) throw new Unknown("a table without rows");
  const place = reader.number(placeNode);
  const pivot = reader.number(pivotNode);
  const started = compare(at, first.inclusive ? ">=" : ">", place, reader.number(first.from));
  const reached = stepCurve(reader, table, body, place);
  const rate = reader.number(first.value);
  const density = divide(at, base, place, densityAtZero(base, place));
  const below = multiply(at, density, pivot);
  const above = add(
    at,
    multiply(at, below, rate),
    multiply(at, subtract(at, base, below), reached),
  );
  const low = multiply(at, base, select(at, started, rate, reached));
  return select(at, compare(at, "<=", place, pivot), low, above);
}
