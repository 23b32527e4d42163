/** Every word and sign of the language, each with the sentence that completion and hover show. */
import { Lexer, type TokenType } from "chevrotain";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The lexer tells these apart one by one up to \u00FF, and in stretches of 255 above. */
const OTHER_LETTERS = String.fromCharCode(...codes(0xc0, 0xff, 1), ...codes(0x100, 0xd7ff, 255));

function codes(first: number, last: number, step: number): number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

/**
 * A kind of token, written out rather than made by chevrotain's `createToken`. The characters that it may start with are
 * said here, and that it holds no end of a line: else the lexer reads every pattern to find out, whenever it is made.
 */
function token(starts: string, type: TokenType): TokenType {
  return { LINE_BREAKS: false, START_CHARS_HINT: starts.split(""), CATEGORIES: [], ...type };
}

/** Matches identifiers and every word that may still be used as a name. */
export const Name: TokenType = token("", { name: "Name", PATTERN: Lexer.NA });

export const Identifier: TokenType = token(`_\`${LETTERS}${OTHER_LETTERS}`, {
  name: "Identifier",
  PATTERN:
    /`[^`\r\n]+`|[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u1FFF\u3040-\uD7FF][\w\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u1FFF\u3040-\uD7FF]*/,
  CATEGORIES: [Name],
});

const documentation = new Map<TokenType, string>();

/** The sentence that explains a word. */
export function documentationOf(type: TokenType): string | undefined {
  return documentation.get(type);
}

function define(type: TokenType, doc: string): TokenType {
  documentation.set(type, doc);
  return type;
}

/** A word, and not the beginning of a longer one. */
function wholeWord(word: string): RegExp {
  return new RegExp(`${word}(?![\\w\\u00C0-\\uD7FF])`);
}

/** A word that means the same everywhere and can't be a name (in backticks it can). */
function reserved(word: string, doc: string): TokenType {
  const name = word[0]?.toUpperCase() + word.slice(1);
  return define(token(word.slice(0, 1), { name, PATTERN: wholeWord(word) }), doc);
}

/** A word with a meaning in some places, and a name in all others. */
function soft(word: string, doc: string): TokenType {
  const name = word[0]?.toUpperCase() + word.slice(1);
  return define(
    token(word.slice(0, 1), { name, PATTERN: wholeWord(word), CATEGORIES: [Name] }),
    doc,
  );
}

/** A sign of one character. */
function sign(name: string, pattern: string): TokenType {
  return token(pattern, { name, PATTERN: pattern, LABEL: `\`${pattern}\`` });
}

/** A word with a meaning beside certain neighbours (see `neighbours.ts`), and a name in all other places. */
function contextual(word: string, doc: string): TokenType {
  return reserved(word, doc);
}

/** A word that begins a line and says what the line does. The lexer never matches it by itself: see `lines.ts`. */
function line(word: string, doc: string): TokenType {
  const name = `${word[0]?.toUpperCase()}${word.slice(1)}Line`;
  return define(token("", { name, PATTERN: Lexer.NA, LABEL: `\`${word}\`` }), doc);
}

/** Several words that are read as one. */
function phrase(name: string, words: string, doc: string): TokenType {
  const pattern = new RegExp(words.replaceAll(" ", "[ \\t]+") + "\\b");
  return define(
    token(words.slice(0, 1), {
      name,
      PATTERN: pattern,
      LONGER_ALT: Identifier,
      LABEL: `\`${words}\``,
    }),
    doc,
  );
}

// Space and comments
const Space: TokenType = token(" \t\r\n\u00A0\uFEFF", {
  name: "Space",
  PATTERN: /[ \t\r\n\u00A0\uFEFF]+/,
  GROUP: Lexer.SKIPPED,
  LINE_BREAKS: true,
});
const DocComment: TokenType = token("/", {
  name: "DocComment",
  PATTERN: /\/\/\/[^\r\n]*/,
  GROUP: "docs",
});
const Comment: TokenType = token("/", {
  name: "Comment",
  PATTERN: /\/\/[^\r\n]*/,
  GROUP: "comments",
});

