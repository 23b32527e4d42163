/** What passes from one pay period to the next, in the representation. */
import type { Condition, DateExpr, NumberExpr } from "./expression.ts";
import type { Origin, Rounding, Unit } from "./value.ts";

/** What there is before a period, what moves in it, and what there is after it. */
export type AccountFact = "opening" | "drawn" | "repaid" | "forgiven" | "closing";

/** Pay that is guaranteed in advance; what it adds to the pay of a period is owed, or a gift. */
export interface Draw {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  /** Undefined for a debt from before, which is only repaid. */
  readonly guarantee?: {
    readonly value: NumberExpr;
    /** Unless this holds, nothing is guaranteed. */
    readonly when?: Condition;
    readonly origin: Origin;
  };
  readonly repaid: Repayment | "never";
  /** Of what is guaranteed, and of what is repaid. */
  readonly rounding?: Rounding;
  /** What is owed before the first pay period of the plan. */
  readonly opening?: NumberExpr;
  /** What is owed after a period in which this holds is forgiven. */
  readonly forgiven?: Condition;
  readonly origin: Origin;
}

/** From later pay, but never so much that less than the guarantee of that period is left. */
export interface Repayment {
  /** Of what lies above `kept`; all of it if undefined. */
  readonly share?: NumberExpr;
  /** What is left to the payee; nothing if undefined. */
  readonly kept?: NumberExpr;
  /** Nothing is repaid in pay periods that end before. */
  readonly since?: DateExpr;
  /** In one pay period. */
  readonly limit?: NumberExpr;
  readonly origin: Origin;
}

/** An amount that passes from one pay period to the next. */
export interface Balance {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly unit: Unit;
  /** What it is before the first pay period of the plan. */
  readonly opening: NumberExpr;
  /** What it is after a period. */
  readonly becomes: NumberExpr;
  readonly rounding?: Rounding;
  readonly origin: Origin;
}
