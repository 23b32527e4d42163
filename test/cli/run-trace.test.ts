// `attain run --trace`: every credit and every number worked out of them, as Parquet.
import { DuckDBInstance } from "@duckdb/node-api";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { attain, filesIn, project, read, write } from "../support/command-line.ts";

const RUN = ["run", "--period", "FY2026-Q1", "--trace"];
const OUT = "out/FY2026-Q1";

/** What a query of DuckDB answers, each cell as text. */
async function query(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const answer = await connection.runAndReadAll(sql);
  const rows = answer.getRows();
  connection.closeSync();
  return rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))));
}

const trace = (folder: string, name: string): string =>
  `'${join(folder, OUT, `trace/${name}.parquet`)}'`;

describe("the trace of a run", () => {
  it("holds every credit, with the row that it comes from", async () => {
    const folder = project();
    const { out } = await attain(folder, ...RUN);
    expect(out).toContain("trace/credits.parquet, trace/values.parquet, 2 statements\n");
    const credits = `SELECT payee, credit, "row", "row number", amount FROM ${trace(folder, "credits")}`;
    // 60,000.00 and 70,000.50 of Ana's; of Bo's also the deal of the quarter after.
    expect(await query(credits)).toEqual([
      ["R1", "Bookings", "D1", "2", "60000.00"],
      ["R1", "Bookings", "D2", "3", "70000.50"],
      ["R2", "Bookings", "D3", "4", "20000.33"],
      ["R2", "Bookings", "D4", "5", "90000.00"],
    ]);
  });

  it("holds the numbers that a payout is made of", async () => {
    const folder = project();
    await attain(folder, ...RUN);
    const values = `SELECT name, "number", unit FROM ${trace(folder, "values")} WHERE payee = 'R2' ORDER BY name`;
    // 20,000.33 / 80,000 = 0.250004125; x 4 % = 800.0132, rounded.
    expect(await query(values)).toEqual([
      ["attainment", "0.250004125", "ratio"],
      ["bonus", "0.000000000", "USD"],
      ["commission", "800.010000000", "USD"],
      ["payout", "800.010000000", "USD"],
      ["quota", "80000.000000000", "USD"],
    ]);
  });

  it("is exact: numbers are DECIMAL, or text where one has no end", async () => {
    const folder = project();
    const types = `SELECT DISTINCT typeof("number") FROM ${trace(folder, "values")}`;
    await attain(folder, ...RUN);
    expect(await query(types)).toEqual([["DECIMAL(15,9)"]]);
    // 20,000.33 / 90,000 = 2,000,033 / 9,000,000, whose digits don't end.
    write(
      folder,
      "data/quotas.csv",
      read(folder, "data/quotas.csv").replace("R2,FY2026-Q1,80000", "R2,FY2026-Q1,90000"),
    );
    await attain(folder, ...RUN);
    expect(await query(types)).toEqual([["VARCHAR"]]);
    const values = `SELECT "number" FROM ${trace(folder, "values")} WHERE payee = 'R2' AND name = 'attainment'`;
    expect(await query(values)).toEqual([["2000033/9000000"]]);
  });

  it("is the same bytes for the same inputs, and goes with the run that follows", async () => {
    const folder = project();
    const bytes = (): string[] =>
      ["credits", "values"].map((name) =>
        readFileSync(join(folder, OUT, `trace/${name}.parquet`)).toString("base64"),
      );
    await attain(folder, ...RUN);
    const first = bytes();
    await attain(folder, ...RUN);
    expect(bytes()).toEqual(first);
    await attain(folder, "run", "--period", "FY2026-Q1");
    expect(filesIn(folder).filter((path) => path.includes("trace"))).toEqual([]);
  });
});
