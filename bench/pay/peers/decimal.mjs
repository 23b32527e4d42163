/** decimal.js for every amount, on deals as objects, as an application would write it. The texts are decimals already. */
import { decimal, PRODUCTS, DATES, TYPES } from "../generate.mjs";
import { dealOfTexts, decimalJob } from "../decimal-job.mjs";

export async function open(market) {
  const { Decimal } = await import("decimal.js");
  const job = decimalJob(Decimal);
  const { payee, day, product, amount, margin, type, split } = market;
  const deals = Array.from({ length: market.count }, (_, i) =>
    dealOfTexts(Decimal, [
      payee[i],
      DATES[day[i]],
      PRODUCTS[product[i]],
      decimal(amount[i], 2),
      decimal(margin[i], 4),
      TYPES[type[i]],
      decimal(split[i], 2),
    ]),
  );
  const people = Array.from(market.target, (target) => new Decimal(decimal(target, 2)));
  const quotas = Array.from(market.quota, (quota) => new Decimal(decimal(quota, 2)));
  const payouts = new Float64Array(quotas.length);
  return () => {
    const totals = new Map();
    for (const deal of deals) job.add(totals, deal);
    for (const [group, quota] of quotas.entries()) {
      const total = totals.get(`${group >> 2} ${(group % 4) + 1}`);
      payouts[group] = job
        .payout(total, quota, people[group >> 2])
        .times(100)
        .toNumber();
    }
    return payouts;
  };
}
