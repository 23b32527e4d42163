/** Rates applied to a base: each slice at its own rate, or the rate that is reached on all or on part of it. */
import type { Quantity, Rate, Ratio } from "../number/quantity.ts";
import { reaches, slicesOf, type Steps, valueAt } from "./steps.ts";

/** What a rate of one base gives: a part of it for a ratio, money for a price per unit. */
export type Apply<Base extends string, Value, Paid extends string> = (
  part: Quantity<Base>,
  rate: Value,
) => Quantity<Paid>;

/** Where on the table's axis the base lies: `from` where it was before, or zero, `to` where it is now. */
export interface Position<Axis extends string> {
  readonly from: Quantity<Axis>;
  readonly to: Quantity<Axis>;
}

/**
 * Each slice of the base at its own rate: base × ∫ rate over the interval ÷ its length.
 * The base lies evenly over the interval; on an empty interval all of it is paid at the rate there.
 * `ATN9002` if a part of the interval lies outside the table. A `RangeError` if the table has no rows.
 */
export function marginal<Axis extends string, Value, Base extends string, Paid extends string>(
  base: Quantity<Base>,
  table: Steps<Axis, Value>,
  { from, to }: Position<Axis>,
  apply: Apply<Base, Value, Paid>,
): Quantity<Paid> {
  if (from.equals(to)) return apply(base, valueAt(table, to));
  const length = to.minus(from);
  const [first, ...rest] = slicesOf(table, from, to).map((slice) =>
    apply(base.times(slice.to.minus(slice.from).over(length)), slice.value),
  );
  if (first === undefined) throw new RangeError("A table has no rows.");
  return rest.reduce((total, part) => total.plus(part), first);
}

/** The rate that is reached pays the whole base. `ATN9002` if `at` lies outside the table. */
export function whole<Axis extends string, Value, Base extends string, Paid extends string>(
  base: Quantity<Base>,
  table: Steps<Axis, Value>,
  at: Quantity<Axis>,
  apply: Apply<Base, Value, Paid>,
): Quantity<Paid> {
  return apply(base, valueAt(table, at));
}

/**
 * Up to `pivot` at the table's first rate; everything above it at the rate that is reached.
 * The base lies evenly from zero to `at`; no second row starts below `pivot`, which is not below zero.
 * `ATN9002` if `at` lies outside the table.
 */
export function wholeAbove<Axis extends string, Value, Base extends string, Paid extends string>(
  base: Quantity<Base>,
  table: Steps<Axis, Value>,
  pivot: Quantity<Axis>,
  at: Quantity<Axis>,
  apply: Apply<Base, Value, Paid>,
): Quantity<Paid> {
  const reached = valueAt(table, at);
  const [first] = table.rows;
  if (first === undefined || !reaches(first, at)) return apply(base, reached);
  if (!at.isAbove(pivot)) return apply(base, first.value);
  const below = base.times(pivot.over(at));
  return apply(below, first.value).plus(apply(base.minus(below), reached));
}

/** How a ratio applies to a base: a part of it. */
export function ofBase<Base extends string>(part: Quantity<Base>, rate: Ratio): Quantity<Base> {
  return part.times(rate);
}

/** How a price applies to a base: so much of `paid` for each unit of it. */
export function perUnit<Of extends string, Base extends string>(
  paid: Of,
): Apply<Base, Rate<Of, Base>, Of> {
  return (part, rate) => part.at(rate, paid);
}
