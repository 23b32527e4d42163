/** Text to syntax tree. Any text gives a tree and diagnostics; a declaration that can't be read hides no other. */
import type { IToken } from "chevrotain";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { Declaration, Expression, File, Stray } from "./ast.ts";
import { expression } from "./build/expressions.ts";
import type { Builder } from "./build/nodes.ts";
import { missing } from "./build/nodes.ts";
import { plan, shared } from "./build/plans.ts";
import { calendar, importFile, namedType, source, unit } from "./build/sources.ts";
import { test } from "./build/tests.ts";
import type { DeclarationCstNode, ExpressionCstNode } from "./cst.generated.ts";
import { Grammar } from "./grammar.ts";
import { lex, lexPiece } from "./lexer.ts";
import { strayDiagnostic, syntaxDiagnostics } from "./mistakes.ts";
import { type Block, wordsIn } from "./lines.ts";

export interface Parsed {
  readonly tree: File;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Comment {
  readonly text: string;
  readonly span: Span;
}

let grammar: Grammar | undefined;

/** One parser for all files: to analyse the grammar takes longer than to read a plan. */
function theGrammar(): Grammar {
  grammar ??= new Grammar(true);
  return grammar;
}

export function parse(file: SourceFile): Parsed {
  const lexed = lex(file);
  const diagnostics: Diagnostic[] = [...lexed.diagnostics];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const b: Builder = {
    file,
    docs: lexed.docs,
    report,
    readExpression: (span) => readExpression(b, span),
  };
  const declarations = chunks(lexed.tokens).flatMap((tokens) => readDeclaration(b, tokens) ?? []);
  const strays = lexed.strays.map(({ tokens, block, inPlan }) => stray(tokens, block, inPlan));
  for (const line of strays) report(strayDiagnostic(file, line));
  const comments = lexed.comments.map((token) => ({
    text: token.image,
    span: { start: token.startOffset, end: token.startOffset + token.image.length },
  }));
  return { tree: { declarations, strays }, comments, diagnostics: onePerLine(file, diagnostics) };
}

/** The tokens of each declaration: a word that begins one ends the one before, whatever state that is in. */
function chunks(tokens: readonly IToken[]): IToken[][] {
  const parts: IToken[][] = [];
  for (const token of tokens) {
    const last = parts.at(-1);
    if (last === undefined || DECLARATIONS.has(token.tokenType)) parts.push([token]);
    else last.push(token);
  }
  return parts;
}

const DECLARATIONS: ReadonlySet<unknown> = new Set(Object.values(wordsIn("file", false)));

function readDeclaration(b: Builder, tokens: IToken[]): Declaration | undefined {
  const parser = theGrammar();
  parser.input = tokens;
  const node = parser.declaration() as DeclarationCstNode | undefined;
  for (const diagnostic of syntaxDiagnostics(b.file, parser.errors, tokens)) b.report(diagnostic);
  return node === undefined ? undefined : declaration(b, node);
}

function declaration(b: Builder, node: DeclarationCstNode): Declaration | undefined {
  const [kind] = Object.values(node.children).flat();
  switch (kind?.name) {
    case "importFile":
      return importFile(kind);
    case "calendar":
      return calendar(kind);
    case "unit":
      return unit(kind);
    case "namedType":
      return namedType(b, kind);
    case "source":
      return source(b, kind);
    case "shared":
      return shared(b, kind);
    case "plan":
      return plan(b, kind);
    case "test":
      return test(b, kind);
    default:
      return undefined;
  }
}

function readExpression(b: Builder, span: Span): Expression {
  const parser = theGrammar();
  const tokens = lexPiece(b.file, span);
  parser.input = tokens;
  const node = parser.expression() as ExpressionCstNode | undefined;
  for (const diagnostic of syntaxDiagnostics(b.file, parser.errors, tokens, span))
    b.report(diagnostic);
  return node === undefined ? missing(span) : expression(b, node, span);
}

function stray(tokens: readonly IToken[], block: Block, inPlan: boolean): Stray {
  const [word] = tokens;
  const last = tokens.at(-1);
  const start = word?.startOffset ?? 0;
  const end = (token: IToken | undefined): number =>
    (token?.startOffset ?? 0) + (token?.image.length ?? 0);
  return {
    word: { text: word?.image ?? "", span: { start, end: end(word) } },
    expected: Object.keys(wordsIn(block, inPlan)),
    span: { start, end: end(last) },
  };
}

/** The first fault of each line: those after it are mostly its consequences. */
function onePerLine(file: SourceFile, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<number>();
  return [...diagnostics]
    .sort((a, b) => a.at.span.start - b.at.span.start)
    .filter(({ at }) => {
      const line = file.text.lastIndexOf("\n", at.span.start - 1);
      return seen.has(line) ? false : seen.add(line);
    });
}
