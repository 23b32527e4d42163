/** What lowering to the integer form is told of the data: measured of columns, or declared by the sources. */
import type { Range } from "../integer/range.ts";

export interface RowFacts {
  /** Digits after the point, and between which two scaled integers all cells lie. */
  number(source: string, field: string): { readonly scale: number; readonly range: Range };
  /** Between which two days all cells lie, as days since 1970-01-01. */
  days(source: string, field: string): Range;
  /** Whether a cell of a field may be missing. */
  mayBeMissing(source: string, field: string): boolean;
  /** Whether a cell that refers to a row may hold a key that no row has. */
  mayBeAstray(source: string, field: string): boolean;
  /** How many people there are at most above somebody, by a field that refers to the one above; undefined if unknown. */
  levels?(source: string, field: string): number | undefined;
}
