// Row kernels: what they add up, worked out by hand.
import { expect, test } from "vitest";
import type { Tallied } from "../../compiler/src/relational/tallied.ts";
import { type Case, compile, hold, periodsOf } from "../property/evaluators.ts";
import { lowered } from "./held-rows.ts";

const SOURCES = `people Reps
  id    : Text key
  rank  : Number?
  chief : Reps?

source Deals
  id      : Text key
  rep     : Reps
  partner : Reps?
  share   : Ratio? at least 0% at most 100% present when partner is present
  product : one of Core, Plus, Hardware
  amount  : USD
  split   : Ratio
  closed  : Date

plan P
  for    Reps
  during FY2026
  pays   each Quarter in USD
`;

const HEADING = ["id", "rep", "partner", "share", "product", "amount", "split", "closed"];

/** The half of a plan of credits and measures, for ada, ben, who is below her, and cyn, who is below him. */
function halfOf(members: string, ...deals: Case["data"][string][number][]) {
  const compiled = compile(`${SOURCES}\n${members}`);
  const dataset = hold(compiled, {
    Reps: [
      ["id", "rank", "chief"],
      ["ada", "3", null],
      ["ben", "1", "ada"],
      ["cyn", null, "ben"],
    ],
    Deals: [HEADING, ...deals],
  });
  return lowered({ ...compiled, dataset, periods: periodsOf(compiled) });
}

function run(...of: Parameters<typeof halfOf>) {
  const { half, kernelOf, unsupported } = halfOf(...of);
  expect([...unsupported]).toEqual([]);
  const kernel = kernelOf(half);
  return { kernel, tallied: kernel.run(), names: half.flows.flatMap(({ tallies }) => tallies) };
}

/** The integers of the tallies, by person and quarter. */
function sums({ sums: found }: Tallied): unknown[][] {
  return [...found.values()].map(({ values }) => Array.from<unknown>(values));
}

const BOOKINGS = `  credit Bookings from Deals
    where product in (Core, Plus)
    dated closed
    worth split of amount
    rounded half even to cent
    to rep

`;

function earning(measure: string): string {
  return `  measure told means ${measure}\n\n  component c\n    earns 1 USD when told > 0 USD\n`;
}

