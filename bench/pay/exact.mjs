/** The payouts that are right: the job in fractions of BigInt, one clause after the other, with no thought of speed. */
import { PRODUCTS, quarterOfDay, TYPES } from "./generate.mjs";

const COUNTED = ["Core", "Plus", "Service"];
/** From which percentage of quota on which percentage is paid. */
const TIERS = [
  { from: 0n, to: 50n, rate: 4n },
  { from: 50n, to: 100n, rate: 6n },
  { from: 100n, to: 120n, rate: 9n },
  { from: 120n, to: undefined, rate: 12n },
];

/** @param {import("./generate.mjs").Market} market @returns {Float64Array} cents by payee and quarter */
export function exactPayouts(market) {
  const groups = market.payees * 4;
  const bookings = Array.from({ length: groups }, () => 0n);
  const margins = Array.from({ length: groups }, () => 0n);
  const deals = Array.from({ length: groups }, () => 0n);
  for (let i = 0; i < market.count; i += 1) {
    if (!COUNTED.includes(PRODUCTS[market.product[i]]) || TYPES[market.type[i]] !== "New") continue;
    const group = market.payee[i] * 4 + quarterOfDay[market.day[i]];
    bookings[group] += halfEven(BigInt(market.amount[i]) * BigInt(market.split[i]), 100n);
    margins[group] += BigInt(market.margin[i]);
    deals[group] += 1n;
  }
  return Float64Array.from({ length: groups }, (_, group) =>
    Number(
      payout({
        bookings: bookings[group],
        margins: margins[group],
        deals: deals[group],
        quota: BigInt(market.quota[group]),
        target: BigInt(market.target[Math.floor(group / 4)]),
      }),
    ),
  );
}

/** Numerators of cents over 10,000 until the last line rounds. */
function payout({ bookings, margins, deals, quota, target }) {
  let pay = 0n;
  for (const { from, to, rate } of TIERS) {
    const hundredfold = 100n * bookings;
    const end = to === undefined || hundredfold < to * quota ? hundredfold : to * quota;
    if (end > from * quota) pay += (end - from * quota) * rate;
  }
  const isOver = 100n * bookings >= 110n * quota;
  const isGood = deals > 0n && margins >= 3500n * deals;
  const [numerator, divisor] = isOver && isGood ? [pay * 110n, 1_000_000n] : [pay, 10_000n];
  return numerator > 3n * target * divisor ? 3n * target : halfEven(numerator, divisor);
}

/**
 * Credits may be negative.
 *
 * @param {bigint} numerator @param {bigint} divisor
 */
function halfEven(numerator, divisor) {
  const rest = ((numerator % divisor) + divisor) % divisor;
  const floor = (numerator - rest) / divisor;
  if (rest * 2n === divisor) return floor % 2n === 0n ? floor : floor + 1n;
  return rest * 2n > divisor ? floor + 1n : floor;
}
