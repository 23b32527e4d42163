// Currencies: the digits of their smallest units by ISO 4217.
import { count, CURRENCIES, minorUnits, money, smallestUnit } from "@attain/runtime";
import { expect, test } from "vitest";

test.each([
  ["USD", 2, "0.01"],
  ["EUR", 2, "0.01"],
  ["JPY", 0, "1"],
  ["KRW", 0, "1"],
  ["CLP", 0, "1"],
  ["KWD", 3, "0.001"],
  ["BHD", 3, "0.001"],
  ["TND", 3, "0.001"],
  ["CLF", 4, "0.0001"],
  ["UYW", 4, "0.0001"],
  ["MGA", 2, "0.01"], // by ISO two digits, although an ariary has five iraimbilanja
  ["ISK", 0, "1"],
  ["HUF", 2, "0.01"], // by ISO two digits, although no coins of them are left
])("has %s in %i digits: %s", (currency, digits, unit) => {
  expect(CURRENCIES.has(currency)).toBe(true);
  expect(minorUnits(currency)).toBe(digits);
  expect(smallestUnit(currency)).toBe(unit);
});

test("knows codes of three capitals, each with 0, 2, 3 or 4 digits", () => {
  const digits = new Map<number, number>();
  for (const code of CURRENCIES) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    digits.set(minorUnits(code), (digits.get(minorUnits(code)) ?? 0) + 1);
    expect(minorUnits(code)).toBe(smallestUnit(code).slice(1).replace(".", "").length);
  }
  // ISO 4217 list one: 17 currencies without minor units, 7 of thousandths, 2 of ten-thousandths.
  expect([digits.get(0), digits.get(3), digits.get(4)]).toEqual([17, 7, 2]);
});

test("knows neither withdrawn codes nor metals, tests and nothing", () => {
  for (const code of ["DEM", "HRK", "ANG", "ZWL", "XAU", "XDR", "XTS", "XXX", "usd", ""]) {
    expect(CURRENCIES.has(code)).toBe(false);
  }
});

test("gives two digits to what is no currency, whatever it is called", () => {
  expect(["seat", "constructor", "__proto__", "toString"].map(minorUnits)).toEqual([2, 2, 2, 2]);
});

test("rounds 1 ÷ 3 to the smallest unit of each", () => {
  expect(["JPY", "USD", "KWD", "CLF"].map(third)).toEqual(["0", "0.33", "0.333", "0.3333"]);
});

function third(currency: string): string {
  const exactly = money("1", currency).dividedBy(count(3));
  return String(exactly.rounded("half even", smallestUnit(currency)));
}
