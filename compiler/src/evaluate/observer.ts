/** Whoever watches an evaluation: what was evaluated, and what each step made of an amount. */
import type * as ir from "../ir/ir.ts";
import type { Rational } from "./rational.ts";
import type { Value } from "./trace.ts";

export interface Observer {
  readonly value: (node: ir.Expr, value: Value) => void;
  /** A step that was taken: of a component, a payout or a credit, or a limit of one that carries. */
  readonly step: (
    step: ir.Step | ir.CreditStep | ir.Limit,
    before: Rational,
    after: Rational,
  ) => void;
}
