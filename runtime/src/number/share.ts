/** Sharing an amount among several so that the parts make the whole: the method of the largest remainder. */
import { Quantity, type Ratio, ratio, sum } from "./quantity.ts";

/**
 * Splits `whole` into parts of `shares`, each a multiple of `increment`, whose sum is `whole` to the last digit.
 *
 * Each part is first cut off towards zero; what is then left over goes, one increment at a time, to the parts
 * that lost the most, and between equals to the earlier one: pass the shares in the order of the tie-break.
 * (Largest remainder, also known as Hare–Niemeyer.) Parts of −x are the negatives of the parts of x.
 *
 * A `RangeError` where no parts can make the whole: `shares`, none of them negative, sum to 1, and `whole` is a
 * multiple of `increment`. The caller has made sure of both, and names the row if they don't hold.
 */
export function shareOut<Unit extends string>(
  whole: Quantity<Unit>,
  shares: readonly Ratio[],
  increment: string,
): Quantity<Unit>[] {
  checkWhole(whole, shares, increment);
  const parts = shares.map((share) => {
    const exact = whole.times(share);
    const cut = exact.rounded("down", increment);
    return { cut, lost: magnitude(exact.minus(cut)) };
  });
  const unit = Quantity.of(increment, whole.unit);
  const step = whole.numerator.isNegative() ? unit.negated() : unit;
  let left = parts.reduce((rest, { cut }) => rest.minus(cut), whole);
  const topped = new Set<(typeof parts)[number]>();
  for (const part of parts.toSorted((a, b) => b.lost.compare(a.lost))) {
    if (left.isZero()) break;
    topped.add(part);
    left = left.minus(step);
  }
  return parts.map((part) => (topped.has(part) ? part.cut.plus(step) : part.cut));
}

function checkWhole<Unit extends string>(
  whole: Quantity<Unit>,
  shares: readonly Ratio[],
  increment: string,
): void {
  const none = ratio("0");
  if (!sum(shares, "ratio").equals(ratio("1")) || shares.some((share) => share.isBelow(none))) {
    throw new RangeError(`The shares ${shares.join(" + ")} don't make 1.`);
  }
  if (!whole.rounded("down", increment).equals(whole)) {
    throw new RangeError(`${String(whole)} is no multiple of ${increment}.`);
  }
}

function magnitude<Unit extends string>(amount: Quantity<Unit>): Quantity<Unit> {
  return amount.numerator.isNegative() ? amount.negated() : amount;
}
