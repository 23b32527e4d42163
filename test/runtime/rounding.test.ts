// Rounding: by hand in each mode, and against the oracle.
import { money, Quantity, type RoundingMode } from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as exact from "./fraction.ts";
import { always, decimals, decimalText, divisors } from "./fuzz.ts";

const MODES = [
  "half even",
  "half up",
  "half down",
  "up",
  "down",
  "floor",
  "ceiling",
] as const satisfies readonly RoundingMode[];

/** What each mode makes of a number, in the order of MODES. */
function inEachMode(value: Quantity<"USD">, increment: string): string {
  return MODES.map((mode) => String(value.rounded(mode, increment))).join(" ");
}

test.each([
  // 2.345 lies half-way from 2.34 to 2.35; 234 is even. 2.355 lies half-way from 2.35 to 2.36; 236 is even.
  ["2.345", "2.34 2.35 2.34 2.35 2.34 2.34 2.35"],
  ["2.355", "2.36 2.36 2.35 2.36 2.35 2.35 2.36"],
  // The same below zero: away from zero is down the number line, and floor and ceiling change places.
  ["-2.345", "-2.34 -2.35 -2.34 -2.35 -2.34 -2.35 -2.34"],
  ["-2.355", "-2.36 -2.36 -2.35 -2.36 -2.35 -2.36 -2.35"],
  // 0.1 of a cent above 2.34, and 0.9 of one: no tie.
  ["2.341", "2.34 2.34 2.34 2.35 2.34 2.34 2.35"],
  ["2.349", "2.35 2.35 2.35 2.35 2.34 2.34 2.35"],
  ["-2.341", "-2.34 -2.34 -2.34 -2.35 -2.34 -2.35 -2.34"],
  ["-2.349", "-2.35 -2.35 -2.35 -2.35 -2.34 -2.35 -2.34"],
  // The first tie beside zero. Zero is even, and has no sign.
  ["0.005", "0 0.01 0 0.01 0 0 0.01"],
  ["-0.005", "0 -0.01 0 -0.01 0 -0.01 0"],
  // A hair beside a tie is no tie.
  ["2.34500000000000000000000000000001", "2.35 2.35 2.35 2.35 2.34 2.34 2.35"],
  ["2.34499999999999999999999999999999", "2.34 2.34 2.34 2.35 2.34 2.34 2.35"],
  // 9 rolls over: 9.995 is half-way from 9.99 to 10.00; 1000 is even.
  ["9.995", "10 10 9.99 10 9.99 9.99 10"],
  // Nothing to do.
  ["2.34", "2.34 2.34 2.34 2.34 2.34 2.34 2.34"],
  ["-2.34", "-2.34 -2.34 -2.34 -2.34 -2.34 -2.34 -2.34"],
  ["0", "0 0 0 0 0 0 0"],
])("rounds %s to the cent", (value, expected) => {
  expect(inEachMode(money(value, "USD"), "0.01")).toBe(expected);
});

test.each([
  // Yen: 1234.5 is half-way from 1234, which is even, to 1235; 1235.5 from 1235 to 1236, which is.
  ["1234.5", "1", "1234 1235 1234 1235 1234 1234 1235"],
  ["1235.5", "1", "1236 1236 1235 1236 1235 1235 1236"],
  ["-1234.5", "1", "-1234 -1235 -1234 -1235 -1234 -1235 -1234"],
  // Kuwaiti fils: 1.0005 is half-way from 1.000 (1000 is even) to 1.001.
  ["1.0005", "0.001", "1 1.001 1 1.001 1 1 1.001"],
  ["1.0015", "0.001", "1.002 1.002 1.001 1.002 1.001 1.001 1.002"],
  // Five Rappen: 2.325 ÷ 0.05 = 46.5, half-way from 46 (2.30) to 47 (2.35). 2.375 ÷ 0.05 = 47.5, from 2.35 to 2.40.
  ["2.325", "0.05", "2.3 2.35 2.3 2.35 2.3 2.3 2.35"],
  ["2.375", "0.05", "2.4 2.4 2.35 2.4 2.35 2.35 2.4"],
  ["-2.325", "0.05", "-2.3 -2.35 -2.3 -2.35 -2.3 -2.35 -2.3"],
  // 2.33 ÷ 0.05 = 46.6 and 2.32 ÷ 0.05 = 46.4: no ties, although their last digits look like it.
  ["2.33", "0.05", "2.35 2.35 2.35 2.35 2.3 2.3 2.35"],
  ["2.32", "0.05", "2.3 2.3 2.3 2.35 2.3 2.3 2.35"],
  // Thousands: 2500 is half-way from 2000, which is 2 thousands, to 3000.
  ["2500", "1000", "2000 3000 2000 3000 2000 2000 3000"],
])("rounds %s to a multiple of %s", (value, increment, expected) => {
  expect(inEachMode(money(value, "USD"), increment)).toBe(expected);
});

