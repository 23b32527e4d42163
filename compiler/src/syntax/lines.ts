/** Which words begin a line where: the whole of the language's nesting, and where the parser finds its feet again. */
import type { IToken, TokenType } from "chevrotain";
import * as t from "./tokens.ts";

/** What the lines after a heading belong to. */
export type Block =
  | "file"
  | "source"
  | "plan"
  | "parameter"
  | "credit"
  | "measure"
  | "table"
  | "component"
  | "payout"
  | "test";

type Words = Readonly<Record<string, TokenType>>;

/** Headings at the outermost level. They end whatever is open. */
const FILE: Words = {
  import: t.ImportLine,
  calendar: t.CalendarLine,
  unit: t.UnitLine,
  type: t.TypeLine,
  people: t.PeopleLine,
  source: t.SourceLine,
  shared: t.SharedLine,
  plan: t.PlanLine,
  test: t.TestLine,
};

/** Headings inside a plan, and after `shared`. */
const MEMBERS: Words = {
  parameter: t.ParameterLine,
  credit: t.CreditLine,
  measure: t.MeasureLine,
  quota: t.QuotaLine,
  target: t.TargetLine,
  rates: t.RatesLine,
  lookup: t.LookupLine,
  component: t.ComponentLine,
  payout: t.PayoutLine,
};

/** The lines of each block. */
const STEPS: Readonly<Record<Block, Words>> = {
  file: {},
  source: { valid: t.ValidLine, check: t.CheckLine },
  plan: { for: t.ForLine, during: t.DuringLine, pays: t.PaysLine, allow: t.AllowLine },
  parameter: { from: t.FromLine },
  credit: {
    where: t.WhereLine,
    dated: t.DatedLine,
    worth: t.WorthLine,
    to: t.ToLine,
    split: t.SplitLine,
    overlay: t.OverlayLine,
    never: t.NeverLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  measure: { rounded: t.RoundedLine, allow: t.AllowLine },
  table: {
    from: t.FromLine,
    above: t.AboveLine,
    below: t.BelowLine,
    at: t.AtLine,
    for: t.ForLine,
    allow: t.AllowLine,
  },
  component: {
    only: t.OnlyLine,
    earns: t.EarnsLine,
    plus: t.PlusLine,
    less: t.LessLine,
    times: t.TimesLine,
    weight: t.WeightLine,
    never: t.NeverLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  payout: {
    plus: t.PlusLine,
    less: t.LessLine,
    times: t.TimesLine,
    never: t.NeverLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  test: { given: t.GivenLine, expect: t.ExpectLine, cases: t.CasesLine },
};

const BLOCK_OF: ReadonlyMap<TokenType, Block> = new Map<TokenType, Block>([
  [t.PeopleLine, "source"],
  [t.SourceLine, "source"],
  [t.PlanLine, "plan"],
  [t.TestLine, "test"],
  [t.ParameterLine, "parameter"],
  [t.CreditLine, "credit"],
  [t.MeasureLine, "measure"],
  [t.QuotaLine, "measure"],
  [t.TargetLine, "measure"],
  [t.RatesLine, "table"],
  [t.LookupLine, "table"],
  [t.ComponentLine, "component"],
  [t.PayoutLine, "payout"],
]);

/** Every word that begins a line somewhere. */
export const ALL_LINE_WORDS: readonly string[] = [
  ...new Set([FILE, MEMBERS, ...Object.values(STEPS)].flatMap((words) => Object.keys(words))),
];

/** A line whose first word begins no line here. It is set aside, so that nothing around it suffers. */
export interface StrayLine {
  readonly tokens: readonly IToken[];
  readonly block: Block;
  /** Whether the block stands inside a plan. */
  readonly inPlan: boolean;
}

export interface Lines {
  /** The tokens without the stray lines, the words that begin a line marked as such. */
  readonly tokens: IToken[];
  readonly strays: readonly StrayLine[];
}

/** The words that may begin a line in a block. */
export function wordsIn(block: Block, inPlan: boolean): Words {
  return { ...STEPS[block], ...(inPlan ? MEMBERS : {}), ...FILE };
}

/**
 * Marks each word that begins a line: the first word of a physical line, where the block knows it. A physical line
 * that begins with anything else continues the one above if it is indented deeper than that one's first word;
 * if not, it is stray.
 */
export function markLines(tokens: readonly IToken[]): Lines {
  const kept: IToken[] = [];
  const strays: (StrayLine & { readonly tokens: IToken[] })[] = [];
  let block: Block = "file";
  let inPlan = false;
  let margin = Infinity; // the column of the word that began the line we are in
  let into = kept;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const first = before === undefined || before.endLine !== token.startLine;
    const type: TokenType | undefined = first
      ? lineType(token, tokens[i + 1], block, inPlan)
      : memberAfterShared(into.at(-1), token);
    if (type !== undefined) {
      if (first) [margin, into] = [token.startColumn ?? 1, kept];
      block = BLOCK_OF.get(type) ?? (type.name in FILE_NAMES ? "file" : block);
      if (type.name in FILE_NAMES) inPlan = type === t.PlanLine;
      into.push(retyped(token, type));
      continue;
    }
    if (first && !isGrid(token) && (token.startColumn ?? 1) <= margin) {
      const stray = { tokens: [] as IToken[], block, inPlan };
      strays.push(stray);
      [into, margin] = [stray.tokens, token.startColumn ?? 1];
    }
    into.push(token);
  }
  return { tokens: kept, strays };
}

const FILE_NAMES: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(FILE).map((type) => [type.name, true as const]),
);

function lineType(
  token: IToken,
  next: IToken | undefined,
  block: Block,
  inPlan: boolean,
): TokenType | undefined {
  if (block === "source" && next?.tokenType === t.Colon) return t.FieldLine;
  const words = wordsIn(block, inPlan);
  return Object.hasOwn(words, token.image) ? words[token.image] : undefined;
}

function memberAfterShared(before: IToken | undefined, token: IToken): TokenType | undefined {
  if (before?.tokenType !== t.SharedLine) return undefined;
  return Object.hasOwn(MEMBERS, token.image) ? MEMBERS[token.image] : undefined;
}

function isGrid(token: IToken): boolean {
  return token.tokenType === t.GridLine;
}

function retyped(token: IToken, type: TokenType): IToken {
  return { ...token, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 };
}
