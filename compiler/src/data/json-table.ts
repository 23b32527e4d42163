/**
 * A table out of JSON: a list of objects, an object that holds such a list and nothing else, or one object on each
 * line.
 *
 * Numbers are kept as they are written, digit by digit. (DuckDB's reader passes them through binary floating point,
 * which changes those of more than 15 digits.)
 */
import {
  nestedValue,
  notAnObject,
  notJson,
  repeatedColumn,
} from "../diagnostics/catalogue/data.ts";
import { type JsonRow, readObjects } from "./json-objects.ts";
import type { ProblemLog } from "./problem.ts";
import { dividedColumns, lostTable, type RawTable, type TableRequest } from "./raw-table.ts";
import { named } from "./shown.ts";

/** Why a row, or the whole text, can't be read. */
interface JsonFault {
  readonly row?: number;
  /** Where the text isn't JSON, counted from 0; or what stands in place of an object. */
  readonly at: number | string;
}

interface Read {
  readonly rows: readonly (JsonRow | undefined)[];
  readonly faults: readonly JsonFault[];
}

export function readJsonTable(text: string, request: TableRequest, log: ProblemLog): RawTable {
  const { rows, faults } = readRows(text, request);
  for (const fault of faults) reportFault(text, fault, log);
  if (faults.some(({ row }) => row === undefined)) return lostTable(request);
  const names = new Set(rows.flatMap((row) => [...(row?.cells.keys() ?? [])]));
  // Nothing names the columns of no rows.
  const found = names.size === 0 ? request.columns : [...names];
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
    first: 1,
    isSparse: true,
    ...(faults.length > 0 || lost.includes(true) ? { lost: "rows" } : {}),
  };
}

function readRows(text: string, request: TableRequest): Read {
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) return readList(text, 1);
  const isNamedSo = LINES.test(request.file);
  const [first = "", second] = trimmed.split(/\r?\n/, 2);
  const isWhole = second !== undefined && readObjects(first, 0).error === undefined;
  return isNamedSo || isWhole ? readLines(text, isNamedSo) : readDocument(text, request);
}

const LINES = /\.(?:jsonl|ndjson)$/i;

/** The objects that stand so many levels deep. */
function readList(text: string, outer: number): Read {
  const { rows, error, strays } = readObjects(text, outer);
  return error === undefined ? { rows, faults: strays } : { rows: [], faults: [{ at: error }] };
}

/** One object: it holds the list of rows, or is the only row. */
function readDocument(text: string, { columns }: TableRequest): Read {
  const read = readList(text, 0);
  const [object] = read.rows;
  if (object === undefined || read.faults.length > 0) return read;
  const names = [...object.cells.keys()];
  const lists = names.filter((name) => object.nested.get(name) === "a list");
  if (lists.length === 0 || names.some((name) => columns.includes(name))) return read;
  if (names.length === 1) return readList(text, 2);
  const others = names.filter((name) => !lists.includes(name));
  const at = `an object with ${named(lists)}${others.length === 0 ? "" : ` beside ${named(others)}`}`;
  return { rows: [], faults: [{ at }] };
}

/** A blank line is a row without cells, where lines are counted. */
function readLines(text: string, areCounted: boolean): Read {
  const faults: JsonFault[] = [];
  const lines = text.replace(/\s+$/, "").split(/\r?\n/);
  const counted = areCounted ? lines : lines.filter((line) => line.trim() !== "");
  const rows = counted.map((line, i) => {
    if (line.trim() === "") return undefined;
    const { rows: objects, error, strays } = readObjects(line, 0);
    const at = error ?? strays[0]?.at;
    if (at === undefined) return objects[0];
    faults.push({ row: i + 1, at });
    return undefined;
  });
  return { rows, faults };
}

function reportFault(text: string, { row, at }: JsonFault, log: ProblemLog): void {
  const rows = row === undefined ? [] : [row];
  if (typeof at === "string") {
    const help =
      row === undefined
        ? "The rows must be the only thing in the file: export their list alone, and make sure that it is all of it."
        : 'Export the rows as objects: `{ "id": "…", "amount": … }`.';
    log.add(notAnObject, { found: at }, { rows, help });
    return;
  }
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const character = at - before.lastIndexOf("\n");
  const [what, place] =
    row === undefined
      ? ["The file", `line ${line}, character ${character}`]
      : ["The row", `character ${at + 1}`];
  const reason = text.trim() === "" ? "it is empty" : `it breaks off at ${place}`;
  const help =
    "Export it again, whole. JSON has double quotes around names and texts, a comma between values and none after the last, and no comments.";
  log.add(notJson, { what, reason }, { rows, help });
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
    if (found !== undefined) {
      const help = `Export one value in each row; if a part of it is meant, export that part as a column of its own.`;
      log.add(nestedValue, { column, found }, { column, rows: [row], help });
    }
    if (repeated.has(column)) {
      const help = "Which of the two is meant can't be told: mend the export.";
      log.add(repeatedColumn, { count: "2", column }, { column, rows: [row], help });
    }
  }
  return columns.some((column) => nested.has(column) || repeated.has(column));
}
