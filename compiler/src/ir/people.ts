/** Amounts among people, in the representation: ranks, pools, prizes. */
import type { Node, NumberExpr, People } from "./expression.ts";
import type { Unit } from "./value.ts";

/** The place of the payee among people by a value: 1 for the first; equals share the better place. */
export interface Rank extends Node {
  readonly op: "rank";
  readonly of: People;
  readonly value: NumberExpr;
  readonly first: "highest" | "lowest";
}

/** The payee's part of an amount that is shared among people; nothing if the weights add up to nothing. */
export interface Portion extends Node {
  readonly op: "portion";
  readonly whole: NumberExpr;
  readonly of: People;
  /** Never negative; equal parts, if there is none. */
  readonly weight?: NumberExpr;
  readonly fair: Fair;
  readonly unit: Unit;
}

/** Parts in multiples of `increment` that make the whole, odd units by the order of a field of the people. */
export interface Fair {
  /** Decimal text, above zero. */
  readonly increment: string;
  readonly ties: string;
}

/** The payee's prize among people who are ranked by a value. */
export interface Prize extends Node {
  readonly op: "prize";
  /** For the first, the second … */
  readonly prizes: readonly NumberExpr[];
  readonly of: People;
  readonly value: NumberExpr;
  readonly first: "highest" | "lowest";
  readonly ties:
    | { readonly kind: "higher" }
    | { readonly kind: "share"; readonly fair: Fair }
    | { readonly kind: "by"; readonly value: NumberExpr; readonly first: "highest" | "lowest" };
  readonly unit: Unit;
}
