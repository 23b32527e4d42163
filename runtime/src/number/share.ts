/** Sharing an amount among several so that the parts make the whole: the method of the largest remainder. */
import { Decimal, ZERO } from "./decimal.ts";
import { Quantity, type Ratio } from "./quantity.ts";

/**
 * Splits `whole` into parts of `shares`, each a multiple of `increment`, whose sum is `whole` to the last digit.
 *
 * Each part is first cut off towards zero; what is then left over goes, one increment at a time, to the parts
 * that lost the most, and between equals to the earlier one: pass the shares in the order of the tie-break.
 * (Largest remainder, also known as Hare–Niemeyer.)
 *
 * `shares` sum to 1 and `whole` is a multiple of `increment`; parts of −x are the negatives of the parts of x.
 */
export function shareOut<Unit extends string>(
  whole: Quantity<Unit>,
  shares: readonly Ratio[],
  increment: string,
): Quantity<Unit>[] {
  const exact = shares.map((share) => whole.times(share));
  const cut = exact.map((part) => part.rounded("down", increment));
  const lost = exact.map((part, i) => magnitude(part.minus(cut[i] ?? part)));
  const byLoss = lost.map((_, i) => i).sort((a, b) => compareLoss(lost, b, a) || a - b);
  let left = cut.reduce((rest, part) => rest.minus(part), whole).numerator;
  const step = new Decimal(increment).times(whole.numerator.isNegative() ? -1 : 1);
  const extra = new Map<number, Decimal>();
  for (const i of byLoss) {
    if (left.isZero()) break;
    extra.set(i, step);
    left = left.minus(step);
  }
  return cut.map((part, i) => part.plus(Quantity.of((extra.get(i) ?? ZERO).toFixed(), whole.unit)));
}

function magnitude<Unit extends string>(amount: Quantity<Unit>): Quantity<Unit> {
  return amount.numerator.isNegative() ? amount.negated() : amount;
}

function compareLoss<Unit extends string>(
  lost: readonly Quantity<Unit>[],
  a: number,
  b: number,
): number {
  const [first, second] = [lost[a], lost[b]];
  return first === undefined || second === undefined ? 0 : first.compare(second);
}
