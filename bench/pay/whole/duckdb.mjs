/** From files to payouts on disk by DuckDB and SQL written by hand: `node duckdb.mjs PROJECT FORMAT OUT`. Types are given. */
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { typesOf } from "../files.mjs";
import { DUCKDB, payoutSql } from "../job-sql.mjs";

const [project, format, out] = process.argv.slice(2);
const database = await DuckDBInstance.create(":memory:");
const connection = await database.connect();
const table = (name) => {
  const path = join(project, "data", `${name}.${format}`);
  return format === "csv"
    ? `read_csv('${path}', header = true, columns = ${typesOf(name)})`
    : `read_parquet('${path}')`;
};
const sql = payoutSql({
  ...DUCKDB,
  deals: `SELECT rep AS payee, 'FY2026-Q' || quarter(closed) AS quarter,
      (amount * 100)::BIGINT * (split * 100)::BIGINT AS hundredths, (margin * 10000)::BIGINT AS margin
    FROM ${table("deals")} WHERE product IN ('Core', 'Plus', 'Service') AND type = 'New'`,
  quotas: `SELECT rep AS payee, quarter, (amount * 100)::BIGINT AS quota, (pay_at_target * 100)::BIGINT AS target
    FROM ${table("quotas")} AS quotas JOIN ${table("people")} AS people ON people.id = quotas.rep`,
});
await connection.run(
  `COPY (SELECT payee, quarter, (cents::DECIMAL(18, 0) * 0.01)::DECIMAL(18, 2) AS amount FROM (${sql}) ORDER BY payee, quarter)
   TO '${join(out, "payouts.csv")}' (HEADER)`,
);
connection.closeSync();
