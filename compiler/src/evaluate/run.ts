/** A run: every payee of a plan, paid for one period; nothing is paid if anything is at fault. */
import type { Period } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import { paidComponents } from "../ir/reads.ts";
import type { Dataset } from "../ir/dataset.ts";
import type { Facts } from "./accounts.ts";
import { type Column, type ComponentPay, payComponent } from "./components.ts";
import { Evaluator } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { payoutOf } from "./payout.ts";
import { Rational } from "./rational.ts";
import { currencyOf } from "./rounding.ts";
import { Tracer } from "./trace.ts";

export interface PayeeResult {
  readonly payee: string;
  /** Of all amounts of the pay. */
  readonly currency: string;
  readonly components: readonly ComponentPay[];
  readonly payout: Column;
}

/** The same, and what passes to the next pay period. */
interface PaidPayee extends PayeeResult {
  readonly accounts: ReadonlyMap<string, Facts>;
}

/** What somebody is paid, without how it came about. */
export interface PaidAmounts extends Pick<PaidPayee, "payee" | "currency" | "accounts"> {
  readonly components: readonly Pick<ComponentPay, "component" | "amount">[];
  readonly payout: Pick<Column, "amount">;
}

export interface PlanFault {
  readonly fault: Fault;
  /** Undefined for a fault that is nobody's in particular. */
  readonly payee?: string;
}

export interface PlanResult {
  readonly plan: ir.Plan;
  readonly period: Period;
  readonly payees: readonly PaidPayee[];
  readonly faults: readonly PlanFault[];
  readonly evaluator: Evaluator;
}

/**
 * Pays every eligible person of a plan for a period, or those of them whom `isAsked` names. `onPaid` is told what part of
 * them has been paid, from 0 to 1.
 */
export function runPlan(
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  period: Period,
  isAsked: (payee: string) => boolean = () => true,
  onPaid?: (part: number) => void,
): PlanResult {
  const evaluator = new Evaluator(program, plan, data);
  const asked = eligible(evaluator).filter(isAsked);
  return payEach(evaluator, period, asked, asked.length, onPaid);
}

/** Pays some people, of `everybody` who is paid. */
export function payEach(
  evaluator: Evaluator,
  period: Period,
  asked: readonly string[],
  everybody: number,
  onPaid?: (part: number) => void,
): PlanResult {
  const faults: PlanFault[] = [];
  const payees = asked.flatMap((payee, i) => {
    onPaid?.(i / asked.length);
    try {
      const paid = payPayee(evaluator, payee, period);
      return [{ ...paid, accounts: evaluator.accounts.all({ payee, period }) }];
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push({ fault: error, payee });
      return [];
    }
  });
  return { plan: evaluator.plan, period, payees, faults: merged(faults, everybody), evaluator };
}

/** A fault that everybody meets is nobody's in particular. */
function merged(faults: readonly PlanFault[], everybody: number): PlanFault[] {
  const same = new Map<string, PlanFault[]>();
  for (const fault of faults) {
    const { code, facts, origin } = fault.fault;
    const key = JSON.stringify([code, facts, origin]);
    same.set(key, [...(same.get(key) ?? []), fault]);
  }
  return [...same.values()].flatMap((alike) => {
    const [first] = alike;
    const isEverybodys = alike.length > 1 && alike.length === everybody;
    return first !== undefined && isEverybodys ? [{ fault: first.fault }] : alike;
  });
}

/** The keys of the people that a plan is for, in order. */
export function eligible(evaluator: Evaluator): string[] {
  const { people, eligible: condition } = evaluator.plan;
  const rows = evaluator.data.get(people)?.rows ?? [];
  const keys = rows
    .filter(
      (data) =>
        condition === undefined ||
        evaluator.condition(condition, { row: { source: people, data } }),
    )
    .map(({ key }) => key);
  return [...new Set(keys)].sort();
}

/** What one person is paid for one period. */
export function payPayee(evaluator: Evaluator, payee: string, period: Period): PayeeResult {
  const scope = { payee, period };
  const components = paidComponents(evaluator.plan).map((component) => {
    const set = evaluator.given.value("component", component.name, scope);
    if (set instanceof Rational) return { component, amount: set, parts: [], given: true as const };
    return payComponent(evaluator, component, scope);
  });
  const sum = components.reduce((total, { amount }) => total.plus(amount), Rational.ZERO);
  const currency = currencyOf(evaluator, payee);
  return { payee, currency, components, payout: payoutOf(evaluator, scope, () => sum) };
}

/** The same, with every number traced. */
export function explainPayee(evaluator: Evaluator, payee: string, period: Period): PayeeResult {
  evaluator.tracer = new Tracer();
  try {
    return payPayee(evaluator, payee, period);
  } finally {
    evaluator.tracer = undefined;
  }
}
