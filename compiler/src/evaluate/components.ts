/** Components and payouts: steps from top to bottom, each kept with what it made of the one before. */
import { type Period, containing, periodsIn, segmentsOf } from "@attain/runtime";
import type * as ir from "../ir/ir.ts";
import { isPaidLater } from "../ir/reads.ts";
import { insideCredit } from "./aggregates.ts";
import { accountsIn, type Facts } from "./accounts.ts";
import type { CreditRecord } from "./credits.ts";
import { carry, settle } from "./draws.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { liveException } from "./exceptions.ts";
import { same } from "./expressions.ts";
import { Fault } from "./fault.ts";
import { ifPresent } from "./fields.ts";
import { Rational } from "./rational.ts";
import { rounded } from "./rounding.ts";
import type { Trace, Value } from "./trace.ts";

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
  /** Of a step that is settled against a draw, or that carries. */
  readonly facts?: Facts;
  /** The pay period since which something has been owed; known only if the evaluator traces. */
  readonly since?: string;
  /** What each of the limits of a step that carries gave, in order. */
  readonly limits?: readonly { readonly limit: ir.Limit; readonly after: Rational }[];
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
  /** What passes to the next pay period, by name. */
  readonly accounts?: ReadonlyMap<string, Facts>;
}

export interface ComponentPay {
  readonly component: ir.Component;
  readonly amount: Rational;
  readonly parts: readonly PayPart[];
  /** A test has set the amount. */
  readonly given?: true;
  /** The plan doesn't hold in the period. */
  readonly outside?: true;
}

/** What was paid for a whole period, or for one credit of it. */
export interface PayPart {
  readonly period: Period;
  readonly credit?: CreditRecord;
  readonly column: Column;
}

/**
 * What a component pays in the pay period of `scope`: for its own periods that end in it, or for each credit. Where the
 * plan doesn't hold, only what was earned before is paid, or taken back.
 */
export function payComponent(e: Evaluator, component: ir.Component, scope: Scope): ComponentPay {
  if (scope.period !== undefined && !e.holdsIn(scope.period) && !isPaidLater(component))
    return { component, amount: Rational.ZERO, parts: [], outside: true };
  const parts =
    scope.period === undefined
      ? []
      : periodsPaid(e, component, scope.period, scope).flatMap((period) =>
          partsOf(e, component, { ...scope, period }),
        );
  const amount = parts.reduce((sum, part) => sum.plus(part.column.amount), Rational.ZERO);
  return { component, amount, parts };
}

/**
 * A component of longer periods is paid when they end; one of shorter periods is paid for each of them in which the
 * plan holds.
 */
export function periodsPaid(
  e: Evaluator,
  { period: kind, segments }: ir.Component,
  period: Period,
  scope: Scope,
): Period[] {
  if (kind === period.kind) return [period];
  if (segments !== undefined) return segmentsIn(e, segments, period, scope);
  const inside = periodsIn(e.calendar, kind, period);
  if (inside.length > 0) return inside.filter((part) => e.holdsIn(part));
  const longer = containing(e.calendar, kind, period);
  const last = periodsIn(e.calendar, period.kind, longer).at(-1);
  return last?.name === period.name ? [longer] : [];
}

/** The stretches of a pay period on which a value is the same, or there is none. */
function segmentsIn(
  e: Evaluator,
  node: NonNullable<ir.Component["segments"]>,
  whole: Period,
  scope: Scope,
): Period[] {
  const valueOn = (period: Period): Value =>
    e.untraced(() => ifPresent(e, node, { ...scope, period }));
  return segmentsOf(whole, valueOn, same).filter((part) => e.holdsIn(part));
}

function partsOf(
  e: Evaluator,
  component: ir.Component,
  scope: Scope & { readonly period: Period },
): PayPart[] {
  const { period } = scope;
  const exception = liveException(e, component.name, component.exceptions, scope);
  if (exception !== undefined)
    return [{ period, column: exceptionColumn(e, component, exception, scope) }];
  if (component.scope.kind === "period") return [{ period, column: columnOf(e, component, scope) }];
  const { credit: name, where } = component.scope;
  if (e.given.value("credit", name, scope) !== undefined)
    throw new Fault("ATN9102", { credit: name }, component.origin);
  const { start, end } = e.daysOf({ kind: "period", period: period.kind }, period);
  const credits = e
    .creditsOfPayee(name, scope.payee ?? "")
    .filter((credit) => credit.date >= start && credit.date <= end)
    .filter(
      (credit) =>
        where === undefined || e.untraced(() => e.condition(where, insideCredit(e, credit, scope))),
    );
  return inTurn(e, component, credits, scope);
}

