/**
 * The ZEN engine: a decision of one expression node, created once and evaluated for each payee and quarter with the list of
 * deals, a hundred at a time. It counts in decimals; half even is written out, since its `round` takes halves away from zero.
 */
import { dealsOf } from "../groups.mjs";

const AT_ONCE = 100;

/** Each may read those before it, after `$.`. */
const EXPRESSIONS = {
  counted: `filter(deals, #.type == "New" and #.product in ["Core", "Plus", "Service"])`,
  bookings: `sum(map($.counted,
    floor((#.amount * #.split + 50) / 100) - ((#.amount * #.split) % 200 in [50, -150] ? 1 : 0)))`,
  margin: "len($.counted) == 0 ? 0 : sum(map($.counted, #.margin)) / len($.counted)",
  slices: `4 * max([min([$.bookings, quota / 2]), 0])
    + 6 * max([min([$.bookings, quota]) - quota / 2, 0])
    + 9 * max([min([$.bookings, quota * 1.2]) - quota, 0])
    + 12 * max([$.bookings - quota * 1.2, 0])`,
  factor: "$.bookings >= quota * 1.1 and $.margin >= 3500 ? 1.1 : 1",
  pay: "min([$.slices * $.factor, 300 * target]) / 100",
  cents: "floor($.pay + 0.5) - ($.pay % 2 == 0.5 ? 1 : 0)",
};

const CONTENT = {
  contentType: "application/vnd.gorules.decision",
  nodes: [
    { id: "in", type: "inputNode", name: "deals" },
    {
      id: "pay",
      type: "expressionNode",
      name: "pay",
      content: {
        expressions: Object.entries(EXPRESSIONS).map(([key, value]) => ({ id: key, key, value })),
      },
    },
    { id: "out", type: "outputNode", name: "payout" },
  ],
  edges: [
    { id: "1", sourceId: "in", targetId: "pay", type: "edge" },
    { id: "2", sourceId: "pay", targetId: "out", type: "edge" },
  ],
};

export async function open(market) {
  const { ZenEngine } = await import("@gorules/zen-engine");
  const decision = new ZenEngine().createDecision(CONTENT);
  const cases = dealsOf(market).map((deals, group) => ({
    deals,
    quota: market.quota[group],
    target: market.target[group >> 2],
  }));
  const payouts = new Float64Array(cases.length);
  return async () => {
    for (let at = 0; at < cases.length; at += AT_ONCE) {
      const part = cases.slice(at, at + AT_ONCE);
      const answers = await Promise.all(part.map((one) => decision.evaluate(one)));
      for (const [i, { result }] of answers.entries()) payouts[at + i] = result.cents;
    }
    return payouts;
  };
}