test.each([
  // 1 ÷ 8 = 0.125, half-way from 0.12 to 0.13; 12 is even.
  ["1", "8", "0.12 0.13 0.12 0.13 0.12 0.12 0.13"],
  ["-1", "8", "-0.12 -0.13 -0.12 -0.13 -0.12 -0.13 -0.12"],
  ["1", "-8", "-0.12 -0.13 -0.12 -0.13 -0.12 -0.13 -0.12"],
  // 10 ÷ 3 = 3.333…; 20 ÷ 3 = 6.666…
  ["10", "3", "3.33 3.33 3.33 3.34 3.33 3.33 3.34"],
  ["20", "3", "6.67 6.67 6.67 6.67 6.66 6.66 6.67"],
  // 30 ÷ 3 = 10 exactly: nothing to round, not even `up`.
  ["30", "3", "10 10 10 10 10 10 10"],
  // 0.07 ÷ 14 = 0.005, the tie beside zero.
  ["0.07", "14", "0 0.01 0 0.01 0 0 0.01"],
])("rounds the quotient %s ÷ %s to the cent without dividing first", (value, divisor, expected) => {
  const quotient = money(value, "USD").dividedBy(Quantity.of(divisor, "number"));
  expect(inEachMode(quotient, "0.01")).toBe(expected);
});

const increments = fc.oneof(
  fc.constantFrom("1", "0.01", "0.001", "0.0001", "0.05", "0.25", "5", "1000"),
  fc
    .tuple(fc.bigInt({ min: 1n, max: 99_999n }), fc.integer({ min: 0, max: 5 }))
    .map(([units, places]) => decimalText(units, places)),
);

test("agrees with the oracle on any quotient", () => {
  const cases = fc.tuple(decimals, divisors, increments, fc.constantFrom(...MODES));
  always(cases, ([value, divisor, increment, mode]) => {
    const quotient = Quantity.of(value, "USD").dividedBy(Quantity.of(divisor, "number"));
    const expected = exact.divided(exact.decimal(value), exact.decimal(divisor));
    expect(exact.valueOf(quotient.rounded(mode, increment))).toEqual(
      exact.roundedTo(expected, mode, exact.decimal(increment)),
    );
  });
});

test("agrees with the oracle on ties, and a hair beside them", () => {
  const hair = fc.constantFrom("0", "0.0000000000000000000001", "-0.0000000000000000000001");
  const steps = fc.bigInt({ min: -2000n, max: 2000n });
  const cases = fc.tuple(steps, increments, hair, fc.constantFrom(...MODES));
  always(cases, ([odd, increment, beside, mode]) => {
    const half = Quantity.of(String(2n * odd + 1n), "number").dividedBy(Quantity.of("2", "number"));
    const tie = Quantity.of(increment, "USD").times(half).plus(Quantity.of(beside, "USD"));
    expect(exact.valueOf(tie.rounded(mode, increment))).toEqual(
      exact.roundedTo(exact.valueOf(tie), mode, exact.decimal(increment)),
    );
  });
});

test("mirrors at zero, and rounds no further the second time", () => {
  const mirror = { floor: "ceiling", ceiling: "floor" } as const;
  always(fc.tuple(decimals, increments, fc.constantFrom(...MODES)), ([value, increment, mode]) => {
    const amount = money(value, "USD");
    const once = amount.rounded(mode, increment);
    const opposite = mode === "floor" || mode === "ceiling" ? mirror[mode] : mode;
    expect(amount.negated().rounded(opposite, increment).equals(once.negated())).toBe(true);
    expect(once.rounded(mode, increment).equals(once)).toBe(true);
  });
});

test("keeps order: a greater number never rounds to less", () => {
  const cases = fc.tuple(decimals, decimals, increments, fc.constantFrom(...MODES));
  always(cases, ([a, b, increment, mode]) => {
    const [x, y] = [money(a, "USD"), money(b, "USD")];
    const [less, more] = x.isAtMost(y) ? [x, y] : [y, x];
    expect(less.rounded(mode, increment).isAtMost(more.rounded(mode, increment))).toBe(true);
  });
});

test.each(["0", "-0.01", "0.00"])("has no multiples of %s to round to", (increment) => {
  expect(() => money("1", "USD").rounded("half even", increment)).toThrow(RangeError);
});
