/** A run by kernels: the amounts that the reference evaluator pays, which is asked for whatever kernels can't tell. */
import type { Period } from "@attain/runtime";
import { columnsOf } from "../columnar/from-dataset.ts";
import { neededColumns } from "../columnar/needed.ts";
import type { Rational } from "../evaluate/rational.ts";
import { type PlanFault, type PlanResult, runPlan } from "../evaluate/run.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { amountOf, type PaidPeriod, payRows } from "./pay.ts";

export interface FastResult {
  readonly payees: readonly FastPayee[];
  /** If there are any, nothing is paid. */
  readonly faults: readonly PlanFault[];
  /** Whom the reference evaluator paid, and why, if it is everybody. */
  readonly byReference: { readonly payees: readonly string[]; readonly why?: string };
}

interface FastPayee {
  readonly payee: string;
  readonly components: readonly { readonly name: string; readonly amount: Rational }[];
  readonly payout: Rational;
}

/** Pays every eligible person of a plan for a period. */
export function runFast(
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  period: Period,
): FastResult {
  const columns = columnsOf(program, data, neededColumns(program, plan));
  const found = payRows({ program, plan, periods: [period], columns });
  if (found instanceof Unsupported)
    return allOf(runPlan(program, plan, data, period), found.message);
  const { payees, periods } = found;
  const [paid] = periods as readonly [PaidPeriod];
  const bailed = new Set(payees.filter((_, i) => paid.doubtful[i] === 1));
  const others = runPlan(program, plan, data, period, (payee) => bailed.has(payee));
  if (others.faults.length > 0)
    return allOf(runPlan(program, plan, data, period), "somebody's pay is at fault");
  const slow = new Map(allOf(others).payees.map((one) => [one.payee, one]));
  return {
    payees: payees.map((payee, i) => slow.get(payee) ?? payeeAt(paid, payee, i)),
    faults: [],
    byReference: { payees: [...bailed] },
  };
}

function payeeAt({ components, payout }: PaidPeriod, payee: string, i: number): FastPayee {
  return {
    payee,
    components: components.map(({ name, amounts }) => ({ name, amount: amountOf(amounts, i) })),
    payout: amountOf(payout, i),
  };
}

function allOf({ payees, faults }: PlanResult, why?: string): FastResult {
  return {
    payees: payees.map(({ payee, components, payout }) => ({
      payee,
      components: components.map(({ component, amount }) => ({ name: component.name, amount })),
      payout: payout.amount,
    })),
    faults,
    byReference: {
      payees: payees.map(({ payee }) => payee),
      ...(why === undefined ? {} : { why }),
    },
  };
}
