/** A file of source text, places in it, and lines computed only where a person reads them. */

/** Half-open, in UTF-16 code units from the start of the file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SourceFile {
  /** Relative to the project, with forward slashes: `plans/ae.plan`. */
  readonly path: string;
  readonly text: string;
}

export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
}

/** Both counted from 1, as people and editors show them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** The offsets at which the lines of a file start. */
export function linesOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known !== undefined) return known;
  const starts = [0];
  for (let i = 0; i < file.text.length; i += 1) {
    if (file.text.charCodeAt(i) === 10) starts.push(i + 1);
  }
  lineStarts.set(file, starts);
  return starts;
}

export function positionAt(file: SourceFile, offset: number): Position {
  const starts = linesOf(file);
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** The text of a line, counted from 1, without its end. */
export function lineText(file: SourceFile, line: number): string {
  const starts = linesOf(file);
  const start = starts[line - 1];
  if (start === undefined) return "";
  return file.text.slice(start, starts[line] ?? file.text.length).replace(/\r?\n$/, "");
}

export function textAt({ file, span }: Location): string {
  return file.text.slice(span.start, span.end);
}

/** A text as it was read, without the byte-order mark that some editors begin a file with. */
export function withoutMark(raw: string): string {
  return raw.replace(/^\uFEFF/, "");
}

/** The smallest span that covers both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
