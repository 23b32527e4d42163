// A plan and its data, paid by kernels and by the reference evaluator; and in what they differ.
import type { Period } from "@attain/runtime";
import { columnsOf } from "../../compiler/src/columnar/from-dataset.ts";
import { neededColumns } from "../../compiler/src/columnar/needed.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { eligible, payPayee } from "../../compiler/src/evaluate/run.ts";
import { Unsupported } from "../../compiler/src/integer/unsupported.ts";
import type { Dataset } from "../../compiler/src/ir/dataset.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import { amountOf, type Paid, type PaidPeriod, payRows } from "../../compiler/src/kernel/pay.ts";

/** What became of a plan: why it isn't paid by kernels, or how many payouts are, and which of them are wrong. */
export type Outcome =
  | { readonly kind: "reference"; readonly why: string }
  | {
      readonly kind: "kernels";
      /** Payouts of payees and periods that there is no doubt about. */
      readonly paid: number;
      /** Those in doubt that the reference evaluator is at fault about, and those that it pays. */
      readonly faulty: number;
      readonly needless: number;
      readonly differences: readonly string[];
    };

export function paidBoth(
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  periods: readonly Period[],
  pay: Pay = byKernels,
): Outcome {
  const found = pay(program, plan, data, periods);
  if (found instanceof Unsupported) return { kind: "reference", why: found.message };
  const evaluator = new Evaluator(program, plan, data);
  const payees = eligible(evaluator);
  const nobody = { kind: "kernels", paid: 0, faulty: 0, needless: 0 } as const;
  if (payees.join() !== found.payees.join())
    return { ...nobody, differences: [`for ${found.payees.join()}, not for ${payees.join()}`] };
  const held = found.periods.flatMap((paid) =>
    payees.map((payee, i) => heldPayout(evaluator, paid, payee, i)),
  );
  const count = (kind: string): number => held.filter((one) => one.kind === kind).length;
  return {
    kind: "kernels",
    paid: count("agrees") + count("differs"),
    faulty: count("faulty"),
    needless: count("needless"),
    differences: held.flatMap((one) => (one.kind === "differs" ? one.said : [])),
  };
}

export type Pay = (
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  periods: readonly Period[],
) => Paid | Unsupported;

type HeldPayout =
  | { readonly kind: "agrees" | "faulty" | "needless" }
  | { readonly kind: "differs"; readonly said: string };

function heldPayout(
  evaluator: Evaluator,
  { period, components, payout, doubtful }: PaidPeriod,
  payee: string,
  i: number,
): HeldPayout {
  const expected = referenceAmounts(evaluator, payee, period);
  if (doubtful[i] === 1) return { kind: expected.startsWith("ATN9") ? "faulty" : "needless" };
  const amounts = [...components.map((one) => one.amounts), payout];
  const actual = amounts.map((amount) => amountOf(amount, i).toString()).join(", ");
  if (expected === actual) return { kind: "agrees" };
  return {
    kind: "differs",
    said: `${payee} ${period.name}: reference ${expected}, kernels ${actual}`,
  };
}

export function byKernels(
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  periods: readonly Period[],
): Paid | Unsupported {
  return payRows({
    program,
    plan,
    periods,
    columns: columnsOf(program, data, neededColumns(program, plan)),
  });
}

function referenceAmounts(evaluator: Evaluator, payee: string, period: Period): string {
  try {
    const { components, payout } = payPayee(evaluator, payee, period);
    return [...components, payout].map(({ amount }) => amount.toString()).join(", ");
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}
