/** DuckDB in memory, by SQL that is written by hand and exact. Money is BIGINT, names are enums; all threads of the machine. */
import { DATES, PRODUCTS, TYPES } from "../generate.mjs";
import { DUCKDB, payoutSql } from "../job-sql.mjs";

const CHUNK = 2048;

function enumOf(names) {
  return `ENUM (${names.map((name) => `'${name}'`).join(", ")})`;
}

/** The names of a column that has their places. */
function named(column, names) {
  const cases = names.map((name, i) => `WHEN ${i} THEN '${name}'`);
  return `(CASE ${column} ${cases.join(" ")} END)`;
}

export const open = async (market) => openWith(market, {});

export async function openWith(market, settings) {
  const { DuckDBDataChunk, DuckDBInstance, INTEGER } = await import("@duckdb/node-api");
  const database = await DuckDBInstance.create(":memory:", settings);
  const connection = await database.connect();

  /** A table of whole numbers. */
  async function fill(table, columns) {
    const names = Object.keys(columns);
    await connection.run(
      `CREATE TABLE ${table} (${names.map((name) => `${name} INTEGER`).join(", ")})`,
    );
    const appender = await connection.createAppender(table);
    const values = Object.values(columns);
    for (let at = 0; at < values[0].length; at += CHUNK) {
      const parts = values.map((column) => Array.from(column.subarray(at, at + CHUNK)));
      const chunk = DuckDBDataChunk.create(
        names.map(() => INTEGER),
        parts[0].length,
      );
      chunk.setColumns(parts);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  const { payee, day, product, amount, margin, type, split, quota, target } = market;
  await fill("raw", { payee, day, product, amount, margin, type, split });
  await fill("quota", { amount: quota });
  await fill("person", { target });
  await connection.run(`
CREATE TYPE products AS ${enumOf(PRODUCTS)};
CREATE TYPE types AS ${enumOf(TYPES)};
CREATE TABLE deals AS SELECT payee, DATE '${DATES[0]}' + day AS closed, ${named("product", PRODUCTS)}::products AS product,
  amount::BIGINT AS amount, margin, ${named("type", TYPES)}::types AS type, split FROM raw;
CREATE TABLE quotas AS SELECT (quota.rowid // 4)::INTEGER AS payee, (quota.rowid % 4 + 1)::BIGINT AS quarter,
  amount::BIGINT AS quota, target::BIGINT AS target
  FROM quota JOIN person ON person.rowid = quota.rowid // 4;
DROP TABLE raw; DROP TABLE quota; DROP TABLE person`);
  const sql = payoutSql({
    ...DUCKDB,
    deals: `SELECT payee, quarter(closed) AS quarter, amount * split AS hundredths, margin::BIGINT AS margin FROM deals
      WHERE product IN ('Core', 'Plus', 'Service') AND type = 'New'`,
    quotas: "SELECT * FROM quotas",
  });
  const numbers = `SELECT (payee * 4 + quarter - 1)::INTEGER AS place, cents::INTEGER AS cents FROM (${sql})`;
  const payouts = new Float64Array(market.payees * 4);
  return async () => {
    const result = await connection.run(numbers);
    for (const chunk of await result.fetchAllChunks()) {
      const places = chunk.getColumnVector(0).items;
      const cents = chunk.getColumnVector(1).items;
      for (let i = 0; i < chunk.rowCount; i += 1) payouts[places[i]] = cents[i];
    }
    return payouts;
  };
}
