/** The words and signs of a file, as the lexer of the language reads them. */
import { type Lexed, lex } from "@attain/compiler/syntax/lexer";
import type { Line, StrayLine } from "@attain/compiler/syntax/lines";
import type { SourceFile, Span } from "@attain/compiler/text/source-file";

export type Token = Line["tokens"][number];

const known = new WeakMap<SourceFile, Lexed>();
const sorted = new WeakMap<SourceFile, readonly Token[]>();

export function lexedOf(file: SourceFile): Lexed {
  const before = known.get(file);
  if (before !== undefined) return before;
  const lexed = lex(file);
  known.set(file, lexed);
  return lexed;
}

/** All tokens but comments, in the order of the text. */
export function tokensOf(file: SourceFile): readonly Token[] {
  const before = sorted.get(file);
  if (before !== undefined) return before;
  const { lines, strays } = lexedOf(file);
  const tokens = [
    ...lines.flatMap((line) => [...line.tokens, ...line.grid]),
    ...strays.flatMap((stray) => stray.tokens),
  ];
  tokens.sort((a, b) => a.startOffset - b.startOffset);
  sorted.set(file, tokens);
  return tokens;
}

export function spanOfToken({ startOffset, image }: Token): Span {
  return { start: startOffset, end: startOffset + image.length };
}

/** The token that a place touches; of two that meet there, the one that begins there. */
export function tokenAt(file: SourceFile, offset: number): Token | undefined {
  return tokensOf(file).findLast(
    ({ startOffset, image }) => startOffset <= offset && offset <= startOffset + image.length,
  );
}

/** The line of the language that a place lies in, or behind. */
export function lineBefore(file: SourceFile, offset: number): Line | StrayLine | undefined {
  const { lines, strays } = lexedOf(file);
  const before = [...lines, ...strays].filter(
    ({ tokens: [first] }) => (first?.startOffset ?? Infinity) <= offset,
  );
  return before.reduce<Line | StrayLine | undefined>(
    (last, line) => (startOf(line) >= startOf(last) ? line : last),
    undefined,
  );
}

function startOf(line: Line | StrayLine | undefined): number {
  return line?.tokens[0]?.startOffset ?? -1;
}

/** Whether a place lies in a comment. */
export function inComment(file: SourceFile, offset: number): boolean {
  return lexedOf(file).comments.some(
    ({ startOffset, image }) => startOffset < offset && offset <= startOffset + image.length,
  );
}
