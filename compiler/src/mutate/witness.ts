/** A payout that a change of a plan changes: what it is, and what it would be. */
import type { Value } from "../evaluate/trace.ts";
import type { Period } from "@attain/runtime";
import { payComponent } from "../evaluate/components.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { Fault } from "../evaluate/fault.ts";
import { Rational } from "../evaluate/rational.ts";
import { currencyOf } from "../evaluate/rounding.ts";
import { payPayee } from "../evaluate/run.ts";
import type * as ir from "../ir/ir.ts";
import type { Test } from "../ir/test.ts";

export interface Witness {
  readonly by: ByData | ByTest;
  /** The component, or `payout`. */
  readonly name: string;
  readonly unit: ir.Unit;
  readonly before: Rational;
  /** A code where the change ends the run. */
  readonly after: Rational | string;
}

/** Somebody whom the data of the project pays otherwise. */
interface ByData {
  readonly kind: "data";
  readonly plan: string;
  readonly payee: string;
  readonly period: string;
}

/** A test of the plan, with one value changed. */
interface ByTest {
  readonly kind: "test";
  readonly test: Test;
  readonly payee: string;
  readonly period: string;
  /** Whether the payee or the period is another than the one that the test is about first. */
  readonly isOther: boolean;
  /** Undefined for the test as it is. */
  readonly change?: { readonly name: string; readonly type: ir.ValueType; readonly value: Value };
}

/** Whom an evaluator is asked about. */
export interface Asked {
  readonly evaluator: Evaluator;
  readonly payee: string;
  readonly period: Period;
}

/** What a plan pays: the payout, or, where that can't be computed, those of its components that can. */
export type Amounts = ReadonlyMap<string, Rational>;

export function amountsOf(asked: Asked): Amounts {
  const payout = amountOf(asked, "payout");
  if (payout instanceof Rational) return new Map([["payout", payout]]);
  return new Map(
    asked.evaluator.plan.components.flatMap(({ name }) => {
      const amount = amountOf(asked, name);
      return amount instanceof Rational ? [[name, amount] as const] : [];
    }),
  );
}

/** The first of some amounts that is another after a change of the plan. */
export function difference(base: Amounts, changed: Asked): Omit<Witness, "by"> | undefined {
  for (const [name, before] of base) {
    const after = amountOf(changed, name);
    const isSame = after instanceof Rational && after.equals(before);
    if (!isSame) {
      const unit = currencyOf(changed.evaluator, changed.payee);
      return { name, unit, before, after };
    }
  }
  return undefined;
}

/** Undefined where a changed plan, or a value that no data has, can't be computed with at all. */
export function attempt<Result>(compute: () => Result): Result | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}

/** The code of the fault where there is no amount. */
function amountOf({ evaluator, payee, period }: Asked, name: string): Rational | string {
  const component = evaluator.plan.components.find((one) => one.name === name);
  try {
    return component === undefined
      ? payPayee(evaluator, payee, period).payout.amount
      : payComponent(evaluator, component, { payee, period }).amount;
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}
