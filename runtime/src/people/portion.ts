/** Sharing an amount among people, by weights, to the cent. */
import { Quantity, type Ratio, ratio, sum } from "../number/quantity.ts";
import { shareOut } from "../number/share.ts";

/** Somebody who gets a part. */
export interface Member {
  readonly payee: string;
  /** Who comes first among equals when an odd unit is given away: the lower text, then the lower key. */
  readonly tie: string;
}

export interface Weighing extends Member {
  /** Never negative, and of one unit for all. */
  readonly weight: Quantity<string>;
}

/**
 * What `payee` gets of `whole`, shared by weight into multiples of `increment` that make the whole (largest
 * remainder). Zero for somebody who isn't among them, and for all where the weights add up to zero.
 *
 * A `RangeError` where `whole` is no multiple of `increment` or a weight is negative.
 */
export function portionOf<Unit extends string>(
  whole: Quantity<Unit>,
  members: readonly Weighing[],
  payee: string,
  increment: string,
): Quantity<Unit> {
  const nothing = Quantity.of("0", whole.unit);
  const shares = sharesOf(members);
  const ordered = inTieOrder(members);
  const place = ordered.findIndex((member) => member.payee === payee);
  if (place === -1 || shares === undefined) return nothing;
  const parts = shareOut(
    whole,
    ordered.map((member) => shares.get(member.payee) ?? ratio("0")),
    increment,
  );
  return parts[place] ?? nothing;
}

/** The part of each in the sum of the weights; undefined if that is zero. */
function sharesOf(members: readonly Weighing[]): ReadonlyMap<string, Ratio> | undefined {
  const [first] = members;
  if (first === undefined) return undefined;
  const total = sum(
    members.map(({ weight }) => weight),
    first.weight.unit,
  );
  if (total.isZero()) return undefined;
  return new Map(members.map(({ payee, weight }) => [payee, weight.over(total)]));
}

/** By the tie text, then by key. */
export function inTieOrder<Some extends Member>(members: readonly Some[]): readonly Some[] {
  return [...members].sort((a, b) => order(a.tie, b.tie) || order(a.payee, b.payee));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
