/** Rows of a table by those whom a column names. */
import type { DataRow, DataTable } from "./dataset.ts";

type Index = ReadonlyMap<string, readonly DataRow[]>;

const indexes = new WeakMap<DataTable, Map<string, Index>>();

/** The rows that name somebody in one of the columns, in the order of the table. */
export function rowsNaming(
  table: DataTable,
  columns: readonly string[],
  who: string,
): readonly DataRow[] {
  return indexOf(table, columns).get(who) ?? [];
}

function indexOf(table: DataTable, columns: readonly string[]): Index {
  const known = indexes.get(table) ?? new Map<string, Index>();
  indexes.set(table, known);
  const key = columns.join("\n");
  const before = known.get(key);
  if (before !== undefined) return before;
  const index = new Map<string, DataRow[]>();
  for (const row of table.rows) {
    for (const who of new Set(columns.map((column) => row.cells[column]))) {
      if (typeof who !== "string") continue;
      const rows = index.get(who);
      if (rows === undefined) index.set(who, [row]);
      else rows.push(row);
    }
  }
  known.set(key, index);
  return index;
}
