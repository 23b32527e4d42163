/** Components and payouts: steps from top to bottom, each kept with what it made of the one before. */
import { type Period, containing, periodsIn } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import { insideCredit } from "./aggregates.ts";
import type { CreditRecord } from "./credits.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { Rational } from "./rational.ts";
import type { Trace } from "./trace.ts";

/** What one step did. */
export interface StepTrace {
  readonly step:
    ir.Step | { readonly op: "earns"; readonly unit: ir.Unit; readonly origin: ir.Origin };
  readonly before: Rational;
  readonly after: Rational;
  /** False where its `when` didn't hold. */
  readonly applied: boolean;
  /** How its values came about; there only if the evaluator traces. */
  readonly traces: readonly Trace[];
}

/** A gate that was tried. */
export interface GateTrace {
  readonly gate: ir.Gate;
  readonly isOpen: boolean;
  readonly traces: readonly Trace[];
}

/** A column of steps, run once; there are none if a gate was closed. */
export interface Column {
  readonly amount: Rational;
  /** In order, up to the first that was closed. */
  readonly gates: readonly GateTrace[];
  readonly steps: readonly StepTrace[];
}

export interface ComponentPay {
  readonly component: ir.Component;
  readonly amount: Rational;
  readonly parts: readonly PayPart[];
  /** A test has set the amount. */
  readonly given?: true;
}

/** What was paid for a whole period, or for one credit of it. */
export interface PayPart {
  readonly period: Period;
  readonly credit?: CreditRecord;
  readonly column: Column;
}

/** What a component pays in the pay period of `scope`: for its own periods that end in it, or for each credit. */
export function payComponent(e: Evaluator, component: ir.Component, scope: Scope): ComponentPay {
  const parts =
    scope.period === undefined
      ? []
      : periodsPaid(e, component, scope.period).flatMap((period) =>
          partsOf(e, component, { ...scope, period }),
        );
  const amount = parts.reduce((sum, part) => sum.plus(part.column.amount), Rational.ZERO);
  return { component, amount, parts };
}

/** A component of longer periods is paid when they end; one of shorter periods is paid for each of them. */
function periodsPaid(e: Evaluator, { period: kind }: ir.Component, period: Period): Period[] {
  if (kind === period.kind) return [period];
  const inside = periodsIn(e.calendar, kind, period);
  if (inside.length > 0) return inside;
  const longer = containing(e.calendar, kind, period);
  const last = periodsIn(e.calendar, period.kind, longer).at(-1);
  return last?.name === period.name ? [longer] : [];
}

function partsOf(
  e: Evaluator,
  component: ir.Component,
  scope: Scope & { readonly period: Period },
): PayPart[] {
  const { period } = scope;
  if (component.scope.kind === "period") return [{ period, column: columnOf(e, component, scope) }];
  const { credit: name, where } = component.scope;
  if (e.given.value("credit", name, scope) !== undefined)
    throw new Fault("ATN9102", { credit: name }, component.origin);
  const { start, end } = e.daysOf({ kind: "period", period: period.kind }, period);
  return e
    .creditsOfPayee(name, scope.payee ?? "")
    .filter((credit) => credit.date >= start && credit.date <= end)
    .filter(
      (credit) =>
        where === undefined ||
        untraced(e, () => e.condition(where, insideCredit(e, credit, scope))),
    )
    .map((credit) => ({
      period,
      credit,
      column: columnOf(e, component, insideCredit(e, credit, scope)),
    }));
}

function untraced<Result>(e: Evaluator, run: () => Result): Result {
  const { tracer } = e;
  e.tracer = undefined;
  const result = run();
  e.tracer = tracer;
  return result;
}

function columnOf(e: Evaluator, component: ir.Component, scope: Scope): Column {
  const gates = tryGates(e, component.gates, scope);
  if (isShut(gates)) return { amount: Rational.ZERO, gates, steps: [] };
  const { earns } = component;
  const applied = earns.when === undefined || e.condition(earns.when, scope);
  const earned = applied ? e.number(earns.value, scope) : Rational.ZERO;
  const first: StepTrace = {
    step: { op: "earns", unit: earns.unit, origin: earns.origin },
    before: Rational.ZERO,
    after: earned,
    applied,
    traces: e.tracer?.take() ?? [],
  };
  return { gates, ...runSteps(e, component.steps, earned, scope, [first]) };
}

/** Tries gates, up to the first that is closed. */
export function tryGates(e: Evaluator, gates: readonly ir.Gate[], scope: Scope): GateTrace[] {
  const tried: GateTrace[] = [];
  for (const gate of gates) {
    const isOpen = e.condition(gate.condition, scope);
    tried.push({ gate, isOpen, traces: e.tracer?.take() ?? [] });
    if (!isOpen) break;
  }
  return tried;
}

export function isShut(gates: readonly GateTrace[]): boolean {
  return gates.some(({ isOpen }) => !isOpen);
}

/** Runs steps on `start`. */
export function runSteps(
  e: Evaluator,
  steps: readonly ir.Step[],
  start: Rational,
  scope: Scope,
  done: readonly StepTrace[] = [],
): Pick<Column, "amount" | "steps"> {
  const traced = [...done];
  let amount = start;
  for (const step of steps) {
    const before = amount;
    const applied = !("when" in step) || step.when === undefined || e.condition(step.when, scope);
    if (applied) amount = after(e, step, before, scope);
    traced.push({ step, before, after: amount, applied, traces: e.tracer?.take() ?? [] });
  }
  return { amount, steps: traced };
}

function after(e: Evaluator, step: ir.Step, before: Rational, scope: Scope): Rational {
  switch (step.op) {
    case "plus":
      return before.plus(e.number(step.value, scope));
    case "less":
      return before.minus(e.number(step.value, scope));
    case "times":
      return before.times(e.number(step.value, scope));
    case "weight":
      return before.times(e.number(step.share, scope));
    case "never above":
      return Rational.least(before, e.number(step.limit, scope));
    case "never below":
      return Rational.greatest(before, e.number(step.limit, scope));
    case "rounded":
      return before.rounded(step.rounding.mode, Rational.parse(step.rounding.increment));
  }
}
