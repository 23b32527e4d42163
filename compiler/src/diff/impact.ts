/** Whom a change pays more or less, in which component, and because of which step. */
import { Rational } from "../evaluate/rational.ts";

/** What one person is paid for one period by one plan. */
export interface Pay {
  readonly plan: string;
  readonly period: string;
  readonly payee: string;
  readonly name: string;
  readonly currency: string;
  /** By the name of the component, or of what else makes the payout: their sum. */
  readonly parts: ReadonlyMap<string, Rational>;
}

/** What a step changes of an amount. */
interface Cause {
  /** The number of the step, from 0. */
  readonly step: number;
  readonly amount: Rational;
}

export interface PartImpact {
  readonly part: string;
  /** Undefined where there is none on that side. */
  readonly old: Rational | undefined;
  readonly now: Rational | undefined;
  readonly difference: Rational;
  /** They add up to the difference. */
  readonly causes: readonly Cause[];
}

export interface PayImpact {
  readonly plan: string;
  readonly period: string;
  readonly payee: string;
  readonly name: string;
  readonly currency: string;
  readonly old: Rational;
  readonly now: Rational;
  readonly difference: Rational;
  /** Whether the person is paid by the plan on both sides, or on one only. */
  readonly side: "both" | "added" | "removed";
  /** Those that differ. */
  readonly parts: readonly PartImpact[];
}

/** The payouts of each stage, from before the first step to after the last; equal amounts are left out of `parts`. */
export function impactsOf(stages: readonly (readonly Pay[])[]): PayImpact[] {
  const byKey = stages.map((stage) => new Map(stage.map((pay) => [keyOf(pay), pay])));
  const keys = [...new Set(byKey.flatMap((stage) => [...stage.keys()]))];
  return keys
    .flatMap((key) => impactOf(byKey.map((stage) => stage.get(key))) ?? [])
    .sort((a, b) => compare(sortKey(a), sortKey(b)));
}

function keyOf({ plan, period, payee, currency }: Pay): string {
  return JSON.stringify([plan, period, payee, currency]);
}

function sortKey({ plan, period, payee }: PayImpact): string {
  return [plan, period, payee].join("\u0000");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function impactOf(stages: readonly (Pay | undefined)[]): PayImpact | undefined {
  const [first, last] = [stages[0], stages.at(-1)];
  const any = last ?? first;
  if (any === undefined) return undefined;
  const { plan, period, payee, name, currency } = any;
  const names = [...new Set(stages.flatMap((stage) => [...(stage?.parts.keys() ?? [])]))];
  const parts = names.flatMap((part) => {
    const amounts = stages.map((stage) => stage?.parts.get(part));
    const impact = partImpact(part, amounts);
    return impact.difference.isZero() && impact.causes.length === 0 ? [] : [impact];
  });
  const [old, now] = [sumOf(first), sumOf(last)];
  const side = first === undefined ? "added" : last === undefined ? "removed" : "both";
  const difference = now.minus(old);
  return { plan, period, payee, name, currency, old, now, difference, side, parts };
}

function partImpact(part: string, amounts: readonly (Rational | undefined)[]): PartImpact {
  const value = (i: number): Rational => amounts[i] ?? Rational.ZERO;
  const causes = amounts.slice(1).flatMap((_, step) => {
    const amount = value(step + 1).minus(value(step));
    return amount.isZero() ? [] : [{ step, amount }];
  });
  return {
    part,
    old: amounts[0],
    now: amounts.at(-1),
    difference: value(amounts.length - 1).minus(value(0)),
    causes,
  };
}

function sumOf(pay: Pay | undefined): Rational {
  return [...(pay?.parts.values() ?? [])].reduce((sum, one) => sum.plus(one), Rational.ZERO);
}

/** Whether the payout, or what makes it, differs. */
export function isChanged({ difference, parts, side }: PayImpact): boolean {
  return side !== "both" || !difference.isZero() || parts.some((part) => !part.difference.isZero());
}

/** Totals of one currency. */
export interface Total {
  readonly currency: string;
  readonly old: Rational;
  readonly now: Rational;
  readonly difference: Rational;
  readonly payouts: number;
  readonly more: number;
  readonly less: number;
}

/** What all of it costs, by currency. */
export function totalsOf(impacts: readonly PayImpact[]): Total[] {
  const currencies = [...new Set(impacts.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = impacts.filter((impact) => impact.currency === currency);
    const sum = (of: (impact: PayImpact) => Rational): Rational =>
      own.reduce((total, impact) => total.plus(of(impact)), Rational.ZERO);
    const signed = (sign: number): number =>
      own.filter(({ difference }) => difference.compare(Rational.ZERO) === sign).length;
    return {
      currency,
      old: sum(({ old }) => old),
      now: sum(({ now }) => now),
      difference: sum(({ difference }) => difference),
      payouts: own.length,
      more: signed(1),
      less: signed(-1),
    };
  });
}
