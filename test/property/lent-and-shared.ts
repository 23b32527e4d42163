// Plans that pay later, take back, lend and share, and any rows for them.
import * as fc from "fast-check";
import type { Case } from "./evaluators.ts";
import { endOf, month, usd } from "./carrying.ts";

/** A deal of a month of 2026, counted from 0, with a day, and perhaps one on which it is cancelled. */
export interface Sold {
  readonly cents: number;
  readonly day: string;
  readonly cancelled: string | undefined;
}

const days = (months: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(months - 1), fc.integer({ min: 1, max: 31 }))
    .map(([at, day]) => [`${month(at)}-${String(day).padStart(2, "0")}`, endOf(at)] as const)
    .map(([day, end]) => (day < end ? day : end));

/** In the first half of the year, so that six monthly parts lie within it. Nothing is cancelled before it is sold. */
export const sold: fc.Arbitrary<readonly Sold[]> = fc.array(
  fc
    .record({
      cents: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 500_000 })),
      day: days(6),
      cancelled: fc.option(days(12), { nil: undefined }),
    })
    .filter(({ day, cancelled }) => cancelled === undefined || cancelled >= day),
  { minLength: 1, maxLength: 5 },
);

/** Amounts of the months, returns among them, in cents. */
export const months: fc.Arbitrary<readonly number[]> = fc.array(
  fc.integer({ min: -80_000, max: 300_000 }),
  { minLength: 12, maxLength: 12 },
);

const HEAD = `people Reps
  id     : Text key
  points : Count at least 0

source Deals
  id     : Text key
  rep    : Reps
  amount : USD
  closed : Date

source Cancellations
  id   : Text key
  deal : Deals
  day  : Date

plan Kind
  for    Reps
  during FY2026
  pays   each Month in USD

  credit Booked from Deals
    dated closed
    worth amount
    to rep
`;

export function planWith(...members: readonly string[]): string {
  return [HEAD, ...members].join("\n");
}

/** A commission deal by deal, a part of it at once, the rest in monthly parts; what a cancellation takes back. */
export interface Terms {
  readonly percent: number;
  readonly atOnce: number;
  readonly parts: number;
  readonly odd: "first" | "last";
  readonly back: string;
}

export const terms: fc.Arbitrary<Terms> = fc.record({
  percent: fc.integer({ min: 1, max: 150 }),
  atOnce: fc.nat(99),
  parts: fc.integer({ min: 2, max: 6 }),
  odd: fc.constantFrom("first", "last"),
  back: fc.constantFrom(
    "all",
    "50%",
    "the unserved part of 12 Months from deal.closed by months",
    "the unserved part of 6 Months from deal.closed by days",
  ),
});

export function instalments({ percent, atOnce, parts, odd, back }: Terms): string {
  return planWith(
    `  component commission for each Booked
    earns ${percent}% of credited
    rounded half even to cent
`,
    `  release payments of commission
    pays ${atOnce}% at once
    pays the rest in ${parts} parts each Month from closed, odd cents ${odd}
`,
    `  clawback back of commission from Cancellations
    dated day
    takes back ${back}
    rounded half even to cent
`,
  );
}

/** Everything is Ada's. */
export function rowsOf(list: readonly Sold[]): Case["data"] {
  const rows = list.map(({ cents, day }, i) => [`D${i}`, "ada", plain(cents), day]);
  const cancelled = list.flatMap(({ cancelled: day }, i) =>
    day === undefined ? [] : [[`C${i}`, `D${i}`, day]],
  );
  return {
    Reps: [
      ["id", "points"],
      ["ada", "1"],
    ],
    Deals: [["id", "rep", "amount", "closed"], ...rows],
    Cancellations: [["id", "deal", "day"], ...cancelled],
  };
}

/** A deal of Ada's in each month. */
export function monthly(amounts: readonly number[]): Case["data"] {
  return rowsOf(
    amounts.map((cents, at) => ({ cents, day: `${month(at)}-15`, cancelled: undefined })),
  );
}

/** What was sold goes to a pool, and people have points. */
export function shared(list: readonly Sold[], points: readonly number[]): Case["data"] {
  return {
    ...rowsOf(list),
    Reps: [["id", "points"], ...points.map((count, i) => [i === 0 ? "ada" : `p${i}`, `${count}`])],
  };
}

function plain(cents: number): string {
  return usd(cents).replace(" USD", "");
}
