/** Some rows of columns as rows of text cells, for whoever goes through them one by one. */
import { dateOfDay } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { type Cell, type DataRow, type DataTable, keyOf } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Column, ColumnTable, Dictionary } from "./columns.ts";

/** The rows at some places. Fields that weren't read are missing from them. */
export function tableOf(
  { columns }: ColumnTable,
  { name, keys }: ir.Source,
  dictionary: Dictionary,
  places: readonly number[],
): DataTable {
  const rows = places.map((place): DataRow => {
    const cells = Object.fromEntries(
      [...columns].map(([field, column]) => [field, cellAt(column, dictionary, place)]),
    );
    return { key: keyOf(keys.map((key) => cells[key])), cells, row: place + 1 };
  });
  return { source: name, file: name, rows };
}

function cellAt(column: Column, { texts }: Dictionary, place: number): Cell {
  if (column.missing?.[place] === 1) return undefined;
  const value = known(column.values[place], "a cell");
  switch (column.kind) {
    case "number":
      return decimalText(BigInt(value), column.scale);
    case "day":
      return dateOfDay(Number(value));
    case "text":
      return Number(value) === -1 ? undefined : known(texts[Number(value)], "a text");
    case "flag":
      return value === 1;
  }
}

/** `digits / 10^scale` as decimal text. */
function decimalText(digits: bigint, scale: number): string {
  const sign = digits < 0n ? "-" : "";
  const all = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  if (scale === 0) return sign + all;
  return `${sign}${all.slice(0, -scale)}.${all.slice(-scale)}`;
}
