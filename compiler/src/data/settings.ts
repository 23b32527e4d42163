/** What a project says about the file that holds the rows of a source. */

import type { NumberStyle } from "./numbers.ts";

export interface SourceSettings {
  /** From the project's folder, with forward slashes. */
  readonly file: string;
  /** The names of columns, by field, where they differ. */
  readonly columns: ReadonlyMap<string, string>;
  /** By field: what the plan knows a value as, by how the file writes it. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** How dates are written: in all fields, or by field. ISO 8601 where nothing is said. */
  readonly dates?: string | ReadonlyMap<string, string>;
  /** How numbers are written; as 1,234.50 where nothing is said and nothing else could be meant. */
  readonly numbers?: NumberStyle;
  /** What separates the cells of a line. */
  readonly delimiter?: string;
  /** Identical rows count once. */
  readonly distinct: boolean;
}

/** The column that holds a field. */
export function columnOf({ columns }: SourceSettings, field: string): string {
  return columns.get(field) ?? field;
}

/** How the file writes the dates of a field; undefined for ISO 8601. */
export function dateFormatOf({ dates }: SourceSettings, field: string): string | undefined {
  return typeof dates === "string" ? dates : dates?.get(field);
}

/** The kinds of file that can be read, as a regular expression (the schema of attain.json holds the same). */
export const DATA_FILE =
  "\\.(?:[cC][sS][vV]|[tT][sS][vV]|[jJ][sS][oO][nN][lL]?|[nN][dD][jJ][sS][oO][nN]|[pP][aA][rR][qQ][uU][eE][tT])$";

/** The kinds of file whose cells a delimiter separates, and what it can be: likewise. */
export const DELIMITED_FILE = "\\.[cCtT][sS][vV]$";
export const DELIMITER = "^[\\t !#-/:-@\\[-`{-~]$";

/** What separates the cells of a line where nothing is said. */
export function delimiterOf({ file, delimiter }: SourceSettings): string {
  return delimiter ?? (/\.tsv$/i.test(file) ? "\t" : ",");
}
