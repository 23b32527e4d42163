// Amounts among people: portions of a pool and prizes of a contest, by hand; no cent is lost or made, by fuzzing.
import { type ContestRule, count, money, portionOf, prizeOf, sum } from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { always, decimalText } from "./fuzz.ts";

const NAMES = ["ada", "ben", "cyn", "dan", "eve"];

function portions(whole: string, weights: readonly number[]): string[] {
  const members = weights.map((weight, i) => ({
    payee: NAMES[i] ?? "",
    tie: NAMES[i] ?? "",
    weight: count(weight),
  }));
  return members.map(({ payee }) =>
    portionOf(money(whole, "USD"), members, payee, "0.01").toString(),
  );
}

/** The prizes of all, whose values are `values`. */
function prizes(
  amounts: readonly [string, ...string[]],
  values: readonly (readonly [number, number])[],
  rule: ContestRule,
): string[] {
  const contestants = values.map(([value, second], i) => ({
    payee: NAMES[i] ?? "",
    tie: NAMES[i] ?? "",
    value: count(value),
    second: count(second),
  }));
  const [first, ...others] = amounts;
  return contestants.map(({ payee }) =>
    prizeOf(
      [money(first, "USD"), ...others.map((amount) => money(amount, "USD"))],
      contestants,
      payee,
      rule,
    ).toString(),
  );
}

const SHARE: ContestRule = { first: "highest", ties: { kind: "share", increment: "0.01" } };

test("a pool by weights, with the odd cents for the largest rests", () => {
  // 20 × 2/14 = 2.857…, × 4/14 = 5.714…, × 8/14 = 11.428…: cut 2.85 + 5.71 + 11.42; lost 0.714, 0.428 and 0.857 of a cent.
  expect(portions("20", [2, 4, 8])).toEqual(["2.86", "5.71", "11.43"]);
});

test("nothing without weights, and nothing for somebody who isn't among them", () => {
  expect(portions("20", [0, 0])).toEqual(["0", "0"]);
  expect(portionOf(money("20", "USD"), [], "ada", "0.01").toString()).toBe("0");
});

test("equals share the prizes of their places, take the higher one, or are told apart", () => {
  const values = [
    [5, 2],
    [5, 1],
    [3, 0],
  ] as const;
  // Two are first: (300 + 200) / 2 = 250; the third place is the third one's.
  expect(prizes(["300", "200", "100"], values, SHARE)).toEqual(["250", "250", "100"]);
  const higher: ContestRule = { first: "highest", ties: { kind: "higher" } };
  expect(prizes(["300", "200", "100"], values, higher)).toEqual(["300", "300", "100"]);
  const by: ContestRule = { first: "highest", ties: { kind: "by", first: "lowest" } };
  expect(prizes(["300", "200", "100"], values, by)).toEqual(["200", "300", "100"]);
});

test("an odd cent of a shared prize goes by the order of ties", () => {
  // 100 / 3 = 33.33…: one cent is left, for ada.
  expect(prizes(["100"], [[1, 0] as const, [1, 0] as const, [1, 0] as const], SHARE)).toEqual([
    "33.34",
    "33.33",
    "33.33",
  ]);
});

test("the lowest may be the first", () => {
  const rule: ContestRule = { first: "lowest", ties: { kind: "higher" } };
  expect(prizes(["10"], [[3, 0] as const, [2, 0] as const], rule)).toEqual(["0", "10"]);
});

test("two who stay equal for a prize are a fault, and none without a prize", () => {
  const rule: ContestRule = { first: "highest", ties: { kind: "by", first: "highest" } };
  const equal = [[1, 1] as const, [1, 1] as const];
  expect(() => prizes(["10"], equal, rule)).toThrow("ATN9008");
  expect(prizes(["10"], [[2, 0] as const, ...equal], rule)).toEqual(["10", "0", "0"]);
});

test("portions make the whole, and so do prizes with enough contestants", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });
  const cents = fc.integer({ min: 0, max: 100_000 });
  always(fc.tuple(weights, cents), ([given, amount]) => {
    const whole = decimalText(BigInt(amount), 2);
    const parts = portions(whole, given).map((part) => money(part, "USD"));
    const expected = given.some((weight) => weight > 0) ? whole : "0";
    expect(sum(parts, "USD").equals(money(expected, "USD"))).toBe(true);
    const values = given.map((value) => [value, 0] as const);
    const [first = "0", ...others] = given.map((_, i) => String(amount * (given.length - i)));
    const paid = prizes([first, ...others], values, SHARE).map((part) => money(part, "USD"));
    const all = [first, ...others].map((prize) => money(prize, "USD"));
    expect(sum(paid, "USD").equals(sum(all, "USD"))).toBe(true);
  });
});
