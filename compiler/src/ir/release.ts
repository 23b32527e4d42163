/** When what was earned is paid, and what comes back of it, in the representation. */
import type { Condition, DateExpr, Node, NumberExpr } from "./expression.ts";
import type { Origin, Rounding, Unit } from "./value.ts";

/** What falls due in the period at hand of what a component has earned so far, less what was cancelled of it. */
export interface Released extends Node {
  readonly op: "released";
  readonly component: string;
  readonly parts: readonly ReleasePart[];
  /** Of parts that are given as shares. */
  readonly rounding: Rounding;
  readonly unit: Unit;
}

export interface ReleasePart {
  readonly share: NumberExpr | "the rest";
  readonly time:
    | { readonly kind: "at once" }
    /** Held where there is no day yet. */
    | { readonly kind: "on"; readonly date: DateExpr }
    | {
        readonly kind: "parts";
        readonly count: number;
        readonly each: "Week" | "Month" | "Quarter" | "Half" | "Year";
        readonly from: DateExpr;
        readonly odd: "first" | "last";
      }
    /** In proportion to `by`, with each row of a source that refers to the deal. */
    | {
        readonly kind: "with";
        readonly source: string;
        readonly reference: string;
        readonly by: NumberExpr;
        readonly date: DateExpr;
      };
  readonly origin: Origin;
}

/** What is taken back in the period at hand of what was paid for deals: zero or below. */
export interface TakenBack extends Node {
  readonly op: "taken back";
  readonly component: string;
  /** The credit whose deals the component pays. */
  readonly credit: string;
  readonly source: string;
  /** The column that refers to the deal. */
  readonly reference: string;
  readonly where: readonly Condition[];
  readonly date: DateExpr;
  readonly share: NumberExpr;
  readonly rounding: Rounding;
  readonly unit: Unit;
}

/** The part of a term of `months` from a day that is still to come on another. */
export interface Unserved extends Node {
  readonly op: "unserved";
  readonly months: number;
  readonly by: "months" | "days";
  readonly from: DateExpr;
  readonly at: DateExpr;
}
