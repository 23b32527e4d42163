/** Rounding of an exact fraction to a multiple of an increment, in each of the seven named modes. */
import { type Decimal, ONE, product } from "./decimal.ts";

/**
 * `half even` rounds a tie to the even multiple, `half up` away from zero, `half down` towards zero;
 * `up` is away from zero, `down` towards zero, `floor` and `ceiling` towards −∞ and +∞.
 */
export type RoundingMode =
  "half even" | "half up" | "half down" | "up" | "down" | "floor" | "ceiling";

/**
 * The multiple of `increment` that `numerator / denominator` rounds to.
 * `denominator` is above zero; a `RangeError` if `increment` is not.
 */
export function roundToMultiple(
  numerator: Decimal,
  denominator: Decimal,
  increment: Decimal,
  mode: RoundingMode,
): Decimal {
  if (!increment.gt(0)) throw new RangeError(`Nothing is a multiple of ${increment.toFixed()}.`);
  const unit = product(denominator, increment);
  const towardsZero = numerator.divToInt(unit);
  const remainder = numerator.minus(towardsZero.times(unit));
  if (remainder.isZero()) return towardsZero.times(increment);
  const isNegative = numerator.isNegative();
  if (!roundsAway(mode, isNegative, remainder, unit, towardsZero)) {
    return towardsZero.times(increment);
  }
  return towardsZero.plus(isNegative ? ONE.negated() : ONE).times(increment);
}

/** Whether a multiple and a remainder become the next multiple away from zero. */
function roundsAway(
  mode: RoundingMode,
  isNegative: boolean,
  remainder: Decimal,
  unit: Decimal,
  multiple: Decimal,
): boolean {
  switch (mode) {
    case "half even": {
      const half = remainder.abs().times(2).cmp(unit);
      return half > 0 || (half === 0 && !multiple.mod(2).isZero());
    }
    case "half up":
      return remainder.abs().times(2).cmp(unit) >= 0;
    case "half down":
      return remainder.abs().times(2).cmp(unit) > 0;
    case "up":
      return true;
    case "down":
      return false;
    case "floor":
      return isNegative;
    case "ceiling":
      return !isNegative;
  }
}
