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
import { suggestion } from "../diagnostics/suggest.ts";
import { A_DAY, adviceAt, adviceAtEnd } from "./advice.ts";
import { mendsAt } from "./mends.ts";
import { lineText, positionAt, type SourceFile, type Span } from "../text/source-file.ts";

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
  day: A_DAY,
  grain: "`cent` or an amount",
  give: "`pay` or `gives`, and a value",
  inner: "the name of a field",
  collection: "the name of a credit",
  path: "a name",
  wordOfRule: "a name",
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

/** What a line, or a piece of one, may hold. */
export interface Reading {
  readonly file: SourceFile;
  readonly tokens: readonly IToken[];
  /** The words that could begin a line instead; none in a piece of a line. */
  readonly lineWords: readonly string[];
  readonly span: Span;
}

/** Diagnostics for what the parser stumbled over. */
export function syntaxDiagnostics(
  reading: Reading,
  errors: readonly IRecognitionException[],
): Diagnostic[] {
  const { file, tokens, lineWords, span: whole } = reading;
  return errors.map((error) => {
    const i = tokens.findIndex(({ startOffset }) => startOffset === error.token.startOffset);
    const found = tokens[i];
    const before = found === undefined ? tokens.at(-1) : tokens[i - 1];
    if (found === undefined) {
      const end = before === undefined ? whole.end : before.startOffset + before.image.length;
      const help = adviceAtEnd(tokens);
      return diagnose(
        unfinished,
        { file, span: { start: Math.max(0, end - 1), end } },
        { expected: error.message },
        help === undefined ? {} : { help },
      );
    }
    const span = { start: found.startOffset, end: found.startOffset + found.image.length };
    const beginsLine = before !== undefined && before.endLine !== found.startLine;
    if (beginsLine && lineWords.length > 0)
      return unknownLineDiagnostic(file, tokens.slice(i), lineWords);
    if (lineWords.includes(found.image)) return ownLineDiagnostic(file, found.image, span);
    const help = adviceAt(tokens, i, error.message);
    const facts = { found: `\`${found.image}\``, expected: error.message };
    const fixes = mendsAt(file, tokens, i, error.message);
    return diagnose(
      unexpectedWord,
      { file, span },
      facts,
      help === undefined ? { fixes } : { help, fixes },
    );
  });
}

export function strayDiagnostic(
  file: SourceFile,
  tokens: readonly IToken[],
  expected: readonly string[],
): Diagnostic {
  return unknownLineDiagnostic(file, tokens, expected);
}

/** What lines are begun with elsewhere, and what is written here. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  capped: "`never above 10,000 USD, the excess is lost`",
  cap: "`never above 10,000 USD, the excess is lost`",
  max: "`never above 10,000 USD, the excess is lost`",
  maximum: "`never above 10,000 USD, the excess is lost`",
  floor: "`never below 2,000 USD`",
  min: "`never below 2,000 USD`",
  minimum: "`never below 2,000 USD`",
  guarantee: "`never below 2,000 USD`",
  guaranteed: "`never below 2,000 USD`",
  hold: "`held below 100 USD`",
  carry: "`never above 10,000 USD, the excess is carried`",
  carried: "`never above 10,000 USD, the excess is carried`",
  recoverable: "`draw NAME`",
  recovered: "`repaid from pay above 1,000 USD`",
  recoup: "`repaid from pay above 1,000 USD`",
  advance: "`draw NAME`",
  round: "`rounded half even to cent`",
  multiply: "`times 110%`",
  add: "`plus …`",
  subtract: "`less …`",
  minus: "`less …`",
  gate: "`only if …, then from the first dollar`",
  when: "`only if …, then from the first dollar`",
  if: "`only if …, then from the first dollar`",
  unless: "`only if not …, then from the first dollar`",
  bonus: "`component bonus`",
  commission: "`component commission`",
  incentive: "`component incentive`",
  tier: "`from 100% pay 9%`",
  tiers: "`rates NAME marginal by …`",
  rate: "`rates NAME marginal by …`",
  table: "`rates NAME marginal by …` or `lookup NAME by …`",
  let: "`measure NAME means …`",
  def: "`measure NAME means …`",
  param: "`parameter NAME means …`",
  const: "`parameter NAME means …`",
  pay: "`earns …`",
  pays: "`earns …`",
  earn: "`earns …`",
  filter: "`where …`",
  expected: "`expect …`",
  assert: "`expect …`",
};

function unknownLineDiagnostic(
  file: SourceFile,
  tokens: readonly IToken[],
  expected: readonly string[],
): Diagnostic {
  const [first, second] = tokens;
  const word = first?.image ?? "";
  const span = { start: first?.startOffset ?? 0, end: (first?.startOffset ?? 0) + word.length };
  const other = Object.hasOwn(OTHER_WORDS, word.toLowerCase())
    ? OTHER_WORDS[word.toLowerCase()]
    : undefined;
  const meant = expected.includes(word) ? undefined : nearest(word, expected);
  const told = toldOtherwise(word, second, other);
  const details = told === undefined ? suggestion(span, meant, EACH_LINE) : { help: told };
  return diagnose(unknownLine, { file, span }, { word: `\`${word}\`` }, details);
}

const EACH_LINE =
  "Each line begins with the word that says what it does. To continue the line above, indent deeper than it.";

/** How what was probably meant is said. */
function toldOtherwise(
  word: string,
  second: IToken | undefined,
  other: string | undefined,
): string | undefined {
  if (word === "pays" && second?.image === "each")
    return "How often a plan pays stands in its heading, above its members.";
  if (second?.tokenType.name === "Means") return `Say what it is: \`measure ${word} means …\`.`;
  return other === undefined ? undefined : `Write ${other}.`;
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
