// Explanations of generated plans on generated data: each adds up exactly, to what is paid.
import { describe, expect, test } from "vitest";
import { PLAIN } from "../../compiler/src/diagnostics/render.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { eligible, explainPayee, payPayee } from "../../compiler/src/evaluate/run.ts";
import { explain } from "../../compiler/src/explain/explain.ts";
import { addsUp, type Line } from "../../compiler/src/explain/explanation.ts";
import { explanationText } from "../../compiler/src/explain/text.ts";
import { generate } from "../support/generators.ts";
import { check, compile, hold, mistakes, periodsOf } from "./evaluators.ts";

const PLANS = 120;

interface Told {
  readonly explanations: number;
  readonly adding: number;
  readonly wrong: readonly string[];
}

/** How many lines claim that their parts make them. */
function addingIn(lines: readonly Line[]): number {
  return lines.reduce((count, { adds, parts }) => count + (adds ? 1 : 0) + addingIn(parts), 0);
}

/** Explains everybody in every period of a generated plan. */
function tell(seed: number): Told {
  const { plan: text, data } = generate(seed);
  if (mistakes(check(text)).length > 0) return { explanations: 0, adding: 0, wrong: [] };
  const compiled = compile(text);
  const { program, plan, quote } = compiled;
  const evaluator = new Evaluator(program, plan, hold(compiled, data));
  const wrong: string[] = [];
  let [explanations, adding] = [0, 0];
  for (const period of periodsOf(compiled)) {
    for (const payee of eligibleIn(evaluator)) {
      try {
        const explanation = explain(plan, explainPayee(evaluator, payee, period), quote);
        const paid = payPayee(evaluator, payee, period).payout.amount;
        explanations += 1;
        adding += addingIn(explanation.lines);
        const isRight = addsUp(explanation) && explanation.total.equals(paid);
        const isText = explanationText(explanation, { paint: PLAIN }) !== "";
        if (!isRight || !isText) wrong.push(`seed ${seed}, ${payee} in ${period.name}`);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
      }
    }
  }
  return { explanations, adding, wrong };
}

function eligibleIn(evaluator: Evaluator): string[] {
  try {
    return eligible(evaluator);
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}

describe("explanations of generated plans", () => {
  test("add up", { timeout: 120_000 }, () => {
    const told = Array.from({ length: PLANS }, (_, seed) => tell(seed + 1));
    expect(told.flatMap(({ wrong }) => wrong)).toEqual([]);
    const sum = (of: (one: Told) => number): number =>
      told.reduce((total, one) => total + of(one), 0);
    // Enough of them to mean something.
    expect(sum(({ explanations }) => explanations)).toBeGreaterThan(500);
    expect(sum(({ adding }) => adding)).toBeGreaterThan(500);
  });
});
