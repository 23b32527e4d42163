/** Deals as objects, by payee and quarter: what an engine is given that sees one case at a time. Not measured. */
import { DATES, PRODUCTS, quarterOfDay, TYPES } from "./generate.mjs";

/**
 * Amounts in cents, margins in ten-thousandths, splits in hundredths, all whole numbers, so that an engine that counts in
 * binary fractions has every chance to be right.
 *
 * @param {import("./generate.mjs").Market} market
 */
export function dealsOf(market, deal = wholeDeal) {
  const groups = Array.from({ length: market.payees * 4 }, () => []);
  for (let i = 0; i < market.count; i += 1)
    groups[market.payee[i] * 4 + quarterOfDay[market.day[i]]].push(deal(market, i));
  return groups;
}

function wholeDeal({ day, product, amount, margin, type, split }, i) {
  return {
    closed: DATES[day[i]],
    product: PRODUCTS[product[i]],
    amount: amount[i],
    margin: margin[i],
    type: TYPES[type[i]],
    split: split[i],
  };
}

/** Half even for whole numbers of either sign. */
export function halfEven(numerator, divisor) {
  const floor = Math.floor(numerator / divisor);
  const rest = numerator - floor * divisor;
  const isUp = rest * 2 > divisor || (rest * 2 === divisor && floor % 2 !== 0);
  return isUp ? floor + 1 : floor;
}
