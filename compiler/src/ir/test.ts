/** Tests as they are run: one for each line of a table of cases. */
import type { AccountFact } from "./account.ts";
import type { Expr } from "./expression.ts";
import type { Origin, ValueType } from "./value.ts";

export type Target =
  | {
      readonly kind: "credit" | "measure" | "parameter" | "component" | "lookup";
      readonly name: string;
    }
  | { readonly kind: "payout" }
  /** Of what passes from one pay period to the next, under a name or `payout`. */
  | { readonly kind: "account"; readonly name: string; readonly fact: AccountFact }
  | { readonly kind: "payee field"; readonly field: string }
  | { readonly kind: "keyed field"; readonly source: string; readonly field: string };

/** A value of a target: literal in a cell, or an expression of literals. */
export interface TestValue {
  readonly target: Target;
  /** As the test writes it. */
  readonly name: string;
  readonly type: ValueType;
  /** Another plan, whose value it is. */
  readonly plan?: string;
  /** What stands beside the plans: it is set for all of them. */
  readonly shared?: true;
  /** In which the value is written, of an amount that is of the payee's own currency. */
  readonly currency?: string;
  readonly payee?: string;
  readonly period?: string;
  readonly value: Expr;
  /** Digits after the point that a number is written with; those of `33.30%` are 4. */
  readonly places?: number;
  readonly origin: Origin;
}

export interface TestRows {
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly origin: Origin }[];
}

export interface Test {
  readonly title: string;
  /** Which line of a table of cases, from 1. */
  readonly case?: number;
  readonly plan: string;
  readonly payee?: string;
  readonly period?: string;
  readonly rows: readonly TestRows[];
  readonly givens: readonly TestValue[];
  readonly expects: readonly TestValue[];
  /** The codes of the diagnostics that the run must end with. */
  readonly errors: readonly { readonly code: string; readonly origin: Origin }[];
  readonly origin: Origin;
}
