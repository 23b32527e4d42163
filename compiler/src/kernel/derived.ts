/** Columns that are worked out of others before a kernel runs: averages over days, and months from or to a day. */
import { dateOfDay, monthsBetween } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { Column, ColumnTable, DayColumn, NumberColumn } from "../columnar/columns.ts";
import * as range from "../integer/range.ts";
import type * as ir from "../ir/ir.ts";
import type { Months } from "./cells.ts";
import { ABSENT, DOUBTFUL } from "./row-finder.ts";

/** A column, and by payee the place of the cell in it, or why there is none. */
export interface Placed {
  readonly column: Column | undefined;
  readonly rows: Int32Array;
}

/** Whole months between each day of a column and another day. */
export function monthsOf({ values, missing }: DayColumn, { day, isFrom }: Months): NumberColumn {
  const other = dateOfDay(day);
  const counted = new Map<number, number>();
  const months = Float64Array.from(values, (value) => {
    const date = dateOfDay(value);
    const count =
      counted.get(value) ?? (isFrom ? monthsBetween(other, date) : monthsBetween(date, other));
    counted.set(value, count);
    return count;
  });
  const all = [...counted.values()];
  const bounds = all.length === 0 ? [0] : all;
  return {
    kind: "number",
    scale: 0,
    values: months,
    range: { lo: BigInt(bounds.reduce(least)), hi: BigInt(bounds.reduce(most)) },
    ...(missing === undefined ? {} : { missing }),
  };
}

function least(a: number, b: number): number {
  return Math.min(a, b);
}

function most(a: number, b: number): number {
  return Math.max(a, b);
}

/** Some of the days of a period, on all of which the same rows are valid. */
interface Span {
  readonly day: number;
  readonly days: number;
}

/** Days, ascending, cut where rows of a table begin or cease to be valid. */
export function spansOf(
  { columns }: ColumnTable,
  { validity }: ir.Source,
  days: readonly number[],
): readonly Span[] {
  const [from, until] = [validity?.from, validity?.until].map((name) => columns.get(name ?? ""));
  const edges = new Set<number>();
  if (from?.kind === "day") for (const day of from.values) edges.add(day);
  if (until?.kind === "day") for (const day of until.values) edges.add(day + 1);
  const ascending = [...edges].sort((a, b) => a - b);
  const spans = new Map<number, { day: number; days: number }>();
  for (const day of days) {
    const place = placeIn(ascending, day);
    const span = spans.get(place);
    if (span === undefined) spans.set(place, { day, days: 1 });
    else span.days += 1;
  }
  return [...spans.values()];
}

/** How many edges lie on a day or before it. */
function placeIn(edges: readonly number[], day: number): number {
  const next = edges.findIndex((edge) => edge > day);
  return next === -1 ? edges.length : next;
}

/** The sum of what is valid on each of the days; where a day has no value, only the reference evaluator can tell more. */
export function summedOver(
  column: Column | undefined,
  spans: readonly (Span & { readonly rows: Int32Array })[],
): Placed {
  const [first] = spans;
  const rows = known(first, "a day").rows.map((_, payee) => statusOf(column, spans, payee));
  if (column?.kind !== "number") return { column: undefined, rows };
  const days = spans.reduce((all, span) => all + span.days, 0);
  const bounds = range.summed(column.range, BigInt(days));
  const sums = Array.from(rows, (row) =>
    row < 0
      ? 0n
      : spans.reduce(
          (sum, span) =>
            sum + BigInt(column.values[span.rows[row] ?? ABSENT] ?? 0) * BigInt(span.days),
          0n,
        ),
  );
  const values = range.fitsDouble(bounds) ? Float64Array.from(sums, Number) : sums;
  return { column: { kind: "number", scale: column.scale, values, range: bounds }, rows };
}

/** The payee's place, if there is one value on each day. */
function statusOf(
  column: Column | undefined,
  spans: readonly { readonly rows: Int32Array }[],
  payee: number,
): number {
  const places = spans.map(({ rows }) => rows[payee] ?? ABSENT);
  const isEmpty = places.some((row) => row >= 0 && column?.missing?.[row] === 1);
  if (isEmpty || places.includes(DOUBTFUL)) return DOUBTFUL;
  return places.includes(ABSENT) ? ABSENT : payee;
}
