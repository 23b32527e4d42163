/** Conditions on rows of data alone: no plan, no payee and no period is at hand. */
import type { Dataset, DataRow } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { Evaluator } from "./evaluator.ts";

/** Whether a condition holds for a row of a source. */
export type RowCondition = (condition: ir.Condition, source: string, row: DataRow) => boolean;

/**
 * What evaluates the conditions that the sources of a program hold their rows to.
 *
 * INVARIANT: the cells that such a condition reads have been read without fault, those of other rows included; then
 * it can't meet a fault of its own.
 */
export function rowConditions(program: ir.Program, data: Dataset): RowCondition {
  const evaluator = new Evaluator(program, nobodysPlan(program), data);
  return (condition, source, row) => evaluator.condition(condition, { row: { source, data: row } });
}

/** A plan for nobody, with the parameters that conditions on rows may name. */
export function nobodysPlan({ parameters }: ir.Program): ir.Plan {
  const origin = { path: "", start: 0, end: 0 };
  return {
    name: "",
    people: "",
    from: "0001-01-01",
    until: "9999-12-31",
    pays: "Year",
    currency: "",
    parameters,
    credits: [],
    tables: [],
    measures: [],
    kpis: [],
    goals: [],
    components: [],
    draws: [],
    balances: [],
    payout: { gates: [], steps: [], origin },
    others: [],
    origin,
  };
}
