// Rates along what they pay: by hand, against rows along what is sold, and by what must not matter.
import {
  alongPaid,
  marginal,
  money,
  ofBase,
  paidInTurn,
  PayFault,
  perUnit,
  Quantity,
  type Rate,
  ratio,
  type Ratio,
  type Steps,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { always } from "./fuzz.ts";

/** 40 %, 30 % from 90,000 USD of pay on, 20 % from 150,000 USD on. */
const SHARE: Steps<"USD", Ratio> = {
  name: "Share",
  rows: [
    { from: money("0", "USD"), value: ratio("40%") },
    { from: money("90000", "USD"), value: ratio("30%") },
    { from: money("150000", "USD"), value: ratio("20%") },
  ],
};

function onSales(base: string, from: string, table = SHARE): string {
  return String(alongPaid(money(base, "USD"), table, money(from, "USD"), ofBase));
}

test("finds the sale that comes to the next row", () => {
  // Within a row: 65,000 × 40 %.
  expect(onSales("65000", "0")).toBe("26000");
  // 16,000 are left to 90,000: 40,000 × 40 %. The other 10,000 pay 30 %.
  expect(onSales("50000", "74000")).toBe("19000");
  // Through a whole row: 10,000 × 40 % = 4,000, 200,000 × 30 % = 60,000, and 5,000 × 20 % = 1,000.
  expect(onSales("215000", "86000")).toBe("65000");
  // From a bound on, the row that starts there; up to it, the row before.
  expect(onSales("10000", "90000")).toBe("3000");
  expect(onSales("40000", "74000")).toBe("16000");
});

test("takes back what was paid last", () => {
  // From 93,000 back: 10,000 × 30 % down to 90,000, then 5,000 × 40 %.
  expect(onSales("-15000", "93000")).toBe("-5000");
  expect(onSales("-1000", "90000")).toBe("-400");
  expect(() => onSales("-1000", "100")).toThrow(PayFault);
  expect(onSales("-1000", "100", { ...SHARE, below: ratio("50%") })).toBe("-475");
});

test("ends where the rate is nothing, and where the table does", () => {
  const capped = {
    ...SHARE,
    rows: [
      { from: money("0", "USD"), value: ratio("10%") },
      { from: money("500", "USD"), value: ratio("0%") },
    ],
  };
  expect(onSales("1000000", "400", capped)).toBe("100");
  expect(onSales("1000000", "500", capped)).toBe("0");
  expect(() => onSales("1000000", "0", { ...SHARE, to: money("200000", "USD") })).toThrow(PayFault);
  expect(() => onSales("1", "-1")).toThrow(PayFault);
});

function each(digits: string): Rate<"USD", "seat"> {
  return money(digits, "USD").per(Quantity.of("1", "seat"));
}

test("pays so much for each thing", () => {
  const table: Steps<"USD", Rate<"USD", "seat">> = {
    name: "Seats",
    rows: [
      { from: money("0", "USD"), value: each("60") },
      { above: money("600", "USD"), value: each("90") },
    ],
  };
  // 10 × 60 = 600, and 2 × 90.
  const paid = alongPaid(Quantity.of("12", "seat"), table, money("0", "USD"), perUnit("USD"));
  expect(String(paid)).toBe("780");
});

function pay(sold: string, paid: Quantity<"USD">): Quantity<"USD"> {
  return alongPaid(money(sold, "USD"), SHARE, paid, ofBase);
}

test("in turn, each deal starts where those before it ended", () => {
  // 26,000; 60,000, which makes 86,000; 10,000 × 40 % + 40,000 × 30 %.
  expect(String(paidInTurn(["65000", "150000", "50000"], "USD", pay))).toBe("102000");
});

const cents = (most: number): fc.Arbitrary<Quantity<"USD">> =>
  fc.integer({ min: 0, max: most }).map((amount) => money((amount / 4).toFixed(2), "USD"));

/** Rows from zero on, at rates of 1 % to 200 %. */
const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: 4000 }), { minLength: 0, maxLength: 4 })
  .chain((bounds) =>
    fc
      .array(fc.integer({ min: 1, max: 200 }), { minLength: 5, maxLength: 5 })
      .map((rates): Steps<"USD", Ratio> => ({
        name: "Rising",
        rows: [0, ...bounds.sort((a, b) => a - b)].map((from, i) => ({
          from: money(String(from), "USD"),
          value: ratio(`${rates[i] ?? 1}%`),
        })),
      })),
  );

/** The same rows where so much has been sold. */
function alongSales({ name, rows }: Steps<"USD", Ratio>): Steps<"USD", Ratio> {
  let [sold, paid, rate] = [money("0", "USD"), money("0", "USD"), ratio("100%")];
  return {
    name,
    rows: rows.map((row) => {
      const bound = "from" in row ? row.from : row.above;
      sold = sold.plus(bound.minus(paid).dividedBy(rate));
      [paid, rate] = [bound, row.value];
      return { from: sold, value: rate };
    }),
  };
}

test("pays what rows along the sales pay that begin where so much is paid", () => {
  always(fc.tuple(rising, cents(40_000), cents(40_000)), ([table, before, base]) => {
    const sales = alongSales(table);
    const zero = money("0", "USD");
    const paid = marginal(before, sales, { from: zero, to: before }, ofBase);
    const expected = marginal(base, sales, { from: before, to: before.plus(base) }, ofBase);
    expect(alongPaid(base, table, paid, ofBase).equals(expected)).toBe(true);
  });
});

test("a deal in two parts pays the same, and a return takes back what it paid", () => {
  const cases = fc.tuple(rising, cents(10_000), cents(40_000), cents(40_000));
  always(cases, ([table, from, a, b]) => {
    const first = alongPaid(a, table, from, ofBase);
    const second = alongPaid(b, table, from.plus(first), ofBase);
    const both = from.plus(alongPaid(a.plus(b), table, from, ofBase));
    expect(both.equals(from.plus(first).plus(second))).toBe(true);
    const back = alongPaid(b.negated(), table, both, ofBase);
    expect(back.equals(second.negated())).toBe(true);
  });
});
