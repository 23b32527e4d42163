// Changes of plans: which are made, which tests notice them, which can't be noticed, and who would be paid otherwise.
import { describe, expect, it } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { ByTest } from "../../compiler/src/mutate/by-test.ts";
import { mutate, scoreOf } from "../../compiler/src/mutate/mutate.ts";
import type { Witness } from "../../compiler/src/mutate/witness.ts";
import { suiteOf } from "../support/suites.ts";

const HEAD = `people Reps
  id    : Text key
  hired : Date

source Deals
  id     : Text key
  rep    : Reps
  kind   : one of New, Renewal
  open   : YesNo
  amount : USD at least 0 USD
  closed : Date

plan Sales
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Bookings from Deals
    where kind is New and open
    dated closed
    worth amount
    to    rep
`;

/** What becomes of each change of the lines below the credit, and of it. */
function fates(lines: string, tests: string): string[] {
  const { suite, quote } = suiteOf(`${HEAD}\n${lines}\n${tests}`);
  return mutate([suite], quote, () => undefined).map(
    ({ mutant: { kind, was, becomes = "left out" }, fate }) =>
      `${fate}: ${kind} ${was} → ${becomes}`,
  );
}

const TITLE = `test "t" for Sales\n`;

/** Those with a reason, of all. */
function equals(lines: string): string[] {
  return fates(lines, "").filter((line) => line.startsWith("equal"));
}

function witnesses(lines: string, tests: string): (Witness | undefined)[] {
  const { suite, quote } = suiteOf(`${HEAD}\n${lines}\n${tests}`);
  return mutate([suite], quote, () => undefined)
    .filter(({ fate, mutant }) => fate === "unnoticed" && mutant.kind !== "filter")
    .map(({ mutant }) => new ByTest([suite]).witness(mutant));
}

const isOther = (line: string): boolean => /kind is New|rounded|half/.test(line);

describe("the changes", () => {
  it("are of boundaries, rates and tiers", () => {
    const ladder = `  rates Ladder whole by Bookings
    from 0 USD pay 5%
    from 100 USD pay 7.5%

  component commission
    earns Ladder on Bookings
    rounded half even to cent
`;
    expect(fates(ladder, "").filter((line) => !isOther(line))).toEqual([
      "unnoticed: tier from 0 USD pay 5% → left out",
      "unnoticed: boundary 0 USD → 1 USD",
      "unnoticed: boundary from 0 USD → above 0 USD",
      "unnoticed: rate 5% → 6%",
      "unnoticed: tier from 100 USD pay 7.5% → left out",
      "unnoticed: boundary 100 USD → 101 USD",
      "unnoticed: boundary from 100 USD → above 100 USD",
      "unnoticed: rate 7.5% → 7.6%",
    ]);
  });

  it("are of filters: either part of a condition", () => {
    expect(fates("  component fixed\n    earns Bookings", "")).toEqual([
      "unnoticed: filter kind is New and open → kind is New",
      "unnoticed: filter kind is New and open → open",
    ]);
  });

  it("are of dates, limits, steps, formulas and roundings", () => {
    const lines = `  component fixed
    earns if hired >= 2026-03-01 then Bookings + 10 USD else 5 USD
    times 110%
    never above 1,000 USD, the excess is lost
    rounded half even to cent
`;
    const said = fates(lines, "").filter((line) => !line.includes("kind is New"));
    expect(said).toEqual([
      "unnoticed: filter if hired >= 2026-03-01 then Bookings + 10 USD else 5 USD → always 5 USD",
      "unnoticed: filter if hired >= 2026-03-01 then Bookings + 10 USD else 5 USD → always Bookings + 10 USD",
      "unnoticed: boundary hired >= 2026-03-01 → hired > 2026-03-01",
      "unnoticed: date 2026-03-01 → 2026-03-02",
      "unnoticed: formula Bookings + 10 USD → Bookings - 10 USD",
      "unnoticed: amount 10 USD → 11 USD",
      "unnoticed: amount 5 USD → 6 USD",
      "unnoticed: step times 110% → left out",
      "unnoticed: amount 110% → 111%",
      "unnoticed: limit never above 1,000 USD, the excess is lost → left out",
      "unnoticed: limit 1,000 USD → 1,001 USD",
      "unnoticed: rounding half even to cent → half up to cent",
      "unnoticed: rounding rounded half even to cent → left out",
    ]);
  });
});

