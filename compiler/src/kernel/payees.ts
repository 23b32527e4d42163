/**
 * What one payee is paid, in the integer form: the scalar half of a plan. It follows the reference evaluator definition by
 * definition. Periods are known while it is lowered, so each definition is lowered once for each period that asks for it.
 */
import type { Period } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { Evaluator } from "../evaluate/evaluator.ts";
import * as form from "../integer/form.ts";
import type { Bool, Int } from "../integer/form.ts";
import type { Range } from "../integer/range.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import type { Stretches } from "../relational/stretches.ts";
import type { Reader } from "./cells.ts";
import { payComponent } from "./components.ts";
import { lowerExpression } from "./expressions.ts";
import type { Cell } from "./fields.ts";
import { parameterValue } from "./parameters.ts";
import { payoutOf } from "./payout.ts";
import {
  chosen,
  type DayValue,
  doubted,
  type FlagValue,
  NOTHING,
  type NumberValue,
  type TextValue,
  type Value,
} from "./values.ts";

/** What is at hand: a period, or nothing but the payee. `row`: the payee's own row is the row at hand. */
export interface At {
  readonly period?: Period;
  readonly row?: true;
}

export interface Definition {
  readonly kind: "measure" | "component" | "payout";
  readonly name: string;
  readonly origin: ir.Origin;
}

export class Payees {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly reader: Reader;
  readonly stretches: Stretches;
  readonly unsupported: ReadonlyMap<string, Unsupported>;
  /** Windows, tables and terms, as the reference evaluator has them; it is never given any data. */
  readonly time: Evaluator;
  /** Definitions in the order in which they were done: each after those that it reads. */
  readonly lowered: (Definition & { readonly value: Value })[] = [];
  /** Definitions that aren't, those that others read before them. */
  readonly left: (Definition & { readonly error: Unsupported })[] = [];
  readonly #once = new Map<string, Value>();
  readonly #shared = new Map<string, Int>();
  readonly #cells = new Map<string, Cell>();

  /** `unsupported`: why something isn't added up, by the name of its tally. */
  constructor(
    program: ir.Program,
    plan: ir.Plan,
    reader: Reader,
    stretches: Stretches,
    unsupported: ReadonlyMap<string, Unsupported> = new Map(),
  ) {
    this.program = program;
    this.plan = plan;
    this.reader = reader;
    this.stretches = stretches;
    this.unsupported = unsupported;
    this.time = new Evaluator(program, plan, new Map());
  }

  value(node: ir.Expr, at: At): Value {
    return lowerExpression(this, node, at);
  }

  /** A number that is there; where it is missing, there is a doubt. */
  number(node: ir.Expr, at: At): NumberValue {
    const value = this.value(node, at);
    if (value.kind === "number") return present(value);
    throw new Unsupported("a number is read that isn't one", node.origin);
  }

  condition(node: ir.Condition, at: At): FlagValue {
    const value = this.value(node, at);
    if (value.kind === "flag") return present(value);
    throw new Unsupported("a condition is read that isn't one", node.origin);
  }

  day(node: ir.DateExpr, at: At): DayValue {
    const value = this.value(node, at);
    if (value.kind === "day") return present(value);
    throw new Unsupported("a date is read that isn't one", node.origin);
  }

  text(node: ir.Expr, at: At): TextValue {
    const value = this.value(node, at);
    if (value.kind === "text") return present(value);
    throw new Unsupported("a name is read that isn't one", node.origin);
  }

  measure(node: ir.Named, { period }: At): Value {
    const { name } = node;
    const measure = this.plan.measures.find(
      (candidate) => candidate.name === name && candidate.period === period?.kind,
    );
    if (measure === undefined)
      throw new Unsupported(`${name} has no value for a ${period?.kind ?? "row"}`, node.origin);
    return this.once("measure", measure, period, () => {
      const at: At = period === undefined ? {} : { period };
      return this.unlessException(measure, at, () => this.value(measure.value, at));
    });
  }

  parameter(node: ir.Named, at: At): Value {
    const parameter = known(
      this.plan.parameters.find(({ name }) => name === node.name),
      `the parameter ${node.name}`,
    );
    return parameterValue(this, parameter, node, at);
  }

  /** What a component pays in the period at hand. */
  pay(name: string, { period }: At): NumberValue {
    const component = known(
      this.plan.components.find((candidate) => candidate.name === name),
      `the component ${name}`,
    );
    return this.once("component", component, period, () =>
      payComponent(this, component, known(period, "the period")),
    ) as NumberValue;
  }

  payout(period: Period): NumberValue {
    const { origin } = this.plan.payout;
    return this.once("payout", { name: "payout", origin }, period, () =>
      payoutOf(this, period),
    ) as NumberValue;
  }

  /** The exception that holds, else what is asked for; two that hold at once are a doubt. */
  unlessException(
    { exceptions }: { readonly exceptions: readonly ir.Exception[] },
    at: At,
    otherwise: () => Value,
  ): Value {
    const live = exceptions.map(({ condition }) => this.condition(condition, at));
    return exceptions.reduce<Value>((value, exception, i) => {
      const { value: isLive, doubt } = known(live[i], "a condition");
      const others = live.slice(0, i).map((other) => form.and(isLive, other.value));
      const inDoubt = [doubt, ...others].reduce(form.or);
      return doubted(
        chosen(isLive, this.value(exception.value, at), value, exception.value),
        inDoubt,
      );
    }, otherwise());
  }

  once(
    kind: Definition["kind"],
    { name, origin }: { readonly name: string; readonly origin: ir.Origin },
    period: Period | undefined,
    lower: () => Value,
  ): Value {
    const key = `${kind} ${name} ${period?.kind} ${period?.name}`;
    const done = this.#once.get(key);
    if (done !== undefined) return done;
    try {
      const value = lower();
      this.#once.set(key, value);
      this.lowered.push({ name, kind, origin, value });
      return value;
    } catch (error) {
      if (error instanceof Unsupported) this.left.push({ name, kind, origin, error });
      throw error;
    }
  }

  /** What is read under a name, each time the same object. What has one value for everybody is that value. */
  input(name: string, range: Range): Int {
    if (range.lo === range.hi) return form.constant(range.lo);
    return this.shared(`input ${name}`, () => form.input(name, range));
  }

  /** The same cell under the same name. */
  cell(name: string, read: () => Cell): Cell {
    const cell = this.#cells.get(name) ?? read();
    this.#cells.set(name, cell);
    return cell;
  }

  /** The same integer under the same name. */
  shared(name: string, make: () => Int): Int {
    const node = this.#shared.get(name) ?? make();
    this.#shared.set(name, node);
    return node;
  }

  /** A value out of several by conditions that are tried in turn; where none holds, there is a doubt. */
  firstOf(
    cases: readonly { readonly when: Bool; readonly value: () => Value }[],
    origin: ir.Origin,
    last?: () => Value,
  ): Value {
    const [first, ...rest] = cases;
    if (first === undefined) return last?.() ?? NOTHING;
    if (first.when.op === "yes or no")
      return first.when.value ? first.value() : this.firstOf(rest, origin, last);
    const value = first.value();
    const otherwise = this.firstOf(rest, origin, last);
    if (otherwise === NOTHING) return doubted(value, form.not(first.when));
    return chosen(first.when, value, otherwise, { origin });
  }
}

function present<Kind extends Value>(value: Kind): Kind {
  return { ...doubted(value, value.missing), missing: form.NO };
}
