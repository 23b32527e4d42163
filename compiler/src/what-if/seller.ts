/** Whose pay is looked at, for which period, and how it is computed if something were otherwise. */
import type { Period } from "@attain/runtime";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type { Given } from "../evaluate/given.ts";
import type * as ir from "../ir/ir.ts";

export interface Seller {
  readonly plan: ir.Plan;
  readonly payee: string;
  readonly period: Period;
  /** For this plan, or one that differs in numbers only; `instead` sets what would be computed. */
  readonly evaluator: (plan: ir.Plan, instead?: Given) => Evaluator;
}
