/** Tables of steps: which row a value lies in, and how much of an interval lies in each row. */
import { PayFault } from "../fault.ts";
import { least, type Quantity } from "../number/quantity.ts";

/** A row starts `from` a value, which belongs to it, or `above` one, which belongs to the row before. */
export type StepRow<Axis extends string, Value> =
  | { readonly from: Quantity<Axis>; readonly value: Value }
  | { readonly above: Quantity<Axis>; readonly value: Value };

/** Rows in rising order. Each reaches to the next; the last reaches to `to` and has it, or is open. */
export interface Steps<Axis extends string, Value> {
  readonly name: string;
  /** The value below the first row; without it, a value there is outside the table. */
  readonly below?: Value;
  readonly rows: readonly StepRow<Axis, Value>[];
  readonly to?: Quantity<Axis>;
}

/** The part of an interval that lies in one row. */
export interface Slice<Axis extends string, Value> {
  readonly from: Quantity<Axis>;
  readonly to: Quantity<Axis>;
  readonly value: Value;
}

/** The value of the row that `at` lies in. `ATN9002` if there is none; `ATN9005` if the rows don't rise. */
export function valueAt<Axis extends string, Value>(
  table: Steps<Axis, Value>,
  at: Quantity<Axis>,
): Value {
  checkOrder(table);
  const row = table.rows.findLast((step) => reaches(step, at));
  if (row === undefined) return table.below ?? outside(table, at);
  if (table.to?.isBelow(at)) return outside(table, at);
  return row.value;
}

/**
 * The slices of the interval from `from` to `to`, lowest first, none of them empty. They are backwards (and
 * negative) if `to` is the lower. `ATN9002` if a part of the interval lies outside the table.
 */
export function slicesOf<Axis extends string, Value>(
  table: Steps<Axis, Value>,
  from: Quantity<Axis>,
  to: Quantity<Axis>,
): Slice<Axis, Value>[] {
  if (to.isBelow(from)) {
    return slicesOf(table, to, from).map((slice) => ({ ...slice, from: slice.to, to: slice.from }));
  }
  checkOrder(table);
  if (table.to?.isBelow(to)) return outside(table, to);
  const slices: Slice<Axis, Value>[] = [];
  let start = from;
  const take = (end: Quantity<Axis>, value: Value): void => {
    if (!end.isAbove(start)) return;
    slices.push({ from: start, to: end, value });
    start = end;
  };
  const [first] = table.rows;
  if (first !== undefined && from.isBelow(bound(first))) {
    take(least(to, bound(first)), table.below ?? outside(table, from));
  }
  for (const [i, row] of table.rows.entries()) {
    const next = table.rows[i + 1];
    take(next === undefined ? to : least(to, bound(next)), row.value);
  }
  return slices;
}

/** Where a row starts. */
export function bound<Axis extends string, Value>(row: StepRow<Axis, Value>): Quantity<Axis> {
  return "from" in row ? row.from : row.above;
}

/** Whether a value is on a row, or on one after it. */
export function reaches<Axis extends string, Value>(
  row: StepRow<Axis, Value>,
  at: Quantity<Axis>,
): boolean {
  return "from" in row ? at.isAtLeast(row.from) : at.isAbove(row.above);
}

export function outside<Axis extends string, Value>(
  table: Steps<Axis, Value>,
  at: Quantity<Axis>,
): never {
  throw new PayFault("ATN9002", { table: table.name, value: String(at), unit: at.unit });
}

export function checkOrder<Axis extends string, Value>(table: Steps<Axis, Value>): void {
  for (const [i, row] of table.rows.entries()) {
    const next = table.rows[i + 1];
    if (next !== undefined && !bound(next).isAbove(bound(row))) {
      throw new PayFault("ATN9005", {
        table: table.name,
        value: String(bound(next)),
        unit: bound(next).unit,
      });
    }
  }
}
