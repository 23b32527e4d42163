/** What a scenario comes to, in one currency: what is set beside the plan as it is. */
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import { SHARES } from "./goal.ts";
import type { Along, CurvePoint, Outcome, Paid } from "./scenario.ts";

export interface Figures {
  readonly people: bigint;
  readonly cost: Rational;
  readonly credited: readonly Credited[];
  /** Those that are below half of what is expected, from there to all of it, and so on; of a ratio only. */
  readonly bands: readonly Band[];
  readonly curve: readonly CurvePoint[];
}

interface Credited {
  readonly credit: string;
  readonly unit: ir.Unit;
  readonly total: Rational;
  /** Undefined where nothing is credited. */
  readonly costPerUnit: Rational | undefined;
}

export interface Band {
  /** The first has none. */
  readonly from?: Rational;
  /** The last has none; it isn't in the band itself. */
  readonly below?: Rational;
  readonly payouts: bigint;
  readonly cost: Rational;
}

export function currenciesOf(outcomes: readonly Outcome[]): string[] {
  const all = outcomes.flatMap(({ paid }) => paid.map(({ currency }) => currency));
  return [...new Set(all)].sort();
}

export function figuresOf(
  { credits }: ir.Plan,
  periods: number,
  { paid, curve }: Outcome,
  along: Along | undefined,
  currency: string,
): Figures {
  const own = paid.filter((one) => one.currency === currency);
  const cost = costOf(own);
  return {
    people: countOf(own) / BigInt(periods),
    cost,
    credited: credits.flatMap(({ name, unit }) => {
      if (!paid.some(({ credited }) => credited.has(name))) return [];
      const total = sumOf(own, ({ credited }) => credited.get(name) ?? Rational.ZERO);
      const costPerUnit = total.isZero() ? undefined : cost.over(total);
      return [{ credit: name, unit, total, costPerUnit }];
    }),
    bands: along?.unit === "ratio" ? bandsOf(own) : [],
    curve: curve.filter((point) => point.currency === currency),
  };
}

function bandsOf(paid: readonly Paid[]): Band[] {
  return [undefined, ...SHARES].map((from, i) => {
    const below = SHARES[i];
    const inside = paid.filter(
      ({ reached }) =>
        reached !== undefined &&
        (from === undefined || reached.compare(from) >= 0) &&
        (below === undefined || reached.compare(below) < 0),
    );
    return {
      ...(from === undefined ? {} : { from }),
      ...(below === undefined ? {} : { below }),
      payouts: countOf(inside),
      cost: costOf(inside),
    };
  });
}

function costOf(paid: readonly Paid[]): Rational {
  return sumOf(paid, ({ payout }) => payout);
}

function countOf(paid: readonly Paid[]): bigint {
  return paid.reduce((count, { member }) => count + member.people, 0n);
}

function sumOf(paid: readonly Paid[], valueOf: (one: Paid) => Rational): Rational {
  return paid.reduce(
    (sum, one) => sum.plus(valueOf(one).times(Rational.of(one.member.people))),
    Rational.ZERO,
  );
}
