/** Units, types of values, roundings, and where in the plan something comes from. */
import type { PeriodKind, RoundingMode } from "@attain/runtime";
import type { TextExpr } from "./expression.ts";

/** Where in the plan something comes from: a file and a span of it. */
export interface Origin {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A unit by its name: `USD`, `ratio`, `count`, `number`, `seat`, `USD per seat`. */
export type Unit = string;

export type ValueType =
  | { readonly kind: "number"; readonly unit: Unit }
  | { readonly kind: "yes or no" }
  | { readonly kind: "text" }
  | { readonly kind: "date" }
  | { readonly kind: "enum"; readonly members: readonly string[] }
  | { readonly kind: "period"; readonly period: PeriodKind }
  /** A reference to a row of a source, by its key. */
  | { readonly kind: "row"; readonly source: string };

export interface Rounding {
  readonly mode: RoundingMode;
  /** Decimal text, above zero. */
  readonly increment: string;
  /** The currency that the payee is paid in, whose smallest unit takes the place of the increment. */
  readonly of?: TextExpr;
}