test("what is credited is added up by person and quarter", () => {
  const { kernel, tallied, names } = run(
    `${BOOKINGS}${earning("Bookings year to date + (count of Bookings year to date) x 1 USD")}`,
    ["1", "ada", null, null, "Core", "0.25", "0.5", "2026-01-05"],
    ["2", "ada", null, null, "Plus", "0.35", "0.5", "2026-02-05"],
    ["3", "ada", null, null, "Core", "-0.25", "0.5", "2026-12-31"],
    ["4", "ben", null, null, "Hardware", "1000", "1", "2026-05-05"],
    ["5", "ben", null, null, "Core", "1000", "1", "2026-05-05"],
    ["6", "ben", null, null, "Core", "1000", "1", "2025-12-31"],
  );
  expect(tallied.payees).toEqual(["ada", "ben", "cyn"]);
  expect(names.map(({ op, scale }) => [op, scale])).toEqual([
    ["sum", 2],
    ["count", 0],
  ]);
  // ada: 0.125 is 0.12 and 0.175 is 0.18, together 0.30; in the last quarter -0.125 is -0.12. ben: 1,000.00; the deal of
  // the year before lies in no quarter, hardware doesn't count.
  expect(sums(tallied)).toEqual([
    [30, 0, 0, -12, 0, 100_000, 0, 0, 0, 0, 0, 0],
    [2, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0],
  ]);
  expect([...tallied.sums.values()].map(({ range }) => range)).toEqual([
    { lo: -12n, hi: 100_000n },
    { lo: 0n, hi: 2n },
  ]);
  expect(kernel.texts.get("Bookings")).not.toMatch(/BigInt|doubt|spill\(/);
});

test("it can be run again", () => {
  const { kernel, tallied } = run(
    `${BOOKINGS}${earning("largest credited of Bookings otherwise 0 USD")}`,
    ["1", "ada", null, null, "Core", "5", "1", "2026-01-05"],
  );
  expect(sums(kernel.run())).toEqual(sums(tallied));
});

test("where there is nothing, nothing is the largest", () => {
  const { tallied } = run(
    `${BOOKINGS}${earning("largest credited of Bookings otherwise 0 USD")}`,
    ["1", "ada", null, null, "Core", "-5", "1", "2026-01-05"],
    ["2", "ada", null, null, "Core", "-7", "1", "2026-01-06"],
  );
  const [largest] = tallied.sums.values();
  expect(largest?.values[0]).toBe(-500);
  expect(largest?.missing).toEqual(Uint8Array.from([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
});

test("sums beyond 2^53 are exact, and only those are big integers", () => {
  const { kernel, tallied } = run(
    `${BOOKINGS}${earning("Bookings + (count of Bookings) x 1 USD")}`,
    ["1", "ada", null, null, "Core", "90071992547409.91", "1", "2026-01-05"],
    ["2", "ada", null, null, "Core", "90071992547409.91", "1", "2026-01-06"],
    ["3", "ada", null, null, "Core", "0.03", "1", "2026-01-07"],
    ["4", "ben", null, null, "Core", "-90071992547409.91", "1", "2026-04-01"],
  );
  // 2 x (2^53 - 1) + 3 = 18,014,398,509,481,985
  const [sum, count] = tallied.sums.values();
  expect(Array.from<unknown>(sum?.values ?? []).slice(0, 6)).toEqual([
    18_014_398_509_481_985n,
    0n,
    0n,
    0n,
    0n,
    -9_007_199_254_740_991n,
  ]);
  expect(count?.values).toBeInstanceOf(Float64Array);
  expect(kernel.texts.get("Bookings")).toMatch(/spill\(/);
});

test("amounts beyond 2^53 are added up as big integers", () => {
  const { tallied } = run(
    `${BOOKINGS}${earning("Bookings")}`,
    ["1", "ada", null, null, "Core", "92233720368547758.07", "1", "2026-01-05"],
    ["2", "ada", null, null, "Core", "92233720368547758.07", "0.5", "2026-01-06"],
  );
  // 2^63 - 1 cents, and half of it: 4,611,686,018,427,387,903.5, whose even neighbour ends in 4.
  const [sum] = tallied.sums.values();
  expect(sum?.values[0]).toBe(9_223_372_036_854_775_807n + 4_611_686_018_427_387_904n);
  expect(sum?.values[1]).toBe(0n);
});

const SPLIT = `  credit Shared from Deals
    dated closed
    worth amount
    split share    to partner when partner is present
    split the rest to rep
    rounded to cent by largest remainder, ties by rank

`;

test("an odd cent goes to the larger remainder, and of equals to the first in the order of ties", () => {
  const { tallied } = run(
    `${SPLIT}${earning("Shared")}`,
    ["1", "ada", "ben", "0.5", "Core", "0.05", "1", "2026-01-05"],
    ["2", "ada", "cyn", "0.5", "Core", "0.05", "1", "2026-04-05"],
    ["3", "ada", "ben", "0.3", "Core", "0.11", "1", "2026-07-05"],
    ["4", "ada", null, null, "Core", "0.11", "1", "2026-10-05"],
    ["5", "ben", "ada", "0.5", "Core", "-0.05", "1", "2026-10-06"],
  );
  // 1: 2.5 each; ben's rank is 1, ada's 3. 2: cyn has no rank, and none comes before all. 3: 3.3 and 7.7: ada's is larger.
  // 4: all of it. 5: -2.5 each; ben is before ada again.
  expect(sums(tallied)).toEqual([[2, 2, 8, 11 - 2, 3, 0, 3, -3, 0, 3, 0, 0]]);
});

test("shares that don't make the whole leave the row to the reference evaluator", () => {
  const { tallied } = run(
    `${SPLIT.replace("split the rest", "split split")}${earning("Shared")}`,
    ["1", "ada", "ben", "0.4", "Core", "1", "0.6", "2026-01-05"],
    ["2", "ada", "ben", "0.4", "Core", "1", "0.7", "2026-01-06"],
  );
  expect([...tallied.doubtful]).toEqual([["Deals", [1]]]);
});

test("what is the company's is one sum for everybody", () => {
  const { tallied } = run(
    `${BOOKINGS.replace("to rep", "to the company")}${earning("Bookings")}`,
    ["1", "ada", null, null, "Core", "5", "1", "2026-01-05"],
    ["2", "ben", null, null, "Core", "7", "1", "2026-12-05"],
  );
  expect(sums(tallied)).toEqual([[500, 0, 0, 700]]);
});

test("those above whoever is credited have a part of it, level by level", () => {
  const { tallied } = run(
    `${BOOKINGS.replace("to rep", "to rep\n    rolls up 50% to chief, every level")}${earning("Bookings")}`,
    ["1", "cyn", null, null, "Core", "10.01", "1", "2026-01-05"],
    ["2", "ben", null, null, "Core", "4", "1", "2026-01-05"],
  );
  // ada: half of 10.01 and of 4, 7.005; ben: half of 10.01 and his own 4, 9.005; cyn: 10.01. In thousandths.
  expect(sums(tallied)).toEqual([[7005, 0, 0, 0, 9005, 0, 0, 0, 10_010, 0, 0, 0]]);
});

test("who isn't asked for has nothing added up", () => {
  const { half, kernelOf } = halfOf(
    `${BOOKINGS}${earning("Bookings")}`,
    ["1", "ada", null, null, "Core", "1", "1", "2026-01-05"],
    ["2", "ben", null, null, "Core", "2", "1", "2026-04-05"],
  );
  expect(sums(kernelOf(half, ["ben"]).run())).toEqual([[0, 200, 0, 0]]);
});