/** Credit by credit: what one pays may depend on what those before it have paid. */
function inTurn(
  e: Evaluator,
  component: ir.Component,
  credits: readonly CreditRecord[],
  scope: Scope & { readonly period: Period },
): PayPart[] {
  let paid = Rational.ZERO;
  return credits.map((credit) => {
    const column = columnOf(e, component, { ...insideCredit(e, credit, scope), paid });
    paid = paid.plus(column.amount);
    return { period: scope.period, credit, column };
  });
}

/** What an exception pays, in place of all steps. */
function exceptionColumn(
  e: Evaluator,
  { earns }: ir.Component,
  { value, origin }: ir.Exception,
  scope: Scope,
): Column {
  const amount = e.number(value as ir.NumberExpr, scope);
  const step: StepTrace = {
    step: { op: "earns", unit: earns.unit, origin },
    before: Rational.ZERO,
    after: amount,
    applied: true,
    traces: e.tracer?.take() ?? [],
  };
  return { amount, gates: [], steps: [step] };
}

function columnOf(e: Evaluator, component: ir.Component, scope: Scope): Column {
  const gates = tryGates(e, component.gates, scope);
  if (isShut(gates)) return shutColumn(e, component.name, gates, component.steps, scope);
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
  return { gates, ...runSteps(e, component.name, component.steps, earned, scope, [first]) };
}

/** Nothing is paid, and what came from the period before passes on. */
export function shutColumn(
  e: Evaluator,
  name: string,
  gates: readonly GateTrace[],
  steps: readonly ir.Step[],
  scope: Scope,
): Column {
  const accounts = new Map(
    accountsIn(name, steps).map((account) => [
      account,
      e.untraced(() => e.accounts.idle(account, scope)),
    ]),
  );
  return { amount: Rational.ZERO, gates, steps: [], ...(accounts.size > 0 ? { accounts } : {}) };
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

/** Runs the steps of a component, or of the payout, on `start`. */
export function runSteps(
  e: Evaluator,
  name: string,
  steps: readonly ir.Step[],
  start: Rational,
  scope: Scope,
  done: readonly StepTrace[] = [],
): Omit<Column, "gates"> {
  const traced = [...done];
  const accounts = new Map<string, Facts>();
  let amount = start;
  for (const step of steps) {
    const before = amount;
    const applied = !("when" in step) || step.when === undefined || e.condition(step.when, scope);
    const { amount: after, ...kept } = applied ? taken(e, name, step, before, scope) : { amount };
    amount = after;
    if (applied) e.observer?.step(step, before, after);
    if (kept.facts !== undefined)
      accounts.set(step.op === "settled" ? step.draw : name, kept.facts);
    traced.push({ step, before, after, applied, traces: e.tracer?.take() ?? [], ...kept });
  }
  return { amount, steps: traced, ...(accounts.size > 0 ? { accounts } : {}) };
}

/** What a step gives, and what of it passes to the next pay period. */
export type Taken = { readonly amount: Rational } & Pick<StepTrace, "facts" | "limits" | "since">;

function taken(e: Evaluator, name: string, step: ir.Step, before: Rational, scope: Scope): Taken {
  switch (step.op) {
    case "settled":
      return settle(e, step.draw, before, scope);
    case "carried":
      return carry(e, name, step.limits, before, scope);
    default:
      return { amount: afterStep(e, step, before, scope) };
  }
}

function afterStep(
  e: Evaluator,
  step: Exclude<ir.Step, { readonly op: "settled" | "carried" }>,
  before: Rational,
  scope: Scope,
): Rational {
  switch (step.op) {
    case "trued up": {
      const due = before.minus(e.number(step.paid, scope));
      return step.mayBeNegative ? due : Rational.greatest(due, Rational.ZERO);
    }
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
      return rounded(e, before, step.rounding, scope);
  }
}
