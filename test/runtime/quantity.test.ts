// Quantities: laws of exact arithmetic by hand and against the oracle, comparison at boundaries, refused texts.
import {
  count,
  type Factor,
  greatest,
  least,
  type Money,
  money,
  PayFault,
  Quantity,
  ratio,
  sum,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as exact from "./fraction.ts";
import { always, decimals, divisors } from "./fuzz.ts";

/** A quotient of money, as its numerator and its denominator. */
const quotients = fc.tuple(decimals, divisors);

function usd([value, divisor]: readonly [string, string]): Money<"USD"> {
  return money(value, "USD").dividedBy(number(divisor));
}

function number(text: string): Quantity<"number"> {
  return Quantity.of(text, "number");
}

function oracle([value, divisor]: readonly [string, string]): exact.Fraction {
  return exact.divided(exact.decimal(value), exact.decimal(divisor));
}

test("adds dimes as a hand does", () => {
  // 0.10 + 0.20 = 0.30, which binary floating point misses.
  expect(money("0.10", "USD").plus(money("0.20", "USD")).equals(money("0.30", "USD"))).toBe(true);
});

test("keeps every digit, however far apart they lie", () => {
  const large = `1${"0".repeat(400)}`;
  const small = `0.${"0".repeat(399)}1`;
  expect(String(number(large).plus(number(small)))).toBe(`${large}.${small.slice(2)}`);
  // (10^400)² = 10^800; (10^-400)² = 10^-800.
  expect(String(number(large).times(number(large)))).toBe(`1${"0".repeat(800)}`);
  expect(String(number(small).times(number(small)))).toBe(`0.${"0".repeat(799)}1`);
});

test("divides by three and multiplies by three without a trace", () => {
  always(fc.tuple(decimals, divisors), ([value, divisor]) => {
    const amount = money(value, "USD");
    const back = amount.dividedBy(number(divisor)).times(number(divisor));
    expect(back.equals(amount)).toBe(true);
    expect(String(back)).toBe(String(amount));
  });
});

test("finds an attainment of exactly 100 % on the boundary, and a cent less below it", () => {
  const quota = money("300000.03", "USD");
  const third = quota.dividedBy(count(3)); // 100,000.01
  const attainment = sum([third, third, third], "USD").over(quota);
  expect(attainment.equals(ratio("100%"))).toBe(true);
  expect(attainment.isAtLeast(ratio("100%"))).toBe(true);
  expect(attainment.isBelow(ratio("100%"))).toBe(false);
  expect(money("300000.02", "USD").over(quota).isBelow(ratio("100%"))).toBe(true);
  expect(money("300000.04", "USD").over(quota).isAbove(ratio("100%"))).toBe(true);
});

test("finds every attainment of exactly 110 % on the boundary", () => {
  // q × 1.1 ÷ q: in doubles a third of these fall beside it.
  for (let cents = 1; cents <= 2000; cents += 1) {
    const quota = money(`${cents * 1000}.37`, "USD");
    expect(quota.times(ratio("1.1")).over(quota).compare(ratio("110%"))).toBe(0);
  }
});

test("compares any two quotients as the oracle does", () => {
  always(fc.tuple(quotients, quotients), ([a, b]) => {
    const order = exact.order(oracle(a), oracle(b));
    expect(usd(a).compare(usd(b))).toBe(order);
    expect([usd(a).isBelow(usd(b)), usd(a).equals(usd(b)), usd(a).isAbove(usd(b))]).toEqual([
      order < 0,
      order === 0,
      order > 0,
    ]);
    expect([usd(a).isAtMost(usd(b)), usd(a).isAtLeast(usd(b))]).toEqual([order <= 0, order >= 0]);
  });
});

test("tells quotients apart that differ by one part in the product of their denominators", () => {
  // a/b and (a·k + 1)/(b·k) differ by 1/(b·k), which no fixed number of digits would show.
  const whole = fc.bigInt({ min: 1n, max: 10n ** 40n });
  always(fc.tuple(whole, whole, whole), ([a, b, k]) => {
    const plain = number(String(a)).dividedBy(number(String(b)));
    const same = number(String(a * k)).dividedBy(number(String(b * k)));
    const above = number(String(a * k + 1n)).dividedBy(number(String(b * k)));
    expect(plain.equals(same)).toBe(true);
    expect(plain.isBelow(above)).toBe(true);
    expect(plain.negated().isAbove(above.negated())).toBe(true);
  });
});

test("adds, subtracts, multiplies and divides as the oracle does, and leaves the operands alone", () => {
  always(fc.tuple(quotients, quotients), ([a, b]) => {
    const [x, y] = [usd(a), usd(b)];
    const factor: Factor = number(b[0]).dividedBy(number(b[1]));
    const [p, q] = [oracle(a), oracle(b)];
    expect(exact.valueOf(x.plus(y))).toEqual(exact.plus(p, q));
    expect(exact.valueOf(x.minus(y))).toEqual(exact.minus(p, q));
    expect(exact.valueOf(x.negated())).toEqual(exact.negated(p));
    expect(exact.valueOf(x.times(factor))).toEqual(exact.times(p, q));
    if (q.top !== 0n) {
      expect(exact.valueOf(x.dividedBy(factor))).toEqual(exact.divided(p, q));
      expect(exact.valueOf(x.over(y))).toEqual(exact.divided(p, q));
    }
    expect([exact.valueOf(x), exact.valueOf(y)]).toEqual([p, q]);
    expect(x.denominator.isPositive() && x.plus(y).denominator.isPositive()).toBe(true);
  });
});

test("prices so much of one thing for each of another, there and back", () => {
  // 1200 USD ÷ 8 seats = 150 USD per seat; 5 seats at that are 750 USD.
  const price = money("1200", "USD").per(Quantity.of("8", "seat"));
  expect([price.unit, String(price)]).toEqual(["USD per seat", "150"]);
  const paid = Quantity.of("5", "seat").at(price, "USD");
  expect([paid.unit, String(paid)]).toEqual(["USD", "750"]);
  always(fc.tuple(decimals, divisors), ([value, seats]) => {
    const amount = money(value, "USD");
    const each = amount.per(Quantity.of(seats, "seat"));
    expect(Quantity.of(seats, "seat").at(each, "USD").equals(amount)).toBe(true);
  });
});

test("sums ten thousand terms to the last digit", () => {
  // 0.01 + 0.02 + … + 100.00: 10,000 × 10,001 ÷ 2 = 50,005,000 cents.
  const cents = Array.from({ length: 10_000 }, (_, i) => money(String(i + 1), "USD"));
  expect(String(sum(cents, "USD").times(ratio("1%")))).toBe("500050");
  // 5,000 thirds and 5,000 sevenths: 5000/3 + 5000/7 = (35,000 + 15,000)/21 = 50,000/21.
  const parts = [count(3), count(7)].map((divisor) => money("1", "USD").dividedBy(divisor));
  const mixed = Array.from({ length: 10_000 }, (_, i) => parts[i % 2] ?? money("0", "USD"));
  expect(String(sum(mixed, "USD"))).toBe("50000/21");
});

test("sums three thousand quotients, no two of one denominator", () => {
  // 1/(n(n+1)) = 1/n − 1/(n+1), so the sum to n = N is 1 − 1/(N+1) = 3,000/3,001.
  const terms = Array.from({ length: 3_000 }, (_, i) =>
    number("1").dividedBy(count((i + 1) * (i + 2))),
  );
  const all = sum(terms, "number");
  expect(all.equals(number("3000").dividedBy(count(3_001)))).toBe(true);
  expect(String(all.rounded("floor", "0.00001"))).toBe("0.99966"); // 0.99966677…
});

test("sums nothing to zero", () => {
  const none = sum([], "USD");
  expect([none.isZero(), none.unit, String(none)]).toEqual([true, "USD", "0"]);
});

test("picks the greatest and the least, the earlier of equals", () => {
  const [low, high] = [money("1.5", "USD"), money("2", "USD")];
  const alsoHigh = money("6", "USD").dividedBy(count(3));
  expect(greatest(low, high, alsoHigh)).toBe(high);
  expect(least(alsoHigh, high)).toBe(alsoHigh);
  expect(least(high, low, alsoHigh)).toBe(low);
});

test("writes digits that end, and else a fraction in lowest terms", () => {
  const texts = [
    ["312500", "250000"],
    ["1", "8"],
    ["2.5", "-7.5"],
    ["1", "3"],
    ["-0.6", "0.9"],
    ["0", "7"],
    ["1", "1024"],
    ["7", "12.8"],
  ] as const;
  // 5/4; 1/8; −1/3; 1/3; −2/3; 0; 1/2^10; 70/128 = 35/64.
  expect(texts.map((pair) => String(usd(pair))).join(" ")).toBe(
    "1.25 0.125 -1/3 1/3 -2/3 0 0.0009765625 0.546875",
  );
  always(quotients, (pair) => {
    const [top = "", bottom = "1"] = String(usd(pair)).split("/");
    expect(exact.divided(exact.decimal(top), exact.decimal(bottom))).toEqual(oracle(pair));
  });
});

test("has one zero", () => {
  const zero = money("0", "USD");
  for (const other of [zero.negated(), money("-0.00", "USD"), money("-1", "USD").times(count(0))]) {
    expect([String(other), other.isZero(), other.compare(zero)]).toEqual(["0", true, 0]);
  }
});

test("reads percents and plain ratios alike", () => {
  expect([ratio("35%"), ratio("0.35"), ratio("-2.5%"), ratio("150%")].map(String)).toEqual([
    "0.35",
    "0.35",
    "-0.025",
    "1.5",
  ]);
});

test.each([
  "",
  " 1",
  "1 ",
  "1e3",
  "1_000",
  "1,000",
  "0x1F",
  ".5",
  "5.",
  "+5",
  "--5",
  "NaN",
  "Infinity",
  "1%%",
])("refuses %o as a number", (text) => {
  expect(() => money(text, "USD")).toThrow(RangeError);
  expect(() => ratio(`${text}%`)).toThrow(RangeError);
});

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses to count %s", (value) => {
  expect(() => count(value)).toThrow(RangeError);
});

