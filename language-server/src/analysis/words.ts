/** What the words say that stand where names do. */
import type { BuiltIn } from "./entity.ts";

const WORDS: Readonly<Record<string, string>> = {
  Text: "Any text.",
  Date: "A day of the calendar, without a time.",
  YesNo: "`yes` or `no`.",
  Count: "A whole number of things.",
  Ratio: "A part of a whole, written as a percentage.",
  Currency: "The code of a currency, such as `USD`.",
  Number: "A plain decimal: it may multiply and divide, and nothing else.",
  payee: "The person who is paid.",
  credited: "What the credit at hand gives this person.",
  payout: "The sum of the components, with the steps on it.",
  days: "By calendar days.",
  months: "By whole months.",
  count: "Every row weighs the same.",
  Money: "An amount in any currency.",
  opening: "What there is before the pay period.",
  drawn: "What the draw adds to the pay.",
  repaid: "What is taken off the pay for the draw.",
  forgiven: "What is no longer owed, without having been repaid.",
  owed: "What is owed after the pay period.",
  carried: "What passes on to the next pay period.",
  deal: "The whole deal, before it is split.",
  share: "One person's share of a deal.",
  days_between: "`days_between(from, to)`: how many days lie between two dates.",
  working_days_between:
    "`working_days_between(from, to)`: how many working days lie between two dates.",
  months_between: "`months_between(from, to)`: how many whole months lie between two dates.",
};

const PERIODS: Readonly<Record<string, string>> = {
  Day: "A day.",
  Week: "A week of the calendar.",
  Cycle: "A pay cycle, of as many days as the calendar says.",
  Month: "A month of the fiscal year.",
  Quarter: "A quarter of the fiscal year.",
  Half: "A half of the fiscal year.",
  Year: "A fiscal year.",
  Segment: "A stretch of the pay period on which a value is the same.",
};

export function docOfWord(kind: BuiltIn, name: string): string {
  const known = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (known !== undefined) return known;
  switch (kind) {
    case "currency":
      return "A currency.";
    case "period":
      return PERIODS[name] ?? "A length of time.";
    case "part of year":
      return "A part of the fiscal year.";
    default:
      return "";
  }
}
