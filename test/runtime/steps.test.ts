// Tables of steps: the row a value lies in and the slices of an interval, at boundaries and against the oracle.
import {
  caseAt,
  type Cases,
  count,
  money,
  PayFault,
  ratio,
  type Ratio,
  type Slice,
  slicesOf,
  type Steps,
  valueAt,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as exact from "./fraction.ts";
import { always } from "./fuzz.ts";
import { area, type Ladder, ladders, places, quantity, rateAt, steps, tableOf } from "./ladders.ts";

const COMMISSION = steps(["0%", "3%"], ["50%", "4%"], ["100%", "6%"]);
const OUTSIDE = expect.objectContaining({ code: "ATN9002" }) as PayFault;

test.each([
  ["0%", "0.03"],
  ["49.999999%", "0.03"],
  ["50%", "0.04"], // a row that starts `from` 50 % has it
  ["99.999999%", "0.04"],
  ["100%", "0.06"],
  ["1000%", "0.06"], // the last row is open
])("pays at %s the rate %s", (at, rate) => {
  expect(String(valueAt(COMMISSION, ratio(at)))).toBe(rate);
});

test("leaves a bound that a row starts `above` to the row before", () => {
  const table: Steps<"ratio", Ratio> = {
    name: "Above",
    rows: [
      { above: ratio("0%"), value: ratio("1%") },
      { above: ratio("50%"), value: ratio("2%") },
      { from: ratio("100%"), value: ratio("3%") },
    ],
  };
  const at = ["0.01%", "50%", "50.01%", "99.99%", "100%"];
  expect(at.map((text) => String(valueAt(table, ratio(text))))).toEqual([
    "0.01",
    "0.01",
    "0.02",
    "0.02",
    "0.03",
  ]);
  expect(() => valueAt(table, ratio("0%"))).toThrow(OUTSIDE);
});

test("finds a quotient of exactly 100 % in the row that starts there", () => {
  // 300,000.03 ÷ 3 × 3 ÷ 300,000.03.
  const quota = money("300000.03", "USD");
  const attainment = quota.dividedBy(count(3)).times(count(3)).over(quota);
  expect(String(valueAt(COMMISSION, attainment))).toBe("0.06");
});

test("ends with `to`, which it has, and has what it says `below`", () => {
  const closed: Steps<"ratio", Ratio> = { ...COMMISSION, below: ratio("-1%"), to: ratio("200%") };
  expect(String(valueAt(closed, ratio("200%")))).toBe("0.06");
  expect(String(valueAt(closed, ratio("-0.01%")))).toBe("-0.01");
  expect(() => valueAt(closed, ratio("200.01%"))).toThrow(
    new PayFault("ATN9002", { table: "Commission", value: "2.0001", unit: "ratio" }),
  );
  expect(() => valueAt(COMMISSION, ratio("-0.01%"))).toThrow(OUTSIDE);
});

function shown(slices: readonly Slice<"ratio", Ratio>[]): string[] {
  return slices.map(({ from, to, value }) => `${String(from)}..${String(to)} ${String(value)}`);
}

test("slices an interval at the bounds between", () => {
  expect(shown(slicesOf(COMMISSION, ratio("20%"), ratio("120%")))).toEqual([
    "0.2..0.5 0.03",
    "0.5..1 0.04",
    "1..1.2 0.06",
  ]);
  // Backwards, each slice is negative.
  expect(shown(slicesOf(COMMISSION, ratio("120%"), ratio("20%")))).toEqual([
    "0.5..0.2 0.03",
    "1..0.5 0.04",
    "1.2..1 0.06",
  ]);
});

test("makes no empty slices", () => {
  expect(shown(slicesOf(COMMISSION, ratio("0%"), ratio("50%")))).toEqual(["0..0.5 0.03"]);
  expect(shown(slicesOf(COMMISSION, ratio("50%"), ratio("100%")))).toEqual(["0.5..1 0.04"]);
  expect(shown(slicesOf(COMMISSION, ratio("70%"), ratio("70%")))).toEqual([]);
  const below = { ...COMMISSION, below: ratio("1%") };
  expect(shown(slicesOf(below, ratio("-5%"), ratio("-5%")))).toEqual([]);
  expect(shown(slicesOf(below, ratio("-5%"), ratio("0%")))).toEqual(["-0.05..0 0.01"]);
  expect(shown(slicesOf(below, ratio("-5%"), ratio("60%")))).toEqual([
    "-0.05..0 0.01",
    "0..0.5 0.03",
    "0.5..0.6 0.04",
  ]);
});

test("faults where a part of the interval lies outside", () => {
  const closed = { ...COMMISSION, to: ratio("200%") };
  expect(shown(slicesOf(closed, ratio("150%"), ratio("200%")))).toEqual(["1.5..2 0.06"]);
  expect(() => slicesOf(closed, ratio("150%"), ratio("201%"))).toThrow(OUTSIDE);
  expect(() => slicesOf(closed, ratio("201%"), ratio("150%"))).toThrow(OUTSIDE);
  expect(() => slicesOf(closed, ratio("-1%"), ratio("50%"))).toThrow(OUTSIDE);
  expect(() => slicesOf(closed, ratio("50%"), ratio("-1%"))).toThrow(OUTSIDE);
});

test.each([
  ["that fall", ["0%", "100%", "50%"]],
  ["of which two are equal", ["0%", "50%", "50%"]],
])("faults on thresholds %s", (_, bounds) => {
  const table = steps(...bounds.map((bound) => [bound, "1%"] as const));
  const fault = new PayFault("ATN9005", { table: "Commission", value: "0.5", unit: "ratio" });
  expect(() => valueAt(table, ratio("10%"))).toThrow(fault);
  expect(() => slicesOf(table, ratio("0%"), ratio("10%"))).toThrow(fault);
  expect(() => slicesOf(table, ratio("10%"), ratio("0%"))).toThrow(fault);
});

/** The result, or undefined where the table has none. */
function within<Value>(find: () => Value): Value | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof PayFault && error.code === "ATN9002") return undefined;
    throw error;
  }
}

