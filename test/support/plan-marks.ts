// Marks in plans: `//  ^^^^ ATN2001 words` under a line says what must be reported there, and nothing else may be.
import type { Diagnostic } from "../../compiler/src/diagnostics/diagnostic.ts";
import { lineText, positionAt } from "../../compiler/src/text/source-file.ts";

export interface Mark {
  /** The marked line, counted from 0. */
  readonly line: number;
  /** Columns, counted from 0; the end is not included. */
  readonly start: number;
  readonly end: number;
  readonly code: string;
  /** What the message must contain. */
  readonly words: string;
}

/**
 * The carets stand under the marked columns. The first two columns are under the slashes: what begins with the
 * line is marked `//<^^ ATN1003`, from the first column to the last caret.
 */
const MARK =
  /^(?<before>\s*\/\/\s*)(?<carets>\^+|(?<=^\/\/)<\^*)\s+(?<code>ATN\d{4})(?:\s+(?<words>.*\S))?\s*$/;

/** The marks of a plan. Each is about the nearest line above that is no mark. */
export function marksOf(lines: readonly string[]): Mark[] {
  let marked = -1;
  return lines.flatMap((text, line) => {
    const found = MARK.exec(text)?.groups;
    if (found === undefined) {
      marked = line;
      return [];
    }
    const { before = "", carets = "", code = "", words = "" } = found;
    const start = carets.startsWith("<") ? 0 : before.length;
    return [{ line: marked, start, end: before.length + carets.length, code, words }];
  });
}

export function withoutMarks(lines: readonly string[]): string[] {
  return lines.filter((line) => !MARK.test(line));
}

/** Where a diagnostic is marked: of a range over several lines, the part on the first one. */
function markOf({ code, at, message }: Diagnostic): Mark {
  const { line, column } = positionAt(at.file, at.span.start);
  const start = column - 1;
  const last = lineText(at.file, line).trimEnd().length;
  const end = Math.max(start + 1, Math.min(start + at.span.end - at.span.start, last));
  return { line: line - 1, start, end, code, words: message };
}

/** A mark as it is written. */
export function written({ start, end, code, words }: Mark): string {
  const carets =
    start < 2
      ? `//<${"^".repeat(Math.max(0, end - 3))}`
      : `//${"^".repeat(end - start).padStart(end - 2)}`;
  return `${carets} ${code} ${words}`;
}

/** What is marked and not reported, and what is reported and not marked. */
export function unmatched(
  marks: readonly Mark[],
  diagnostics: readonly Diagnostic[],
): { readonly missing: Mark[]; readonly unmarked: Mark[] } {
  const unmarked = diagnostics.map(markOf);
  const missing = marks.filter((mark) => {
    const i = unmarked.findIndex((reported) => agrees(mark, reported));
    if (i !== -1) unmarked.splice(i, 1);
    return i === -1;
  });
  return { missing, unmarked };
}

function agrees(mark: Mark, reported: Mark): boolean {
  const samePlace =
    mark.line === reported.line && mark.start === reported.start && mark.end === reported.end;
  return samePlace && mark.code === reported.code && reported.words.includes(mark.words);
}
