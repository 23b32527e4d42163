/** The one decimal.js constructor of the runtime: addition, subtraction and multiplication never round. */
import { Decimal as DecimalJs } from "decimal.js";

/**
 * Exact decimals. The precision is the largest that decimal.js has, so sums and products keep every digit.
 * Nothing in the runtime divides with it except by `divToInt`, which is exact: a quotient is kept as two
 * decimals (see `quantity.ts`) until it is compared or rounded.
 */
export const Decimal: typeof DecimalJs = DecimalJs.clone({
  defaults: true,
  precision: 1e9,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** One exact decimal number. */
export type Decimal = DecimalJs;

export const ZERO: Decimal = new Decimal(0);
export const ONE: Decimal = new Decimal(1);
