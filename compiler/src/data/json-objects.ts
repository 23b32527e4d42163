/** The objects of a JSON text, as rows: names, and values as they are written. */
import { type JSONVisitor, visit } from "jsonc-parser";
import { withoutExponent } from "./numbers.ts";
import type { RawCell } from "./raw-table.ts";
import { shown } from "./shown.ts";

/** An object, with what can't be a cell: names that it has twice, and values that are objects or lists. */
export interface JsonRow {
  readonly cells: Map<string, RawCell>;
  readonly repeated: Set<string>;
  readonly nested: Map<string, "an object" | "a list">;
}

export interface JsonObjects {
  readonly rows: readonly (JsonRow | undefined)[];
  /** Where the text isn't JSON. */
  readonly error: number | undefined;
  /** What stands in the place of a row, counted from 1, and isn't an object. */
  readonly strays: readonly { readonly row: number; readonly at: string }[];
}

const STRICT = { disallowComments: true, allowTrailingComma: false };

/** The objects that stand `outer` levels deep. */
export function readObjects(text: string, outer: number): JsonObjects {
  const rows: (JsonRow | undefined)[] = [];
  const strays: { row: number; at: string }[] = [];
  let depth = 0;
  let error: number | undefined;
  let name = "";
  const stray = (at: string): void => void strays.push({ row: rows.push(undefined), at });
  const begin = (kind: "an object" | "a list"): void => {
    if (depth === outer && kind === "an object")
      rows.push({ cells: new Map(), repeated: new Set(), nested: new Map() });
    else if (depth === outer) stray(kind);
    else if (depth === outer + 1) rows.at(-1)?.nested.set(name, kind);
    depth += 1;
  };
  const end = (): void => void (depth -= 1);
  const visitor: JSONVisitor = {
    onObjectBegin: () => begin("an object"),
    onObjectEnd: end,
    onArrayBegin: () => begin("a list"),
    onArrayEnd: end,
    onObjectProperty: (property) => {
      const row = rows.at(-1);
      if (depth !== outer + 1 || row === undefined) return;
      name = property;
      if (row.cells.has(name)) row.repeated.add(name);
      row.cells.set(name, null);
    },
    onLiteralValue: (value: unknown, offset, length) => {
      const written = text.slice(offset, offset + length);
      if (depth === outer) stray(`\`${shown(written)}\``);
      else if (depth === outer + 1) rows.at(-1)?.cells.set(name, cellOf(value, written));
    },
    onError: (_, offset) => void (error ??= offset),
  };
  visit(text, visitor, STRICT);
  return { rows, error, strays };
}

/** Numbers as they are written, to the last digit. */
function cellOf(value: unknown, written: string): RawCell {
  if (value === null) return null;
  if (typeof value === "string") return value;
  return typeof value === "number" ? withoutExponent(written) : written;
}
