/** Rows of text cells as columns: each is measured as it is read. */
import { dayNumber, type PlainDate } from "@attain/runtime";
import type { DataRow, Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { type Column, type Columns, type ColumnTable, Dictionary } from "./columns.ts";
import type { Needed } from "./needed.ts";
import { fillMissing, numberColumn } from "./number-column.ts";

/** All fields of all sources, or those that are needed. A source without data has no rows. */
export function columnsOf(
  { sources }: Pick<ir.Program, "sources">,
  dataset: Dataset,
  needed?: Needed,
): Columns {
  const dictionary = new Dictionary();
  const tables = sources
    .filter(({ name }) => needed === undefined || needed.has(name))
    .map((source) => {
      const wanted = needed?.get(source.name);
      const rows = dataset.get(source.name)?.rows ?? [];
      const fields = source.fields.filter(({ name }) => wanted?.has(name) ?? true);
      return tableOf(source.name, rows, fields, dictionary);
    });
  return { dictionary, tables: new Map(tables.map((table) => [table.source, table])) };
}

function tableOf(
  source: string,
  rows: readonly DataRow[],
  fields: readonly ir.SourceField[],
  dictionary: Dictionary,
): ColumnTable {
  const columns = fields.map(({ name, type }) => {
    const missing = missingIn(rows, name);
    const column = columnOf(type, rows, name, dictionary);
    return [name, missing === undefined ? column : { ...column, missing }] as const;
  });
  return { source, rows: rows.length, columns: new Map(columns) };
}

function missingIn(rows: readonly DataRow[], field: string): Uint8Array | undefined {
  if (!rows.some(({ cells }) => cells[field] === undefined)) return undefined;
  return Uint8Array.from(rows, ({ cells }) => (cells[field] === undefined ? 1 : 0));
}

function columnOf(
  type: ir.ValueType,
  rows: readonly DataRow[],
  field: string,
  dictionary: Dictionary,
): Column {
  switch (type.kind) {
    case "number":
      return numberColumn(rows, field);
    case "date":
      return dayColumn(rows, field);
    case "yes or no": {
      const values = Uint8Array.from(rows, ({ cells }) => (cells[field] === true ? 1 : 0));
      return { kind: "flag", values };
    }
    default:
      return textColumn(rows, field, dictionary);
  }
}

function textColumn(rows: readonly DataRow[], field: string, dictionary: Dictionary): Column {
  const values = new Int32Array(rows.length);
  for (let i = 0; i < values.length; i += 1) {
    const cell = rows[i]?.cells[field];
    values[i] = cell === undefined ? -1 : dictionary.add(String(cell));
  }
  return { kind: "text", values };
}

/** Where a cell is missing there is the first day of all. */
function dayColumn(rows: readonly DataRow[], field: string): Column {
  const values = new Int32Array(rows.length);
  const days = new Map<string, number>();
  for (let i = 0; i < values.length; i += 1) {
    const cell = rows[i]?.cells[field];
    if (typeof cell !== "string") continue;
    const day = days.get(cell) ?? dayNumber(cell as PlainDate);
    days.set(cell, day);
    values[i] = day;
  }
  const known = [...days.values()];
  const lo = known.reduce((a, b) => Math.min(a, b), known[0] ?? 0);
  const hi = known.reduce((a, b) => Math.max(a, b), known[0] ?? 0);
  fillMissing(rows, field, values, lo);
  return { kind: "day", values, range: { lo: BigInt(lo), hi: BigInt(hi) } };
}
