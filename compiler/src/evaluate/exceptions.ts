/** Exceptions: which one holds. */
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";

/** The one exception that holds; two at once are a fault, never a question of which comes first. */
export function liveException(
  e: Evaluator,
  name: string,
  exceptions: readonly ir.Exception[],
  scope: Scope,
): ir.Exception | undefined {
  const live = exceptions.filter(({ condition }) => e.condition(condition, scope));
  const [only, other] = live;
  if (only !== undefined && other !== undefined) {
    const labels = live.map(({ label }) => `"${label}"`).join(" and ");
    throw new Fault("ATN9011", { name, exceptions: labels }, other.origin);
  }
  return only;
}
