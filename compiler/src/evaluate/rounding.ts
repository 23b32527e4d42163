/** Rounding as a plan says it: to a multiple, or to the smallest unit of the currency that the payee is paid in. */
import { smallestUnit } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Rational } from "./rational.ts";

export function incrementOf(e: Evaluator, { increment, of }: ir.Rounding, scope: Scope): Rational {
  return Rational.parse(of === undefined ? increment : smallestUnit(e.value(of, scope) as string));
}

export function rounded(
  e: Evaluator,
  amount: Rational,
  rounding: ir.Rounding,
  scope: Scope,
): Rational {
  return amount.rounded(
    rounding.mode,
    e.untraced(() => incrementOf(e, rounding, scope)),
  );
}

/** The currency in which somebody is paid. */
export function currencyOf(e: Evaluator, payee: string): string {
  const { currency, paidIn } = e.plan;
  return paidIn === undefined ? currency : e.untraced(() => e.value(paidIn, { payee }) as string);
}
