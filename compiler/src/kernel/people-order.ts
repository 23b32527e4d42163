/** The order in which odd units are given to people who are equal. */
import { type Column, columnIn, type Columns } from "../columnar/columns.ts";
import type * as ir from "../ir/ir.ts";

/** For each person, by row, the place in the order of a field, and of the keys of those that are equal in it. */
export function orderOfPeople(
  columns: Columns,
  { name, keys: [key = ""] }: ir.Source,
  field: string,
): Int32Array {
  const rows = columns.tables.get(name)?.rows ?? 0;
  const by = (column: Column | undefined): ((a: number, b: number) => number) => {
    if (column === undefined) return () => 0;
    const valueAt = (row: number): string | number | bigint | undefined => {
      if (column.missing?.[row] === 1) return undefined;
      const value = column.values[row];
      return column.kind === "text" ? columns.dictionary.texts[Number(value)] : value;
    };
    return (a, b) => compare(valueAt(a), valueAt(b));
  };
  const byField = by(columnIn(columns, name, field));
  const byKey = by(columnIn(columns, name, key));
  const ordered = Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => byField(a, b) || byKey(a, b),
  );
  const places = new Int32Array(rows);
  ordered.forEach((row, place) => {
    places[row] = place;
  });
  return places;
}

/** What is missing comes first. */
function compare<Value extends string | number | bigint>(
  a: Value | undefined,
  b: Value | undefined,
): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return a < b ? -1 : a > b ? 1 : 0;
}
