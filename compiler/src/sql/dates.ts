/** Dates as a file writes them, in DuckDB's SQL. */
import { duckdb } from "./duckdb.ts";

/** What DuckDB calls a part of a date; one without leading zeros is read by the same name. */
const PARTS: Readonly<Record<string, string>> = {
  YYYY: "%Y",
  MM: "%m",
  M: "%-m",
  DD: "%d",
  D: "%-d",
};

/** Whether all parts of a format are digits. */
export function isKnownFormat(format: string): boolean {
  return !/MMM|time/.test(format);
}

/** The date that a text writes; ISO 8601 without a format. */
export function dateSql(cell: string, format: string | undefined): string {
  if (format === undefined) return `CAST(${cell} AS DATE)`;
  const pattern = patternOf(format).replaceAll("-m", "m").replaceAll("-d", "d");
  return `CAST(strptime(${cell}, ${duckdb.text(pattern)}) AS DATE)`;
}

/** Whether a text is that date as the format writes it: where it may leave zeros out, with or without all of them. */
export function isWrittenSo(cell: string, date: string, format: string | undefined): string {
  if (format === undefined) return `CAST(${date} AS VARCHAR) = ${cell}`;
  const patterns = new Set([format, padded(format)].map(patternOf));
  const told = [...patterns].map(
    (pattern) => `strftime(${date}, ${duckdb.text(pattern)}) = ${cell}`,
  );
  return told.length === 1 ? told.join() : `(${told.join(" OR ")})`;
}

function patternOf(format: string): string {
  return format.replace(/YYYY|M{1,2}|D{1,2}/g, (part) => PARTS[part] ?? part);
}

function padded(format: string): string {
  return format.replace(/\bM\b/, "MM").replace(/\bD\b/, "DD");
}