// Literals
const NUMBER = "(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?";
export const DateLiteral: TokenType = token(DIGITS, {
  name: "DateLiteral",
  PATTERN: /\d{4}-\d{2}-\d{2}(?![\w-])/,
  LABEL: "a date",
});
export const PeriodLiteral: TokenType = token(`F${DIGITS}`, {
  name: "PeriodLiteral",
  PATTERN: /FY\d{4}(?:-(?:Q[1-4]|H[12]|P\d{2}))?(?![\w-])|\d{4}-(?:W\d{2}|C\d{2}|\d{2})(?![\w-])/,
  LONGER_ALT: Identifier,
  LABEL: "a period",
});
export const WeekPattern: TokenType = token("45", {
  name: "WeekPattern",
  PATTERN: /[45]-[45]-[45](?![\w-])/,
});
export const PercentLiteral: TokenType = token(DIGITS, {
  name: "PercentLiteral",
  PATTERN: new RegExp(`${NUMBER}[ ]?%`),
  LABEL: "a percentage",
});
export const PointsLiteral: TokenType = token(DIGITS, {
  name: "PointsLiteral",
  PATTERN: new RegExp(`${NUMBER}[ ]?pp(?!\\w)`),
  LABEL: "percentage points",
});
export const NumberLiteral: TokenType = token(DIGITS, {
  name: "NumberLiteral",
  PATTERN: new RegExp(NUMBER),
  LABEL: "a number",
});
export const TextLiteral: TokenType = token('"', {
  name: "TextLiteral",
  PATTERN: /"(?:[^"\\\r\n]|\\[^\r\n])*"/,
  LABEL: "a text in quotes",
});
export const OpenText: TokenType = token('"', {
  name: "OpenText",
  PATTERN: /"(?:[^"\\\r\n]|\\[^\r\n])*/,
});
export const GridLine: TokenType = token("|", {
  name: "GridLine",
  PATTERN: /\|(?:(?!\|\s*\/\/)[^\r\n])*\|?/,
  LABEL: "a `|` line",
});

