// What a test that fails explains: what is owed, from the first period in which it is wrong; what it lacks, told once.
import { expect, test } from "vitest";
import { attain, folderOf } from "../support/command-line.ts";

/** Words in a line of their own, without the space that sets them in columns. */
async function told(plan: string): Promise<string> {
  const folder = folderOf({ "plans/one.plan": plan });
  const { code, out } = await attain(folder, "test", "plans/one.plan");
  expect(code).toBe(1);
  return out.replaceAll(/ +/g, " ");
}

const ADVANCE = `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  amount : USD
  day    : Date

plan Advance
  for    Reps
  during FY2026
  pays   each Month in USD

  credit Earned from Deals
    dated day
    worth amount
    to    rep

  component commission
    earns Earned
    rounded half even to cent

  draw advance
    guarantees 250 USD
    repaid from pay above 250 USD

  payout
    settled against advance

test "from March on" for Advance, ann
  given Deals
    | id | rep | amount | day        |
    | 1  | ann | 100    | 2026-03-10 |
    | 2  | ann | 400    | 2026-04-10 |
  expect
    | period  | payout | advance.owed |
    | 2026-03 | 250    | 150          |
    | 2026-04 | 250    |   0          |
`;

// January and February are drawn in full: 500 are owed before March, and 150 more after it.
test("a debt is explained in the first month that is wrong, with the month it comes from", async () => {
  const out = await told(ADVANCE);
  expect(out).toContain("advance.owed is 650.00 USD, not 150.00 USD: 500.00 USD more");
  expect(out).toContain("advance.owed is 500.00 USD, not 0.00 USD: 500.00 USD more");
  expect(out).toContain("owed before: 500.00 USD, drawn since 2026-01");
  expect(out).toContain("still owed: 650.00 USD");
  expect(out).not.toContain("owed before: 650.00 USD");
});

const POOL = `people Staff
  id : Text key

source Shifts
  id    : Text key
  who   : Staff
  hours : Count above 0
  day   : Date

source Tips
  id     : Text key
  amount : USD at least 0 USD
  day    : Date

plan Pool
  for    Staff
  during FY2026
  pays   each Month in USD

  credit Worked from Shifts
    dated day
    worth hours
    to    who

  credit Collected from Tips
    dated day
    worth amount
    to    the company

  component tips
    shares Collected among Staff by Worked
    rounded to cent by largest remainder, ties by id

test "two people" for Pool in 2026-03
  given Shifts
    | id | who | hours | day        |
    | 1  | e1  | 8     | 2026-03-03 |
    | 2  | e2  | 8     | 2026-03-03 |
  given Tips
    | id | amount | day        |
    | T1 | 500    | 2026-03-03 |
  expect e1.tips is 250 USD
  expect e2.tips is 250 USD
`;

test("rows that a test lacks are told once, at what needs them", async () => {
  const out = await told(POOL);
  expect(out.match(/ATN9101/g)).toHaveLength(1);
  expect(out).toContain("The test doesn't give `Staff`, which is needed here. plans/one.plan:31:");
  expect(out).toContain(
    "All rows of Staff are needed here: write `given Staff`, and below it a grid with a row for each.",
  );
});
