/**
 * A table out of JSON: an array of objects, or one object on each line.
 *
 * Numbers are kept as they are written, digit by digit. (DuckDB's reader passes them through binary floating point,
 * which changes those of more than 15 digits.)
 */
import { type JSONVisitor, visit } from "jsonc-parser";
import {
  nestedValue,
  notAnObject,
  notJson,
  repeatedColumn,
} from "../diagnostics/catalogue/data.ts";
import type { ProblemLog } from "./problem.ts";
import {
  dividedColumns,
  lostTable,
  type RawCell,
  type RawTable,
  type TableRequest,
} from "./raw-table.ts";
import { shown } from "./shown.ts";

/** An object, with what can't be a cell: names that it has twice, and values that are objects or lists. */
interface JsonRow {
  readonly cells: Map<string, RawCell>;
  readonly repeated: Set<string>;
  readonly nested: Map<string, string>;
}

/** Why a row, or the whole text, can't be read. */
interface JsonFault {
  readonly row?: number;
  /** Where the text isn't JSON, counted from 0; or what stands in place of an object. */
  readonly at: number | string;
}

const STRICT = { disallowComments: true, allowTrailingComma: false };

export function readJsonTable(text: string, request: TableRequest, log: ProblemLog): RawTable {
  const isArray = /^\s*\[/.test(text);
  const { rows, faults } = isArray ? readArray(text) : readLines(text);
  for (const fault of faults) reportFault(text, fault, log);
  if (text.trim() === "") log.add(notJson, { what: "The file", reason: "it is empty" });
  if (text.trim() === "" || faults.some(({ row }) => row === undefined)) return lostTable(request);
  const names = new Set(rows.flatMap((row) => [...(row?.cells.keys() ?? [])]));
  // Nothing names the columns of no rows.
  const found = rows.length === 0 ? request.columns : [...names];
  const { columns, unread } = dividedColumns(request, found);
  const lost = rows.map((row, i) => row !== undefined && reportRow(row, i + 1, columns, log));
  return {
    source: request.source,
    file: request.file,
    columns,
    unread,
    rows: rows.map((row, i) =>
      row === undefined || lost[i] === true
        ? []
        : columns.map((column) => row.cells.get(column) ?? null),
    ),
    ...(faults.length > 0 || lost.includes(true) ? { lost: "rows" } : {}),
  };
}

interface Read {
  readonly rows: readonly (JsonRow | undefined)[];
  readonly faults: readonly JsonFault[];
}

function readArray(text: string): Read {
  const { rows, error, strays } = readObjects(text, 1);
  return error === undefined ? { rows, faults: strays } : { rows: [], faults: [{ at: error }] };
}

/** A blank line is a row without cells. */
function readLines(text: string): Read {
  const faults: JsonFault[] = [];
  const lines = text.replace(/\s+$/, "").split(/\r?\n/);
  const rows = lines.map((line, i) => {
    if (line.trim() === "") return undefined;
    const { rows: objects, error, strays } = readObjects(line, 0);
    const at = error ?? strays[0]?.at;
    if (at === undefined) return objects[0];
    faults.push({ row: i + 1, at });
    return undefined;
  });
  return { rows, faults };
}

interface Objects {
  readonly rows: readonly (JsonRow | undefined)[];
  /** Where the text isn't JSON. */
  readonly error: number | undefined;
  /** The rows that aren't objects. */
  readonly strays: readonly JsonFault[];
}

/** The objects that stand `outer` levels deep. */
function readObjects(text: string, outer: number): Objects {
  const rows: (JsonRow | undefined)[] = [];
  const strays: JsonFault[] = [];
  let depth = 0;
  let error: number | undefined;
  let name = "";
  const begin = (kind: "an object" | "a list"): void => {
    if (depth === outer && kind === "an object") {
      rows.push({ cells: new Map(), repeated: new Set(), nested: new Map() });
    } else if (depth === outer) stray(kind);
    else if (depth === outer + 1) rows.at(-1)?.nested.set(name, kind);
    depth += 1;
  };
  const end = (): void => void (depth -= 1);
  const stray = (at: string): void => void strays.push({ row: rows.push(undefined), at });
  const visitor: JSONVisitor = {
    onObjectBegin: () => begin("an object"),
    onObjectEnd: end,
    onArrayBegin: () => {
      if (depth < outer) depth += 1;
      else begin("a list");
    },
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

/** Numbers as they are written. */
function cellOf(value: unknown, written: string): RawCell {
  if (value === null) return null;
  return typeof value === "string" ? value : written;
}

function reportFault(text: string, { row, at }: JsonFault, log: ProblemLog): void {
  const rows = row === undefined ? [] : [row];
  if (typeof at === "string") {
    log.add(notAnObject, { found: at }, { rows });
    return;
  }
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const character = at - before.lastIndexOf("\n");
  const [what, place] =
    row === undefined
      ? ["The file", `line ${line}, character ${character}`]
      : ["The row", `character ${at + 1}`];
  log.add(notJson, { what, reason: `it breaks off at ${place}` }, { rows });
}

/** Whether a column that is asked for can't be read in a row; if so, it is reported. */
function reportRow(
  { nested, repeated }: JsonRow,
  row: number,
  columns: readonly string[],
  log: ProblemLog,
): boolean {
  for (const column of columns) {
    const found = nested.get(column);
    if (found !== undefined) log.add(nestedValue, { column, found }, { column, rows: [row] });
    if (repeated.has(column)) {
      log.add(repeatedColumn, { count: "2", column }, { column, rows: [row] });
    }
  }
  return columns.some((column) => nested.has(column) || repeated.has(column));
}
