/** Records an evaluation: every expression with what was at hand, what it was made of, and the fault that ended it. */
import type { Scope } from "@attain/compiler/evaluate/evaluator";
import { Fault } from "@attain/compiler/evaluate/fault";
import { type Detail, type Trace, Tracer, type Value } from "@attain/compiler/evaluate/trace";
import type * as ir from "@attain/compiler/ir/ir";

/** An expression that was evaluated. */
export interface Recorded {
  readonly node: ir.Expr;
  readonly scope: Scope;
  /** What it was made of, in order. */
  readonly parts: readonly Recorded[];
  readonly value?: Value;
  readonly detail?: Detail;
  /** In place of a value. */
  readonly fault?: Fault;
}

interface Open {
  parts: Recorded[];
  value?: Value;
  detail?: Detail;
  fault?: Fault;
}

/** Beside a trace it keeps what ends with a fault. */
export class Recorder extends Tracer {
  #open: Open[] = [{ parts: [] }];
  readonly #taken = new Map<readonly Trace[], readonly Recorded[]>();
  #since: (readonly Recorded[])[] = [];

  override trace(node: ir.Expr, scope: Scope, evaluate: () => Value): Value {
    const one: Open & Pick<Recorded, "node" | "scope"> = { node, scope, parts: [] };
    this.#open.at(-1)?.parts.push(one);
    this.#open.push(one);
    try {
      one.value = evaluate();
      return one.value;
    } catch (error) {
      if (error instanceof Fault) one.fault = error;
      throw error;
    } finally {
      this.#open.pop();
    }
  }

  override detail(detail: Detail): void {
    const one = this.#open.at(-1);
    if (one !== undefined) one.detail = detail;
  }

  /** Stands for what was recorded since the last time. */
  override take(): readonly Trace[] {
    const taken: readonly Trace[] = [];
    const parts = this.#rest();
    this.#taken.set(taken, parts);
    this.#since.push(parts);
    return taken;
  }

  /** What was recorded under the traces of a step. */
  of(taken: readonly Trace[]): readonly Recorded[] {
    return this.#taken.get(taken) ?? [];
  }

  /** From here on, `since` counts. */
  begin(): void {
    this.#since = [];
  }

  since(): readonly Recorded[] {
    return [...this.#since, this.#rest()].flat();
  }

  #rest(): readonly Recorded[] {
    const rest = this.#open[0]?.parts ?? [];
    this.#open = [{ parts: [] }];
    return rest;
  }
}
