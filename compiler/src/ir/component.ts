/** Components, in the representation: what is earned, step by step. */
import type { PeriodKind } from "@attain/runtime";
import type { Condition, Expr, Keyed, Named, Node, NumberExpr, OverPeriods } from "./expression.ts";
import type { Origin, Rounding, Unit } from "./value.ts";

export interface Component {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  /** Whether what it earns is paid by a release, and not by itself. */
  readonly isReleased: boolean;
  /** For the period as a whole, or credit by credit. */
  readonly scope:
    | { readonly kind: "period" }
    | { readonly kind: "each credit"; readonly credit: string; readonly where?: Condition };
  readonly period: PeriodKind;
  /** For a component of segments: what is the same on each of them, read on the first day of the period at hand. */
  readonly segments?: Keyed | Named;
  /** All must hold, or nothing is paid. */
  readonly gates: readonly Gate[];
  /** In place of all its steps. */
  readonly exceptions: readonly Exception[];
  readonly earns: AmountStep;
  readonly steps: readonly Step[];
  readonly origin: Origin;
}

/** What holds instead, where the condition does. Of several, only one may hold. */
export interface Exception {
  readonly label: string;
  readonly condition: Condition;
  readonly value: Expr;
  readonly origin: Origin;
}

/** Unless the condition holds, nothing is paid. */
export interface Gate {
  readonly condition: Condition;
  readonly origin: Origin;
}

export interface AmountStep {
  readonly value: NumberExpr;
  readonly when?: Condition;
  readonly unit: Unit;
  readonly origin: Origin;
}

/** Of what is carried: the amounts below `held below` are kept whole. */
export interface Limit extends Node {
  readonly op: "never above" | "never below" | "held below";
  readonly limit: NumberExpr;
}

/** Each takes the result of the one above, of unit `unit` after it. */
export type Step =
  | (AmountStep & { readonly op: "plus" | "less" | "times" })
  | (Node & { readonly op: "weight"; readonly share: NumberExpr; readonly unit: Unit })
  | (Node & {
      readonly op: "never above" | "never below";
      readonly limit: NumberExpr;
      readonly when?: Condition;
      readonly unit: Unit;
    })
  /** What came from the period before is added; what the limits cut off, or add, passes to the next. */
  | (Node & { readonly op: "carried"; readonly limits: readonly Limit[]; readonly unit: Unit })
  /** Less what the component paid before, since the year (quarter …) began. */
  | (Node & {
      readonly op: "trued up";
      readonly paid: OverPeriods;
      readonly mayBeNegative: boolean;
      readonly unit: Unit;
    })
  | (Node & { readonly op: "settled"; readonly draw: string; readonly unit: Unit })
  | (Node & { readonly op: "rounded"; readonly rounding: Rounding; readonly unit: Unit });
