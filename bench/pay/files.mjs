/**
 * A market as the files of a project, CSV or Parquet, beside the plan: written once for a size, and kept. Parquet is made of
 * the CSV by DuckDB, with the types given.
 */
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderOf, whole } from "./cache.mjs";
import {
  dealId,
  DATES,
  decimal,
  generate,
  payeeId,
  personOf,
  PRODUCTS,
  QUARTERS,
  TYPES,
} from "./generate.mjs";

const plan = fileURLToPath(new URL("plan/plans", import.meta.url));

/** The columns of each file, with their types in Parquet. */
const TABLES = {
  people: { id: "VARCHAR", region: "VARCHAR", hired: "DATE", pay_at_target: "DECIMAL(12, 2)" },
  deals: {
    id: "VARCHAR",
    rep: "VARCHAR",
    closed: "DATE",
    product: "VARCHAR",
    amount: "DECIMAL(12, 2)",
    margin: "DECIMAL(6, 4)",
    type: "VARCHAR",
    split: "DECIMAL(4, 2)",
  },
  quotas: { rep: "VARCHAR", quarter: "VARCHAR", amount: "DECIMAL(12, 2)" },
};

/** The columns of a table as `read_csv` takes them. */
export function typesOf(table) {
  const types = Object.entries(TABLES[table]).map(([name, type]) => `'${name}': '${type}'`);
  return `{${types.join(", ")}}`;
}

/** The folder of the project with files of a format; they are written if they aren't there. */
export async function projectOf(deals, payees, format) {
  const folder = join(folderOf(deals, payees), format);
  mkdirSync(join(folder, "data"), { recursive: true });
  cpSync(plan, join(folder, "plans"), { recursive: true });
  const file = (table) => ({ file: `data/${table}.${format}` });
  const data = { Reps: file("people"), Deals: file("deals"), Quotas: file("quotas") };
  writeFileSync(join(folder, "attain.json"), `${JSON.stringify({ data }, null, 2)}\n`);
  const isThere = Object.keys(TABLES).every((table) =>
    existsSync(join(folder, "data", `${table}.${format}`)),
  );
  if (!isThere && format === "csv") writeTables(generate(deals, payees), folder);
  if (!isThere && format === "parquet")
    await convert(await projectOf(deals, payees, "csv"), folder);
  return folder;
}

const ROWS_AT_ONCE = 20_000;

function writeTables(market, folder) {
  const { payee, day, product, amount, margin, type, split, quota, target } = market;
  const lines = {
    people: {
      count: market.payees,
      line: (i) => `${payeeId(i)},${personOf(i).join(",")},${decimal(target[i], 2)}`,
    },
    deals: {
      count: market.count,
      line: (i) =>
        `${dealId(i)},${payeeId(payee[i])},${DATES[day[i]]},${PRODUCTS[product[i]]},${decimal(amount[i], 2)},${decimal(margin[i], 4)},${TYPES[type[i]]},${decimal(split[i], 2)}`,
    },
    quotas: {
      count: market.payees * 4,
      line: (i) => `${payeeId(i >> 2)},${QUARTERS[i % 4]},${decimal(quota[i], 2)}`,
    },
  };
  for (const [table, { count, line }] of Object.entries(lines))
    whole(join(folder, "data", `${table}.csv`), (path) =>
      writeLines(path, Object.keys(TABLES[table]).join(","), count, line),
    );
}

function writeLines(path, head, count, line) {
  const file = openSync(path, "w");
  writeSync(file, `${head}\n`);
  for (let at = 0; at < count; at += ROWS_AT_ONCE) {
    let text = "";
    for (let i = at; i < Math.min(count, at + ROWS_AT_ONCE); i += 1) text += `${line(i)}\n`;
    writeSync(file, text);
  }
  closeSync(file);
}

async function convert(from, to) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const database = await DuckDBInstance.create(":memory:");
  const connection = await database.connect();
  for (const table of Object.keys(TABLES)) {
    const source = join(from, "data", `${table}.csv`);
    const path = join(to, "data", `${table}.parquet`);
    await connection.run(
      `COPY (FROM read_csv('${source}', header = true, columns = ${typesOf(table)})) TO '${path}' (FORMAT parquet)`,
    );
  }
  connection.closeSync();
}
