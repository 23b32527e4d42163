/** Advice on what was probably meant, where a word or sign can't stand. */
import type { IToken } from "chevrotain";

const TIMES_ADVICE =
  "`x` multiplies two values. So many times something is written as a percentage: `150%`.";

/** What is expected where a period or a date stands. */
export const A_DAY = "a period such as `FY2026-Q1` or `2026-03`, or a date";

const PERIODS =
  "A month is written `2026-03`, a quarter `FY2026-Q1`, a week `2026-W09`, a year `FY2026`.";

/** How an amount of a period is taken down to the days of somebody who joined or left within it. */
export function partHereOf(amount: string): string {
  return `For the days that somebody was there, take that part of it: \`part_here of ${amount}\`, as in the recipe “Proration for people who join” of the language's documentation.`;
}

const INTO_A_PERIOD = `An amount is prorated into another period: \`prorated by days into Month\`. ${partHereOf("quota")}`;

/** The token that can't stand, and those around it. */
interface Place {
  /** The first token of the line. */
  readonly line: IToken | undefined;
  readonly first: IToken | undefined;
  readonly before: IToken | undefined;
  readonly found: IToken;
  readonly after: IToken | undefined;
}

const SEVERAL_PERIODS =
  "A window is one period. For several, give each a name: `measure before means Sales last Month`, then `measure before_that means before last Month`, and add them up.";

const TERM_OF_A_ROW =
  "A term is written as a number: `12 Months`. For one that each row has, take back a part: `takes back months_between(cancelled_on, deal.ends_on) / deal.term`.";

const LENGTH_OF_A_ROW =
  "A length of time is written as a number: `12 Months`. For one that each row has, let the data hold the day itself: a column such as `ends_on : Date`.";

type Advice = (place: Place) => string | undefined;

/** By the name of the token that can't stand. */
const ADVICE: Readonly<Record<string, Advice>> = {
  Where: () => "To keep only some of the rows, put brackets around: `(Bookings where …)`.",
  When: () => "A step or a share has a `when`. A value chooses with `if … then … else …`.",
  PercentLiteral: ofPart,
  Percent: ofPart,
  Identifier: ofPart,
  Comma: ({ before, after }) =>
    /\.\d+$/.test(before?.image ?? "") && after?.tokenType.name === "NumberLiteral"
      ? "The point separates decimals, the comma thousands: `1,000.50`."
      : undefined,
  Above: ({ before }) =>
    before?.image === "is" ? "Write `>` to compare: `attainment > 100%`." : undefined,
  Times: () => TIMES_ADVICE,
  For: () => "One row of a source is read by its key: `(Goals where product is A).amount`.",
  NumberLiteral: ({ before, found }) =>
    /^[A-Z]{3}$/.test(before?.image ?? "")
      ? `The amount comes first: \`${found.image} ${before?.image ?? ""}\`.`
      : undefined,
  PeriodLiteral: () => PERIODS,
  TextLiteral: ({ line }) =>
    line?.tokenType.name === "FieldLine"
      ? "Words about a column stand in a line above it, after `///`."
      : undefined,
  Minus: () => PERIODS,
  To: ({ before }) =>
    before?.image === "rounded" ? "Say how: `rounded half even to cent`." : undefined,
};

/** `expected`: what could have stood there, in words. */
export function adviceAt(
  tokens: readonly IToken[],
  i: number,
  expected: string,
): string | undefined {
  const found = tokens[i];
  if (found === undefined) return undefined;
  const name = found.tokenType.name;
  const place = {
    line: tokens[0],
    first: tokens[i - 2],
    before: tokens[i - 1],
    found,
    after: tokens[i + 1],
  };
  const advice = Object.hasOwn(ADVICE, name) ? ADVICE[name]?.(place) : undefined;
  if (isOfSeveralPeriods(place)) return SEVERAL_PERIODS;
  if (expected === A_DAY) return PERIODS;
  if (expected === "`into`") return INTO_A_PERIOD;
  const isWord = expected === "a name" && /^[a-z]+$/.test(found.image);
  return isWord
    ? `\`${found.image}\` is a word of the language: to use it as a name, put backticks around it.`
    : advice;
}

/** `Sales last 3 Months`, `average Sales last 3 Months`, `rolling average`. */
function isOfSeveralPeriods({ before, found, after }: Place): boolean {
  if (found.tokenType.name === "Last") return isNumber(after);
  return before?.tokenType.name === "Last"
    ? isNumber(found)
    : /^(rolling|trailing|moving)$/.test(before?.image ?? "");
}

function isNumber(token: IToken | undefined): boolean {
  return token?.tokenType.name === "NumberLiteral";
}

/** On a line that isn't finished. */
export function adviceAtEnd(tokens: readonly IToken[]): string | undefined {
  if (tokens.at(-1)?.tokenType.name === "Times") return TIMES_ADVICE;
  const [first, second] = tokens;
  return first?.tokenType.name === "RoundedLine" && second?.image === "to"
    ? "Say how: `rounded half even to cent`; shares are `rounded to cent by largest remainder, ties by id`."
    : undefined;
}

/** `4% Bookings`, `4 percent`, `100k USD`, `cents`, `deal.term Months`. */
function ofPart({ first, before, found }: Place): string | undefined {
  const [number, word] = [before?.image ?? "", found.image];
  if (first?.tokenType.name === "UnservedPart") return TERM_OF_A_ROW;
  if (/^(Days|Weeks|Months|Years)$/.test(word) && !isNumber(before)) return LENGTH_OF_A_ROW;
  if (before?.tokenType.name === "PercentLiteral") return `Write \`${number} of ${word}\`.`;
  if (/^(percent|pct)$/i.test(word)) return `Write \`${number}%\`.`;
  if (first?.tokenType.name === "NumberLiteral" && /^[kKmM]$/.test(number)) {
    const zeros = number.toLowerCase() === "k" ? ",000" : ",000,000";
    return `Write all digits: \`${first.image}${zeros} ${word}\`.`;
  }
  return word === "cents" ? "Write `cent`." : undefined;
}
