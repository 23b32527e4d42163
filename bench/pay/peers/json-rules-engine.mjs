/**
 * json-rules-engine: one run for each deal, which says whether it counts, and one for each payee and quarter, which says
 * what is reached. It has no arithmetic: that is done beside it, in whole numbers, from what its events say.
 */
import { dealsOf, halfEven } from "../groups.mjs";

const COUNTED = {
  conditions: {
    all: [
      { fact: "type", operator: "equal", value: "New" },
      { fact: "product", operator: "in", value: ["Core", "Plus", "Service"] },
    ],
  },
  event: { type: "counted" },
};

const tier = (from, to, rate) => ({
  conditions: { all: [{ fact: "attainment", operator: "greaterThan", value: from }] },
  event: { type: "tier", params: { from, to, rate } },
});

const KICKER = {
  conditions: {
    all: [
      { fact: "attainment", operator: "greaterThanInclusive", value: 1.1 },
      { fact: "margin", operator: "greaterThanInclusive", value: 0.35 },
    ],
  },
  event: { type: "kicker" },
};

export async function open(market) {
  const { Engine } = await import("json-rules-engine");
  const counts = new Engine([COUNTED]);
  const reached = new Engine([
    tier(0, 0.5, 4),
    tier(0.5, 1, 6),
    tier(1, 1.2, 9),
    tier(1.2, Infinity, 12),
    KICKER,
  ]);
  const groups = dealsOf(market);

  async function payout(deals, quota, target) {
    let [bookings, margins, number] = [0, 0, 0];
    for (const { amount, margin, split, product, type } of deals) {
      const { events } = await counts.run({ product, type });
      if (events.length === 0) continue;
      bookings += halfEven(amount * split, 100);
      margins += margin;
      number += 1;
    }
    const margin = number === 0 ? 0 : margins / number / 10_000;
    const { events } = await reached.run({ attainment: bookings / quota, margin });
    let pay = 0;
    for (const { type, params } of events)
      if (type === "tier")
        pay +=
          params.rate *
          (Math.min(bookings * 10, params.to * 10 * quota) - params.from * 10 * quota);
    const factor = events.some(({ type }) => type === "kicker") ? 11 : 10;
    return halfEven(Math.min(pay * factor, 30_000 * target), 10_000);
  }

  const payouts = new Float64Array(groups.length);
  return async () => {
    for (const [group, deals] of groups.entries())
      payouts[group] = await payout(deals, market.quota[group], market.target[group >> 2]);
    return payouts;
  };
}
