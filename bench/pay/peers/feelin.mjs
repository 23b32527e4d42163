/**
 * FEEL, the language of DMN, by feelin: one expression for each payee and quarter with the list of deals, in dollars, since
 * its `decimal` rounds half even. It has no call that reads an expression once for many evaluations.
 */
import { dealsOf } from "../groups.mjs";

const EXPRESSION = `{
  counted: deals[type = "New" and list contains(["Core", "Plus", "Service"], product)],
  bookings: if count(counted) = 0 then 0 else sum(for deal in counted return decimal(deal.amount * deal.split, 2)),
  margin: if count(counted) = 0 then 0 else mean(for deal in counted return deal.margin),
  slices: 0.04 * max(min(bookings, 0.5 * quota), 0)
    + 0.06 * max(min(bookings, quota) - 0.5 * quota, 0)
    + 0.09 * max(min(bookings, 1.2 * quota) - quota, 0)
    + 0.12 * max(bookings - 1.2 * quota, 0),
  factor: if bookings >= 1.1 * quota and margin >= 0.35 then 1.1 else 1,
  payout: decimal(min(slices * factor, 3 * target), 2)
}.payout`;

function dollars({ product, amount, margin, type, split }) {
  return { product, type, amount: amount / 100, margin: margin / 10_000, split: split / 100 };
}

export async function open(market) {
  const { evaluate } = await import("feelin");
  const cases = dealsOf(market).map((deals, group) => ({
    deals: deals.map(dollars),
    quota: market.quota[group] / 100,
    target: market.target[group >> 2] / 100,
  }));
  const payouts = new Float64Array(cases.length);
  return () => {
    for (const [group, one] of cases.entries())
      payouts[group] = Math.round(evaluate(EXPRESSION, one).value * 100);
    return payouts;
  };
}
