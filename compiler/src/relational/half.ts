/**
 * The relational half of a plan, in integer form: what each row of a source is credited to whom, and what is added up of
 * it by person and stretch of time. It is all that an engine has to do with rows; rates, limits and pay come after it, for
 * each person, from what was added up.
 */
import type { Bool, Int, Text } from "../integer/form.ts";
import type * as ir from "../ir/ir.ts";

export interface RelationalHalf {
  readonly plan: string;
  /** First days of the stretches of time by which is added up, as days since 1970-01-01, ascending; no gap between them. */
  readonly cuts: readonly number[];
  /** The first day after the last stretch. Rows dated before the first stretch, or from this day on, count nowhere. */
  readonly end: number;
  readonly flows: readonly Flow[];
}

/** How the rows of one source are credited under one rule, and what is added up of those credits. */
export interface Flow {
  readonly credit: string;
  readonly source: string;
  /** All that is read of a row, under the names by which the integer form knows it. */
  readonly inputs: readonly RowInput[];
  /** Whether only the reference evaluator can tell what becomes of a row: where it holds, the row is likely at fault. */
  readonly doubtful: Bool;
  readonly keep: Bool;
  /** The day of the credit, as days since 1970-01-01. */
  readonly day: Int;
  readonly shares: readonly CreditShare[];
  readonly tallies: readonly Tally[];
}

/** A field of the row, or of a row that it refers to: the fields that lead there, and the field itself. */
export interface RowInput {
  readonly name: string;
  readonly path: readonly string[];
  /** Of the last field of the path. */
  readonly type: ir.ValueType;
  /** Whether the integer form also asks, under `missing NAME`, if the cell is there. */
  readonly optional: boolean;
  /** Of numbers: its digits after the point. */
  readonly scale?: number;
  /**
   * Where it isn't a cell that is read: the place of the person that the path leads to, from 0, among all people in the
   * order of this field, and of the keys of those that are equal in it. Numbers are ordered as numbers, all else as text.
   */
  readonly order?: string;
}

/** Whether nobody in particular is credited: what is added up is the same for everybody. */
export function isOfCompany({ shares }: Pick<Flow, "shares">): boolean {
  return shares.every(({ payee }) => payee === undefined);
}

export interface CreditShare {
  readonly when: Bool;
  /** The key of a person; undefined where nobody in particular is credited. */
  readonly payee?: Text;
  /** For each tally of the flow, in order: whether this share counts, and the integer that is added, or compared. */
  readonly entries: readonly { readonly where: Bool; readonly value: Int }[];
}

/** One thing that is added up of credits. Its value is `sum / (divisor × 10^scale)`. */
export interface Tally {
  /** Unique in the plan: what it adds up, as `tallyName` says it. */
  readonly name: string;
  readonly op: "sum" | "count" | "largest" | "smallest";
  readonly scale: number;
  readonly divisor: bigint;
}
