/** What an engine answers: the tallies of a relational half, by person and stretch of time. */
import type { Range } from "../integer/range.ts";

export interface Tallied {
  /** Keys of the people, in order. */
  readonly payees: readonly string[];
  /** How many stretches of time there are. */
  readonly stretches: number;
  /** By the name of the tally; at `payee × stretches + stretch`. Of what is nobody's in particular, at `stretch`. */
  readonly sums: ReadonlyMap<string, Integers>;
  /** Rows that only the reference evaluator can judge, by source: their places in it, the first of many. */
  readonly doubtful: ReadonlyMap<string, readonly number[]>;
}

/** Integers, and between which two they all lie. Those beyond 2^53 are big integers. */
export interface Integers {
  readonly values: Float64Array | readonly bigint[];
  readonly range: Range;
  /** Of the largest or smallest: 1 where there was nothing to compare. */
  readonly missing?: Uint8Array;
}
