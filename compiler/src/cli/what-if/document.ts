/** Scenarios as JSON: amounts are exact, and texts. */
import { exactAmount } from "../../evaluate/format.ts";
import { Rational } from "../../evaluate/rational.ts";
import type { Figures } from "../../what-if/figures.ts";
import type { Comparison } from "./comparison.ts";

type Json = Readonly<Record<string, unknown>>;

export function documentOf({ plan, period, currency, along, cases }: Comparison): Json {
  const cost = cases[0]?.figures.cost ?? Rational.ZERO;
  return {
    plan,
    period,
    currency,
    along: along?.name ?? null,
    cases: cases.map(({ title, figures }) => ({
      scenario: title ?? null,
      difference: exactAmount(figures.cost.minus(cost), currency),
      ...figuresJson(figures, currency),
    })),
  };
}

function figuresJson({ people, cost, credited, bands, curve }: Figures, currency: string): Json {
  return {
    people: String(people),
    cost: exactAmount(cost, currency),
    credited: credited.map(({ credit, unit, total, costPerUnit }) => ({
      credit,
      unit,
      total: exactAmount(total, unit),
      costPerUnit: costPerUnit?.toString() ?? null,
    })),
    bands: bands.map(({ from, below, payouts, cost: own }) => ({
      from: from?.toString() ?? null,
      below: below?.toString() ?? null,
      payouts: String(payouts),
      cost: exactAmount(own, currency),
    })),
    curve: curve.map(({ share, payout }) => ({
      share: share.toString(),
      payout: exactAmount(payout, currency),
    })),
  };
}
