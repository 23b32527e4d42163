/** Components: what they earn, and steps from top to bottom. */
import type { Period } from "@attain/runtime";
import { periodsPaid } from "../evaluate/components.ts";
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import type { Num } from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { isPaidLater } from "../ir/reads.ts";
import { totalOfEach } from "../relational/each-credit.ts";
import { aggregate } from "./aggregates.ts";
import { rounded } from "./expressions.ts";
import type { At, Payees } from "./payees.ts";
import { chosen, doubted, type NumberValue, ofNumber, type Value } from "./values.ts";

const NOTHING_PAID: NumberValue = ofNumber(number.ZERO);

/** What a component pays in a pay period: for its own periods that end in it. */
export function payComponent(p: Payees, component: ir.Component, period: Period): NumberValue {
  const { segments, origin } = component;
  if (segments !== undefined)
    throw new Unsupported(
      "it pays for parts of a period, which differ from payee to payee",
      origin,
    );
  if (!p.time.holdsIn(period) && !isPaidLater(component)) return NOTHING_PAID;
  return periodsPaid(p.time, component, period, {})
    .map((part) => partOf(p, component, { period: part }))
    .reduce(sum, NOTHING_PAID);
}

export function sum(a: NumberValue, b: NumberValue): NumberValue {
  return ofNumber(number.plus(a.value, b.value), form.or(a.doubt, b.doubt));
}

function partOf(p: Payees, component: ir.Component, at: At): NumberValue {
  const value = p.unlessException(component, at, () =>
    component.scope.kind === "period" ? columnOf(p, component, at) : totalOf(p, component, at),
  );
  return value as NumberValue;
}

function totalOf(p: Payees, component: ir.Component, at: At): Value {
  const total = totalOfEach(p.plan, component);
  if (total !== undefined) return aggregate(p, total, at);
  throw new Unsupported("what it pays for a deal depends on others", component.origin);
}

function columnOf(p: Payees, { gates, earns, steps }: ir.Component, at: At): NumberValue {
  return behindGates(p, gates, at, () => {
    const amount = p.number(earns.value, at);
    return runSteps(p, steps, onlyWhen(p, earns, at, amount, NOTHING_PAID), at);
  });
}

/** Nothing is paid behind a gate that is closed, and those after it aren't tried. */
export function behindGates(
  p: Payees,
  gates: readonly ir.Gate[],
  at: At,
  column: () => NumberValue,
): NumberValue {
  const [gate, ...rest] = gates;
  if (gate === undefined) return column();
  const { value: isOpen, doubt } = p.condition(gate.condition, at);
  if (isOpen === form.NO) return doubted(NOTHING_PAID, doubt);
  const inside = behindGates(p, rest, at, column);
  return doubted(chosen(isOpen, inside, NOTHING_PAID, gate) as NumberValue, doubt);
}

export function runSteps(
  p: Payees,
  steps: readonly ir.Step[],
  start: NumberValue,
  at: At,
): NumberValue {
  return steps.reduce((before, step) => {
    const after = afterStep(p, step, before, at);
    return "when" in step ? onlyWhen(p, step, at, after, before) : after;
  }, start);
}

/** What a clause gives where its condition holds. */
function onlyWhen(
  p: Payees,
  { when, origin }: { readonly when?: ir.Condition; readonly origin: ir.Origin },
  at: At,
  yes: NumberValue,
  no: NumberValue,
): NumberValue {
  if (when === undefined) return yes;
  const { value: applies, doubt } = p.condition(when, at);
  return doubted(chosen(applies, yes, no, { origin }) as NumberValue, doubt);
}

function afterStep(p: Payees, step: ir.Step, before: NumberValue, at: At): NumberValue {
  switch (step.op) {
    case "settled":
      throw new Unsupported("it is settled against a draw", step.origin);
    case "carried":
      throw new Unsupported("it carries an amount to the next period", step.origin);
    case "rounded":
      return rounded(before, step.rounding, step);
    case "trued up": {
      const due = joined(before, p.number(step.paid, at), number.minus);
      if (step.mayBeNegative) return due;
      return ofNumber(number.greatest(due.value, number.ZERO), due.doubt);
    }
    case "plus":
      return joined(before, p.number(step.value, at), number.plus);
    case "less":
      return joined(before, p.number(step.value, at), number.minus);
    case "times":
      return joined(before, p.number(step.value, at), number.times);
    case "weight":
      return joined(before, p.number(step.share, at), number.times);
    case "never above":
      return joined(before, p.number(step.limit, at), number.least);
    case "never below":
      return joined(before, p.number(step.limit, at), number.greatest);
  }
}

function joined(a: NumberValue, b: NumberValue, op: (a: Num, b: Num) => Num): NumberValue {
  return ofNumber(op(a.value, b.value), form.or(a.doubt, b.doubt));
}
