/** The payout: gates and steps on the sum of the components. */
import { type Column, isShut, runSteps, shutColumn, tryGates } from "./components.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import type { Rational } from "./rational.ts";

/** `sum` is asked for only if no gate is closed. */
export function payoutOf(e: Evaluator, scope: Scope, sum: () => Rational): Column {
  const { gates: all, steps } = e.plan.payout;
  const gates = tryGates(e, all, scope);
  if (isShut(gates)) return shutColumn(e, "payout", gates, steps, scope);
  return { gates, ...runSteps(e, "payout", steps, sum(), scope) };
}
