/** Where a debugger can stand, and what is seen there. */
import type { Scope } from "@attain/compiler/evaluate/evaluator";
import type { Fault } from "@attain/compiler/evaluate/fault";
import type * as ir from "@attain/compiler/ir/ir";

/** A clause of the plan that is gone through, or has been. */
export interface Stop {
  readonly origin: ir.Origin;
  readonly frame: Frame;
  readonly moment: Moment;
  /** What is to be seen of this clause. */
  readonly values: () => readonly Variable[];
  /** How many names had a value. */
  readonly known: number;
  /** The computation ends here. */
  readonly fault?: Fault;
}

/** `before` and `after` what is gone through for a clause; `at` it, where nothing is. */
export type Moment = "before" | "after" | "at";

/** A definition that is evaluated for somebody: a component, a measure, a table, the credit of a deal. */
export interface Frame {
  readonly name: string;
  readonly scope: Scope;
  readonly depth: number;
  /** The stop at which it was needed; undefined for the payout. */
  readonly caller?: number;
}

export interface Variable {
  readonly name: string;
  /** As people read it, with all its digits where those are too many. */
  readonly value: string;
  /** A unit, or the kind of value. */
  readonly type?: string;
  readonly parts?: () => readonly Variable[];
}

/** All that is gone through for one payout, in order, and the values of names in the order in which they became known. */
export interface Journey {
  readonly stops: readonly Stop[];
  readonly known: readonly Variable[];
}
