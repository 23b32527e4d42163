/** One payout, clause by clause: the components from top to bottom, then the steps on their sum. */
import type { Period } from "@attain/runtime";
import { type Column, type ComponentPay, payComponent } from "@attain/compiler/evaluate/components";
import type { Evaluator } from "@attain/compiler/evaluate/evaluator";
import { Fault } from "@attain/compiler/evaluate/fault";
import { payoutOf } from "@attain/compiler/evaluate/payout";
import { Rational } from "@attain/compiler/evaluate/rational";
import type * as ir from "@attain/compiler/ir/ir";
import { paidComponents } from "@attain/compiler/ir/reads";
import { nameOf } from "../preview/scene.ts";
import { columnClauses, componentClauses } from "./columns.ts";
import { goThrough } from "./definitions.ts";
import { type Recorded, Recorder } from "./recorder.ts";
import type { Journey } from "./stop.ts";
import { amount, type Read, valuesOf } from "./variables.ts";
import { Walk } from "./walk.ts";

interface Scope {
  readonly payee: string;
  readonly period: Period;
}

/** What was paid, up to where a fault may have ended it. */
interface Ran {
  readonly pays: readonly ComponentPay[];
  readonly payout?: Column;
  readonly fault?: Fault;
  /** What was under way then: the component, or the payout, and what was evaluated of it. */
  readonly under?: ir.Component;
  readonly rest: readonly Recorded[];
}

export function journeyOf(evaluator: Evaluator, scope: Scope, read: Read): Journey {
  const recorder = new Recorder();
  const ran = run(evaluator, recorder, scope);
  const { plan } = evaluator;
  const who = nameOf(plan, evaluator.data, scope.payee);
  const root = { name: `payout of ${who} in ${scope.period.name}`, scope, depth: 0 };
  const walk = new Walk(evaluator, read, root, ran.fault);
  const { payout, pays } = ran;
  walk.clause(
    plan.origin,
    () => {
      for (const pay of pays) componentClauses(walk, recorder, pay, scope);
      if (payout !== undefined) columnClauses(walk, recorder, payout);
      if (ran.fault !== undefined) untilFault(walk, ran, ran.fault, scope);
    },
    () => [
      ...(payout === undefined ? [] : [amount("payout", payout.amount, plan.currency)]),
      ...pays.map((pay) => amount(pay.component.name, pay.amount, plan.currency)),
    ],
    () => [
      { name: "payee", value: who, type: plan.people },
      { name: "period", value: scope.period.name, type: scope.period.kind },
    ],
    lastOf(plan),
  );
  return walk.journey();
}

/** The last clause that is gone through: of the payout, or of the component that is paid last. */
function lastOf(plan: ir.Plan): ir.Origin {
  const { origin, payout } = plan;
  const { earns, steps = [] } = paidComponents(plan).at(-1) ?? {};
  const last = [...payout.gates, ...payout.steps].at(-1) ?? steps.at(-1) ?? earns;
  return last?.origin ?? origin;
}

function run(evaluator: Evaluator, recorder: Recorder, scope: Scope): Ran {
  const pays: ComponentPay[] = [];
  let under: ir.Component | undefined;
  evaluator.tracer = recorder;
  try {
    for (const component of paidComponents(evaluator.plan)) {
      under = component;
      recorder.begin();
      const set = evaluator.given.value("component", component.name, scope);
      pays.push(
        set instanceof Rational
          ? { component, amount: set, parts: [], given: true }
          : payComponent(evaluator, component, scope),
      );
    }
    under = undefined;
    recorder.begin();
    const sum = (): Rational => pays.reduce((total, pay) => total.plus(pay.amount), Rational.ZERO);
    return { pays, payout: payoutOf(evaluator, scope, sum), rest: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return {
      pays,
      fault: error,
      ...(under === undefined ? {} : { under }),
      rest: recorder.since(),
    };
  } finally {
    evaluator.tracer = undefined;
  }
}

/** What was gone through of a component, or of the payout, before the fault. */
function untilFault(walk: Walk, { under, rest }: Ran, fault: Fault, scope: Scope): void {
  const { payout } = walk.evaluator.plan;
  const clauses =
    under === undefined
      ? [...payout.gates, ...payout.steps]
      : [...under.gates, under.earns, ...under.steps];
  const inside = (): void => {
    for (const { origin, recorded } of byClause(rest, clauses, (under ?? payout).origin))
      walk.clause(
        origin,
        () => goThrough(walk, recorded),
        () => valuesOf(walk.read, recorded),
      );
    walk.fault(fault);
  };
  if (under === undefined) inside();
  else {
    const frame = (): void => walk.frame(under.name, scope, inside);
    walk.clause(under.origin, frame, () => []);
  }
}

interface OfClause {
  readonly origin: ir.Origin;
  readonly recorded: Recorded[];
}

/** What was evaluated one after the other for the same clause. */
function byClause(
  all: readonly Recorded[],
  clauses: readonly ir.Node[],
  whole: ir.Origin,
): OfClause[] {
  const groups: OfClause[] = [];
  for (const one of all) {
    const { path, start, end } = one.node.origin;
    const clause = clauses.find(
      ({ origin }) => origin.path === path && origin.start <= start && end <= origin.end,
    );
    const origin = clause?.origin ?? whole;
    const last = groups.at(-1);
    if (last?.origin === origin) last.recorded.push(one);
    else groups.push({ origin, recorded: [one] });
  }
  return groups;
}