// Signs
export const LessOrEqual: TokenType = token("<≤", {
  name: "LessOrEqual",
  PATTERN: /<=|≤/,
  LABEL: "`<=`",
});
export const GreaterOrEqual: TokenType = token(">≥", {
  name: "GreaterOrEqual",
  PATTERN: />=|≥/,
  LABEL: "`>=`",
});
export const Less: TokenType = sign("Less", "<");
export const Greater: TokenType = sign("Greater", ">");
export const Plus: TokenType = sign("Plus", "+");
export const Minus: TokenType = token("-−", { name: "Minus", PATTERN: /[-−]/, LABEL: "`-`" });
export const Slash: TokenType = token("/÷", { name: "Slash", PATTERN: /[/÷]/, LABEL: "`/`" });
export const LeftParen: TokenType = sign("LeftParen", "(");
export const RightParen: TokenType = sign("RightParen", ")");
export const Comma: TokenType = sign("Comma", ",");
export const Dot: TokenType = sign("Dot", ".");
export const Colon: TokenType = sign("Colon", ":");
export const Question: TokenType = sign("Question", "?");
/** Signs of other languages, lexed so that the message can say what is written here instead. */
export const Foreign: TokenType = token("=!&;{}[]$€£¥^~@#%\\", {
  name: "Foreign",
  PATTERN: /[=!&;{}[\]$€£¥^~@#%\\]+/,
});

// Reserved words
export const And: TokenType = reserved("and", "Both conditions hold.");
export const Or: TokenType = reserved("or", "At least one of the conditions holds.");
export const Not: TokenType = reserved("not", "The condition doesn't hold.");
export const Is: TokenType = reserved(
  "is",
  "Compares for equality: `stage is Won`, `quota is present`.",
);
export const In: TokenType = reserved(
  "in",
  "One of several: `product in (Platform, AddOn)`. Also names a currency or a period.",
);
export const If: TokenType = reserved("if", "A choice: `if a > b then x else y`.");
export const Then: TokenType = reserved("then", "What holds if the condition does.");
export const Else: TokenType = reserved("else", "What holds if the condition doesn't.");
export const Otherwise: TokenType = reserved(
  "otherwise",
  "What to use where a value is missing or a divisor is zero.",
);
export const When: TokenType = reserved("when", "The condition under which a step applies.");
export const Where: TokenType = reserved(
  "where",
  "Keeps only the rows for which the condition holds.",
);
export const Of: TokenType = reserved(
  "of",
  "A part of an amount: `60% of target`. Also names what is counted or totalled.",
);
export const Times: TokenType = define(
  token("x*×", { name: "Times", PATTERN: /x(?![\w\u00C0-\uD7FF])|[*×]/, LABEL: "`x`" }),
  "Multiplies: `3 x 25 USD`.",
);
export const Above: TokenType = reserved(
  "above",
  "The part of an amount above another: `Sales above quota`.",
);
export const Per: TokenType = reserved(
  "per",
  "So much of one thing for each of another: `USD per Quarter`, `25 USD per seat`.",
);
export const Yes: TokenType = reserved("yes", "True.");
export const No: TokenType = reserved("no", "False.");
export const Pay: TokenType = reserved("pay", "The rate of a row.");
export const Gives: TokenType = reserved("gives", "The value of a row.");
export const On: TokenType = reserved("on", "Applies rates to a base: `Commission on Bookings`.");
export const Means: TokenType = reserved("means", "What a name stands for.");

// Phrases
export const ToDate: TokenType = define(
  token("yhqmw", {
    name: "ToDate",
    PATTERN: /(?:year|half|quarter|month|week)[ \t]+to[ \t]+date\b/,
    LONGER_ALT: Identifier,
    LABEL: "`year to date`",
  }),
  "`Sales year to date`: from the start of the year (half, quarter, month, week) up to the end of the pay period.",
);
export const UpTo: TokenType = phrase(
  "UpTo",
  "up to",
  "The part of an amount up to another: `Sales up to quota`.",
);
export const TheCompany: TokenType = phrase(
  "TheCompany",
  "the company",
  "Credited to nobody in particular: its total is the same for everybody.",
);
export const TheHighest: TokenType = phrase(
  "TheHighest",
  "the highest",
  "Prizes go to those with the highest value.",
);
export const TheLowest: TokenType = phrase(
  "TheLowest",
  "the lowest",
  "Prizes go to those with the lowest value.",
);
export const ShareThePrizes: TokenType = phrase(
  "ShareThePrizes",
  "share the prizes",
  "Equals share the prizes of their places.",
);
export const TakeTheHigherPrize: TokenType = phrase(
  "TakeTheHigherPrize",
  "take the higher prize",
  "Equals each take the prize of the best of their places.",
);
export const GoBy: TokenType = phrase("GoBy", "go by", "Another value decides among equals.");
export const RolledUp: TokenType = phrase(
  "RolledUp",
  "rolled up",
  "Whether a credit comes from somebody below.",
);
export const AmountPaid: TokenType = phrase(
  "AmountPaid",
  "amount paid",
  "What the component that applies the rates has paid, deal by deal and period by period.",
);
export const EveryLevel: TokenType = phrase(
  "EveryLevel",
  "every level",
  "Everybody above, up to the top.",
);
export const AtOnce: TokenType = phrase("AtOnce", "at once", "In the period that earned it.");
export const OddCents: TokenType = phrase(
  "OddCents",
  "odd cents",
  "Which part takes the cents that equal parts leave.",
);
export const UnservedPart: TokenType = phrase(
  "UnservedPart",
  "the unserved part",
  "The part of a term that is still to come.",
);
export const DealsKeep: TokenType = phrase(
  "DealsKeep",
  "deals keep their rate",
  "Nothing else changes where one deal is taken back.",
);
export const TheRest: TokenType = phrase("TheRest", "the rest", "What the other shares leave.");
export const AnythingElse: TokenType = phrase(
  "AnythingElse",
  "anything else",
  "Every value that no other row names.",
);
export const FromTheFirstDollar: TokenType = phrase(
  "FromTheFirstDollar",
  "from the first dollar",
  "The gate opens for everything, not only for what lies above it.",
);
export const WorkingDays: TokenType = phrase(
  "WorkingDays",
  "working days",
  "Days that are neither weekend nor holiday.",
);
export const LargestRemainder: TokenType = phrase(
  "LargestRemainder",
  "largest remainder",
  "The odd cent goes to the share that rounding cut the most.",
);
export const KeepTheirRate: TokenType = phrase(
  "KeepTheirRate",
  "earlier periods keep their rate",
  "The rate that the year to date reaches pays this period alone.",
);
export const RatedAgain: TokenType = phrase(
  "RatedAgain",
  "earlier periods are rated again",
  "The rate that the year to date reaches pays all of it, less what it had earned before.",
);
export const OneOf: TokenType = phrase(
  "OneOf",
  "one of",
  "A type with these values and no others.",
);
export const AtLeast: TokenType = phrase(
  "AtLeast",
  "at least",
  "The lowest value that a row may hold.",
);
export const AtMost: TokenType = phrase(
  "AtMost",
  "at most",
  "The highest value that a row may hold; the most that is repaid in a pay period.",
);
export const MayBeNegative: TokenType = phrase(
  "MayBeNegative",
  "may be negative",
  "Where more was paid than has been earned, this period pays less than nothing.",
);
export const NeverNegative: TokenType = phrase(
  "NeverNegative",
  "never negative",
  "Where more was paid than has been earned, nothing is paid; later periods of the year make up for it.",
);

// Words that are names wherever they have no meaning
export const From: TokenType = soft("from", "Where rows, or valid days, come from.");
export const To: TokenType = soft("to", "Who receives; up to which value.");
export const By: TokenType = soft("by", "Along which axis; by which method.");
export const At: TokenType = soft(
  "at",
  "When an effective-dated value is read: `at start`, `at end`, `at closed_on`.",
);
export const For: TokenType = soft("for", "Whom a plan, a component or a row is for.");
export const Each: TokenType = soft("each", "One by one: `for each Bookings`.");
export const Weighted: TokenType = soft(
  "weighted",
  "`weighted by days`: the average over the days of the period.",
);
export const Prorated: TokenType = soft(
  "prorated",
  "`prorated by days into Month`: from one length of period to another.",
);
export const Into: TokenType = soft("into", "The period that an amount is prorated into.");
export const Spread: TokenType = soft(
  "spread",
  "`spread along Bookings`: the base lies evenly along another measure.",
);
export const Along: TokenType = soft("along", "The measure that the base is spread along.");
export const After: TokenType = soft(
  "after",
  "A date so much later: `30 Days after closed_on`; or an axis read after each deal.",
);
export const Before: TokenType = soft(
  "before",
  "A date so much earlier: `2 Weeks before start of Quarter`; or an axis read before each deal.",
);
export const Clamp: TokenType = soft(
  "clamp",
  "A month later on the 31st is the last day of a shorter month.",
);
export const Overflow: TokenType = soft(
  "overflow",
  "A month later on the 31st runs on into the month after.",
);
export const Start: TokenType = contextual("start", "The first day of the period.");
export const End: TokenType = contextual("end", "The last day of the period.");
export const Last: TokenType = soft("last", "The period before this one: `Bookings last Quarter`.");
export const Count: TokenType = contextual("count", "How many rows: `count of Bookings`.");
export const Total: TokenType = contextual(
  "total",
  "The sum of a field: `total margin of Bookings`.",
);
export const Average: TokenType = contextual(
  "average",
  "The average of a field; `weighted by credited` or `weighted by count`.",
);
export const Largest: TokenType = contextual("largest", "The largest value of a field.");
export const Smallest: TokenType = contextual("smallest", "The smallest value of a field.");
export const Distinct: TokenType = contextual("distinct", "How many different values a field has.");
export const Greatest: TokenType = contextual(
  "greatest",
  "The greatest of several values: `greatest of (a, b)`.",
);
export const Least: TokenType = contextual(
  "least",
  "The least of several values: `least of (a, b)`.",
);
export const Rank: TokenType = contextual(
  "rank",
  "A place among people: `rank of Sales among (Reps where role is AE)`; 1 is the first.",
);
export const Better: TokenType = soft("better", "After `higher is` or `lower is`.");
export const Equally: TokenType = soft("equally", "Each gets the same part.");
export const Among: TokenType = soft("among", "The people of a rank.");
export const Highest: TokenType = soft("highest", "The highest value is the first.");
export const Lowest: TokenType = soft("lowest", "The lowest value is the first.");
export const First: TokenType = soft("first", "Which value is the first.");
export const Present: TokenType = contextual("present", "There is a value: `partner is present`.");
export const Key: TokenType = soft(
  "key",
  "The field, or one of the fields, that tells rows apart.",
);
export const Places: TokenType = soft("places", "How many digits after the point.");
export const Percent: TokenType = soft("percent", "The column holds percents: 35 means 35%.");
export const Until: TokenType = soft("until", "The last day that a row is valid.");
export const Marginal: TokenType = soft("marginal", "Each slice at its own rate.");
export const Whole: TokenType = soft("whole", "The rate that is reached pays everything.");
export const Interpolated: TokenType = soft("interpolated", "Straight lines between the rows.");
export const Continues: TokenType = soft("continues", "The last line is drawn on.");
const Never: TokenType = soft("never", "A limit: `never above`, `never below`.");
export const Below: TokenType = soft("below", "The lower limit.");
export const Excess: TokenType = soft("excess", "What a cap cuts off.");
export const Shortfall: TokenType = soft("shortfall", "What a floor adds.");
export const Lost: TokenType = soft("lost", "Nobody gets it.");
export const Carried: TokenType = soft("carried", "It passes to the next pay period.");
export const All: TokenType = soft("all", "`repaid from all pay`: nothing of it is kept.");
export const Repaid: TokenType = soft("repaid", "`never repaid`: what was drawn isn't owed.");
export const Against: TokenType = soft("against", "The draw that pay is settled against.");
const Rounded: TokenType = soft("rounded", "Rounds, by a named mode, to a named unit.");
export const Half: TokenType = soft(
  "half",
  "Rounds to the nearest; `even`, `up` or `down` decides a tie.",
);
export const Even: TokenType = soft("even", "A tie goes to the even neighbour.");
export const Up: TokenType = soft("up", "Away from zero.");
export const Down: TokenType = soft("down", "Towards zero.");
export const Floor: TokenType = soft("floor", "Towards the lower number.");
export const Ceiling: TokenType = soft("ceiling", "Towards the higher number.");
export const Cent: TokenType = soft("cent", "The smallest unit of the currency.");
export const Back: TokenType = soft("back", "What was paid comes back.");
export const Parts: TokenType = soft("parts", "Equal instalments.");
export const With: TokenType = soft("with", "As rows of a source arrive.");
export const Extends: TokenType = soft("extends", "The plan has all that another one has.");
export const Ahead: TokenType = soft("ahead", "Who wins where two territories hold a row.");
export const Levels: TokenType = define(
  token("l", { name: "Levels", PATTERN: /levels?(?![\w\u00C0-\uD7FF])/, CATEGORIES: [Name] }),
  "How far credit rolls up.",
);
export const As: TokenType = soft("as", "Like what another row was credited.");
export const Ties: TokenType = soft("ties", "Who comes first among equals.");
export const Error_: TokenType = define(
  token("e", { name: "Error", PATTERN: wholeWord("error"), CATEGORIES: [Name] }),
  "The test expects this diagnostic.",
);

// Lines of a file
export const ImportLine: TokenType = line(
  "import",
  "Makes the shared declarations of another file known here.",
);
export const CalendarLine: TokenType = line(
  "calendar",
  "When the fiscal year starts and how its weeks lie.",
);
export const UnitLine: TokenType = line(
  "unit",
  "Things that are counted or measured: `unit seat, meeting`.",
);
export const TypeLine: TokenType = line(
  "type",
  "A type with a name: `type Region is one of EMEA, APAC`.",
);
export const PeopleLine: TokenType = line("people", "A source of people who can be paid.");
export const SourceLine: TokenType = line(
  "source",
  "A table of data and the types of its columns.",
);
export const SharedLine: TokenType = line("shared", "A definition that every plan may use.");
export const TerritoriesLine: TokenType = line(
  "territories",
  "Parts of a market: each row of a source lies in one of them.",
);
export const TerritoryLine: TokenType = line("territory", "A territory, and which rows lie in it.");
export const ElsewhereLine: TokenType = line("elsewhere", "Where all other rows lie.");
export const PlanLine: TokenType = line("plan", "A compensation plan.");
export const TestLine: TokenType = line(
  "test",
  "An example that must hold: given this, expect that.",
);
export const ScenarioLine: TokenType = line(
  "scenario",
  "What a plan would cost if something were otherwise.",
);

// Lines of a source
export const FieldLine: TokenType = token("", {
  name: "FieldLine",
  PATTERN: Lexer.NA,
  LABEL: "a field",
});
export const ValidLine: TokenType = line(
  "valid",
  "The days on which a row holds: `valid from starts until ends`.",
);
export const CheckLine: TokenType = line("check", "What every row must fulfil.");

// Lines of a plan
export const ForLine: TokenType = line(
  "for",
  "Whom the plan is for; in a table, the values that a row is for.",
);
export const DuringLine: TokenType = line("during", "When the plan holds.");
export const ReplacesLine: TokenType = line(
  "replaces",
  "What the plan says instead of the one that it extends.",
);
export const WithoutLine: TokenType = line(
  "without",
  "What the plan leaves out of the one that it extends.",
);
export const ReleaseLine: TokenType = line(
  "release",
  "When what a component earns is paid. The component itself is then not paid.",
);
export const ClawbackLine: TokenType = line(
  "clawback",
  "Takes back what was paid for a deal that is cancelled.",
);
export const TakesLine: TokenType = line("takes", "How much is taken back of what was paid.");
export const OtherLine: TokenType = line("other", "What becomes of the other deals.");
export const ByLine: TokenType = line("by", "The column that refers to the deal.");
export const ExceptionLine: TokenType = line(
  "exception",
  "Stands in place of a measure or a component where its condition holds, and says why.",
);
export const WhenLine: TokenType = line("when", "For whom, or under which condition.");
export const MeansLine: TokenType = line("means", "What holds instead.");
export const PaysLine: TokenType = line("pays", "How often the plan pays, and in which currency.");
export const ParameterLine: TokenType = line(
  "parameter",
  "A named value that scenarios and tests can change.",
);
export const CreditLine: TokenType = line("credit", "Turns rows into credits to people.");
export const MeasureLine: TokenType = line(
  "measure",
  "A named value for each payee and pay period.",
);
export const KpiLine: TokenType = line(
  "kpi",
  "A measure by which the company is steered: it has a direction, and perhaps a baseline.",
);
export const NeedsLine: TokenType = line("needs", "What a shared KPI is given where it is used.");
export const HigherLine: TokenType = line("higher", "More of it is better.");
export const LowerLine: TokenType = line("lower", "Less of it is better.");
export const BaselineLine: TokenType = line("baseline", "What a KPI was before.");
export const AmongLine: TokenType = line("among", "Whose totals the formula is of.");
export const GoalLine: TokenType = line(
  "goal",
  "What a KPI is to reach in a period, and from where.",
);
export const QuotaLine: TokenType = line("quota", "A measure that is a goal to reach.");
export const TargetLine: TokenType = line(
  "target",
  "A measure that is the pay for reaching the goal.",
);
export const RatesLine: TokenType = line("rates", "A table of rates, applied `on` a base.");
export const LookupLine: TokenType = line("lookup", "A table of values, read by its name.");
export const ComponentLine: TokenType = line(
  "component",
  "A part of the pay: a column of steps, each taking the result of the one above.",
);
export const PayoutLine: TokenType = line("payout", "The sum of the components; steps may follow.");
export const DrawLine: TokenType = line(
  "draw",
  "Pay that is guaranteed in advance, and repaid from later pay or not.",
);
export const BalanceLine: TokenType = line(
  "balance",
  "An amount that passes from one pay period to the next.",
);
export const AllowLine: TokenType = line(
  "allow",
  "Accepts a finding of the linter, with a reason.",
);

// Lines of a credit
export const WhereLine: TokenType = line("where", "Only these rows are credited.");
export const DatedLine: TokenType = line("dated", "The date that decides the period.");
export const WorthLine: TokenType = line("worth", "How much a row is worth before it is shared.");
export const ToLine: TokenType = line("to", "Who is credited with all of it.");
export const SplitLine: TokenType = line(
  "split",
  "A share of it to somebody; the shares make the whole.",
);
export const RollsLine: TokenType = line(
  "rolls",
  "Those above whoever is credited are credited too, as the hierarchy stood on the day of the credit.",
);
export const CreditedLine: TokenType = line(
  "credited",
  "Goes to those who were credited with another row, in the same proportion.",
);
export const OverlayLine: TokenType = line("overlay", "Credit on top of the whole.");
export const NeverLine: TokenType = line(
  "never",
  "A limit: `never above …, the excess is lost`, `never below …`; or, of a draw, `never repaid`.",
);
export const RoundedLine: TokenType = line("rounded", "Rounds, by a named mode, to a named unit.");

// Lines of a table
export const FromLine: TokenType = line(
  "from",
  "A row from this value on, the value itself included.",
);
export const AboveLine: TokenType = line(
  "above",
  "A row above this value, the value itself left to the row before.",
);
export const BelowLine: TokenType = line("below", "What holds below the first row.");
export const AtLine: TokenType = line("at", "A point of an interpolated table.");

// Lines of a component
export const OnlyLine: TokenType = line(
  "only",
  "A gate: nothing is paid unless the condition holds.",
);
export const EarnsLine: TokenType = line("earns", "What the component starts from.");
export const SharesLine: TokenType = line(
  "shares",
  "An amount is shared among people; the payee gets a part of it.",
);
export const AwardsLine: TokenType = line("awards", "Prizes go to the first among people.");
export const PlusLine: TokenType = line("plus", "Adds.");
export const LessLine: TokenType = line("less", "Takes away.");
export const TimesLine: TokenType = line("times", "Multiplies.");
export const WeightLine: TokenType = line(
  "weight",
  "The part of the target that this component carries; multiplies.",
);

export const HeldLine: TokenType = line(
  "held",
  "Smaller amounts are kept until, together, they reach this one.",
);
export const TruedLine: TokenType = line(
  "trued",
  "The year to date, less what was paid of it before: `trued up year to date`.",
);
export const SettledLine: TokenType = line(
  "settled",
  "What is missing to the guarantee of a draw is drawn; what is owed of it is repaid.",
);

// Lines of a draw and of a balance
export const GuaranteesLine: TokenType = line(
  "guarantees",
  "The pay that the draw makes up to, perhaps under a condition.",
);
export const RepaidLine: TokenType = line(
  "repaid",
  "From what the draw is repaid, since when, and how much at most.",
);
export const OpensLine: TokenType = line(
  "opens",
  "What there is before the first pay period of the plan.",
);
export const ForgivenLine: TokenType = line("forgiven", "When nothing is owed any more.");
export const BecomesLine: TokenType = line(
  "becomes",
  "What a balance is after each pay period; its name is what it was before.",
);

// Lines of a test
export const GivenLine: TokenType = line(
  "given",
  "What a test or a scenario sets: a value; in a test, rows of a source too.",
);
export const ExpectLine: TokenType = line("expect", "What must come out.");
export const CasesLine: TokenType = line("cases", "A table with one test in each line.");

// Lines of a scenario
export const HeadcountLine: TokenType = line(
  "headcount",
  "How many people a scenario pays, and how much they sell.",
);

const LINES: readonly TokenType[] = [
  ImportLine,
  CalendarLine,
  UnitLine,
  TypeLine,
  PeopleLine,
  SourceLine,
  SharedLine,
  TerritoriesLine,
  TerritoryLine,
  ElsewhereLine,
  PlanLine,
  TestLine,
  ScenarioLine,
  FieldLine,
  ValidLine,
  CheckLine,
  ForLine,
  DuringLine,
  ReplacesLine,
  WithoutLine,
  ReleaseLine,
  ClawbackLine,
  TakesLine,
  OtherLine,
  ByLine,
  ExceptionLine,
  WhenLine,
  MeansLine,
  PaysLine,
  ParameterLine,
  CreditLine,
  MeasureLine,
  KpiLine,
  NeedsLine,
  HigherLine,
  LowerLine,
  BaselineLine,
  AmongLine,
  GoalLine,
  QuotaLine,
  TargetLine,
  RatesLine,
  LookupLine,
  ComponentLine,
  PayoutLine,
  DrawLine,
  BalanceLine,
  AllowLine,
  WhereLine,
  DatedLine,
  WorthLine,
  ToLine,
  SplitLine,
  RollsLine,
  CreditedLine,
  OverlayLine,
  NeverLine,
  RoundedLine,
  FromLine,
  AboveLine,
  BelowLine,
  AtLine,
  OnlyLine,
  EarnsLine,
  SharesLine,
  AwardsLine,
  PlusLine,
  LessLine,
  TimesLine,
  WeightLine,
  HeldLine,
  TruedLine,
  SettledLine,
  GuaranteesLine,
  RepaidLine,
  OpensLine,
  ForgivenLine,
  BecomesLine,
  GivenLine,
  ExpectLine,
  CasesLine,
  HeadcountLine,
];

/** In the order in which the lexer tries them. */
export const ALL_TOKENS: TokenType[] = [
  Space,
  DocComment,
  Comment,
  GridLine,
  DateLiteral,
  PeriodLiteral,
  WeekPattern,
  PercentLiteral,
  PointsLiteral,
  NumberLiteral,
  TextLiteral,
  OpenText,
  LessOrEqual,
  GreaterOrEqual,
  Less,
  Greater,
  Plus,
  Minus,
  Slash,
  LeftParen,
  RightParen,
  Comma,
  Dot,
  Colon,
  Question,
  ToDate,
  UpTo,
  TheCompany,
  TheHighest,
  TheLowest,
  ShareThePrizes,
  TakeTheHigherPrize,
  GoBy,
  RolledUp,
  AmountPaid,
  EveryLevel,
  AtOnce,
  OddCents,
  UnservedPart,
  DealsKeep,
  TheRest,
  AnythingElse,
  FromTheFirstDollar,
  WorkingDays,
  LargestRemainder,
  KeepTheirRate,
  RatedAgain,
  OneOf,
  AtLeast,
  AtMost,
  MayBeNegative,
  NeverNegative,
  And,
  Or,
  Not,
  Is,
  In,
  If,
  Then,
  Else,
  Otherwise,
  When,
  Where,
  Of,
  Times,
  Above,
  Per,
  Yes,
  No,
  Pay,
  Gives,
  On,
  Means,
  From,
  To,
  By,
  At,
  For,
  Each,
  Weighted,
  Prorated,
  Into,
  Spread,
  Along,
  After,
  Before,
  Clamp,
  Overflow,
  Start,
  End,
  Last,
  Count,
  Total,
  Average,
  Largest,
  Smallest,
  Distinct,
  Rank,
  Among,
  Better,
  Equally,
  Highest,
  Lowest,
  First,
  Greatest,
  Least,
  Present,
  Key,
  Places,
  Percent,
  Until,
  Marginal,
  Whole,
  Interpolated,
  Continues,
  Never,
  Below,
  Excess,
  Shortfall,
  Lost,
  Carried,
  All,
  Repaid,
  Against,
  Rounded,
  Half,
  Even,
  Up,
  Down,
  Floor,
  Ceiling,
  Cent,
  Back,
  Parts,
  With,
  Extends,
  Ahead,
  Levels,
  As,
  Ties,
  Error_,
  ...LINES,
  Name,
  Identifier,
  Foreign,
];
