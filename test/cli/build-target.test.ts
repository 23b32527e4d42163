// `attain build --target duckdb`: what a plan adds up of rows, as SQL that DuckDB runs by itself.
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../compiler/src/host/duckdb.ts";
import { attain, filesIn, json, project, PROJECT, read } from "../support/command-line.ts";

const placeOf = ([, payee, stretch]: unknown[]): string => JSON.stringify([payee, stretch]);

/** What DuckDB answers, in order of payee and stretch; paths of the query start at the project. */
async function answers(folder: string, file: string): Promise<unknown[][]> {
  const sql = read(folder, file).replaceAll("'data/", `'${join(folder, "data")}/`);
  const connection = await connect();
  const found = await connection.runAndReadAll(sql);
  connection.closeSync();
  return found.getRowsJson().sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

// In cents, by quarter. R1: 60,000.00 + 70,000.50 = 130,000.50, two large deals of 250.00 each. R2: 20,000.33 and no large
// deal; in the second quarter 90,000.00, and a large one.
test("adds up what the plan asks of rows", async () => {
  const folder = project();
  const { code, out, err } = await attain(folder, "build", "--target", "duckdb");
  expect({ code, out, err }).toEqual({
    code: 0,
    out: "  build/Sales.sql\n1 plan built\n",
    err: "",
  });
  expect(filesIn(join(folder, "build"))).toEqual(["Sales.sql"]);
  expect(await answers(folder, "build/Sales.sql")).toEqual([
    [0, "R1", 0, "13000050", "50000"],
    [0, "R2", 0, "2000033", "0"],
    [0, "R2", 1, "9000000", "25000"],
  ]);
});

test("is exact: no division, average, rounding or decimal fraction is left to the engine", async () => {
  const folder = project();
  await attain(folder, "build", "--target", "duckdb");
  const sql = read(folder, "build/Sales.sql");
  const code = sql.replace(/--[^\n]*|\/\*.*?\*\/|'[^']*'/g, "");
  expect(code).not.toMatch(/\d\.\d|[^/]\/[^/]|\b(?:AVG|ROUND|FLOAT|DOUBLE|REAL)\b/i);
  expect(sql).toContain("-- credit Bookings from Deals");
});

test("says what it leaves to the evaluator, and why", async () => {
  const plan = PROJECT["plans/sales.plan"];
  const aliases = { rep: { "Ana N.": "R1" } };
  const data = {
    Deals: { file: "data/deals.csv", values: aliases },
    Reps: { file: "data/reps.csv" },
  };
  const folder = project({ "attain.json": JSON.stringify({ data }), "plans/sales.plan": plan });
  expect((await attain(folder, "build", "--target", "duckdb")).code).toBe(0);
  const sql = read(folder, "build/Sales.sql");
  expect(sql).toContain("-- Not here: Bookings, since attain.json says what other spellings mean.");
  expect(sql).toContain("-- Nothing is added up.");
});

test("knows no other engine yet", async () => {
  const { code, err } = await attain(project(), "build", "--target", "oracle");
  expect(code).not.toBe(0);
  expect(err).toContain("There is no target oracle: write duckdb.");
});

test("names its files in JSON", async () => {
  expect(await json(project(), "build", "--target", "duckdb")).toMatchObject({
    files: ["build/Sales.sql"],
  });
});
