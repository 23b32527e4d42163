/** Attain's reference evaluator: fractions of BigInt, straight from the representation. */
import { openReference } from "../attain.mjs";
import { datasetOf, lowered, quartersOf } from "../plan.mjs";

export function open(market) {
  const plan = lowered();
  return openReference(plan, datasetOf(market), quartersOf(plan));
}
