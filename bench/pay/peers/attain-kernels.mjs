/** Attain's kernels, from columns: each run reads the plan's representation and writes its kernels afresh. */
import { openKernels } from "../attain.mjs";
import { columnsOfMarket } from "../columns.mjs";
import { lowered, quartersOf } from "../plan.mjs";

export function open(market) {
  const plan = lowered();
  return openKernels(plan, columnsOfMarket(market), quartersOf(plan));
}
