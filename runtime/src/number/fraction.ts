/** Fractions of two decimals, written out. */
import { type Decimal, ONE } from "./decimal.ts";

/** The decimal digits where they end, else the fraction in lowest terms: `0.75`, `2/3`. `denominator` is above zero. */
export function fractionText(numerator: Decimal, denominator: Decimal): string {
  const divisor = commonDivisor(numerator.abs(), denominator);
  const [top, bottom] = [numerator.divToInt(divisor), denominator.divToInt(divisor)];
  let [digits, rest] = [top, bottom];
  while (rest.mod(2).isZero()) [digits, rest] = [digits.times("0.5"), rest.times("0.5")];
  while (rest.mod(5).isZero()) [digits, rest] = [digits.times("0.2"), rest.times("0.2")];
  return rest.eq(ONE) ? digits.toFixed() : `${top.toFixed()}/${bottom.toFixed()}`;
}

/** Euclid's algorithm, which holds for decimals as it does for integers. */
function commonDivisor(a: Decimal, b: Decimal): Decimal {
  let [greater, less] = [a, b];
  while (!less.isZero()) [greater, less] = [less, greater.mod(less)];
  return greater;
}
