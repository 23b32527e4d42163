/** The readable module that Attain emits: decimal.js on rows, one method for each clause. */
import { openModule } from "../attain.mjs";
import { datasetOf, lowered, quartersOf } from "../plan.mjs";

export async function open(market) {
  const plan = lowered();
  return openModule(plan, datasetOf(market), quartersOf(plan));
}
