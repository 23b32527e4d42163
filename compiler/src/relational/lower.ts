/** The relational half of a plan: what paying it for some pay periods asks of rows, in the integer form. */
import type { Period } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { Evaluator } from "../evaluate/evaluator.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { lowerFlow } from "./flow.ts";
import type { Flow, RelationalHalf } from "./half.ts";
import { reachedBy } from "./reached.ts";
import type { RowFacts } from "./row-facts.ts";
import { stretchesOf } from "./stretches.ts";
import { type TalliedNode, type Told, toldFor } from "./tally-name.ts";

export interface LoweredHalf {
  readonly half: RelationalHalf;
  /** Why a tally isn't in it, by its name. */
  readonly unsupported: ReadonlyMap<string, Unsupported>;
}

/** What the payouts of a plan in some pay periods reach. */
export function relationalHalf(
  program: ir.Program,
  plan: ir.Plan,
  periods: readonly Period[],
  facts: RowFacts,
): LoweredHalf {
  const { aggregates, spans } = reachedBy(new Evaluator(program, plan, new Map()), periods);
  const unsupported = new Map<string, Unsupported>();
  const flows: Flow[] = [];
  for (const [credit, told] of byCredit(aggregates)) {
    const rule = known(
      plan.credits.find(({ name }) => name === credit),
      `the credit ${credit}`,
    );
    try {
      const lowered = lowerFlow(program, plan, facts, rule, told);
      if (lowered.flow.tallies.length > 0) flows.push(lowered.flow);
      for (const [name, reason] of lowered.unsupported) unsupported.set(name, reason);
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      for (const { name } of told) unsupported.set(name, error);
    }
  }
  return { half: { plan: plan.name, ...stretchesOf(spans), flows }, unsupported };
}

/** Each different thing that is told of the credits of a rule, once. */
function byCredit(aggregates: readonly TalliedNode[]): ReadonlyMap<string, readonly Told[]> {
  const found = new Map<string, Map<string, Told>>();
  for (const node of aggregates) {
    const { value, weights } = toldFor(node);
    const ofCredit = found.get(node.of.credit) ?? new Map<string, Told>();
    found.set(node.of.credit, ofCredit);
    for (const told of weights === undefined ? [value] : [value, weights])
      ofCredit.set(told.name, told);
  }
  return new Map([...found].map(([credit, told]) => [credit, [...told.values()]]));
}
