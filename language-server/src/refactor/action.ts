/** A change that an editor offers. */
import type { Diagnostic, TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import {
  lineText,
  linesOf,
  positionAt,
  type SourceFile,
  type Span,
} from "@attain/compiler/text/source-file";
import type { Edits } from "../analysis/edits.ts";
import type { View } from "../project/project.ts";

type ActionKind = "quickfix" | "refactor.extract" | "refactor.rewrite" | "source.fixAll";

export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  readonly edits: Edits;
  /** What it mends. */
  readonly mends?: Diagnostic;
  readonly isPreferred?: true;
  /** A name that the author will want to choose, at its place after the change. */
  readonly renameAt?: { readonly path: string; readonly offset: number };
}

export function editsOf(view: View, ...edits: readonly TextEdit[]): Edits {
  return new Map([[view.path, edits]]);
}

export function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

/** The blanks that a line begins with. */
export function indentAt(file: SourceFile, offset: number): string {
  return /^[ \t]*/.exec(lineText(file, positionAt(file, offset).line))?.[0] ?? "";
}

/** How the lines of a file end. */
export function eolOf({ text }: SourceFile): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The end of the line that a place stands in, comments included, without what ends it. */
export function endOfLine(file: SourceFile, offset: number): number {
  const { line } = positionAt(file, offset);
  return (linesOf(file)[line - 1] ?? 0) + lineText(file, line).length;
}

export function startOfLine(file: SourceFile, offset: number): number {
  return linesOf(file)[positionAt(file, offset).line - 1] ?? 0;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
