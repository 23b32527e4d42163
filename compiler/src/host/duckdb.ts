/** DuckDB, which reads and writes Parquet. */
import type { DuckDBConnection } from "@duckdb/node-api";

/** DuckDB is large, so only those who need it wait for it. It fetches no extensions and knows no time zone. */
export async function connect(
  options: Readonly<Record<string, string>> = {},
): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const database = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...options,
  });
  const connection = await database.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

/** A name in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