test("finds the same row as the oracle", () => {
  always(fc.tuple(ladders, places), ([ladder, at]) => {
    const found = within(() => valueAt(tableOf(ladder), quantity(at, "ratio")));
    expect(found && exact.valueOf(found)).toEqual(rateAt(ladder, at));
  });
});

/** ∫ rate over the slices. */
function areaOf(slices: readonly Slice<"ratio", Ratio>[]): exact.Fraction {
  return exact.total(
    slices.map(({ from, to, value }) =>
      exact.times(exact.valueOf(to.minus(from)), exact.valueOf(value)),
    ),
  );
}

test("slices as the oracle does: without gap, overlap or empty piece", () => {
  always(fc.tuple(ladders, places, places), ([ladder, from, to]) => {
    const slices = within(() =>
      slicesOf(tableOf(ladder), quantity(from, "ratio"), quantity(to, "ratio")),
    );
    if (isOutside(ladder, from, to)) {
      expect(slices).toBeUndefined();
      return;
    }
    expect(slices && areaOf(slices)).toEqual(area(ladder, from, to));
    const forwards = exact.order(from, to) <= 0;
    const ordered = (slices ?? []).map((slice) =>
      forwards ? slice : { ...slice, from: slice.to, to: slice.from },
    );
    for (const [i, slice] of ordered.entries()) {
      expect(slice.to.isAbove(slice.from)).toBe(true);
      expect(ordered[i + 1]?.from.equals(slice.to) ?? true).toBe(true);
    }
    const ends = [ordered[0]?.from, ordered.at(-1)?.to].map((end) => end && exact.valueOf(end));
    const [low, high] = forwards ? [from, to] : [to, from];
    expect(ends).toEqual(slices?.length === 0 ? [undefined, undefined] : [low, high]);
  });
});

/** Whether the interval leaves the table. An empty one leaves it where its point does. */
function isOutside({ below, rows, to: end }: Ladder, from: exact.Fraction, to: exact.Fraction) {
  const [low, high] = exact.order(from, to) <= 0 ? [from, to] : [to, from];
  const first = rows[0]?.bound ?? exact.ZERO;
  return (
    (below === undefined && exact.order(low, first) < 0) ||
    (end !== undefined && exact.order(high, end) > 0)
  );
}

test("finds values by name, and never one that every object has", () => {
  const cases: Cases<number> = { name: "Product", rows: { Core: 1, Plus: 2 } };
  expect([caseAt(cases, "Core"), caseAt({ ...cases, rest: 9 }, "Other")]).toEqual([1, 9]);
  for (const name of ["Other", "toString", "__proto__", "constructor"]) {
    expect(() => caseAt(cases, name)).toThrow(
      new PayFault("ATN9002", { table: "Product", value: name }),
    );
  }
});