describe("what tests notice", () => {
  const lines =
    "  component fixed\n    earns Bookings\n    never above 100 USD, the excess is lost\n";

  it("is a change after which one of them fails", () => {
    const said = fates(
      lines,
      `${TITLE}  given Bookings is 300 USD\n  expect fixed is 100 USD\n`,
    ).filter((line) => line.includes("limit"));
    expect(said).toEqual([
      "noticed: limit never above 100 USD, the excess is lost → left out",
      "noticed: limit 100 USD → 101 USD",
    ]);
  });

  it("isn't what they don't reach", () => {
    const said = fates(
      lines,
      `${TITLE}  given Bookings is 30 USD\n  expect fixed is 30 USD\n`,
    ).filter((line) => line.includes("limit"));
    expect(said.map((line) => line.split(":")[0])).toEqual(["unnoticed", "unnoticed"]);
  });

  it("is scored without the changes that can't be noticed", () => {
    const { suite, quote } = suiteOf(
      `${HEAD}\n  component fixed\n    earns 10 USD\n    rounded half even to cent\n\n${TITLE}  expect fixed is 10 USD\n`,
    );
    const outcomes = mutate([suite], quote, () => undefined);
    // 10 USD → 11 USD is noticed, both roundings of whole cents are equal, the two filters are read by nothing.
    expect(outcomes.map(({ fate }) => fate).sort()).toEqual([
      "equal",
      "equal",
      "noticed",
      "unnoticed",
      "unnoticed",
    ]);
    expect(scoreOf(outcomes)).toBe(1 / 3);
  });
});

describe("changes that no payout can show", () => {
  it("are boundaries of a marginal table from zero", () => {
    expect(
      equals(
        "  rates L marginal by Bookings\n    from 0 USD pay 5%\n    from 100 USD pay 10%\n\n  component c\n    earns L on Bookings\n    rounded half even to cent\n",
      ),
    ).toEqual(["equal: boundary from 100 USD → above 100 USD"]);
  });

  it("aren't boundaries of a table that pays whole", () => {
    expect(
      equals(
        "  rates L whole by Bookings\n    from 0 USD pay 5%\n    from 100 USD pay 10%\n\n  component c\n    earns L on Bookings\n    rounded half even to cent\n",
      ),
    ).toEqual([]);
  });

  it("are boundaries between rows that give the same", () => {
    expect(
      equals(
        "  lookup L by Bookings\n    below 10 USD gives 5 USD\n    from 10 USD gives 5 USD\n    from 100 USD gives 9 USD\n\n  component c\n    earns L\n",
      ),
    ).toEqual(["equal: boundary from 10 USD → above 10 USD"]);
  });

  it("are roundings of what is a multiple already, and no others", () => {
    const counted =
      "  component c\n    earns 12.50 USD x (count of Bookings)\n    rounded half even to 0.50 USD\n";
    expect(equals(counted)).toHaveLength(2);
    expect(equals(counted.replace("0.50 USD", "1 USD"))).toEqual([]);
    expect(equals(counted.replace("12.50 USD", "12.75 USD"))).toEqual([]);
    const part = "  component c\n    earns 5% of Bookings\n    rounded half even to cent\n";
    expect(equals(part)).toEqual([]);
  });
});

