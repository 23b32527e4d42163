// Credits: their order, windows of days, what lies before a deal; and splits that give out all of a row.
import { type Credit, CreditBook, money, PayFault, ratio, split, sum, upTo } from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { always, decimalText } from "./fuzz.ts";

function credit(payee: string, date: `2026-${number}-${number}`, key: string): Credit<null, "USD"> {
  return { payee, date, key, amount: money("1", "USD"), row: null };
}

const book = new CreditBook([
  credit("ada", "2026-02-01", "D3"),
  credit("ben", "2026-01-01", "D4"),
  credit("ada", "2026-01-31", "D2"),
  credit("ada", "2026-01-31", "D1"),
  credit("ada", "2026-03-01", "D0"),
]);

function keys(credits: readonly Credit<null, "USD">[]): string {
  return credits.map(({ key }) => key).join(" ");
}

const YEAR = { start: "2026-01-01", end: "2026-12-31" } as const;

test("orders the credits of a person by date, and those of a day by key", () => {
  expect(keys(book.of("ada", YEAR))).toBe("D1 D2 D3 D0");
  expect(keys(book.of("cy", YEAR))).toBe("");
});

test("has both ends of a span of days", () => {
  expect(keys(book.of("ada", { start: "2026-01-31", end: "2026-02-01" }))).toBe("D1 D2 D3");
  expect(keys(book.of("ada", { start: "2026-02-02", end: "2026-02-28" }))).toBe("");
});

test("orders the same however the rows arrive", () => {
  const rows = book.of("ada", YEAR);
  always(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) => {
    expect(keys(new CreditBook(shuffled).of("ada", YEAR))).toBe("D1 D2 D3 D0");
  });
});

test("finds the credits before one and through it", () => {
  const all = book.of("ada", YEAR);
  const sides = all.map((one) => [keys(upTo(all, one, "before")), keys(upTo(all, one, "through"))]);
  expect(sides).toEqual([
    ["", "D1"],
    ["D1", "D1 D2"],
    ["D1 D2", "D1 D2 D3"],
    ["D1 D2 D3", "D1 D2 D3 D0"],
  ]);
  expect(() => upTo(all, credit("ada", "2026-02-01", "D9"), "before")).toThrow(RangeError);
});

const rule = { credit: "Sales", key: "D1" };

function share(payee: string, text: string, tie = payee) {
  return { payee, share: text === "rest" ? ("rest" as const) : ratio(text), tie };
}

function shown(parts: ReturnType<typeof split<"USD">>): string[] {
  return parts.map(({ payee, amount }) => `${payee} ${String(amount)}`).toSorted();
}

test("splits exactly where nothing is rounded, and gives the rest its part", () => {
  const shares = [share("ada", "33.3%"), share("ben", "rest")];
  // 10 × 33.3 % = 3.33; the rest is 66.7 %.
  expect(shown(split(money("10", "USD"), shares, rule))).toEqual(["ada 3.33", "ben 6.67"]);
});

test("gives the odd cent to the lower tie, wherever it stands", () => {
  const cents = { ...rule, increment: "0.01" };
  const [first, second] = [share("zoe", "50%", "1"), share("ada", "50%", "2")];
  expect(shown(split(money("0.05", "USD"), [first, second], cents))).toEqual([
    "ada 0.02",
    "zoe 0.03",
  ]);
  expect(shown(split(money("0.05", "USD"), [second, first], cents))).toEqual([
    "ada 0.02",
    "zoe 0.03",
  ]);
});

test("breaks equal ties by the person", () => {
  const shares = [share("ben", "50%", "x"), share("ada", "50%", "x")];
  expect(shown(split(money("0.01", "USD"), shares, { ...rule, increment: "0.01" }))).toEqual([
    "ada 0.01",
    "ben 0",
  ]);
});

test.each([
  ["too little", ["50%", "49%"]],
  ["too much", ["50%", "51%"]],
  ["a rest below nothing", ["101%", "rest"]],
  ["a negative share", ["150%", "-50%"]],
  ["two rests", ["50%", "rest", "rest"]],
  ["no shares", []],
])("faults on %s", (_, texts) => {
  const shares = texts.map((text, i) => share(String(i), text));
  expect(() => split(money("10", "USD"), shares, rule)).toThrow(
    new PayFault("ATN9003", { credit: "Sales", row: "D1" }),
  );
});

test("conserves every amount, to the cent and to the last digit", () => {
  const cases = fc.tuple(
    fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
    fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 0, maxLength: 4 }),
    fc.constantFrom("0.01", undefined),
  );
  always(cases, ([cents, percents, increment]) => {
    const whole = money(decimalText(cents, 2), "USD");
    const shares = [
      ...percents.map((percent, i) => share(`p${i}`, `${percent}%`)),
      share("r", "rest"),
    ];
    const parts = split(whole, shares, increment === undefined ? rule : { ...rule, increment });
    expect(parts.map(({ payee }) => payee).toSorted()).toEqual(
      shares.map(({ payee }) => payee).toSorted(),
    );
    expect(
      sum(
        parts.map(({ amount }) => amount),
        "USD",
      ).equals(whole),
    ).toBe(true);
  });
});
