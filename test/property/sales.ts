// Plans of a kind, and any sales for them: tables of rates, deals on days of a year, deals that are shared.
import * as fc from "fast-check";
import { addDays } from "@attain/runtime";
import type { Case } from "./evaluators.ts";

/** Whole dollars, and a day of 2026 counted from 0: with whole percents, pay comes out in whole cents. */
export interface Sale {
  readonly usd: number;
  readonly day: number;
}

export const sales: fc.Arbitrary<readonly Sale[]> = fc.array(
  fc.record({ usd: fc.nat({ max: 20_000 }), day: fc.nat({ max: 364 }) }),
  { maxLength: 8 },
);

/** Where rows start, in hundredths of a quota of 10,000 USD, and what they pay, in percent. */
export type Rates = readonly (readonly [start: number, percent: number])[];

/** The first row starts at nothing, and a row at half of quota. */
export const rates: fc.Arbitrary<Rates> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 51, max: 300 }), { maxLength: 3 }),
    fc.array(fc.nat({ max: 40 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([starts, percents]) =>
    [0, 50, ...starts.sort((a, b) => a - b)].map((start, i) => [start, percents[i] ?? 0] as const),
  );

export function tableOf(name: string, heading: string, unit: "%" | "USD", of: Rates): string {
  const starts = (start: number): string => (unit === "%" ? `${start}%` : `${start * 100} USD`);
  const rows = of.map(([start, percent]) => `    from ${starts(start)} pay ${percent}%\n`);
  return `  rates ${name} ${heading}\n${rows.join("")}`;
}

/** A plan that pays each quarter, with these members. */
export function planOf(members: readonly string[], quota = 10_000): string {
  return `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

plan Kind
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Sales from Deals
    dated closed
    worth amount
    to rep

  measure attainment means Sales / ${quota} USD

${members.join("\n")}`;
}

export function rowsOf(list: readonly Sale[]): Case["data"] {
  const deals = list.map(({ usd, day }, i) => [
    `D-${i}`,
    "ada",
    `${usd}`,
    addDays("2026-01-01", day),
  ]);
  return { Reps: [["id"], ["ada"]], Deals: [["id", "rep", "amount", "closed"], ...deals] };
}

// ── Shared deals ────────────────────────────────────────────────────────────────────────────────────────────────

/** Cents, perhaps of a return, and the shares of two partners in hundredths of a percent. */
export interface Deal {
  readonly cents: number;
  readonly shares: readonly [number, number];
}

export const deals: fc.Arbitrary<readonly Deal[]> = fc.array(
  fc.record({
    cents: fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -1e9, max: 1e9 })),
    shares: fc
      .tuple(fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 }))
      .map(([a, b]) => [Math.min(a, b), Math.abs(a - b)] as const)
      .map(([a, b]) => [a, Math.min(b, 10_000 - a)] as const),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Three people share each deal to the cent. */
export const splitPlan = `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  first  : Reps
  second : Reps
  one    : Ratio at least 0%
  two    : Ratio at least 0%
  amount : USD
  closed : Date

plan Sharing
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Shared from Deals
    dated closed
    worth amount
    split one      to first
    split two      to second
    split the rest to rep
    rounded to cent by largest remainder, ties by id

  component shares
    earns Shared
`;

export function shared(list: readonly Deal[]): Case["data"] {
  const rows = list.map(({ cents, shares: [one, two] }, i) => [
    `D-${i}`,
    "ada",
    "ben",
    "cyn",
    `${one / 100}%`,
    `${two / 100}%`,
    (cents / 100).toFixed(2),
    "2026-05-05",
  ]);
  const heading = ["id", "rep", "first", "second", "one", "two", "amount", "closed"];
  return { Reps: [["id"], ["ada"], ["ben"], ["cyn"]], Deals: [heading, ...rows] };
}
