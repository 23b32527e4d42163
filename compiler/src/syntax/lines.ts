/** Lines: each begins with the word that says what it does. The words alone nest them; indentation only continues. */
import type { IToken, TokenType } from "chevrotain";
import * as t from "./tokens.ts";

/** What the lines after a heading belong to. */
export type Block =
  | "file"
  | "source"
  | "territories"
  | "plan"
  | "parameter"
  | "exception"
  | "release"
  | "clawback"
  | "credit"
  | "measure"
  | "kpi"
  | "goal"
  | "table"
  | "component"
  | "payout"
  | "draw"
  | "balance"
  | "test"
  | "scenario";

type Words = Readonly<Record<string, TokenType>>;

/** Headings at the outermost level. They end whatever is open. */
const FILE: Words = {
  import: t.ImportLine,
  calendar: t.CalendarLine,
  unit: t.UnitLine,
  type: t.TypeLine,
  people: t.PeopleLine,
  source: t.SourceLine,
  territories: t.TerritoriesLine,
  shared: t.SharedLine,
  plan: t.PlanLine,
  test: t.TestLine,
  scenario: t.ScenarioLine,
};

/** Headings inside a plan, and after `shared`. */
const MEMBERS: Words = {
  parameter: t.ParameterLine,
  credit: t.CreditLine,
  measure: t.MeasureLine,
  kpi: t.KpiLine,
  goal: t.GoalLine,
  quota: t.QuotaLine,
  target: t.TargetLine,
  rates: t.RatesLine,
  lookup: t.LookupLine,
  component: t.ComponentLine,
  payout: t.PayoutLine,
  draw: t.DrawLine,
  balance: t.BalanceLine,
  exception: t.ExceptionLine,
  release: t.ReleaseLine,
  clawback: t.ClawbackLine,
};

/** Pay belongs to a plan. */
const OWN: ReadonlySet<string> = new Set([
  "goal",
  "component",
  "payout",
  "draw",
  "balance",
  "exception",
  "release",
  "clawback",
]);

/** What may stand after `shared`. */
const SHAREABLE: Words = Object.fromEntries(
  Object.entries(MEMBERS).filter(([word]) => !OWN.has(word)),
);

