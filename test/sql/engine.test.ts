// Whole files by DuckDB: what their contract refuses is left to the other reader, and Parquet is read by its types.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect } from "../../compiler/src/host/duckdb.ts";
import { DuckDbEngine, type HeldFiles } from "../../compiler/src/host/duckdb-engine.ts";
import { compiled, configured, folderOf } from "../data/loading.ts";
import { readBoth } from "./read-both.ts";

const SOURCES = `people Reps
  id : Text key

source Deals
  order   : Text key
  target  : Reps
  ties    : Date
  amount  : USD above 0 USD
  group   : USD?  present when amount > 100 USD
  quarter : Quarter
  check amount <= most
`;

const REPS = "id\nada\nben\n";
const HEADING = "order,target,ties,amount,group,quarter";
const FIRST = "1,ada,2026-01-05,100.00,,FY2026-Q1";
const SECOND = "2,ben,2026-02-05,200.00,20.00,FY2026-Q1";

const FILES = { "reps.csv": REPS, "deals.csv": `${HEADING}\n${FIRST}\n` };

async function reasonFor(
  rows: readonly string[],
  settings: object = {},
  files: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const deals = `${[HEADING, ...rows].join("\n")}\n`;
  const root = folderOf({ "reps.csv": REPS, "deals.csv": deals, ...files });
  const data = { Reps: { file: "reps.csv" }, Deals: { file: "deals.csv", ...settings } };
  const found = await readBoth(compiled(SOURCES), root, configured(data).data);
  expect(found.differences).toEqual([]);
  return found.reason;
}

describe("CSV", () => {
  test("is read, whatever its columns are called", async () => {
    expect(await reasonFor([FIRST, SECOND])).toBeUndefined();
  });

  test.each([
    ["two rows with one key", SECOND.replace("2,", "1,"), "two rows have the same key"],
    ["a reference to nobody", SECOND.replace("ben", "bea"), "a reference leads to no row"],
    ["a number below its limit", SECOND.replace("200.00", "0.00"), "cells are spelt"],
    ["a number of too many digits", SECOND.replace("200.00", "200.001"), "cells are spelt"],
    ["a cell that must be there", SECOND.replace("2026-02-05", ""), "invalid date field format"],
    ["a field that was promised", SECOND.replace("20.00", ""), "keep a promise"],
    ["a broken check", SECOND.replace("200.00", "1000000.01"), "keep a promise"],
    ["a day that isn't", SECOND.replace("02-05", "02-30"), "date field value out of range"],
    ["a period of another name", SECOND.replace("FY2026-Q1", "FY2026-Q5"), "a period is spelt"],
    ["a cell too many", `${SECOND},`, "cells are spelt"],
    ["a cell too few", SECOND.slice(0, SECOND.lastIndexOf(",")), "cells are spelt"],
    ["an exponent", SECOND.replace("200.00", "2e2"), "cells are spelt"],
  ])("with %s is left to the other reader", async (_, row, reason) => {
    expect(await reasonFor([FIRST, row])).toContain(reason);
  });

  test.each([
    [{ distinct: true }, "rows that are the same count once"],
    [{ delimiter: ";" }, "a comma or a point"],
    [{ numbers: "1.234,50" }, "a comma before the decimals"],
    [{ values: { target: { Ada: "ada" } } }, "what other spellings mean"],
    [{ columns: { amount: "Amount" } }, "it has no column Amount"],
    [{ file: "deals.json" }, "it is JSON"],
    [{ file: "nowhere.csv" }, "no such file"],
  ])("of which attain.json says %j is left to the other reader", async (settings, reason) => {
    expect(await reasonFor([FIRST], settings, { "deals.json": "[]" })).toContain(reason);
  });
});

