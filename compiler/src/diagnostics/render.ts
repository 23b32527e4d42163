/** Diagnostics as people read them in a terminal: the sentence, the place, the other place, what to do. */
import { widthOf } from "../base/columns.ts";
import { lineText, type Location, positionAt } from "../text/source-file.ts";
import type { Diagnostic, Note, Severity } from "./diagnostic.ts";

/** Paints text; the identity where there is no colour. */
export interface Paint {
  readonly severity: (severity: Severity, text: string) => string;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

export const PLAIN: Paint = {
  severity: (_, text) => text,
  dim: (text) => text,
  strong: (text) => text,
};

export function renderDiagnostic(diagnostic: Diagnostic, paint: Paint = PLAIN): string {
  const { severity, code, message, at, label, help } = diagnostic;
  const [onLine, elsewhere] = partition(diagnostic.related, (note) => isOnLine(note.at, at));
  const head = `${paint.severity(severity, severity)} ${paint.severity(severity, code)}  ${paint.strong(message)}`;
  const marks = [{ at, message: label ?? "" }, ...onLine];
  return [
    `${head}  ${paint.dim(placeOf(at))}`,
    ...snippet(at, marks, paint, severity),
    ...elsewhere.flatMap((note) => [
      ...snippet(note.at, [note], paint, "info"),
      `   ${paint.dim(placeOf(note.at))}`,
    ]),
    ...(help === undefined ? [] : [`   ${help}`]),
  ].join("\n");
}

/** `plans/ae.plan:22:24`. */
export function placeOf({ file, span }: Location): string {
  const { line, column } = positionAt(file, span.start);
  return `${file.path}:${line}:${column}`;
}

function isOnLine(a: Location, b: Location): boolean {
  return (
    a.file === b.file &&
    positionAt(a.file, a.span.start).line === positionAt(b.file, b.span.start).line
  );
}

/** The line of a place, with its marks below: all in one line, then the words to each. */
function snippet(at: Location, marks: readonly Note[], paint: Paint, severity: Severity): string[] {
  const { line } = positionAt(at.file, at.span.start);
  const text = lineText(at.file, line);
  const gutter = " ".repeat(Math.max(4, String(line).length + 1));
  const number = String(line).padStart(gutter.length);
  const placed = marks.map((mark) => ({ ...mark, ...columns(mark.at, text) }));
  const carets = placed.reduce(
    (row, { start, width }) => overlay(row, start, "^".repeat(width)),
    "",
  );
  const words = placed
    .filter(({ message }) => message !== "")
    .map(({ start, message }) => " ".repeat(start) + message);
  return [
    `${paint.dim(`${number} │`)} ${text.replaceAll("\t", " ")}`,
    `${paint.dim(`${gutter} │`)} ${paint.severity(severity, carets)}`,
    ...words.map((word) => `${paint.dim(`${gutter} │`)} ${word}`),
  ];
}

/** Where a place is on the screen, on which some signs are two columns wide. */
function columns(
  { file, span }: Location,
  text: string,
): { readonly start: number; readonly width: number } {
  const start = positionAt(file, span.start).column - 1;
  const marked = text.slice(start, start + span.end - span.start);
  return { start: widthOf(text.slice(0, start)), width: Math.max(1, widthOf(marked)) };
}

function overlay(row: string, start: number, marks: string): string {
  const padded = row.padEnd(start + marks.length);
  return padded.slice(0, start) + marks + padded.slice(start + marks.length);
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  const yes: Item[] = [];
  const no: Item[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
