/** The method of the largest remainder in closed form: parts in whole units that make the whole. */
import { inCommon } from "../integer/common.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";

/** One of those who share. */
export interface Sharer {
  /** Whether there is a share at all. */
  readonly when: Bool;
  /** Its part of the whole: all those that there are add up to 1, and none is negative. */
  readonly share: Num;
  /** Who comes first among equals: the lower. */
  readonly order: Int;
}

/**
 * Each gets the whole units of its share; those that are left over go to the largest remainders, one to each. `whole` is
 * in units.
 */
export function byLargestRemainder(whole: Int, sharers: readonly Sharer[]): Int[] {
  const [divisor = form.UNIT, ...shares] = inCommon([
    number.ONE,
    ...sharers.map(({ share }) => share),
  ]);
  const exact = shares.map((share) => form.multiply(whole, share));
  const cut = exact.map((part) => form.quotient(part, divisor, "down"));
  const lost = exact.map((part, i) =>
    form.absolute(form.subtract(part, form.multiply(at(cut, i), divisor))),
  );
  const given = cut.map((part, i) => form.choose(at(sharers, i).when, part, form.ZERO));
  const left = within(given.reduce(form.subtract, whole), BigInt(sharers.length - 1));
  const step = form.choose(form.compare("<", left, form.ZERO), form.constant(-1n), form.UNIT);
  const units = form.absolute(left);
  return cut.map((part, i) => {
    const isLucky = form.compare("<", rankOf(i, sharers, lost), units);
    return form.add(part, form.choose(isLucky, step, form.ZERO));
  });
}

/** How many come before one of them: those who lost more, or as much and are first in the order. */
function rankOf(i: number, sharers: readonly Sharer[], lost: readonly Int[]): Int {
  return sharers
    .map((other, j) => {
      if (i === j) return form.ZERO;
      const isBefore = j < i ? before(j, i, sharers, lost) : form.not(before(i, j, sharers, lost));
      return form.choose(form.and(other.when, isBefore), form.UNIT, form.ZERO);
    })
    .reduce(form.add);
}

/** Whether one comes before a later one: so also where nothing tells them apart. */
function before(i: number, j: number, sharers: readonly Sharer[], lost: readonly Int[]): Bool {
  const inOrder = form.compare("<=", at(sharers, i).order, at(sharers, j).order);
  const asMuch = form.compare("=", at(lost, i), at(lost, j));
  return form.or(form.compare(">", at(lost, i), at(lost, j)), form.and(asMuch, inOrder));
}

/** Less than one unit is lost of each share: what is known of a sum beyond the ranges of its parts. */
function within(sum: Int, bound: bigint): Int {
  const { lo, hi } = sum.range;
  return { ...sum, range: { lo: lo > -bound ? lo : -bound, hi: hi < bound ? hi : bound } };
}

function at<Item>(items: readonly Item[], i: number): Item {
  const item = items[i];
  if (item === undefined) throw new Error("Attain lost one of those who share.");
  return item;
}
