/** Components and the payout as curves: gates, and steps from top to bottom. */
import type * as ir from "../ir/ir.ts";
import { paidComponents } from "../ir/reads.ts";
import {
  add,
  ALWAYS,
  and,
  type Curve,
  flat,
  greater,
  lesser,
  multiply,
  select,
  subtract,
} from "./curve.ts";
import { Form } from "./form.ts";
import type { Reader, RowUse } from "./reader.ts";
import { Unknown } from "./unknown.ts";

export interface Column {
  /** Where the gates are open. */
  readonly gate: Curve;
  readonly amount: Curve;
  readonly steps: readonly StepCurve[];
  /** The rows that it reads, itself or by what it names. */
  readonly uses: readonly RowUse[];
}

interface StepCurve {
  readonly step: ir.Step;
  readonly before: Curve;
  /** Of a cap or a floor. */
  readonly limit?: Curve;
}

export function readColumn(reader: Reader, component: ir.Component): Column {
  const first = reader.uses.length;
  const gate = gateOf(reader, component.gates);
  const { value, when } = component.earns;
  const earned = reader.number(value);
  const start =
    when === undefined
      ? earned
      : select(reader.at, reader.condition(when), earned, flat(Form.ZERO));
  const { amount, steps } = stepped(reader, start, component.steps);
  const open = select(reader.at, gate, amount, flat(Form.ZERO));
  return {
    gate,
    amount: reader.withExceptions(component.exceptions, () => open),
    steps,
    uses: reader.uses.slice(first),
  };
}

export function readPayout(reader: Reader): Column {
  const { payout } = reader.known.plan;
  const first = reader.uses.length;
  const sum = paidComponents(reader.known.plan)
    .map(({ name }) => reader.column(name).amount)
    .reduce((total, amount) => add(reader.at, total, amount), flat(Form.ZERO));
  const gate = gateOf(reader, payout.gates);
  const { amount, steps } = stepped(reader, sum, payout.steps);
  return {
    gate,
    amount: select(reader.at, gate, amount, flat(Form.ZERO)),
    steps,
    uses: reader.uses.slice(first),
  };
}

function gateOf(reader: Reader, gates: readonly ir.Gate[]): Curve {
  return gates.reduce<Curve>(
    (open, { condition }) => and(reader.at, open, reader.condition(condition)),
    ALWAYS,
  );
}

function stepped(
  reader: Reader,
  start: Curve,
  steps: readonly ir.Step[],
): { readonly amount: Curve; readonly steps: readonly StepCurve[] } {
  const taken: StepCurve[] = [];
  let amount = start;
  for (const step of steps) {
    const before = amount;
    const limit =
      step.op === "never above" || step.op === "never below"
        ? reader.number(step.limit)
        : undefined;
    const after =
      limit === undefined ? afterStep(reader, step, before) : limited(reader, step, before, limit);
    const when = "when" in step ? step.when : undefined;
    amount = when === undefined ? after : select(reader.at, reader.condition(when), after, before);
    taken.push({ step, before, ...(limit === undefined ? {} : { limit }) });
  }
  return { amount, steps: taken };
}

function limited(reader: Reader, { op }: ir.Step, before: Curve, limit: Curve): Curve {
  return (op === "never above" ? lesser : greater)(reader.at, before, limit);
}

/** Rounding moves an amount by less than the unit that it rounds to, and never turns two around. */
function afterStep(reader: Reader, step: ir.Step, before: Curve): Curve {
  const { at } = reader;
  switch (step.op) {
    case "plus":
      return add(at, before, reader.number(step.value));
    case "less":
      return subtract(at, before, reader.number(step.value));
    case "times":
      return multiply(at, before, reader.number(step.value));
    case "weight":
      return multiply(at, before, reader.number(step.share));
    case "rounded":
      return before;
    default:
      throw new Unknown(`\`${step.op}\` depends on other periods`);
  }
}