async function readParquet(columns: string): Promise<string | undefined> {
  const root = folderOf({ "reps.csv": REPS });
  const connection = await connect();
  const path = join(root, "deals.parquet").replaceAll("'", "''");
  await connection.run(`COPY (SELECT ${columns}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  const data = { Reps: { file: "reps.csv" }, Deals: { file: "deals.parquet" } };
  const found = await readBoth(compiled(SOURCES), root, configured(data).data);
  expect(found.differences).toEqual([]);
  return found.reason;
}

describe("what files were held to before", () => {
  const data = configured({ Reps: { file: "reps.csv" }, Deals: { file: "deals.csv" } }).data;

  async function heldIn(folder: string, verdicts: Map<string, HeldFiles>): Promise<HeldFiles> {
    const input = { ...compiled(SOURCES), root: folder, settings: data, verdicts };
    const engine = await DuckDbEngine.open(input);
    try {
      return await engine.hold();
    } finally {
      engine.close();
    }
  }

  test("isn't asked of the same bytes again", async () => {
    const [folder, verdicts] = [folderOf(FILES), new Map<string, HeldFiles>()];
    const first = await heldIn(folder, verdicts);
    expect(verdicts.size).toBe(1);
    expect(await heldIn(folder, verdicts)).toBe(first);
    // A file that is wrong in the same place is asked about.
    writeFileSync(join(folder, "deals.csv"), `${HEADING}\n${FIRST.replace("ada", "eve")}\n`);
    await expect(heldIn(folder, verdicts)).rejects.toThrow("a reference leads to no row");
    expect(verdicts.size).toBe(1);
  });
});

// 900,719,925,474.0993 has 16 digits: as an integer it is 2^53 + 1, which no double holds.
test("numbers beyond 2^53 are read to the last digit", async () => {
  const sources = `people Reps
  id     : Text key
  weight : Number? to 4 places at least -999,999,999,999 at most 999,999,999,999
`;
  const rows = ["ada,900719925474.0993", "ben,", "cy,-900719925474.0993", "dee,0.0001"];
  const root = folderOf({ "reps.csv": `id,weight\n${rows.join("\n")}\n` });
  const { data } = configured({ Reps: { file: "reps.csv" } });
  const { reason, differences } = await readBoth(compiled(sources), root, data);
  expect({ reason, differences }).toEqual({ reason: undefined, differences: [] });
});

test("a file that changes while it is read is left to the other reader", async () => {
  const folder = folderOf(FILES);
  const { data } = configured({ Reps: { file: "reps.csv" }, Deals: { file: "deals.csv" } });
  const engine = await DuckDbEngine.open({ ...compiled(SOURCES), root: folder, settings: data });
  await engine.hold();
  writeFileSync(join(folder, "deals.csv"), `${HEADING}\n${FIRST}\n${SECOND}\n`);
  const columns = engine.columns(new Map([["Deals", new Set(["amount"])]]));
  await expect(columns).rejects.toThrow("it changed while it was read");
  engine.close();
});

describe("Parquet", () => {
  const CELLS = {
    order: "'1'",
    target: "'ada'",
    ties: "DATE '2026-01-05'",
    amount: "CAST(200 AS DECIMAL(12, 2))",
    group: "CAST(20 AS INTEGER)",
    quarter: "'FY2026-Q1'",
  };
  const selected = (cells: Readonly<Record<string, string>>): string =>
    Object.entries({ ...CELLS, ...cells })
      .map(([name, cell]) => `${cell} AS "${name}"`)
      .join(", ");

  test.each([
    {},
    { order: "CAST(17 AS BIGINT)" },
    { ties: "'2026-01-05'" },
    { amount: "'50.5'", group: "NULL::VARCHAR" },
    { amount: "CAST(200 AS DECIMAL(30, 1))" },
  ])("with %j is read", async (cells) => {
    expect(await readParquet(selected(cells))).toBeUndefined();
  });

  test.each([
    [{ order: "' 1'" }, "cells are spelt"],
    [{ order: "'1' || chr(160)" }, "cells are spelt"],
    [{ target: "'ada '" }, "a reference leads to no row"],
    [{ amount: "CAST(200 AS DOUBLE)" }, "its file holds amount as DOUBLE"],
    [{ amount: "CAST(200 AS DECIMAL(12, 3))" }, "its file holds amount as DECIMAL(12,3)"],
    [{ ties: "TIMESTAMP '2026-01-05 00:00:00'" }, "its file holds ties as TIMESTAMP"],
    [{ ties: "NULL::DATE" }, "cells are spelt"],
    [{ amount: "CAST(-1 AS DECIMAL(12, 2))" }, "cells are spelt"],
    [{ target: "'eve'" }, "a reference leads to no row"],
  ])("with %j is left to the other reader", async (cells, reason) => {
    expect(await readParquet(selected(cells))).toContain(reason);
  });
});
