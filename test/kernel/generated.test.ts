// Generated plans on generated data: kernels pay to the last digit what the reference evaluator pays.
import { afterEach, describe, expect, test, vi } from "vitest";
import { javascriptLibrary } from "../../compiler/src/integer/javascript.ts";
import type { Dataset } from "../../compiler/src/ir/dataset.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import {
  check,
  compile,
  type Compiled,
  hold,
  mistakes,
  periodsOf,
} from "../property/evaluators.ts";
import { again, patience, runs, seeds } from "../property/runs.ts";
import { generate } from "../support/generators.ts";
import { adversarialPay } from "./adversarial-pay.ts";
import { byKernels, type Outcome, paidBoth, type Pay } from "./paid-both.ts";

const PLANS = 100;
const HARD = 40;

interface Job extends Compiled {
  readonly seed: number;
  readonly dataset: Dataset;
}

/** Each plan that checks, with its data. */
function generated(plans: number): readonly Job[] {
  return seeds(plans).flatMap((seed) => {
    const { plan, data } = generate(seed);
    if (mistakes(check(plan)).length > 0) return [];
    const compiled = compile(plan);
    return [{ ...compiled, seed, dataset: hold(compiled, data) }];
  });
}

const hard: readonly Job[] = seeds(HARD).flatMap((seed) => {
  const { plan, datasets } = adversarialPay(seed);
  const compiled = compile(plan);
  return datasets.map((data) => ({ ...compiled, seed, dataset: hold(compiled, data) }));
});

function paid(job: Job, pay?: Pay): Outcome {
  return paidBoth(job.program, job.plan, job.dataset, periodsOf(job), pay);
}

/** What became of jobs, none of which is paid otherwise by kernels. */
function agreeing(jobs: readonly Job[]): readonly Outcome[] {
  return jobs.map((job) => {
    const outcome = paid(job);
    if (outcome.kind === "kernels") expect(outcome.differences, again(job.seed)).toEqual([]);
    return outcome;
  });
}

function total(outcomes: readonly Outcome[], of: "paid" | "faulty" | "needless"): number {
  return outcomes.reduce((sum, one) => sum + (one.kind === "kernels" ? one[of] : 0), 0);
}

describe("kernels pay what the reference evaluator pays", () => {
  test("on plans of every kind", { timeout: patience(PLANS) }, () => {
    const outcomes = agreeing(generated(PLANS));
    const wholly = outcomes.filter(({ kind }) => kind === "kernels");
    // Most generated plans have something that only the reference evaluator computes.
    expect(wholly.length).toBeGreaterThan(runs(PLANS) * 0.15);
    // Nobody is in doubt whom the reference evaluator can pay.
    expect(total(outcomes, "needless")).toBe(0);
  });

  test("on sales at thresholds, about 2^53 and beyond", { timeout: patience(HARD) }, () => {
    const outcomes = agreeing(hard);
    expect(outcomes.filter(({ kind }) => kind === "reference")).toEqual([]);
    // Three people in four quarters, all of whom are paid.
    expect(total(outcomes, "paid")).toBe(hard.length * 12);
  });
});

/** Whether some job shows that kernels pay otherwise. */
function isFound(pay?: Pay): boolean {
  return hard.some((job) => {
    const found = paid(job, pay);
    return found.kind === "kernels" && found.differences.length > 0;
  });
}

/** Kernels of a plan in which something is said otherwise than in the plan that the reference evaluator pays. */
function paying(change: (plan: ir.Plan) => ir.Plan): Pay {
  return (program, plan, data, periods) => byKernels(program, change(plan), data, periods);
}

function withSteps(change: (row: ir.Steps["rows"][number]) => ir.Steps["rows"][number]): Pay {
  return paying((plan) => ({
    ...plan,
    tables: plan.tables.map((table) =>
      table.body.kind === "steps"
        ? { ...table, body: { ...table.body, rows: table.body.rows.map(change) } }
        : table,
    ),
  }));
}

function unlimited({ steps, ...rest }: ir.Component): ir.Component {
  return { ...rest, steps: steps.filter(({ op }) => op !== "never above") };
}

describe("a fault that is planted in kernels is found", () => {
  afterEach(() => void vi.restoreAllMocks());

  test.each([
    ["half_even", "half_up"],
    ["half_down", "half_even"],
    ["big_half_even", "big_half_up"],
    ["big_ceiling", "big_floor"],
    ["big_least", "big_greatest"],
  ] as const)("%s that is %s", { timeout: 60_000 }, (name, other) => {
    const library = javascriptLibrary as Record<string, (a: never, b: never) => unknown>;
    const planted = library[other];
    if (planted === undefined) throw new Error(`There is no ${other}.`);
    vi.spyOn(library, name).mockImplementation(planted);
    expect(isFound()).toBe(true);
  });

  test("a row that has the value which belongs to the row before", { timeout: 60_000 }, () => {
    expect(isFound(withSteps((row) => ({ ...row, inclusive: true })))).toBe(true);
    expect(isFound(withSteps((row) => ({ ...row, inclusive: false })))).toBe(true);
  });

  test("a limit that is forgotten", { timeout: 60_000 }, () => {
    const pay = paying((plan) => ({ ...plan, components: plan.components.map(unlimited) }));
    expect(isFound(pay)).toBe(true);
  });
});
