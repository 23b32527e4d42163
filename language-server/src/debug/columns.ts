/** Gates and steps of components and of the payout, with what each made of the one before. */
import type {
  Column,
  ComponentPay,
  GateTrace,
  PayPart,
  StepTrace,
} from "@attain/compiler/evaluate/components";
import type { Scope } from "@attain/compiler/evaluate/evaluator";
import type * as ir from "@attain/compiler/ir/ir";
import { goThrough } from "./definitions.ts";
import type { Recorded, Recorder } from "./recorder.ts";
import type { Variable } from "./stop.ts";
import { amount, valuesOf } from "./variables.ts";
import type { Walk } from "./walk.ts";

/** A component that was paid: once, or for each of its periods or credits. */
export function componentClauses(
  walk: Walk,
  recorder: Recorder,
  { component, amount: paid, parts, given }: ComponentPay,
  scope: Scope,
): void {
  const { name, origin, earns } = component;
  const whole = amount(name, paid, earns.unit);
  const why = given === true ? "set by the test" : "nothing is paid in this period";
  walk.clause(
    origin,
    () => {
      for (const part of parts) partClauses(walk, recorder, component, part, parts.length, scope);
      walk.know(whole, scope);
    },
    () => (parts.length === 0 ? [whole, { name: "why", value: why }] : [whole]),
  );
}

/** The only part is what the component pays, which its heading tells already. */
function partClauses(
  walk: Walk,
  recorder: Recorder,
  { name, origin, earns: { unit } }: ir.Component,
  { period, credit, column }: PayPart,
  parts: number,
  scope: Scope,
): void {
  const deal = credit === undefined ? "" : ` for ${credit.row.key}`;
  const at = credit === undefined ? {} : { credit };
  const inside = (): void => columnClauses(walk, recorder, column);
  walk.frame(`${name}${deal}`, { ...scope, ...at, period }, () => {
    if (parts === 1) inside();
    else walk.clause(origin, inside, () => [amount(name, column.amount, unit)]);
  });
}

export function columnClauses(walk: Walk, recorder: Recorder, { gates, steps }: Column): void {
  for (const gate of gates) gateClause(walk, recorder.of(gate.traces), gate);
  for (const step of steps) stepClause(walk, recorder.of(step.traces), step);
}

function gateClause(walk: Walk, recorded: readonly Recorded[], { gate, isOpen }: GateTrace): void {
  walk.clause(
    gate.origin,
    () => goThrough(walk, recorded),
    () => [{ name: "pays", value: isOpen ? "yes" : "no" }, ...valuesOf(walk.read, recorded)],
  );
}

function stepClause(walk: Walk, recorded: readonly Recorded[], step: StepTrace): void {
  const { before, after, applied, facts } = step;
  const { unit, origin, op } = step.step;
  const start: Variable[] = op === "earns" ? [] : [amount("before", before, unit)];
  walk.clause(
    origin,
    () => goThrough(walk, recorded),
    () => [
      ...start,
      amount(op === "earns" ? "earned" : "after", after, unit),
      ...(applied ? [] : [{ name: "applies", value: "no" }]),
      ...Object.entries(facts ?? {}).map(([name, value]) => amount(name, value, unit)),
      ...valuesOf(walk.read, recorded),
    ],
    () => start,
  );
}
