/** The payout: gates and steps on the sum of the components. */
import { type Column, isShut, runSteps, shutColumn, tryGates } from "./components.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { isTopUp } from "../ir/reads.ts";
import type { Rational } from "./rational.ts";

/** `sum` is asked for only if no gate is closed. */
export function payoutOf(e: Evaluator, scope: Scope, sum: () => Rational): Column {
  const { gates: all, steps: told } = e.plan.payout;
  const isOutside = scope.period !== undefined && !e.holdsIn(scope.period);
  const steps = isOutside ? told.filter((step) => !isTopUp(step)) : told;
  const gates = tryGates(e, all, scope);
  if (isShut(gates)) return shutColumn(e, "payout", gates, steps, scope);
  return { gates, ...runSteps(e, "payout", steps, sum(), scope) };
}
