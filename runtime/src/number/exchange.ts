/** Amounts in another currency. */
import { Quantity } from "./quantity.ts";

/**
 * `amount` of the currency `from` in the currency `to`: what it costs in `base`, and how much of `to` that buys.
 * `price` gives what a unit of a currency costs in `base`; it isn't asked for `base` itself. Exact: nothing is rounded.
 */
export function exchanged<To extends string>(
  amount: Quantity<string>,
  from: string,
  to: To,
  base: string,
  price: (currency: string) => Quantity<string>,
): Quantity<To> {
  const units = bare(amount);
  const one = Quantity.of("1", "ratio");
  const priceOf = (currency: string): Quantity<"ratio"> =>
    currency === base ? one : bare(price(currency));
  const changed = from === to ? units : units.times(priceOf(from)).over(priceOf(to));
  return Quantity.of("1", to).times(changed);
}

/** The same in the currency that somebody is paid in: `unit` stands for it, whichever it is. */
export function exchangedInto<Unit extends string>(
  unit: Unit,
  amount: Quantity<string>,
  from: string,
  to: string,
  base: string,
  price: (currency: string) => Quantity<string>,
): Quantity<Unit> {
  return inUnit(exchanged(amount, from, to, base, price), unit);
}

/** The same number in a unit that stands for the one it has. */
export function inUnit<Unit extends string>(amount: Quantity<string>, unit: Unit): Quantity<Unit> {
  return Quantity.of("1", unit).times(bare(amount));
}

/** The number without its unit. */
function bare(amount: Quantity<string>): Quantity<"ratio"> {
  return amount.over(Quantity.of("1", amount.unit));
}
