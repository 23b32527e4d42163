/** The payout: gates and steps on the sum of the components. */
import type { Period } from "@attain/runtime";
import { isTopUp, paidComponents } from "../ir/reads.ts";
import { behindGates, runSteps, sum } from "./components.ts";
import * as number from "../integer/number.ts";
import type { Payees } from "./payees.ts";
import { doubted, type NumberValue, ofNumber } from "./values.ts";

/** Each component is paid, whether a gate of the payout is open or not: a doubt about one is a doubt about all. */
export function payoutOf(p: Payees, period: Period): NumberValue {
  const { gates, steps: told } = p.plan.payout;
  const at = { period };
  const steps = p.time.holdsIn(period) ? told : told.filter((step) => !isTopUp(step));
  const earned = paidComponents(p.plan)
    .map(({ name }) => p.pay(name, at))
    .reduce(sum, ofNumber(number.ZERO));
  const paid = behindGates(p, gates, at, () => runSteps(p, steps, earned, at));
  return doubted(paid, earned.doubt);
}
