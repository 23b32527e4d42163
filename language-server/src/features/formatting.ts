/** The canonical style: of a file, of a part of it, and of what has just been written. */
import { type Edit, formatRange } from "@attain/compiler/format/format";
import type { SourceFile, Span } from "@attain/compiler/text/source-file";
import { endOfLine, startOfLine } from "../refactor/action.ts";

export function formatted({ text }: SourceFile): Edit[] {
  return formatRange(text, 0, text.length);
}

export function formattedIn({ text }: SourceFile, { start, end }: Span): Edit[] {
  return formatRange(text, start, end);
}

/** After the end of a line, the lines before it; after a bar, the grid around it. Where the author writes stays as it is. */
export function formattedOnType(file: SourceFile, offset: number, typed: string): Edit[] {
  const own = { start: startOfLine(file, offset), end: endOfLine(file, offset) };
  const isBar = typed === "|";
  const from = isBar ? own.start : startOfLine(file, Math.max(0, own.start - 1));
  const to = isBar ? own.end : Math.max(from, own.start - 1);
  const edits = formatRange(file.text, from, to);
  return edits.filter(
    ({ span }) => span.end <= own.start || span.start > own.end || (isBar && span.end < offset),
  );
}
