// The value of each part of a plan, below the line that it stands in.
import { expect, it } from "vitest";
import { differenceOf } from "../../compiler/src/explain/difference.ts";
import { valueLines } from "../../compiler/src/explain/value-lines.ts";
import { prepareTest, runTest } from "../../compiler/src/evaluate/test-runner.ts";
import { suiteOf } from "../support/suites.ts";

const PLAN = `people Reps
  id    : Text key
  hired : Date

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

plan Sales
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Bookings from Deals
    dated closed
    worth amount
    to    rep
`;

/** The lines below which the values of the first number that isn't as expected stand. */
function shown(rest: string): string[] {
  const text = `${PLAN}\n${rest}`;
  const { program, tests } = suiteOf(text).suite;
  const [test] = tests;
  if (test === undefined) return expect.fail("there is a test");
  const [failure] = runTest(program, test).failures;
  const prepared = prepareTest(program, test);
  if (failure?.kind !== "different" || "kind" in prepared) return expect.fail("a number is off");
  const { values } = differenceOf(prepared, failure, ({ start, end }) => text.slice(start, end));
  return valueLines(values, (path) => ({ path, text })).flatMap(({ lines }) => lines);
}

it("stands below the sign of an operation, and below the beginning of anything else", () => {
  // 300 - 20% of 300 = 240; it is 241 that is expected.
  const lines = shown(`  component fee
    earns Bookings - 20% of Bookings
    rounded half even to cent

test "t" for Sales
  given Bookings is 300 USD
  expect fee is 241 USD
`);
  expect(lines).toEqual([
    "earns Bookings - 20% of Bookings",
    "      │        │     │  │",
    "      │        │     │  300.00 USD",
    "      │        │     60.00 USD",
    "      │        240.00 USD",
    "      300.00 USD",
  ]);
});

it("is shown of conditions and dates, in the words of the plan", () => {
  const lines = shown(`  component fee
    earns if hired >= 2026-02-01 then 100 USD else 50 USD
    rounded half even to cent

test "t" for Sales
  given hired is 2026-01-31
  expect fee is 100 USD
`);
  expect(lines).toEqual([
    "earns if hired >= 2026-02-01 then 100 USD else 50 USD",
    "      │  │     │",
    "      │  │     no",
    "      │  2026-01-31",
    "      50.00 USD",
  ]);
});

it("isn't shown where there are several, of one deal after the other", () => {
  // 10% of 100 and of 300: 10 + 30 = 40.
  const lines = shown(`  component fee for each Bookings
    earns 10% of credited
    rounded half even to cent

test "t" for Sales
  given Deals
    | id | rep | amount | closed     |
    | A  | ada | 100    | 2026-01-02 |
    | B  | ada | 300    | 2026-01-03 |
  expect fee is 41 USD
`);
  expect(lines).toEqual([]);
});
