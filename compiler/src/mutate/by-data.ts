/** Whom the data of a project pays otherwise after a change of a plan. */
import { addDays, type Calendar, type Period, periodOf } from "@attain/runtime";
import { Evaluator } from "../evaluate/evaluator.ts";
import { eligible } from "../evaluate/run.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { changedBy } from "./mutate.ts";
import type { Mutant } from "./mutant.ts";
import {
  type Amounts,
  amountsOf,
  attempt,
  type Asked,
  difference,
  type Witness,
} from "./witness.ts";

/** A program, and the data that it pays by. */
export interface World {
  readonly program: ir.Program;
  readonly data: Dataset;
}

/** So many people of each plan are looked at, in the order of their keys. */
const PEOPLE = 50;

/** One person and period, and what the plan pays. */
interface Paid extends Omit<Asked, "evaluator"> {
  readonly amounts: Amounts;
}

export class ByData {
  readonly #worlds: readonly World[];
  readonly #paid = new Map<ir.Plan, readonly Paid[]>();

  constructor(worlds: readonly World[]) {
    this.#worlds = worlds;
  }

  /** The first payout that changes, in the order of plans, periods and people. */
  witness(mutant: Mutant): Witness | undefined {
    for (const world of this.#worlds) {
      const { program, data } = world;
      const changed = changedBy(program, mutant);
      for (const [i, plan] of program.plans.entries()) {
        const instead = changed.plans[i] ?? plan;
        if (instead === plan) continue;
        const evaluator = new Evaluator(changed, instead, data);
        for (const { payee, period, amounts } of this.#paidBy(world, plan)) {
          const found = attempt(() => difference(amounts, { evaluator, payee, period }));
          if (found === undefined) continue;
          return { ...found, by: { kind: "data", plan: plan.name, payee, period: period.name } };
        }
      }
    }
    return undefined;
  }

  /** What a plan pays as it is, computed once. */
  #paidBy({ program, data }: World, plan: ir.Plan): readonly Paid[] {
    const known = this.#paid.get(plan);
    if (known !== undefined) return known;
    const evaluator = new Evaluator(program, plan, data);
    const people = eligible(evaluator).slice(0, PEOPLE);
    const paid = payPeriodsOf(plan, program.calendar).flatMap((period) =>
      people.map((payee) => ({
        payee,
        period,
        amounts: amountsOf({ evaluator, payee, period }),
      })),
    );
    this.#paid.set(plan, paid);
    return paid;
  }
}

/** All pay periods of a plan. */
export function payPeriodsOf({ pays, from, until }: ir.Plan, calendar: Calendar): Period[] {
  const periods: Period[] = [];
  for (let day = from; day <= until;) {
    const period = periodOf(calendar, pays, day);
    periods.push(period);
    day = addDays(period.end, 1);
  }
  return periods;
}
