/** Rates and lookups, in the representation. Rows have no upper end, so no table has a gap. */
import type { PeriodKind } from "@attain/runtime";
import type { Expr, NumberExpr } from "./expression.ts";
import type { Origin, ValueType } from "./value.ts";

export interface Table {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly role: "rates" | "lookup";
  /** The period that its rows are read for. */
  readonly period: PeriodKind;
  readonly kind:
    "marginal" | "whole" | "interpolated" | "lookup" | { readonly wholeAbove: NumberExpr };
  readonly axes: readonly ValueType[];
  readonly value: ValueType;
  readonly body: TableBody;
  readonly origin: Origin;
}

export type TableBody = Steps | Lines | Cases | Matrix;

/** Each row reaches to the next; the last reaches `to`, or is open. */
export interface Steps {
  readonly kind: "steps";
  readonly below?: Expr;
  readonly rows: readonly StepRow[];
  readonly to?: NumberExpr;
}

interface StepRow {
  readonly from: NumberExpr;
  /** Whether the row has the value that it starts from; if not, the row before has it. */
  readonly inclusive: boolean;
  readonly value: Expr;
  readonly origin: Origin;
}

/** Straight lines between points. */
export interface Lines {
  readonly kind: "lines";
  readonly below?: NumberExpr;
  readonly points: readonly {
    readonly at: NumberExpr;
    readonly value: NumberExpr;
    readonly origin: Origin;
  }[];
  readonly above?: NumberExpr | "continues";
}

export interface Cases {
  readonly kind: "cases";
  readonly rows: readonly {
    readonly members: readonly string[];
    readonly value: Expr;
    readonly origin: Origin;
  }[];
  readonly rest?: { readonly value: Expr; readonly origin: Origin };
}

/** One body along the first axis for each step or case of the second. */
export interface Matrix {
  readonly kind: "matrix";
  readonly columns: readonly MatrixColumn[];
}

export interface MatrixColumn {
  readonly heading: MatrixHeading;
  readonly body: Steps | Cases;
  readonly origin: Origin;
}

export type MatrixHeading =
  | { readonly kind: "from"; readonly from: NumberExpr; readonly inclusive: boolean }
  | { readonly kind: "below" }
  | { readonly kind: "members"; readonly members: readonly string[] }
  | { readonly kind: "rest" };