/** The lines of each block. */
const STEPS: Readonly<Record<Block, Words>> = {
  file: {},
  source: { valid: t.ValidLine, check: t.CheckLine },
  territories: { territory: t.TerritoryLine, elsewhere: t.ElsewhereLine },
  plan: {
    for: t.ForLine,
    during: t.DuringLine,
    pays: t.PaysLine,
    replaces: t.ReplacesLine,
    without: t.WithoutLine,
    allow: t.AllowLine,
  },
  release: { pays: t.PaysLine, allow: t.AllowLine },
  clawback: {
    where: t.WhereLine,
    dated: t.DatedLine,
    by: t.ByLine,
    takes: t.TakesLine,
    other: t.OtherLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  exception: { when: t.WhenLine, during: t.DuringLine, means: t.MeansLine },
  parameter: { from: t.FromLine, allow: t.AllowLine },
  credit: {
    where: t.WhereLine,
    dated: t.DatedLine,
    worth: t.WorthLine,
    to: t.ToLine,
    split: t.SplitLine,
    overlay: t.OverlayLine,
    rolls: t.RollsLine,
    credited: t.CreditedLine,
    never: t.NeverLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  measure: { rounded: t.RoundedLine, allow: t.AllowLine },
  kpi: {
    needs: t.NeedsLine,
    higher: t.HigherLine,
    lower: t.LowerLine,
    baseline: t.BaselineLine,
    where: t.WhereLine,
    among: t.AmongLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  goal: {
    where: t.WhereLine,
    among: t.AmongLine,
    from: t.FromLine,
    to: t.ToLine,
    allow: t.AllowLine,
  },
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
    shares: t.SharesLine,
    awards: t.AwardsLine,
    plus: t.PlusLine,
    less: t.LessLine,
    times: t.TimesLine,
    weight: t.WeightLine,
    never: t.NeverLine,
    held: t.HeldLine,
    trued: t.TruedLine,
    settled: t.SettledLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  payout: {
    only: t.OnlyLine,
    plus: t.PlusLine,
    less: t.LessLine,
    times: t.TimesLine,
    never: t.NeverLine,
    held: t.HeldLine,
    settled: t.SettledLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  draw: {
    guarantees: t.GuaranteesLine,
    repaid: t.RepaidLine,
    never: t.NeverLine,
    opens: t.OpensLine,
    forgiven: t.ForgivenLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  balance: {
    opens: t.OpensLine,
    becomes: t.BecomesLine,
    rounded: t.RoundedLine,
    allow: t.AllowLine,
  },
  test: { given: t.GivenLine, expect: t.ExpectLine, cases: t.CasesLine },
  scenario: { given: t.GivenLine, headcount: t.HeadcountLine },
};

const BLOCK_OF: ReadonlyMap<TokenType, Block> = new Map<TokenType, Block>([
  [t.PeopleLine, "source"],
  [t.SourceLine, "source"],
  [t.TerritoriesLine, "territories"],
  [t.PlanLine, "plan"],
  [t.TestLine, "test"],
  [t.ScenarioLine, "scenario"],
  [t.ExceptionLine, "exception"],
  [t.ReleaseLine, "release"],
  [t.ClawbackLine, "clawback"],
  [t.ParameterLine, "parameter"],
  [t.CreditLine, "credit"],
  [t.MeasureLine, "measure"],
  [t.KpiLine, "kpi"],
  [t.GoalLine, "goal"],
  [t.QuotaLine, "measure"],
  [t.TargetLine, "measure"],
  [t.RatesLine, "table"],
  [t.LookupLine, "table"],
  [t.ComponentLine, "component"],
  [t.PayoutLine, "payout"],
  [t.DrawLine, "draw"],
  [t.BalanceLine, "balance"],
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

/** Whether a word heads a declaration of the outermost level, whatever stands above it. */
export function isFileWord(word: string): boolean {
  return Object.hasOwn(FILE, word);
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
  const grouper = new Grouper();
  for (const [i, token] of tokens.entries()) {
    const startsLine = tokens[i - 1]?.endLine !== token.startLine;
    if (startsLine) grouper.startLine(token, tokens[i + 1]);
    else grouper.continueLine(token);
  }
  return grouper;
}

class Grouper implements Lines {
  readonly lines: Line[] = [];
  readonly strays: StrayLine[] = [];
  private block: Block = "file";
  private inPlan = false;
  /** The column of the word that began the line we are in. */
  private margin = Infinity;
  private current: { readonly tokens: IToken[]; readonly grid?: IToken[] } = { tokens: [] };

  startLine(token: IToken, next: IToken | undefined): void {
    const type = lineType(token, next, this.block, this.inPlan);
    const column = token.startColumn ?? 1;
    if (type !== undefined) {
      this.margin = column;
      this.block = BLOCK_OF.get(type) ?? (FILE_TYPES.has(type) ? "file" : this.block);
      if (FILE_TYPES.has(type)) this.inPlan = type === t.PlanLine;
      this.lines.push(this.open(levelOf(type), type === t.SharedLine));
    } else if (token.tokenType !== t.GridLine && column <= this.margin) {
      this.margin = column;
      this.current = { tokens: [] };
      const expected = Object.keys(wordsIn(this.block, this.inPlan));
      this.strays.push({ tokens: this.current.tokens, expected });
    }
    this.add(token, type);
  }

  continueLine(token: IToken): void {
    const type = memberAfterShared(this.lines.at(-1), token);
    if (type !== undefined) {
      this.block = BLOCK_OF.get(type) ?? this.block;
      this.lines.splice(-1, 1, this.open("member", true));
    }
    this.add(token, type);
  }

  private open(level: Line["level"], shared: boolean): Line {
    const { block, inPlan } = this;
    const line: Line = { level, shared, block, inPlan, tokens: [], grid: [] };
    this.current = line;
    return line;
  }

  private add(token: IToken, type: TokenType | undefined): void {
    if (token.tokenType === t.GridLine) (this.current.grid ?? this.current.tokens).push(token);
    else this.current.tokens.push(type === undefined ? token : retyped(token, type));
  }
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
  return Object.hasOwn(SHAREABLE, token.image) ? SHAREABLE[token.image] : undefined;
}

function retyped(token: IToken, type: TokenType): IToken {
  return { ...token, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 };
}
