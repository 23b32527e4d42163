/** What chevrotain says about a text, in the words of its reader. */
import type {
  IParserErrorMessageProvider,
  IRecognitionException,
  IToken,
  TokenType,
} from "chevrotain";
import { listed, nearest } from "../base/text.ts";
import {
  ownLine,
  unexpectedWord,
  unfinished,
  unknownLine,
} from "../diagnostics/catalogue/reading.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { lineText, positionAt, type SourceFile, type Span } from "../text/source-file.ts";
import type { Stray } from "./ast.ts";
import { ALL_LINE_WORDS } from "./lines.ts";

/** The messages of the parser hold nothing but what was expected; `syntaxDiagnostics` makes sentences of them. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, ruleName }) => nounOf(ruleName) ?? label(expected),
  buildNotAllInputParsedMessage: () => "the end of the line",
  buildNoViableAltMessage: ({ expectedPathsPerAlt, ruleName }) =>
    nounOf(ruleName) ??
    oneOfThem(expectedPathsPerAlt.flatMap((paths) => paths.map(([token]) => token))),
  buildEarlyExitMessage: ({ expectedIterationPaths, ruleName }) =>
    nounOf(ruleName) ?? oneOfThem(expectedIterationPaths.map(([token]) => token)),
};

const NOUNS: Readonly<Record<string, string>> = {
  primary: "a value",
  phrase: "a phrase such as `starts February`",
  type: "a type such as `Text`, `Date` or `USD`",
  day: "a period such as `FY2026-Q1` or `2026-03`, or a date",
  grain: "`cent` or an amount",
  give: "`pay` or `gives`, and a value",
  inner: "the name of a field",
  collection: "the name of a credit",
  path: "a name",
  pathPart: "a name",
  method: "`days`, `working days` or `months`",
};

function nounOf(rule: string): string | undefined {
  return NOUNS[rule];
}

function label(token: TokenType | undefined): string {
  if (token === undefined) return "something else";
  if (token.name === "Name" || token.name === "Identifier") return "a name";
  return token.LABEL ?? `\`${token.name.toLowerCase()}\``;
}

function oneOfThem(tokens: readonly (TokenType | undefined)[]): string {
  return listed([...new Set(tokens.map(label))].slice(0, 6), "or");
}

/** Diagnostics for what the parser stumbled over in a line; in a piece of one, `within` is all there is. */
export function syntaxDiagnostics(
  file: SourceFile,
  errors: readonly IRecognitionException[],
  tokens: readonly IToken[],
  within?: Span,
): Diagnostic[] {
  return errors.map((error) => {
    const i = tokens.findIndex(({ startOffset }) => startOffset === error.token.startOffset);
    const found = tokens[i];
    const before = found === undefined ? tokens.at(-1) : tokens[i - 1];
    if (found === undefined) {
      const end =
        before === undefined ? (within?.end ?? 0) : before.startOffset + before.image.length;
      const facts = { expected: error.message };
      return diagnose(unfinished, { file, span: { start: Math.max(0, end - 1), end } }, facts);
    }
    const span = { start: found.startOffset, end: found.startOffset + found.image.length };
    const beginsLine = before !== undefined && before.endLine !== found.startLine;
    if (beginsLine) return unknownLineDiagnostic(file, found.image, span, ALL_LINE_WORDS);
    return ALL_LINE_WORDS.includes(found.image) && within === undefined
      ? ownLineDiagnostic(file, found.image, span)
      : diagnose(
          unexpectedWord,
          { file, span },
          { found: `\`${found.image}\``, expected: error.message },
        );
  });
}

export function strayDiagnostic(file: SourceFile, { word, expected }: Stray): Diagnostic {
  return unknownLineDiagnostic(file, word.text, word.span, expected);
}

function unknownLineDiagnostic(
  file: SourceFile,
  word: string,
  span: Span,
  expected: readonly string[],
): Diagnostic {
  const meant = nearest(word, expected);
  const help =
    meant === undefined
      ? "Each line begins with the word that says what it does. To continue the line above, indent deeper than it."
      : `Did you mean \`${meant}\`?`;
  const fixes =
    meant === undefined
      ? []
      : [
          {
            title: `Write \`${meant}\``,
            edits: [{ span, text: meant }],
            safety: "changes payout" as const,
          },
        ];
  return diagnose(unknownLine, { file, span }, { word: `\`${word}\`` }, { help, fixes });
}

function ownLineDiagnostic(file: SourceFile, word: string, span: Span): Diagnostic {
  const { line } = positionAt(file, span.start);
  const indent = `${/^\s*/.exec(lineText(file, line))?.[0] ?? ""}  `;
  const gap = /\s*$/.exec(file.text.slice(0, span.start))?.[0].length ?? 0;
  const edits = [{ span: { start: span.start - gap, end: span.start }, text: `\n${indent}` }];
  return diagnose(
    ownLine,
    { file, span },
    { word: `\`${word}\`` },
    {
      help: `Start a new line before \`${word}\`.`,
      fixes: [{ title: `Put \`${word}\` on a line of its own`, edits, safety: "changes payout" }],
    },
  );
}
