/** How the rows of a source are credited under one rule and added up, in the integer form. */
import { known } from "../base/assert.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int } from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import type { CreditShare, Flow, Tally } from "./half.ts";
import { conditionOf, dayOf, numberOf, type RowContext, there } from "./row-context.ts";
import { lower, rounded } from "./row-expressions.ts";
import { lowerRollUp } from "./roll-up.ts";
import type { RowFacts } from "./row-facts.ts";
import { RowReader } from "./row-reader.ts";
import { type LoweredShare, lowerSharing } from "./sharing.ts";
import type { Told } from "./tally-name.ts";

export interface LoweredFlow {
  readonly flow: Flow;
  /** Why something that is told of the credits isn't added up here, by the name of its tally. */
  readonly unsupported: ReadonlyMap<string, Unsupported>;
}

/** Throws what the rule itself says and can't be lowered. */
export function lowerFlow(
  program: ir.Program,
  plan: ir.Plan,
  facts: RowFacts,
  rule: ir.Credit,
  told: readonly Told[],
): LoweredFlow {
  const reader = new RowReader(program, facts);
  const c: RowContext = { reader, plan, lower, at: { source: rule.source, path: [] } };
  const keep = rule.where.reduce<Bool>(
    (all, where) =>
      form.and(
        all,
        reader.under(all, () => conditionOf(c, where)),
      ),
    form.YES,
  );
  return reader.under(keep, () => {
    const day = dayOf(c, rule.date);
    const shares = sharesOf(c, rule);
    const { kept, unsupported } = lowerTallies(c, told, shares);
    const flow: Flow = {
      credit: rule.name,
      source: rule.source,
      inputs: [...reader.inputs.values()],
      doubtful: reader.doubtful,
      keep,
      day,
      shares: shares.map(({ when, payee }, i) => ({
        when,
        ...(payee === undefined ? {} : { payee }),
        entries: kept.map(({ entries }) => known(entries[i], "an entry")),
      })),
      tallies: kept.map(({ tally }) => tally),
    };
    return { flow, unsupported };
  });
}

function sharesOf(c: RowContext, rule: ir.Credit): LoweredShare[] {
  const whole = stepped(c, rule.steps, numberOf(c, rule.worth));
  const credited = lowerSharing(c, rule, whole).map((share) => ({
    ...share,
    amount: c.reader.under(share.when, () => stepped(c, rule.shareSteps, share.amount)),
  }));
  const all = [...credited, ...lowerRollUp(c, rule.rollUp, credited)];
  // Where the company is credited, nobody's own credits are asked for.
  return rule.sharing.kind === "company" ? all.filter(({ payee }) => payee === undefined) : all;
}

function stepped(c: RowContext, steps: readonly ir.CreditStep[], amount: Num): Num {
  return steps.reduce((before, step) => {
    switch (step.op) {
      case "never above":
        return number.least(before, numberOf(c, step.limit));
      case "never below":
        return number.greatest(before, numberOf(c, step.limit));
      case "rounded":
        return rounded(before, step.rounding, step.origin);
    }
  }, amount);
}

type Entry = CreditShare["entries"][number];

interface LoweredTally {
  readonly tally: Tally;
  /** One for each share. */
  readonly entries: readonly Entry[];
}

function lowerTallies(
  c: RowContext,
  told: readonly Told[],
  shares: readonly LoweredShare[],
): { readonly kept: readonly LoweredTally[]; readonly unsupported: Map<string, Unsupported> } {
  const unsupported = new Map<string, Unsupported>();
  const kept = told.flatMap((one) => {
    try {
      return [lowerTally(c, one, shares)];
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      unsupported.set(one.name, error);
      return [];
    }
  });
  return { kept, unsupported };
}

function lowerTally(c: RowContext, told: Told, shares: readonly LoweredShare[]): LoweredTally {
  const { name, op, where: filter, factors } = told;
  const { reader } = c;
  const counted = shares.map(({ when, amount, isRolledUp = false }) => {
    const at: RowContext = { ...c, credited: amount, isRolledUp };
    return reader.under(when, () => {
      const where = filter === undefined ? form.YES : conditionOf(at, filter);
      const value = reader.under(where, () =>
        factors.map((factor) => numberToldBy(at, factor)).reduce(number.times, number.ONE),
      );
      return { where, value };
    });
  });
  const scale = Math.max(...counted.map(({ value }) => value.scale));
  const divisors = counted.map(({ value }) => fixedDivisor(value, told, c));
  const divisor = divisors.reduce(leastCommon, 1n);
  const entries = counted.map<Entry>(({ where, value }, i) => {
    const factor = form.constant(divisor / (divisors[i] ?? 1n));
    return { where, value: form.multiply(number.rescaled(value, scale), factor) };
  });
  return { tally: { name, op, scale, divisor }, entries };
}

/** Dates are compared as numbers of days. */
function numberToldBy(c: RowContext, factor: ir.Expr): Num {
  const lowered = there(c, factor);
  if (lowered.kind === "number") return lowered.value;
  return number.integer(lowered.value as Int);
}

/** Quotients add up only over one divisor. */
function fixedDivisor({ divisor }: Num, { factors }: Told, { plan }: RowContext): bigint {
  if (divisor === undefined) return 1n;
  const value = form.valueOf(divisor);
  if (value !== undefined) return value;
  const origin = factors[0]?.origin ?? plan.origin;
  throw new Unsupported("it adds up quotients whose divisors differ from row to row", origin);
}

function leastCommon(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
