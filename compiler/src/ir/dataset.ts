/** Data that has passed the contract of its sources: what both evaluators start from. */

/**
 * A cell by the type of its field: a number as decimal text, a date as ISO text, a value of an enum or a key as its
 * name, a period as its name; undefined where an optional field is missing.
 */
export type Cell = string | boolean | undefined;

export interface DataRow {
  /** The values of the key fields, joined: unique in its source unless rows have validity. */
  readonly key: string;
  readonly cells: Readonly<Record<string, Cell>>;
  /** Where the row was read. A heading is row 1, as in a spreadsheet; where there is none, rows count from 1. */
  readonly row: number;
}

export interface DataTable {
  readonly source: string;
  /** The file that the rows come from, as people know it. */
  readonly file: string;
  readonly rows: readonly DataRow[];
}

/** Tables by the name of their source; a source that is not there has no rows. */
export type Dataset = ReadonlyMap<string, DataTable>;

/** Joins the values of key fields. */
export function keyOf(values: readonly (Cell | undefined)[]): string {
  return values.map((value) => String(value ?? "")).join(" · ");
}