describe("a payout that a change changes", () => {
  it("is that of a test with one value moved to where the change tells", () => {
    // At 100 the first changes 2 to 1, and from 101 on the second does.
    const lines =
      "  lookup L by Bookings\n    below 100 USD gives 1 USD\n    from 100 USD gives 2 USD\n\n  component c\n    earns L\n";
    const tests = `test "both" for Sales
  cases
    | given Bookings | expect c |
    |  50            | 1        |
    | 500            | 2        |
`;
    const [moved, flipped, ...others] = witnesses(lines, tests);
    expect(others).toEqual([]);
    for (const witness of [moved, flipped]) {
      expect(witness).toMatchObject({
        name: "payout",
        before: Rational.of(2n),
        after: Rational.of(1n),
        by: { kind: "test", change: { name: "Bookings", value: Rational.of(100n) } },
      });
    }
  });

  it("isn't there where nothing shows the change", () => {
    expect(witnesses("  component c\n    earns 5 USD\n", "")).toEqual([undefined]);
  });
});

describe("a measure of segments", () => {
  const text = `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

source Quotas
  rep    : Reps key
  amount : USD per Quarter above 0 USD
  starts : Date
  ends   : Date?
  valid from starts until ends

plan Sales
  for    Reps
  during FY2026
  pays   each Quarter in USD

  credit Bookings from Deals
    dated closed
    worth amount
    to    rep

  quota means Quotas.amount at start prorated by days into Segment
  measure attainment means Bookings / quota

  component commission each Segment of Quotas.amount
    earns 8% of Bookings when attainment > 100% and start of Quarter >= 2026-01-01
    rounded half even to cent
`;
  const { suite, quote } = suiteOf(text);
  const outcomes = mutate([suite], quote, () => undefined);
  const days = outcomes.filter(({ mutant: { kind } }) => kind === "date");

  it("is changed in its words, once for all lengths of period that it is lowered for", () => {
    expect(days.map(({ mutant: { was, becomes = "" } }) => `${was} → ${becomes}`)).toEqual([
      "start → end",
      "start of Quarter → end of Quarter",
      "2026-01-01 → 2026-01-02",
    ]);
  });

  it("has one value in each segment, on whichever day it is read", () => {
    expect(days.map(({ fate }) => fate)).toEqual(["equal", "unnoticed", "unnoticed"]);
  });
});

describe("a case that shows a change", () => {
  it("sets what a test of rows leaves to be computed", () => {
    // No deal of this one can be moved to where its share of 3,000 USD is 100%: 3,000 isn't written anywhere.
    const lines = `  measure attainment means Bookings / 3,000 USD

  component kicker
    earns 500 USD when attainment >= 100%
`;
    const tests = `${TITLE}  given Deals
    | id | rep | kind | open | amount | closed     |
    | D1 | A   | New  | yes  |  1,250 | 2026-01-10 |
    | D2 | A   | New  | yes  |  1,250 | 2026-01-11 |
  expect kicker is 0 USD
`;
    const boundaries = witnesses(lines, tests).filter(
      (one) => one?.before.equals(Rational.of(500n)) === true,
    );
    expect(boundaries.map((one) => one?.by)).toContainEqual(
      expect.objectContaining({
        change: expect.objectContaining({ name: "attainment", value: Rational.ONE }) as unknown,
      }),
    );
  });

  it("is that of another period of a test", () => {
    // In the second quarter, which the test doesn't ask about, 31 March has passed: 2 USD, and 3 USD of the changed plan.
    const lines =
      "  component c\n    earns if end of Quarter <= 2026-03-31 then 1 USD else 2 USD\n";
    const tests = `test "t" for Sales, A in FY2026-Q1\n  expect c is 1 USD\n`;
    const found = witnesses(lines, tests).find((one) => one?.by.kind === "test" && one.by.isOther);
    expect(found).toMatchObject({
      before: Rational.of(2n),
      after: Rational.of(3n),
      by: { payee: "A", period: "FY2026-Q2" },
    });
  });
});
