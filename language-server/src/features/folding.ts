/** What can be folded: declarations, grids, comments and imports that take several lines. */
import { positionAt, type SourceFile, type Span } from "@attain/compiler/text/source-file";
import { lexedOf, spanOfToken, type Token, tokensOf } from "../analysis/tokens.ts";
import { outline, type OutlineItem } from "./outline.ts";

export interface Fold {
  /** Lines, counted from 1. */
  readonly first: number;
  readonly last: number;
  readonly kind: "region" | "comment" | "imports";
}

export function folds(file: SourceFile): Fold[] {
  const tokens = tokensOf(file);
  const grids = tokens.filter(({ tokenType }) => tokenType.name === "GridLine");
  const imports = tokens.filter(({ tokenType }) => tokenType.name === "ImportLine");
  const comments = lexedOf(file).comments.filter((token) => standsAlone(file, token));
  return [
    ...outline(file).flatMap((item) => ofItem(file, item)),
    ...runs(grids).map((run) => ({ ...run, kind: "region" as const })),
    ...runs(imports).map((run) => ({ ...run, kind: "imports" as const })),
    ...runs(comments).map((run) => ({ ...run, kind: "comment" as const })),
  ].filter(({ first, last }) => last > first);
}

function ofItem(file: SourceFile, { span, children }: OutlineItem): Fold[] {
  return [
    { ...linesOf(file, span), kind: "region" },
    ...children.flatMap((child) => ofItem(file, child)),
  ];
}

function linesOf(
  file: SourceFile,
  { start, end }: Span,
): { readonly first: number; readonly last: number } {
  return {
    first: positionAt(file, start).line,
    last: positionAt(file, Math.max(start, end - 1)).line,
  };
}

function standsAlone(file: SourceFile, token: Token): boolean {
  const { start } = spanOfToken(token);
  const line = file.text.lastIndexOf("\n", start - 1) + 1;
  return file.text.slice(line, start).trim() === "";
}

/** Tokens on lines that follow each other. */
function runs(tokens: readonly Token[]): { readonly first: number; readonly last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (const { startLine = 0 } of tokens) {
    const run = found.at(-1);
    if (run !== undefined && startLine - run.last <= 1) run.last = startLine;
    else found.push({ first: startLine, last: startLine });
  }
  return found;
}
