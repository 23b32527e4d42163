// Rates on a base: marginal, whole and whole above a pivot, by hand, against the oracle, and by what must not matter.
import {
  count,
  marginal,
  money,
  ofBase,
  PayFault,
  perUnit,
  Quantity,
  type Rate,
  ratio,
  type Ratio,
  type Steps,
  whole,
  wholeAbove,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as exact from "./fraction.ts";
import { always } from "./fuzz.ts";
import { area, ladders, places, quantity, rateAt, steps, tableOf } from "./ladders.ts";

const COMMISSION = steps(["0%", "3%"], ["50%", "4%"], ["100%", "6%"]);

/** 4 %, 6 %, 9 % at 0, 50,000 and 100,000 USD. */
const BY_SALES: Steps<"USD", Ratio> = {
  name: "By sales",
  rows: [
    { from: money("0", "USD"), value: ratio("4%") },
    { from: money("50000", "USD"), value: ratio("6%") },
    { from: money("100000", "USD"), value: ratio("9%") },
  ],
};

function onSales(base: string, from: string, to: string): string {
  const position = { from: money(from, "USD"), to: money(to, "USD") };
  return String(marginal(money(base, "USD"), BY_SALES, position, ofBase));
}

test("pays each slice at its own rate", () => {
  // 50,000 × 4 % + 50,000 × 6 % + 30,000 × 9 % = 2,000 + 3,000 + 2,700.
  expect(onSales("130000", "0", "130000")).toBe("7700");
  // Exactly on a bound: 50,000 × 4 % = 2,000; a cent more earns 6 % of a cent.
  expect(onSales("50000", "0", "50000")).toBe("2000");
  expect(onSales("50000.01", "0", "50000.01")).toBe("2000.0006");
});

test("splits a deal that crosses a bound: f(after) − f(before)", () => {
  // From 40,000 to 110,000: 10,000 × 4 % + 50,000 × 6 % + 10,000 × 9 % = 400 + 3,000 + 900.
  expect(onSales("70000", "40000", "110000")).toBe("4300");
  // And takes the same back when it is returned: the base is −70,000, and so is the way.
  expect(onSales("-70000", "110000", "40000")).toBe("-4300");
});

test("spreads a base evenly that is not the axis", () => {
  // Attainment from 0 to 120 %; 600,000 USD lie on it, 5,000 for each percent:
  // 250,000 × 3 % + 250,000 × 4 % + 100,000 × 6 % = 7,500 + 10,000 + 6,000.
  const attainment = money("600000", "USD").over(money("500000", "USD"));
  const position = { from: ratio("0"), to: attainment };
  expect(String(marginal(money("600000", "USD"), COMMISSION, position, ofBase))).toBe("23500");
});

test("pays a base on an empty interval at the rate there", () => {
  expect(onSales("1000", "50000", "50000")).toBe("60"); // 6 %, which starts at 50,000
  expect(onSales("1000", "0", "0")).toBe("40");
  expect(onSales("0", "0", "0")).toBe("0");
});

function price(text: string): Rate<"USD", "item"> {
  return money(text, "USD").per(Quantity.of("1", "item"));
}

test("pays so much for each unit", () => {
  const table: Steps<"item", Rate<"USD", "item">> = {
    name: "Per item",
    rows: [
      { from: Quantity.of("0", "item"), value: price("25") },
      { from: Quantity.of("330", "item"), value: price("50") },
    ],
  };
  const items = Quantity.of("400", "item");
  const position = { from: Quantity.of("0", "item"), to: items };
  // 330 × 25 + 70 × 50 = 8,250 + 3,500.
  const paid = marginal(items, table, position, perUnit("USD"));
  expect([String(paid), paid.unit]).toEqual(["11750", "USD"]);
  // 400 × 50.
  expect(String(whole(items, table, items, perUnit("USD")))).toBe("20000");
});

test("pays the whole base at the rate that is reached", () => {
  const sales = money("100000", "USD");
  // 100,000 × 9 %; a cent less: 99,999.99 × 6 % = 5,999.9994.
  expect(String(whole(sales, BY_SALES, sales, ofBase))).toBe("9000");
  const less = money("99999.99", "USD");
  expect(String(whole(less, BY_SALES, less, ofBase))).toBe("5999.9994");
});

/** 5 % up to the quota; 8 % on all above it from 100 %, 12 % from 120 %. */
const EXCESS = steps(["0%", "5%"], ["100%", "8%"], ["120%", "12%"]);

test.each([
  // 80,000 × 5 %; 100,000 × 5 %, with nothing above the pivot although the row of 8 % is reached;
  // 100,000 × 5 % + 10,000 × 8 %; 100,000 × 5 % + 20,000 × 12 %.
  ["80000", "4000"],
  ["100000", "5000"],
  ["110000", "5800"],
  ["120000", "7400"],
])("pays on %s USD the base rate to the quota and the reached rate on all above", (sales, paid) => {
  const [base, quota] = [money(sales, "USD"), money("100000", "USD")];
  const at = base.over(quota);
  expect(String(wholeAbove(base, EXCESS, ratio("100%"), at, ofBase))).toBe(paid);
});

test("pays above a pivot although the first row starts `above` its bound", () => {
  const [first, ...others] = EXCESS.rows;
  const table = {
    ...EXCESS,
    rows: [{ above: ratio("0%"), value: first?.value ?? ratio("0%") }, ...others],
  };
  const paid = wholeAbove(money("110000", "USD"), table, ratio("100%"), ratio("110%"), ofBase);
  expect(String(paid)).toBe("5800");
});

const bases = fc
  .bigInt({ min: -100_000n, max: 100_000n })
  .map((cents) => exact.fraction(cents, 100n));

/** The pay, or undefined where the table has none. */
function within(pay: () => Quantity<"USD">): exact.Fraction | undefined {
  try {
    return exact.valueOf(pay());
  } catch (error) {
    if (error instanceof PayFault && error.code === "ATN9002") return undefined;
    throw error;
  }
}

test("pays marginally base × ∫ rate ÷ length, as the oracle does", () => {
  always(fc.tuple(ladders, bases, places, places), ([ladder, base, from, to]) => {
    const position = { from: quantity(from, "ratio"), to: quantity(to, "ratio") };
    const paid = within(() =>
      marginal(quantity(base, "USD"), tableOf({ ...ladder, to: undefined }), position, ofBase),
    );
    const open = { ...ladder, to: undefined };
    const length = exact.minus(to, from);
    const integral = area(open, from, to);
    const rate = length.top === 0n ? rateAt(open, to) : integral && exact.divided(integral, length);
    expect(paid).toEqual(rate && exact.times(base, rate));
  });
});

test("pays marginally the same for one deal and for its two halves, in steps and to date", () => {
  always(fc.tuple(ladders, bases, places, places, places), ([ladder, base, a, b, c]) => {
    const table = tableOf({ ...ladder, below: ladder.below ?? exact.ZERO, to: undefined });
    const [from, cut, to] = [a, b, c].toSorted(exact.order);
    if (from === undefined || cut === undefined || to === undefined) return;
    if (exact.order(from, to) === 0) return;
    const length = exact.minus(to, from);
    const pay = (start: exact.Fraction, end: exact.Fraction): exact.Fraction => {
      const part = exact.times(base, exact.divided(exact.minus(end, start), length));
      const position = { from: quantity(start, "ratio"), to: quantity(end, "ratio") };
      return exact.valueOf(marginal(quantity(part, "USD"), table, position, ofBase));
    };
    expect(exact.plus(pay(from, cut), pay(cut, to))).toEqual(pay(from, to));
    expect(exact.plus(pay(from, to), pay(to, from))).toEqual(exact.ZERO); // a return takes all back
  });
});

test("pays whole and whole above as the oracle does", () => {
  const quarters = fc.integer({ min: 1, max: 20 }).map((n) => exact.fraction(BigInt(n), 4n));
  always(fc.tuple(ladders, bases, quarters, places), ([ladder, base, pivot, at]) => {
    const open = { ...ladder, to: undefined };
    const [table, amount] = [tableOf(open), quantity(base, "USD")];
    const place = quantity(at, "ratio");
    const reached = rateAt(open, at);
    expect(within(() => whole(amount, table, place, ofBase))).toEqual(
      reached && exact.times(base, reached),
    );
    const [first] = ladder.rows;
    if (first === undefined || reached === undefined) return;
    const share = exact.order(at, pivot) > 0 ? exact.divided(pivot, at) : exact.ONE;
    const above = exact.order(at, first.bound);
    const isReached = first.inclusive ? above >= 0 : above > 0;
    const atFirst = isReached ? first.rate : reached;
    const rate = exact.plus(
      exact.times(share, atFirst),
      exact.times(exact.minus(exact.ONE, share), reached),
    );
    const pay = () => wholeAbove(amount, table, quantity(pivot, "ratio"), place, ofBase);
    expect(within(pay)).toEqual(exact.times(base, rate));
  });
});

test("pays ten thousand deals to date exactly what one deal of them all is paid", () => {
  // 10,000 deals of 13.37 USD are 133,700: 50,000 × 4 % + 50,000 × 6 % + 33,700 × 9 % = 2,000 + 3,000 + 3,033.
  const deal = money("13.37", "USD");
  let [before, paid] = [money("0", "USD"), money("0", "USD")];
  for (let i = 0; i < 10_000; i += 1) {
    const to = before.plus(deal);
    paid = paid.plus(marginal(deal, BY_SALES, { from: before, to }, ofBase));
    before = to;
  }
  expect(String(paid)).toBe("8033");
  expect(String(deal.times(count(10_000)))).toBe("133700");
});

test("needs rows", () => {
  const none: Steps<"USD", Ratio> = { name: "None", rows: [] };
  const position = { from: money("0", "USD"), to: money("1", "USD") };
  expect(() => marginal(money("1", "USD"), none, position, ofBase)).toThrow(RangeError);
  expect(() => whole(money("1", "USD"), none, money("1", "USD"), ofBase)).toThrow(PayFault);
});
