// Straight lines between points: by hand, and against the oracle.
import {
  count,
  interpolate,
  money,
  PayFault,
  type Polyline,
  type Quantity,
  ratio,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as exact from "./fraction.ts";
import { always } from "./fuzz.ts";
import { places, quantity } from "./ladders.ts";

/** Through 93 % → 65 %, 100 % → 100 %, 110 % → 150 %. */
const CURVE: Polyline<"ratio", "ratio"> = {
  name: "Curve",
  points: [
    { at: ratio("93%"), value: ratio("65%") },
    { at: ratio("100%"), value: ratio("100%") },
    { at: ratio("110%"), value: ratio("150%") },
  ],
};

function curveAt(at: string, line: Polyline<"ratio", "ratio"> = CURVE): string {
  return String(interpolate(line, ratio(at)));
}

test.each([
  ["93%", "0.65"],
  ["94%", "0.7"], // 65 % + 1/7 of 35 %
  ["96.5%", "0.825"], // half-way: (65 % + 100 %) ÷ 2
  ["100%", "1"],
  ["101%", "1.05"], // 100 % + 1/10 of 50 %
  ["110%", "1.5"],
])("gives at %s the level %s", (at, level) => {
  expect(curveAt(at)).toBe(level);
});

test("keeps a third of the way a third", () => {
  const line: Polyline<"ratio", "USD"> = {
    name: "Third",
    points: [
      { at: ratio("0"), value: money("0", "USD") },
      { at: ratio("3"), value: money("100", "USD") },
    ],
  };
  const level = interpolate(line, ratio("1"));
  expect(level.equals(money("100", "USD").dividedBy(count(3)))).toBe(true);
});

test("gives beside the points what it says, or continues the last line", () => {
  const flat = { ...CURVE, below: ratio("0%"), above: ratio("150%") };
  expect([curveAt("92.99%", flat), curveAt("110.01%", flat)]).toEqual(["0", "1.5"]);
  // 5 % for each percent: 112 % → 160 %.
  expect(curveAt("112%", { ...CURVE, above: "continues" })).toBe("1.6");
});

test("faults beside the points where it says nothing", () => {
  expect(() => curveAt("92%")).toThrow(
    new PayFault("ATN9002", { table: "Curve", value: "0.92", unit: "ratio" }),
  );
  expect(() => curveAt("111%")).toThrow(PayFault);
  const point: Polyline<"ratio", "ratio"> = {
    name: "Point",
    points: [{ at: ratio("1"), value: ratio("2") }],
    above: "continues",
  };
  expect(curveAt("1", point)).toBe("2");
  expect(() => curveAt("1.01", point)).toThrow(PayFault); // one point has no line
  expect(() => curveAt("1", { name: "None", points: [] })).toThrow(PayFault);
});

test.each([
  ["fall", "90%"],
  ["stand still", "100%"],
])("faults on points that %s", (_, at) => {
  const [first, second] = CURVE.points;
  const points = [first, second, { at: ratio(at), value: ratio("0%") }].filter(
    (point) => point !== undefined,
  );
  expect(() => curveAt("95%", { ...CURVE, points })).toThrow(
    new PayFault("ATN9005", { table: "Curve", value: String(ratio(at)), unit: "ratio" }),
  );
});

const lines = fc
  .tuple(
    fc.uniqueArray(places, {
      minLength: 1,
      maxLength: 6,
      selector: (at) => `${at.top}/${at.bottom}`,
    }),
    fc.array(places, { minLength: 6, maxLength: 6 }),
    fc.constantFrom("fixed", "continues", "nothing"),
  )
  .map(([ats, values, sides]) => ({
    points: ats.toSorted(exact.order).map((at, i) => ({ at, value: values[i] ?? exact.ZERO })),
    sides,
  }));

/** The line as Lagrange writes it: each end weighs by the distance from the other. */
function between(
  [a, b]: readonly [exact.Fraction, exact.Fraction],
  [p, q]: readonly [exact.Fraction, exact.Fraction],
  at: exact.Fraction,
): exact.Fraction {
  const weighted = exact.plus(
    exact.times(p, exact.minus(b, at)),
    exact.times(q, exact.minus(at, a)),
  );
  return exact.divided(weighted, exact.minus(b, a));
}

test("agrees with the oracle on, between and beside the points", () => {
  always(fc.tuple(lines, places), ([{ points, sides }, at]) => {
    const fixed = sides === "fixed";
    const line: Polyline<"ratio", "USD"> = {
      name: "Line",
      points: points.map((point) => ({
        at: quantity(point.at, "ratio"),
        value: quantity(point.value, "USD"),
      })),
      ...(fixed ? { below: money("-7", "USD"), above: money("77", "USD") } : {}),
      ...(sides === "continues" ? { above: "continues" as const } : {}),
    };
    const after = points.findIndex((point) => exact.order(point.at, at) >= 0);
    const [left, right] =
      after === -1 ? points.slice(-2) : points.slice(Math.max(0, after - 1), after + 1);
    const here = points.find((point) => exact.order(point.at, at) === 0);
    let expected = here?.value;
    if (here === undefined) {
      if (after === 0) expected = fixed ? exact.fraction(-7n) : undefined;
      else if (after === -1 && fixed) expected = exact.fraction(77n);
      else if ((after > 0 || sides === "continues") && left !== undefined && right !== undefined)
        expected = between([left.at, right.at], [left.value, right.value], at);
    }
    expect(within(() => interpolate(line, quantity(at, "ratio")))).toEqual(expected);
  });
});

/** The level, or undefined where the line has none. */
function within(find: () => Quantity<"USD">): exact.Fraction | undefined {
  try {
    return exact.valueOf(find());
  } catch (error) {
    if (error instanceof PayFault && error.code === "ATN9002") return undefined;
    throw error;
  }
}
