/** Pieces of plans as people read them. */
import type { SourceFile, Span } from "@attain/compiler/text/source-file";
import { lineText, positionAt, textAt } from "@attain/compiler/text/source-file";

/** The language of fenced blocks: what editors colour plans by. */
const LANGUAGE = "attain";

export function fenced(text: string): string {
  return ["```" + LANGUAGE, text, "```"].join("\n");
}

/** The text of a piece of a file, as if it began at the margin; what is longer than `most` lines is cut. */
export function dedented(file: SourceFile, span: Span, most: number): string {
  const indent = /^\s*/.exec(lineText(file, positionAt(file, span.start).line))?.[0] ?? "";
  const lines = textAt({ file, span })
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  return lines.length > most ? [...lines.slice(0, most), "…"].join("\n") : lines.join("\n");
}
