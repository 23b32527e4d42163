// Sharing: conservation, the largest remainder, ties by order, mirrored negatives; by hand and against the oracle.
import { count, money, Quantity, type Ratio, ratio, shareOut } from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as exact from "./fraction.ts";
import { always, decimalText } from "./fuzz.ts";

function parts(whole: string, shares: readonly string[], increment = "0.01"): string[] {
  return shareOut(
    money(whole, "USD"),
    shares.map((share) => ratio(share)),
    increment,
  ).map(String);
}

/** Shares in the proportion of whole numbers. */
function inProportion(weights: readonly number[]): Ratio[] {
  const all = count(weights.reduce((sum, weight) => sum + weight, 0));
  return weights.map((weight) => count(weight).over(all));
}

test("gives the odd cent to the part that lost the most", () => {
  // 10.01 × 25 % = 2.5025, cut to 2.50, lost 0.0025; × 75 % = 7.5075, cut to 7.50, lost 0.0075. One cent is left.
  expect(parts("10.01", ["25%", "75%"])).toEqual(["2.5", "7.51"]);
  // 0.07 × 50 % = 0.035, 30 % = 0.021, 20 % = 0.014: cut 0.03 + 0.02 + 0.01; lost 0.005, 0.001, 0.004.
  expect(parts("0.07", ["50%", "30%", "20%"])).toEqual(["0.04", "0.02", "0.01"]);
});

test("gives odd cents to the earlier of equals", () => {
  // 100 ÷ 3 = 33.33…: each loses a third of a cent, and one cent is left. Of 100.01 two are left.
  const thirds = inProportion([1, 1, 1]);
  const third = (whole: string): string[] =>
    shareOut(money(whole, "USD"), thirds, "0.01").map(String);
  expect(third("100")).toEqual(["33.34", "33.33", "33.33"]);
  expect(third("100.01")).toEqual(["33.34", "33.34", "33.33"]);
  expect(third("100.02")).toEqual(["33.34", "33.34", "33.34"]);
});

test("takes back what it gave: negatives mirror", () => {
  expect(parts("-10.01", ["25%", "75%"])).toEqual(["-2.5", "-7.51"]);
  expect(parts("-0.01", ["50%", "50%"])).toEqual(["-0.01", "0"]);
});

test("shares whole yen, fils and five Rappen", () => {
  // 1000 ÷ 3 = 333.3; 0.010 ÷ 3 = 0.0033; 1.00 ÷ 3 = 0.33 = 6.67 × 0.05: cut to 0.30, two of 0.05 are left.
  const thirds = inProportion([1, 1, 1]);
  const third = (whole: string, increment: string): string[] =>
    shareOut(Quantity.of(whole, "money"), thirds, increment).map(String);
  expect(third("1000", "1")).toEqual(["334", "333", "333"]);
  expect(third("0.010", "0.001")).toEqual(["0.004", "0.003", "0.003"]);
  expect(third("1.00", "0.05")).toEqual(["0.35", "0.35", "0.3"]);
});

test("shares a whole that is written as a quotient", () => {
  // 30 ÷ 3 = 10.00 exactly.
  const ten = money("30", "USD").dividedBy(count(3));
  expect(shareOut(ten, inProportion([1, 1, 1]), "0.01").map(String)).toEqual([
    "3.34",
    "3.33",
    "3.33",
  ]);
});

test("gives nothing to a share of nothing, and all to a share of all", () => {
  expect(parts("10.01", ["0%", "100%", "0%"])).toEqual(["0", "10.01", "0"]);
  expect(parts("0", ["50%", "50%"])).toEqual(["0", "0"]);
});

test.each([
  ["shares below 1", "10", ["50%", "49%"]],
  ["shares above 1", "10", ["50%", "51%"]],
  ["a negative share", "10", ["150%", "-50%"]],
  ["no shares", "10", []],
  ["a whole that is no multiple of the increment", "10.005", ["50%", "50%"]],
])("refuses %s", (_, whole, shares) => {
  expect(() => parts(whole, shares)).toThrow(RangeError);
});

const increments = fc.constantFrom("1", "0.01", "0.001", "0.05", "0.25");
const cases = fc
  .record({
    steps: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
    increment: increments,
    weights: fc.array(fc.oneof(fc.constantFrom(0, 1), fc.nat(1000)), {
      minLength: 1,
      maxLength: 9,
    }),
  })
  .filter(({ weights }) => weights.some((weight) => weight > 0));

/** By the definition: cut each part off, then hand out what is left in the order of what was lost. */
function shared(steps: bigint, weights: readonly number[]): bigint[] {
  const all = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  const sign = steps < 0n ? -1n : 1n;
  const size = steps * sign;
  const exactly = weights.map((weight) => size * BigInt(weight)); // in parts of 1 / all
  const cut = exactly.map((part) => part / all);
  const left = Number(size - cut.reduce((sum, part) => sum + part, 0n));
  const rank = (i: number): number =>
    exactly.filter((part, j) => {
      const [own, other] = [(exactly[i] ?? 0n) % all, part % all];
      return other > own || (other === own && j < i);
    }).length;
  return cut.map((part, i) => (part + (rank(i) < left ? 1n : 0n)) * sign);
}

test("agrees with the oracle to the last step", () => {
  always(cases, ({ steps, increment, weights }) => {
    const unit = exact.decimal(increment);
    const whole = Quantity.of(increment, "USD").times(Quantity.of(String(steps), "number"));
    const given = shareOut(whole, inProportion(weights), increment).map(exact.valueOf);
    expect(given).toEqual(
      shared(steps, weights).map((part) => exact.times(exact.fraction(part), unit)),
    );
  });
});

test("loses nothing, and strays from no exact share by a whole increment", () => {
  always(cases, ({ steps, weights }) => {
    const whole = money(decimalText(steps, 2), "USD");
    const shares = inProportion(weights);
    const given = shareOut(whole, shares, "0.01");
    expect(exact.total(given.map(exact.valueOf))).toEqual(exact.valueOf(whole));
    const cent = exact.decimal("0.01");
    for (const [i, part] of given.entries()) {
      const fair = exact.times(exact.valueOf(whole), exact.valueOf(shares[i] ?? ratio("0")));
      expect(exact.order(exact.size(exact.minus(exact.valueOf(part), fair)), cent)).toBe(-1);
    }
    const mirrored = shareOut(whole.negated(), shares, "0.01").map((part) => part.negated());
    expect(mirrored.map(String)).toEqual(given.map(String));
  });
});