test("counts whole numbers", () => {
  expect([count(0), count(-3), count(2 ** 53)].map(String)).toEqual([
    "0",
    "-3",
    "9007199254740992",
  ]);
});

function fault(unit: string): PayFault {
  return new PayFault("ATN9006", { unit });
}

test("faults on a division by zero, and says of what", () => {
  const amount = money("1", "USD");
  expect(() => amount.over(money("0.00", "USD"))).toThrow(fault("USD"));
  expect(() => amount.over(money("5", "USD").minus(money("5.00", "USD")))).toThrow(fault("USD"));
  expect(() => amount.per(Quantity.of("0", "seat"))).toThrow(fault("seat"));
  expect(() => amount.dividedBy(count(0))).toThrow(fault("count"));
});

test("mixes no units: what follows doesn't compile", () => {
  const [dollars, euros] = [money("1", "USD"), money("1", "EUR")];
  // @ts-expect-error: dollars and euros don't add.
  dollars.plus(euros);
  // @ts-expect-error: a share of nothing can't be added to money.
  dollars.plus(ratio("20%"));
  // @ts-expect-error: dollars times dollars mean nothing.
  dollars.times(dollars);
  // @ts-expect-error: an order between currencies needs a rate.
  dollars.isAbove(euros);
  // @ts-expect-error: a price per seat prices no deals.
  Quantity.of("1", "deal").at(dollars.per(Quantity.of("1", "seat")), "USD");
});
