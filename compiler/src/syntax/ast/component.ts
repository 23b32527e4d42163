/** Components and the payout, as they are written. */
import type { Expression, Window } from "./expression.ts";
import type { Name, Named, NodeBase } from "./node.ts";
import type { Allow, Fairly, Rounding } from "./plan.ts";

export interface Component extends Named {
  readonly kind: "Component";
  /**
   * `for each CREDIT where …`: the steps apply credit by credit. `each PERIOD`: they apply to periods of that length.
   * `each Segment of VALUE`: to each stretch of the pay period on which the value is the same.
   */
  readonly each?: {
    readonly for: boolean;
    readonly name: Name;
    readonly of?: Expression;
    readonly where?: Expression;
  };
  readonly steps: readonly Step[];
  readonly allows: readonly Allow[];
}

export interface Payout extends NodeBase {
  readonly kind: "Payout";
  readonly label?: string;
  readonly steps: readonly Step[];
  readonly allows: readonly Allow[];
}

/** A step that takes an amount, perhaps only when a condition holds. */
export interface AmountStep<Kind extends string> extends NodeBase {
  readonly kind: Kind;
  readonly value: Expression;
  readonly when?: Expression;
}

export type Step =
  | (NodeBase & {
      readonly kind: "Gate";
      readonly condition: Expression;
      readonly firstDollar: boolean;
    })
  | AmountStep<"Earns">
  | AmountStep<"Plus">
  | AmountStep<"Less">
  | AmountStep<"Times">
  | (NodeBase & { readonly kind: "Weight"; readonly share: Expression })
  | Never
  | (NodeBase & { readonly kind: "Held"; readonly limit: Expression })
  | TruedUp
  | (NodeBase & { readonly kind: "Settled"; readonly draw: Name })
  | (NodeBase & { readonly kind: "Round"; readonly rounding: Rounding })
  /** What is shared out makes the whole, to the cent. */
  | Fairly;

/** `trued up year to date`: less what the component paid before, since the year began. */
export interface TruedUp extends NodeBase {
  readonly kind: "TruedUp";
  readonly period: Extract<Window, { kind: "to date" }>["period"];
  /** Whether it may come out below zero, where the author has said it. */
  readonly below?: "may be negative" | "never negative";
}

/** `never above LIMIT, the excess is lost` or `never below LIMIT`. */
export interface Never extends NodeBase {
  readonly kind: "Never";
  readonly bound: "above" | "below";
  readonly limit: Expression;
  /** `each deal` or `each share` in a credit, `each deal` in a component of deals. */
  readonly each?: Name;
  readonly when?: Expression;
  /** What becomes of the part that is cut off, or added, where the author has said it. */
  readonly rest?: NodeBase & {
    readonly what: "excess" | "shortfall";
    readonly is: "lost" | "carried";
  };
}
