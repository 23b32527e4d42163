/** Writes down the stops of an evaluation: frames within frames, and in each its clauses in order. */
import type { Evaluator, Scope } from "@attain/compiler/evaluate/evaluator";
import type { Fault } from "@attain/compiler/evaluate/fault";
import type * as ir from "@attain/compiler/ir/ir";
import { nameOf } from "../preview/scene.ts";
import type { Frame, Journey, Moment, Stop, Variable } from "./stop.ts";
import type { Read } from "./variables.ts";

export class Walk {
  readonly evaluator: Evaluator;
  readonly read: Read;
  readonly #stops: Stop[] = [];
  readonly #known = new Map<string, Variable>();
  readonly #seen = new Set<string>();
  readonly #end: Fault | undefined;
  readonly #root: Frame;
  #frame: Frame;
  /** The stop before the clause that is gone through. */
  #clause: number | undefined;

  /** `end`: what the computation ended with, in place of a payout. */
  constructor(evaluator: Evaluator, read: Read, root: Frame, end: Fault | undefined) {
    this.evaluator = evaluator;
    this.read = read;
    this.#root = root;
    this.#frame = root;
    this.#end = end;
  }

  /** A definition, in a frame of its own. Its name says whom and when it is for, where that isn't who is paid now. */
  frame(name: string, scope: Scope, inside: () => void): void {
    const around = this.#frame;
    const caller = this.#clause;
    this.#frame = {
      name: `${name}${this.#forWhom(scope)}`,
      scope,
      depth: around.depth + 1,
      ...(caller === undefined ? {} : { caller }),
    };
    inside();
    this.#frame = around;
  }

  /**
   * A clause: one stop, where nothing is gone through for it; else one before and one after. `values` are what there is to
   * see of it when it is done, `before` what there is already when it begins, `end` where it
   * stands when it is done, if that isn't where it begins.
   */
  clause(
    origin: ir.Origin,
    inside: () => void,
    values: () => readonly Variable[],
    before: () => readonly Variable[] = () => [],
    end: ir.Origin = origin,
  ): void {
    const first = this.#stops.length;
    this.#stop(origin, "before", before);
    const around = this.#clause;
    this.#clause = first;
    inside();
    this.#clause = around;
    const isEnd = this.#stops.at(-1)?.fault !== undefined;
    if (isEnd) return;
    const isAlone = this.#stops.length === first + 1;
    if (isAlone) this.#stops.pop();
    this.#stop(isAlone ? origin : end, isAlone ? "at" : "after", values);
  }

  /** A name has a value from here on. */
  know(value: Variable, scope: Scope): void {
    const name = `${value.name}${this.#forWhom(scope)}`;
    // Two people may be called the same.
    const key = `${name} ${scope.payee ?? this.#root.scope.payee}`;
    if (!this.#known.has(key)) this.#known.set(key, { ...value, name });
  }

  /** Whether something is met for the first time: each definition is gone through once. */
  isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** Where the computation ends, if it is with this fault. */
  fault(fault: Fault): void {
    const isTold = this.#stops.at(-1)?.fault !== undefined;
    if (fault === this.#end && !isTold) this.#stop(fault.origin, "at", () => [], fault);
  }

  journey(): Journey {
    return { stops: this.#stops, known: [...this.#known.values()] };
  }

  /** "" for who is paid now. */
  #forWhom({ payee, period }: Scope): string {
    const { scope } = this.#root;
    const { plan, data } = this.evaluator;
    const isOther = payee !== undefined && payee !== scope.payee;
    const whose = isOther ? ` of ${nameOf(plan, data, payee)}` : "";
    const isNow = period === undefined || period.name === scope.period?.name;
    return `${whose}${isNow ? "" : ` in ${period.name}`}`;
  }

  #stop(origin: ir.Origin, moment: Moment, values: () => readonly Variable[], fault?: Fault): void {
    const stop = { origin, frame: this.#frame, moment, values, known: this.#known.size };
    this.#stops.push(fault === undefined ? stop : { ...stop, fault });
  }
}
