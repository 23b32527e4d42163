/** The job with decimal.js, in memory and from files. */

const COUNTED = new Set(["Core", "Plus", "Service"]);

/** A deal from its cells: payee, day, product, amount, margin, type, split. */
export function dealOfTexts(Decimal, [payee, closed, product, amount, margin, type, split]) {
  return {
    payee,
    closed,
    product,
    type,
    amount: new Decimal(amount),
    margin: new Decimal(margin),
    split: new Decimal(split),
  };
}

export function decimalJob(Decimal) {
  const tiers = [
    [0, "0.04"],
    ["0.5", "0.06"],
    [1, "0.09"],
    ["1.2", "0.12"],
  ].map(([from, rate]) => ({ from: new Decimal(from), rate: new Decimal(rate) }));
  const [OVER, GOOD, MORE, MOST] = ["1.1", "0.35", "1.1", 3].map((text) => new Decimal(text));
  const ZERO = new Decimal(0);

  /** Adds a deal to the totals of its payee and quarter, if it counts. */
  function add(totals, { payee, closed, product, type, amount, margin, split }) {
    if (type !== "New" || !COUNTED.has(product)) return;
    const key = `${payee} ${Math.ceil(Number(closed.slice(5, 7)) / 3)}`;
    const credited = amount.times(split).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN);
    const total = totals.get(key);
    if (total === undefined) totals.set(key, { bookings: credited, margins: margin, deals: 1 });
    else {
      total.bookings = total.bookings.plus(credited);
      total.margins = total.margins.plus(margin);
      total.deals += 1;
    }
  }

  function payout(total, quota, target) {
    if (total === undefined || total.bookings.lte(ZERO)) return ZERO;
    const { bookings, margins, deals } = total;
    let pay = ZERO;
    for (const [i, { from, rate }] of tiers.entries()) {
      const start = from.times(quota);
      if (bookings.lte(start)) break;
      const next = tiers[i + 1];
      const end = next === undefined ? bookings : Decimal.min(bookings, next.from.times(quota));
      pay = pay.plus(end.minus(start).times(rate));
    }
    if (bookings.div(quota).gte(OVER) && margins.div(deals).gte(GOOD)) pay = pay.times(MORE);
    return Decimal.min(pay, target.times(MOST)).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN);
  }

  return { add, payout };
}
