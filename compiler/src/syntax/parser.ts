/** Text to syntax tree. Any text gives a tree and diagnostics; a line that can't be read hides no other. */
import type { CstNode, IToken } from "chevrotain";
import { sharedNothing, tooDeep } from "../diagnostics/catalogue/reading.ts";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { Declaration, File, Stray } from "./ast/file.ts";
import type { Expression } from "./ast/expression.ts";
import { type Part, assemble } from "./build/assemble.ts";
import { expression } from "./build/expressions.ts";
import { type Builder, isToken, missing } from "./build/nodes.ts";
import type { ExpressionCstNode } from "./cst.generated.ts";
import { type TooDeep, tooDeepIn } from "./depth.ts";
import type { Grammar } from "./grammar.ts";
import { type Lexed, lex, lexPiece } from "./lexer.ts";
import { type Block, type Line, wordsIn } from "./lines.ts";
import { strayDiagnostic, syntaxDiagnostics } from "./mistakes.ts";
import { PreparedGrammar } from "./prepared-grammar.ts";

export interface Parsed {
  readonly tree: File;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Comment {
  readonly text: string;
  readonly span: Span;
}

let grammar: Grammar | undefined;

/** One parser for all files. */
export function theGrammar(): Grammar {
  grammar ??= new PreparedGrammar();
  return grammar;
}

export function parse(file: SourceFile): Parsed {
  const { lexed, parts, diagnostics: unread } = readLines(file);
  const diagnostics: Diagnostic[] = [...unread];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const b: Builder = {
    file,
    docs: lexed.docs,
    report,
    readExpression: (span) => readExpression(b, span),
  };
  const declarations: Declaration[] = assemble(b, parts);
  const strays = lexed.strays.map(({ tokens, expected }) => stray(tokens, expected));
  for (const line of lexed.strays) report(strayDiagnostic(file, line.tokens, line.expected));
  const comments = lexed.comments.map((token) => ({
    text: token.image,
    span: spanOfTokens([token]),
  }));
  return { tree: { declarations, strays }, comments, diagnostics: onePerLine(file, diagnostics) };
}

/** The lines of a file, each read by itself. */
export interface ReadLines {
  readonly lexed: Lexed;
  readonly parts: readonly Part[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readLines(file: SourceFile): ReadLines {
  const lexed = lex(file);
  const diagnostics: Diagnostic[] = [...lexed.diagnostics];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const parts = lexed.lines.flatMap((line) => readLine(file, line, report) ?? []);
  return { lexed, parts, diagnostics };
}

function readLine(
  file: SourceFile,
  line: Line,
  report: (diagnostic: Diagnostic) => void,
): Part | undefined {
  if (line.shared && line.level === "file") {
    report(diagnose(sharedNothing, { file, span: spanOfTokens(line.tokens) }, {}));
    return undefined;
  }
  const parser = theGrammar();
  const deep = tooDeepIn(line.tokens);
  if (deep !== undefined) reportDeep(file, deep, report);
  parser.input = deep?.readable ?? line.tokens;
  const node = parser[ruleFor(line)]() as CstNode | undefined;
  const isWhole = parser.errors.length === 0 && deep === undefined;
  if (!isWhole && deep === undefined) {
    const lineWords = Object.keys(wordsIn(line.block, line.inPlan));
    const reading = { file, tokens: line.tokens, lineWords, span: spanOfTokens(line.tokens) };
    for (const diagnostic of syntaxDiagnostics(reading, parser.errors)) report(diagnostic);
  }
  const span = spanOfTokens([...line.tokens, ...line.grid]);
  if (node === undefined) return undefined;
  const end = spanOfTokens(line.tokens).end;
  return { line, node: isWhole ? node : placed(node, end), span, isWhole };
}

/** A node in which what recovery has made up has a place: behind what it belongs to. */
function placed<Node extends CstNode>(node: Node, end: number): Node {
  const { startOffset, endOffset = startOffset } = node.location ?? { startOffset: Number.NaN };
  const isNowhere = startOffset === undefined || Number.isNaN(startOffset);
  const location = isNowhere ? { startOffset: end, endOffset: end - 1 } : node.location;
  const after = isNowhere ? end : endOffset + 1;
  const children = Object.entries(node.children).map(([name, parts]) => [
    name,
    parts.map((part) => (isToken(part) ? part : placed(part, after))),
  ]);
  return { ...node, location, children: Object.fromEntries(children) as Node["children"] };
}

type LineRule =
  | "fileLine"
  | "memberLine"
  | "sourceLine"
  | "territoryLine"
  | "planLine"
  | "parameterLine"
  | "exceptionLine"
  | "releaseLine"
  | "clawbackLine"
  | "creditLine"
  | "measureLine"
  | "kpiLine"
  | "goalLine"
  | "tableLine"
  | "step"
  | "drawLine"
  | "balanceLine"
  | "testLine"
  | "scenarioLine";

const RULES: Readonly<Record<Block, LineRule>> = {
  file: "fileLine",
  source: "sourceLine",
  territories: "territoryLine",
  plan: "planLine",
  parameter: "parameterLine",
  exception: "exceptionLine",
  release: "releaseLine",
  clawback: "clawbackLine",
  credit: "creditLine",
  measure: "measureLine",
  kpi: "kpiLine",
  goal: "goalLine",
  table: "tableLine",
  component: "step",
  payout: "step",
  draw: "drawLine",
  balance: "balanceLine",
  test: "testLine",
  scenario: "scenarioLine",
};

/** The rule of the grammar that reads a line. */
export function ruleFor({ level, block }: Line): LineRule {
  return level === "step" ? RULES[block] : level === "file" ? "fileLine" : "memberLine";
}

function readExpression(b: Builder, span: Span): Expression {
  const parser = theGrammar();
  const tokens = lexPiece(b.file, span);
  const deep = tooDeepIn(tokens);
  if (deep !== undefined) {
    reportDeep(b.file, deep, b.report);
    return missing(span);
  }
  parser.input = tokens;
  const node = parser.expression() as ExpressionCstNode | undefined;
  const reading = { file: b.file, tokens, lineWords: [], span };
  for (const diagnostic of syntaxDiagnostics(reading, parser.errors)) b.report(diagnostic);
  if (node === undefined) return missing(span);
  return expression(b, parser.errors.length > 0 ? placed(node, span.end) : node, span);
}

function reportDeep(
  file: SourceFile,
  { at, limit, steps }: TooDeep,
  report: (diagnostic: Diagnostic) => void,
): void {
  const facts = { what: "This line", limit: String(limit), steps };
  const help = "Give parts of it names of their own: `measure name means …`.";
  report(diagnose(tooDeep, { file, span: spanOfTokens([at]) }, facts, { help }));
}

function stray(tokens: readonly IToken[], expected: readonly string[]): Stray {
  const [word] = tokens;
  return {
    word: { text: word?.image ?? "", span: spanOfTokens(tokens.slice(0, 1)) },
    expected,
    span: spanOfTokens(tokens),
  };
}

function spanOfTokens(tokens: readonly IToken[]): Span {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return {
    start: first?.startOffset ?? 0,
    end: (last?.startOffset ?? 0) + (last?.image.length ?? 0),
  };
}

/** The first fault of each line: those after it are mostly its consequences. */
function onePerLine(file: SourceFile, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<number>();
  return [...diagnostics]
    .sort((a, b) => a.at.span.start - b.at.span.start)
    .filter(({ at }) => {
      const line = file.text.lastIndexOf("\n", at.span.start - 1);
      const isFirst = !seen.has(line);
      seen.add(line);
      return isFirst;
    });
}
