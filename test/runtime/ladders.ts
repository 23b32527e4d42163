// Generated tables of steps, and what they mean: the oracle of the tests of tables.
import { Quantity, type Ratio, ratio, type StepRow, type Steps } from "@attain/runtime";
import * as fc from "fast-check";
import * as exact from "./fraction.ts";

/** A table of steps in plain fractions. */
export interface Ladder {
  readonly below: exact.Fraction | undefined;
  readonly rows: readonly {
    readonly bound: exact.Fraction;
    readonly inclusive: boolean;
    readonly rate: exact.Fraction;
  }[];
  readonly to: exact.Fraction | undefined;
}

/** Twelfths from −3 to 10: so few that values often meet the bounds of rows. */
export const places: fc.Arbitrary<exact.Fraction> = fc
  .integer({ min: -36, max: 120 })
  .map((twelfths) => exact.fraction(BigInt(twelfths), 12n));

/** Rates of −50 % to 250 %. */
const rates = fc
  .integer({ min: -50, max: 250 })
  .map((percent) => exact.fraction(BigInt(percent), 100n));

export const ladders: fc.Arbitrary<Ladder> = fc
  .record({
    below: fc.option(rates, { nil: undefined }),
    bounds: fc.uniqueArray(places, {
      minLength: 1,
      maxLength: 6,
      selector: ({ top, bottom }) => `${top}/${bottom}`,
    }),
    kinds: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    rates: fc.array(rates, { minLength: 6, maxLength: 6 }),
    to: fc.option(places, { nil: undefined }),
  })
  .map(({ below, bounds, kinds, rates: values, to }) => ({
    below,
    rows: bounds.toSorted(exact.order).map((bound, i) => ({
      bound,
      inclusive: kinds[i] ?? true,
      rate: values[i] ?? exact.ZERO,
    })),
    to,
  }));

/** The fraction as a quotient of whole numbers. */
export function quantity<Unit extends string>(value: exact.Fraction, unit: Unit): Quantity<Unit> {
  return Quantity.of(String(value.top), unit).dividedBy(
    Quantity.of(String(value.bottom), "number"),
  );
}

/** The ladder as a table of the runtime. */
export function tableOf({ below, rows, to }: Ladder): Steps<"ratio", Ratio> {
  return {
    name: "Ladder",
    rows: rows.map(({ bound, inclusive, rate }): StepRow<"ratio", Ratio> => {
      const [at, value] = [quantity(bound, "ratio"), quantity(rate, "ratio")];
      return inclusive ? { from: at, value } : { above: at, value };
    }),
    ...(below === undefined ? {} : { below: quantity(below, "ratio") }),
    ...(to === undefined ? {} : { to: quantity(to, "ratio") }),
  };
}

/** The rate at a value: that of the last row that it has reached. Undefined outside the table. */
export function rateAt(
  { below, rows, to }: Ladder,
  at: exact.Fraction,
): exact.Fraction | undefined {
  const reached = rows.filter(({ bound, inclusive }) =>
    inclusive ? exact.order(at, bound) >= 0 : exact.order(at, bound) > 0,
  );
  const row = reached.at(-1);
  if (row === undefined) return below;
  return to !== undefined && exact.order(at, to) > 0 ? undefined : row.rate;
}

/**
 * ∫ rate from `from` to `to`: cut at every bound, with each piece at the rate of its middle.
 * Undefined if a piece lies outside the table.
 */
export function area(
  ladder: Ladder,
  from: exact.Fraction,
  to: exact.Fraction,
): exact.Fraction | undefined {
  if (exact.order(from, to) > 0) {
    const forwards = area(ladder, to, from);
    return forwards && exact.negated(forwards);
  }
  const cuts = [...ladder.rows.map(({ bound }) => bound), ...(ladder.to ? [ladder.to] : [])]
    .filter((cut) => exact.order(from, cut) < 0 && exact.order(cut, to) < 0)
    .toSorted(exact.order);
  const ends = [from, ...cuts, to];
  let sum = exact.ZERO;
  for (const [i, end] of ends.entries()) {
    const start = ends[i - 1];
    if (start === undefined || exact.order(start, end) === 0) continue;
    const rate = rateAt(ladder, exact.divided(exact.plus(start, end), exact.fraction(2n)));
    if (rate === undefined) return undefined;
    sum = exact.plus(sum, exact.times(rate, exact.minus(end, start)));
  }
  return sum;
}

/** A rate of 5 % and the like. */
export function steps(...rows: readonly (readonly [string, string])[]): Steps<"ratio", Ratio> {
  return {
    name: "Commission",
    rows: rows.map(([from, value]) => ({ from: ratio(from), value: ratio(value) })),
  };
}
