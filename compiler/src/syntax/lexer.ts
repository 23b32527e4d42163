/** Text to lines of tokens: words resolved by their neighbours, comments kept aside. */
import { type IToken, Lexer } from "chevrotain";
import { foreignSign, openText } from "../diagnostics/catalogue/reading.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { groupLines, type Line, type StrayLine } from "./lines.ts";
import { resolveWords } from "./neighbours.ts";
import { ALL_TOKENS, Foreign, OpenText } from "./tokens.ts";

export interface Lexed {
  readonly lines: readonly Line[];
  readonly strays: readonly StrayLine[];
  /** All comments in the order of the text, those that document something among them. */
  readonly comments: readonly IToken[];
  /** The `///` comments on lines of their own, joined where these are consecutive, by the line that they end on. */
  readonly docs: ReadonlyMap<number, string>;
  readonly diagnostics: readonly Diagnostic[];
}

const lexer = new Lexer(ALL_TOKENS, {
  positionTracking: "full",
  ensureOptimizations: true,
  skipValidations: true,
  safeMode: false,
});

export function lex(file: SourceFile): Lexed {
  const { tokens, groups, errors } = lexer.tokenize(file.text);
  const [readable, unreadable] = partition(tokens, ({ tokenType }) => tokenType !== Foreign);
  const { lines, strays } = groupLines(readable);
  const docs = groups["docs"] ?? [];
  const comments = [...docs, ...(groups["comments"] ?? [])].sort(
    (a, b) => a.startOffset - b.startOffset,
  );
  const diagnostics = [
    ...unreadable.map((token) => foreign(file, spanOfImage(token), token.image)),
    ...errors.map(({ offset, length }) =>
      foreign(
        file,
        { start: offset, end: offset + length },
        file.text.slice(offset, offset + length),
      ),
    ),
    ...tokens
      .filter(({ tokenType }) => tokenType === OpenText)
      .map((token) => diagnose(openText, { file, span: spanOfImage(token) }, {})),
  ];
  const own = docs.filter((comment) => beginsLine(file, comment));
  // A word's neighbours stand on its own line.
  return {
    lines: lines.map((line) => ({ ...line, tokens: resolveWords(line.tokens) })),
    strays: strays.map((line) => ({ ...line, tokens: resolveWords(line.tokens) })),
    comments,
    docs: joinDocs(own),
    diagnostics,
  };
}

/** The tokens of a piece of a file, at their places in the file. No line begins in it. */
export function lexPiece(file: SourceFile, span: Span): IToken[] {
  const { tokens } = lexer.tokenize(file.text.slice(span.start, span.end));
  return resolveWords(tokens).map((token) => ({
    ...token,
    startOffset: token.startOffset + span.start,
    endOffset: (token.endOffset ?? token.startOffset) + span.start,
  }));
}

const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/^[$€£¥]/, "Write the currency after the amount: `100 USD`."],
  [/^==?$/, "Write `is` to compare, `means` to define."],
  [/^!=$/, "Write `is not`."],
  [/^[&]+$/, "Write `and`."],
  [
    /^[;{}]+$/,
    "A line ends where the next one begins; what is indented belongs to the line above it.",
  ],
  [/^[[\]]+$/, "Write a list in round brackets: `in (A, B)`."],
  [/^!$/, "Write `not`."],
  [/^#/, "A comment starts with `//`."],
  [/^%/, "A percentage is a number with its sign: `5%`."],
];

function foreign(file: SourceFile, span: Span, sign: string): Diagnostic {
  const isArrow = sign === "=" && /^[<>]/.test(file.text.slice(span.end));
  const help = isArrow
    ? `Write \`${file.text[span.end] ?? ""}=\`.`
    : INSTEAD.find(([pattern]) => pattern.test(sign))?.[1];
  return diagnose(
    foreignSign,
    { file, span },
    { sign: `\`${sign}\`` },
    help === undefined ? {} : { help },
  );
}

function spanOfImage(token: IToken): Span {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

function beginsLine(file: SourceFile, { startOffset, startColumn = 1 }: IToken): boolean {
  return file.text.slice(startOffset - startColumn + 1, startOffset).trim() === "";
}

function joinDocs(docs: readonly IToken[]): Map<number, string> {
  const joined = new Map<number, string>();
  for (const { image, startLine = 0 } of docs) {
    const text = image.replace(/^\/\/\/ ?/, "").trimEnd();
    const above = joined.get(startLine - 1);
    joined.delete(startLine - 1);
    joined.set(startLine, above === undefined ? text : `${above}\n${text}`);
  }
  return joined;
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  const yes: Item[] = [];
  const no: Item[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
