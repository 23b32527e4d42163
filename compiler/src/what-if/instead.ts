/** What a scenario sets, made of the plan as it is. */
import type { Calendar } from "@attain/runtime";
import { Evaluator, periodScope } from "../evaluate/evaluator.ts";
import { fromWidest, type Given, givensOf, isFor, NOTHING_GIVEN } from "../evaluate/given.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Scenario } from "../ir/scenario.ts";
import type { TestValue } from "../ir/test.ts";

/** The evaluator of a plan under a scenario. What `first` sets goes before what the scenario sets. */
export function evaluatorUnder(
  scenario: Scenario | undefined,
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  first: Given = NOTHING_GIVEN,
): Evaluator {
  const asItIs = new Evaluator(program, plan, data, first);
  if (scenario === undefined || scenario.givens.length === 0) return asItIs;
  const given = insteadOf(program.calendar, scenario.givens, asItIs, first);
  return new Evaluator(program, plan, data, given);
}

function insteadOf(
  calendar: Calendar,
  givens: readonly TestValue[],
  asItIs: Evaluator,
  first: Given,
): Given {
  const own = fromWidest(givens).filter(({ plan }) => plan === undefined);
  return {
    isTest: false,
    value: (kind, name, scope) => {
      const before = first.value(kind, name, scope);
      if (before !== undefined) return before;
      const closest = own.findLast((given) => isFor(calendar, given, kind, name, scope));
      return closest && asItIs.value(closest.value, periodScope(scope));
    },
    of: (plan) => insteadOf(calendar, givensOf(plan, givens), asItIs, first.of(plan)),
  };
}
