/** Ranges of integers: between which two an integer is sure to lie. They decide how wide it has to be computed. */

/** Both ends belong to it. */
export interface Range {
  readonly lo: bigint;
  readonly hi: bigint;
}

const DOUBLE = 2n ** 53n - 1n;
const INT64 = 2n ** 63n - 1n;
const INT128 = 2n ** 127n - 1n;

export const only = (value: bigint): Range => ({ lo: value, hi: value });

/** Whether doubles hold every integer of a range exactly, and its sums and products with their bounds. */
export const fitsDouble = (range: Range): boolean => fits(range, DOUBLE);
export const fitsInt64 = (range: Range): boolean => fits(range, INT64);
export const fitsInt128 = (range: Range): boolean => fits(range, INT128);

function fits({ lo, hi }: Range, bound: bigint): boolean {
  return lo >= -bound && hi <= bound;
}

export function plus(a: Range, b: Range): Range {
  return { lo: a.lo + b.lo, hi: a.hi + b.hi };
}

export function minus(a: Range, b: Range): Range {
  return { lo: a.lo - b.hi, hi: a.hi - b.lo };
}

export function times(a: Range, b: Range): Range {
  return span([a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]);
}

/** Of a quotient, however it is rounded; `by` starts at 1 or above. */
export function over(of: Range, by: Range): Range {
  const corners = [of.lo / by.lo, of.lo / by.hi, of.hi / by.lo, of.hi / by.hi];
  const { lo, hi } = span(corners);
  return { lo: of.lo < 0n ? lo - 1n : lo, hi: of.hi > 0n ? hi + 1n : hi };
}

export function least(a: Range, b: Range): Range {
  return { lo: min(a.lo, b.lo), hi: min(a.hi, b.hi) };
}

export function greatest(a: Range, b: Range): Range {
  return { lo: max(a.lo, b.lo), hi: max(a.hi, b.hi) };
}

/** What holds the integers of both. */
export function either(a: Range, b: Range): Range {
  return { lo: min(a.lo, b.lo), hi: max(a.hi, b.hi) };
}

/** What up to `count` integers of a range add up to. */
export function summed({ lo, hi }: Range, count: bigint): Range {
  return { lo: min(lo, 0n) * count, hi: max(hi, 0n) * count };
}

function span(corners: readonly bigint[]): Range {
  return { lo: corners.reduce(min), hi: corners.reduce(max) };
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
