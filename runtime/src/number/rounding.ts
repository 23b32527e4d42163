/** Rounding of an exact fraction to a multiple of an increment, in each of the seven named modes. */
import { type Decimal, ONE, ZERO } from "./decimal.ts";

/**
 * `half even` rounds a tie to the even multiple, `half up` away from zero, `half down` towards zero;
 * `up` is away from zero, `down` towards zero, `floor` and `ceiling` towards −∞ and +∞.
 */
export type RoundingMode =
  "half even" | "half up" | "half down" | "up" | "down" | "floor" | "ceiling";

/**
 * The multiple of `increment` that `numerator / denominator` rounds to.
 * `denominator` and `increment` are above zero.
 */
export function roundToMultiple(
  numerator: Decimal,
  denominator: Decimal,
  increment: Decimal,
  mode: RoundingMode,
): Decimal {
  const unit = denominator.times(increment);
  const towardsZero = numerator.divToInt(unit);
  const remainder = numerator.minus(towardsZero.times(unit));
  if (remainder.isZero()) return towardsZero.times(increment);
  const step = numerator.isNegative() ? ONE.negated() : ONE;
  const away = roundsAwayFromZero(mode, {
    negative: numerator.isNegative(),
    half: remainder.abs().times(2).cmp(unit),
    odd: !towardsZero.mod(2).isZero(),
  });
  return towardsZero.plus(away ? step : ZERO).times(increment);
}

interface Remainder {
  readonly negative: boolean;
  /** Below, at or above the half of the increment. */
  readonly half: number;
  /** Whether the multiple nearer to zero is odd. */
  readonly odd: boolean;
}

function roundsAwayFromZero(mode: RoundingMode, { negative, half, odd }: Remainder): boolean {
  switch (mode) {
    case "half even":
      return half > 0 || (half === 0 && odd);
    case "half up":
      return half >= 0;
    case "half down":
      return half > 0;
    case "up":
      return true;
    case "down":
      return false;
    case "floor":
      return negative;
    case "ceiling":
      return !negative;
  }
}
