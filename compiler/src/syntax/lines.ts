/** Lines: each begins with the word that says what it does. The words alone nest them; indentation only continues. */
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
    only: t.OnlyLine,
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

const FILE_TYPES: ReadonlySet<TokenType> = new Set(Object.values(FILE));
const MEMBER_TYPES: ReadonlySet<TokenType> = new Set(Object.values(MEMBERS));

/** One sentence of the plan. */
export interface Line {
  /** A heading of the file, a heading of a member, or a line of the block that is open. */
  readonly level: "file" | "member" | "step";
  /** After `shared`: a member that belongs to no plan. */
  readonly shared: boolean;
  /** The block that the line heads or belongs to. */
  readonly block: Block;
  readonly inPlan: boolean;
  readonly tokens: IToken[];
  /** The `|` lines below it. */
  readonly grid: IToken[];
}

/** A line whose first word begins no line there. It is set aside, so that nothing around it suffers. */
export interface StrayLine {
  readonly tokens: IToken[];
  readonly expected: readonly string[];
}

export interface Lines {
  readonly lines: readonly Line[];
  readonly strays: readonly StrayLine[];
}

/** The words that may begin a line in a block. */
export function wordsIn(block: Block, inPlan: boolean): Words {
  return { ...STEPS[block], ...(inPlan ? MEMBERS : {}), ...FILE };
}

/**
 * Groups tokens into lines. A physical line whose first word the open block doesn't know continues the line
 * above if it is indented deeper than that one's first word; if not, it is stray.
 */
export function groupLines(tokens: readonly IToken[]): Lines {
  const lines: Line[] = [];
  const strays: StrayLine[] = [];
  let block: Block = "file";
  let inPlan = false;
  let margin = Infinity; // the column of the word that began the line we are in
  let current: { readonly tokens: IToken[]; readonly grid?: IToken[] } = { tokens: [] };
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const first = before === undefined || before.endLine !== token.startLine;
    const column = token.startColumn ?? 1;
    const type: TokenType | undefined = first
      ? lineType(token, tokens[i + 1], block, inPlan)
      : memberAfterShared(lines.at(-1), token);
    if (type !== undefined && first) {
      margin = column;
      block = BLOCK_OF.get(type) ?? (FILE_TYPES.has(type) ? "file" : block);
      if (FILE_TYPES.has(type)) inPlan = type === t.PlanLine;
      const line: Line = {
        level: levelOf(type),
        shared: type === t.SharedLine,
        block,
        inPlan,
        tokens: [],
        grid: [],
      };
      lines.push(line);
      current = line;
    } else if (type !== undefined) {
      block = BLOCK_OF.get(type) ?? block;
      const line: Line = { level: "member", shared: true, block, inPlan, tokens: [], grid: [] };
      lines.splice(-1, 1, line);
      current = line;
    } else if (first && token.tokenType !== t.GridLine && column <= margin) {
      margin = column;
      current = { tokens: [] };
      strays.push({ tokens: current.tokens, expected: Object.keys(wordsIn(block, inPlan)) });
    }
    if (token.tokenType === t.GridLine) (current.grid ?? current.tokens).push(token);
    else current.tokens.push(type === undefined ? token : retyped(token, type));
  }
  return { lines, strays };
}

function levelOf(type: TokenType): Line["level"] {
  if (FILE_TYPES.has(type)) return "file";
  return MEMBER_TYPES.has(type) ? "member" : "step";
}

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

function memberAfterShared(line: Line | undefined, token: IToken): TokenType | undefined {
  if (line?.shared !== true || line.level !== "file" || line.tokens.length !== 1) return undefined;
  return Object.hasOwn(MEMBERS, token.image) ? MEMBERS[token.image] : undefined;
}

function retyped(token: IToken, type: TokenType): IToken {
  return { ...token, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 };
}
