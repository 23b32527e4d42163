/** What differs between engines. Everything else of the SQL is integers, comparisons, CASE, SUM, MIN and MAX, which don't. */

/** How wide an integer is computed. */
export type Width = "int64" | "int128";

export interface Dialect {
  readonly name: string;
  /** A name of a column or a relation: always quoted, since `target`, `ties` and `order` are words of some engine. */
  readonly identifier: (name: string) => string;
  readonly text: (value: string) => string;
  /** An integer or a truth value, as an integer so wide. */
  readonly cast: (sql: string, width: Width) => string;
  /** What is left after a division, with the sign of what is divided. */
  readonly remainder: (of: string, by: string) => string;
  /** A division that leaves nothing. */
  readonly exactQuotient: (of: string, by: string) => string;
  /** What ends the whole query with an error, in place of a truth value. */
  readonly fail: (message: string) => string;
  /** The sum of integers, wide enough for any number of rows. */
  readonly sum: (sql: string) => string;
}
