// Averages over items and over days, and the outermost of several: by hand and against the oracle.
import {
  average,
  averageOverDays,
  CALENDAR_YEAR,
  count,
  earliestOf,
  greatestOf,
  latestOf,
  leastOf,
  money,
  partAbove,
  type Period,
  periodOf,
  Quantity,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as exact from "./fraction.ts";
import { always, decimals } from "./fuzz.ts";

function item(value: string, weight: string) {
  return { value: money(value, "USD"), weight: Quantity.of(weight, "deal") };
}

test("weighs each value", () => {
  // (10 × 1 + 20 × 3) ÷ 4 = 17.5.
  expect(String(average([item("10", "1"), item("20", "3")]))).toBe("17.5");
  // (1 + 1 + 2) ÷ 3.
  expect(String(average([item("1", "1"), item("1", "1"), item("2", "1")]))).toBe("4/3");
});

test("has no average of nothing, or of nothing of any weight", () => {
  expect(average([])).toBeUndefined();
  expect(average([item("10", "0")])).toBeUndefined();
  expect(average([item("10", "2"), item("20", "-2")])).toBeUndefined();
});

test("averages as the oracle does", () => {
  always(fc.array(fc.tuple(decimals, decimals), { minLength: 1, maxLength: 6 }), (pairs) => {
    const weights = exact.total(pairs.map(([, weight]) => exact.decimal(weight)));
    const products = pairs.map(([a, b]) => exact.times(exact.decimal(a), exact.decimal(b)));
    const found = average(pairs.map(([value, weight]) => item(value, weight)));
    expect(found && exact.valueOf(found)).toEqual(
      weights.top === 0n ? undefined : exact.divided(exact.total(products), weights),
    );
  });
});

/** Raised on the 16th of April. */
function quota(day: string) {
  return money(day < "2026-04-16" ? "3000" : "4500", "USD");
}

test("averages over the days on which a value holds", () => {
  const april = periodOf(CALENDAR_YEAR, "Month", "2026-04-01");
  // 15 days each: (3000 + 4500) ÷ 2.
  expect(String(averageOverDays(CALENDAR_YEAR, april, "days", quota))).toBe("3750");
  // 11 working days to Wednesday the 15th, 11 after it.
  expect(String(averageOverDays(CALENDAR_YEAR, april, "working days", quota))).toBe("3750");
  // To the 20th: 15 and 5 days, (15 × 3000 + 5 × 4500) ÷ 20 = 3375; 11 and 3 working days, 46,500 ÷ 14.
  const part: Period = { ...april, end: "2026-04-20" };
  expect(String(averageOverDays(CALENDAR_YEAR, part, "days", quota))).toBe("3375");
  expect(String(averageOverDays(CALENDAR_YEAR, part, "working days", quota))).toBe("23250/7");
});

test("finds the outermost of several, and of none nothing", () => {
  const amounts = ["2", "-1", "5"].map((text) => money(text, "USD"));
  expect([greatestOf(amounts), leastOf(amounts)].map(String)).toEqual(["5", "-1"]);
  expect([greatestOf([]), leastOf([]), latestOf([]), earliestOf([])]).toEqual(
    Array.from({ length: 4 }),
  );
  const dates = ["2026-03-01", "2025-12-31", "2026-10-01"] as const;
  expect([latestOf(dates), earliestOf(dates)]).toEqual(["2026-10-01", "2025-12-31"]);
});

test("finds the largest of very many", () => {
  // More than a call may have arguments.
  const amounts = Array.from({ length: 200_000 }, (_, i) => money(String(i), "USD"));
  expect([greatestOf(amounts), leastOf(amounts)].map(String)).toEqual(["199999", "0"]);
});

test.each([
  ["12.5", "2.5"],
  ["10", "0"],
  ["7", "0"],
  ["-3", "0"],
])("keeps of %s what lies above ten: %s", (amount, above) => {
  const ten = money("30", "USD").dividedBy(count(3));
  expect(String(partAbove(money(amount, "USD"), ten))).toBe(above);
});
