// What tests reach of a plan: clauses, rows, and both ways that conditions and limits can go.
import { describe, expect, it } from "vitest";
import { countOf, coverageOf } from "../../compiler/src/coverage/coverage.ts";
import { runTest } from "../../compiler/src/evaluate/test-runner.ts";
import { suiteOf } from "../support/suites.ts";

const PLAN = `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  kind   : one of New, Renewal
  amount : USD at least 0 USD
  closed : Date

source Goals
  rep    : Reps key
  amount : USD at least 0 USD

plan Sales
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Bookings from Deals
    where kind is New
    dated closed
    worth amount
    to    rep

  measure goal means Goals.amount
  measure reached means Bookings / goal otherwise 0%

  rates Ladder marginal by Bookings
    from   0 USD pay  5%
    from 100 USD pay 10%

  component commission
    earns Ladder on Bookings
    never above 50 USD, the excess is lost
    rounded half even to cent

  component bonus
    earns if reached >= 50% then 20 USD else 0 USD
`;

/** What isn't covered, by the words of the plan. */
function gaps(tests: string): string[] {
  const { suite, quote } = suiteOf(`${PLAN}\n${tests}`);
  expect(suite.tests.flatMap((test) => runTest(suite.program, test).failures)).toEqual([]);
  return coverageOf([suite]).flatMap(({ points }) =>
    points
      .filter(({ isCovered }) => !isCovered)
      .map(({ kind, gap, origin }) => `${kind} ${gap}: ${quote(origin)}`),
  );
}

// 100 x 5% + 300 x 10% = 5 + 30 = 35; 40% of the goal
const MIDDLE = `test "both rows" for Sales
  given goal is 1,000 USD
  given Bookings is 400 USD
  expect commission is 35 USD
  expect bonus is 0 USD
`;

describe("what isn't covered", () => {
  it("is everything where there are no tests", () => {
    const { suite } = suiteOf(PLAN);
    const files = coverageOf([suite]);
    // Clauses: the credit, two measures, what each component earns, the rounding. Rows: two.
    // Branches: kind is New, reached >= 50% and the limit, two ways each; the fallback.
    expect(countOf(files)).toEqual({ covered: 0, all: 6 + 2 + 7 });
    expect(files.map(({ path }) => path)).toEqual(["plan.plan"]);
  });

  it("is what a given total keeps from being read, the limit that nothing reaches, and a way that isn't gone", () => {
    expect(gaps(MIDDLE)).toEqual([
      "clause never reached: credit Bookings from Deals where kind is New dated closed worth amount to rep",
      "branch never holds: kind is New",
      "branch always holds: kind is New",
      "clause never reached: measure goal means Goals.amount",
      "branch never needed: 0%",
      "branch never limits: never above 50 USD, the excess is lost",
      "branch never holds: reached >= 50%",
    ]);
  });

  // 10 x 5% = 0.50
  it("is a row that no amount reaches, and a condition that all rows meet", () => {
    const found = gaps(`test "one deal" for Sales, ada
  given Deals
    | id | rep | kind | amount | closed     |
    | A  | ada | New  | 10     | 2026-01-02 |
  expect commission is 0.50 USD
`);
    expect(found).toContain("branch always holds: kind is New");
    expect(found).not.toContain("branch never holds: kind is New");
    expect(found).toContain("row never reached: 10%");
    expect(found).not.toContain("row never reached: 5%");
  });

  it("is nothing where every way is gone", () => {
    // 100 x 5% + 550 x 10% = 60, of which 50 are paid; 650 of 1,000 is more than half. A goal of nothing has no part.
    const rest = `test "rows, and the limit" for Sales, ada
  given Deals
    | id | rep | kind    | amount | closed     |
    | A  | ada | New     | 650    | 2026-01-02 |
    | B  | ada | Renewal | 500    | 2026-01-02 |
  given Goals
    | rep | amount |
    | ada | 1,000  |
  expect commission is 50 USD
  expect bonus is 20 USD

test "no goal" for Sales
  given goal is 0 USD
  given Bookings is 5 USD
  expect reached is 0%
`;
    expect(gaps(`${MIDDLE}\n${rest}`)).toEqual([]);
  });
});

describe("what several files share", () => {
  it("counts once, and is covered where any of them covers it", () => {
    const { suite } = suiteOf(`${PLAN}\n${MIDDLE}`);
    const without = { ...suite, tests: [] };
    expect(countOf(coverageOf([without, suite]))).toEqual(countOf(coverageOf([suite])));
    expect(countOf(coverageOf([suite, without]))).toEqual(countOf(coverageOf([suite])));
  });
});
