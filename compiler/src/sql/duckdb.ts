/** DuckDB: overflow of BIGINT and HUGEINT is an error, never another number. */
import type { Dialect, Width } from "./dialect.ts";

const TYPES: Readonly<Record<Width, string>> = { int64: "BIGINT", int128: "HUGEINT" };

const textOf = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export const duckdb: Dialect = {
  name: "duckdb",
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  text: textOf,
  cast: (sql, width) => `CAST(${sql} AS ${TYPES[width]})`,
  remainder: (of, by) => `${of} % ${by}`,
  exactQuotient: (of, by) => `${of} // ${by}`,
  fail: (message) => `error(${textOf(message)})`,
  // Of BIGINT it is HUGEINT.
  sum: (sql) => `SUM(${sql})`,
};
