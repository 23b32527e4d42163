/** Where rows and cells stand in the text of a data file, counted as its readers count them. */
import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Span } from "../text/source-file.ts";
import { DelimitedReader } from "./delimited.ts";
import { delimiterOf, type SourceSettings } from "./settings.ts";

/** The place of a cell; of the row where it has no such column; undefined where there is no such row. */
export type PlaceOf = (row: number, column?: string) => Span | undefined;

export function placesIn(text: string, settings: SourceSettings): PlaceOf {
  if (/\.[ct]sv$/i.test(settings.file)) return inDelimited(text, delimiterOf(settings));
  const rows = /^\s*[[{]/.test(text) ? objectsOf(text) : undefined;
  return rows === undefined ? inLines(text, settings.file) : inObjects(rows);
}

function inDelimited(text: string, delimiter: string): PlaceOf {
  const rows = rowSpans(text, delimiter);
  const cellsOf = ({ start, end }: Span): Span[] => cellSpans(text, delimiter, start, end);
  const names = new Map<string, number>();
  // The heading is the first row that says anything.
  const heading = rows.find(({ start, end }) => text.slice(start, end).trim() !== "");
  for (const [i, { start, end }] of (heading === undefined ? [] : cellsOf(heading)).entries()) {
    const name = text.slice(start, end).replace(/^\uFEFF/, "");
    const plain = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
    if (!names.has(plain.trim())) names.set(plain.trim(), i);
  }
  return (row, column) => {
    const span = rows[row - 1];
    const index = column === undefined ? undefined : names.get(column);
    return span && ((index === undefined ? undefined : cellsOf(span)[index]) ?? span);
  };
}

/** Each line, without and with its end. */
const LINES = /([^\r\n]*)(?:\r\n|\r|\n|$)/g;

/** Without the ends of their lines. */
function rowSpans(text: string, delimiter: string): Span[] {
  const rows: Span[] = [];
  let start = 0;
  let at = 0;
  let ended = 0;
  const reader = new DelimitedReader(delimiter, () => void (ended += 1));
  const take = (end: number): void => {
    if (ended === 0) return;
    ended = 0;
    rows.push({ start, end });
    start = at;
  };
  for (const [line, body = ""] of text.matchAll(LINES)) {
    const end = at + body.length;
    at += line.length;
    reader.push(line);
    take(end);
  }
  reader.end();
  take(text.length);
  return rows;
}

function cellSpans(text: string, delimiter: string, from: number, to: number): Span[] {
  const cells: Span[] = [];
  for (let start = from; start <= to;) {
    const end = endOfCell(text, delimiter, start, to);
    cells.push({ start, end });
    start = end + 1;
  }
  return cells;
}

function endOfCell(text: string, delimiter: string, start: number, to: number): number {
  let at = start;
  if (text[at] === '"') {
    do at = text.indexOf('"', at + 1) + 1;
    while (at > 0 && at < to && text[at] === '"');
    if (at === 0) return to;
  }
  const end = text.indexOf(delimiter, at);
  return end === -1 || end > to ? to : end;
}

/** Blank lines are counted where the name of the file says that it is made of lines. */
function inLines(text: string, file: string): PlaceOf {
  const areCounted = /\.(?:jsonl|ndjson)$/i.test(file);
  const lines = [...text.matchAll(LINES)].filter(
    ([, line = ""]) => areCounted || line.trim() !== "",
  );
  return (row, column) => {
    const line = lines[row - 1];
    if (line === undefined) return undefined;
    const span = { start: line.index, end: line.index + (line[1] ?? "").length };
    const tree = parseTree(line[1] ?? "");
    const cell = tree && column !== undefined ? findNodeAtLocation(tree, [column]) : undefined;
    return cell === undefined
      ? span
      : { start: span.start + cell.offset, end: span.start + cell.offset + cell.length };
  };
}

/** Those of a list, of the only list in an object, or the object alone; undefined where each line has one. */
function objectsOf(text: string): readonly Node[] | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors);
  if (tree === undefined || errors.length > 0) return undefined;
  if (tree.type === "array") return tree.children;
  const [only, ...others] = tree.children ?? [];
  const list = only?.children?.[1];
  return others.length === 0 && list?.type === "array" ? list.children : [tree];
}

function inObjects(rows: readonly Node[]): PlaceOf {
  return (row, column) => {
    const object = rows[row - 1];
    const cell = object && column !== undefined ? findNodeAtLocation(object, [column]) : undefined;
    const { offset, length } = cell ?? object ?? { offset: 0, length: 0 };
    return object && { start: offset, end: offset + length };
  };
}
