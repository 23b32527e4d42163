// Generated plans and rows: what row kernels add up is what the credits of the reference evaluator add up to.
import { describe, expect, test } from "vitest";
import type { Bool, Int } from "../../compiler/src/integer/form.ts";
import type { RelationalHalf } from "../../compiler/src/relational/half.ts";
import { check, compile, hold, mistakes, periodsOf } from "../property/evaluators.ts";
import { again, patience, seeds } from "../property/runs.ts";
import { generate } from "../support/generators.ts";
import { adversarialData, adversarialPlan } from "./adversarial.ts";
import { type Held, heldRows, type Job } from "./held-rows.ts";

const PLANS = 100;
const HARD_PLANS = 20;
const DATASETS = 8;

/** Of people who are above each other. */
const ROUND = "it credits everybody above somebody, however many these are";

function agreeing(found: readonly Held[]): number {
  return found.reduce((sum, held) => sum + held.agreeing, 0);
}

function* hardJobs(plans: number): Generator<Job & { readonly seed: number }> {
  for (const seed of seeds(plans)) {
    const compiled = compile(adversarialPlan(seed));
    for (let i = 0; i < DATASETS; i += 1) {
      const dataset = hold(compiled, adversarialData(seed * DATASETS + i));
      yield { ...compiled, dataset, periods: periodsOf(compiled), seed };
    }
  }
}

describe("row kernels", () => {
  test("add up the credits of generated plans", { timeout: patience(PLANS) }, () => {
    const found: Held[] = [];
    for (const seed of seeds(PLANS)) {
      const { plan, data } = generate(seed);
      if (mistakes(check(plan)).length > 0) continue;
      const compiled = compile(plan);
      const job = { ...compiled, dataset: hold(compiled, data), periods: periodsOf(compiled) };
      const held = heldRows(job);
      expect(held.differences, again(seed)).toEqual([]);
      found.push(held);
    }
    // Most plans have a credit or two, and most of those are computed in integers.
    expect(agreeing(found)).toBeGreaterThan(found.length);
  });

  test("are exact about 2^53 and 2^63", { timeout: patience(HARD_PLANS * DATASETS) }, () => {
    const found: Held[] = [];
    for (const job of hardJobs(HARD_PLANS)) {
      const held = heldRows(job);
      expect(held.differences, again(job.seed)).toEqual([]);
      expect(
        held.unsupported.filter((reason) => reason !== ROUND),
        again(job.seed),
      ).toEqual([]);
      found.push(held);
    }
    expect(agreeing(found)).toBeGreaterThan(found.length * 2);
    const needless = found.reduce((sum, held) => sum + held.needless, 0);
    expect(needless).toBeLessThan(agreeing(found) / 20);
  });

  // Otherwise agreement would mean nothing.
  test.each<[string, (half: RelationalHalf) => RelationalHalf]>([
    ["rounds ties another way", (half) => changed(half, "mode", "half even", "half up")],
    ["rounds towards zero", (half) => changed(half, "mode", "floor", "down")],
    ["takes in what is excluded", (half) => changed(half, "by", "<", "<=")],
    ["forgets a condition", (half) => changed(half, "op", "and", "or")],
    ["cuts time a day late", (half) => ({ ...half, cuts: half.cuts.map((day) => day + 1) })],
  ])("a fault that %s is caught", { timeout: patience(HARD_PLANS * DATASETS) }, (_, broken) => {
    const caught = [...hardJobs(HARD_PLANS)].some(
      (job) => heldRows(job, broken).differences.length > 0,
    );
    expect(caught).toBe(true);
  });
});

/** The same with another word in place of one, wherever it says how something is done. */
function changed<Part>(part: Part, key: string, from: string, to: string): Part {
  const seen = new Map<unknown, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const before = seen.get(value);
    if (before !== undefined) return before;
    const made: unknown = Array.isArray(value)
      ? value.map(copy)
      : Object.fromEntries(
          Object.entries(value as Int | Bool).map(([name, one]) => [
            name,
            name === key && one === from ? to : copy(one),
          ]),
        );
    seen.set(value, made);
    return made;
  };
  return copy(part) as Part;
}
