/** The one decimal.js constructor of the runtime: addition, subtraction and multiplication never round. */
import { Decimal as DecimalJs } from "decimal.js";

/**
 * Exact decimals. The precision is the largest that decimal.js has, so sums and products keep every digit; it sets
 * a limit and takes no memory. Nothing in the runtime divides except by `divToInt` and `mod`, which give whole
 * digits only and so are exact; `div` would try to find a thousand million digits. A quotient is kept as two
 * decimals (see `quantity.ts`) until it is compared or rounded. Texts with exponents are refused there, because
 * adding 1e-999999 to 1 would need a million digits.
 */
export const Decimal: typeof DecimalJs = DecimalJs.clone({
  defaults: true,
  precision: 1e9,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** One exact decimal number. */
export type Decimal = DecimalJs;

export const ONE: Decimal = new Decimal(1);

/** The product of two numbers, either of which is often 1: a denominator mostly is. */
export function product(a: Decimal, b: Decimal): Decimal {
  return b === ONE ? a : a === ONE ? b : a.times(b);
}
