// The tallies of a plan and its data, added up by DuckDB and by the reference evaluator; and in what they differ.
import type { DuckDBConnection } from "@duckdb/node-api";
import { columnsOf } from "../../compiler/src/columnar/from-dataset.ts";
import type { Column, ColumnTable, Dictionary } from "../../compiler/src/columnar/columns.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { readTallied } from "../../compiler/src/host/duckdb-tallied.ts";
import { fitsInt128, fitsInt64 } from "../../compiler/src/integer/range.ts";
import { Unsupported } from "../../compiler/src/integer/unsupported.ts";
import type { RelationalHalf } from "../../compiler/src/relational/half.ts";
import { reachedBy } from "../../compiler/src/relational/reached.ts";
import { duckdb } from "../../compiler/src/sql/duckdb.ts";
import { relationalSql } from "../../compiler/src/sql/relational.ts";
import { differencesIn, type Held, type Job, lowered, orFault } from "../kernel/held-rows.ts";
import { talliedByReference } from "../kernel/reference-tallied.ts";

/** `broken`: what a fault of the printer would make of the SQL. */
export async function heldBySql(
  connection: DuckDBConnection,
  job: Job,
  broken: (sql: string) => string = (sql) => sql,
): Promise<Held> {
  const { program, plan, dataset, periods } = job;
  const evaluator = new Evaluator(program, plan, dataset);
  const { aggregates } = reachedBy(evaluator, periods);
  const { half, unsupported } = lowered(job);
  const { dictionary, tables } = columnsOf(program, dataset);
  for (const table of tables.values()) await fill(connection, table, dictionary);
  const keys = dataset.get(plan.people)?.rows.map(({ key }) => key) ?? [];
  const payees = [...new Set(keys)].sort();
  const held = { differences: [] as string[], agreeing: 0, faulty: 0, needless: 0 };
  const reasons = [...unsupported.values()].map(({ message }) => message);
  for (const flow of half.flows) {
    const part: RelationalHalf = { ...half, flows: [flow] };
    const expected = orFault(() => talliedByReference(evaluator, part, aggregates));
    const tallied = await orReason(async () =>
      readTallied(connection, broken(sqlOf(job, part)), part, payees),
    );
    if (tallied === DOUBT) held[expected instanceof Fault ? "faulty" : "needless"] += 1;
    else if (typeof tallied === "string") reasons.push(tallied);
    else if (expected instanceof Fault)
      held.differences.push(`${flow.credit}: the reference is at fault, ${expected.message}`);
    else {
      const lines = differencesIn(flow, tallied, expected);
      held.differences.push(...lines);
      if (lines.length === 0) held.agreeing += 1;
    }
  }
  return { ...held, unsupported: reasons };
}

function sqlOf({ program, plan }: Job, half: RelationalHalf): string {
  return relationalSql({
    dialect: duckdb,
    sources: program.sources,
    plan,
    half,
    rowsOf: (source, fields) =>
      `SELECT ${["here", ...fields].map(duckdb.identifier).join(", ")} FROM ${duckdb.identifier(`all ${source.name}`)}`,
    quote: () => "",
  });
}

const DOUBT = "a row is in doubt";

/** What was computed; or why not, if it was refused before, or a row is in doubt. */
async function orReason<Result>(run: () => Promise<Result>): Promise<Result | string> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Unsupported) return error.message;
    if (error instanceof Error && error.message.includes(DOUBT)) return DOUBT;
    throw error;
  }
}

async function fill(
  connection: DuckDBConnection,
  { source, rows, columns }: ColumnTable,
  dictionary: Dictionary,
): Promise<void> {
  const named = [...columns];
  const types = named.map(([name, column]) => `${duckdb.identifier(name)} ${typeOf(column)}`);
  const table = duckdb.identifier(`all ${source}`);
  await connection.run(`CREATE OR REPLACE TABLE ${table} ("here" INTEGER, ${types.join(", ")})`);
  if (rows === 0) return;
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = named.map(([, column]) => cellOf(column, row, dictionary));
    return `(${["1", ...cells].join(", ")})`;
  });
  await connection.run(`INSERT INTO ${table} VALUES ${lines.join(", ")}`);
}

function typeOf(column: Column): string {
  switch (column.kind) {
    case "number":
      if (!fitsInt128(column.range)) return "VARCHAR";
      return fitsInt64(column.range) ? "BIGINT" : "HUGEINT";
    case "day":
      return "BIGINT";
    case "flag":
      return "BOOLEAN";
    case "text":
      return "VARCHAR";
  }
}

function cellOf(column: Column, row: number, dictionary: Dictionary): string {
  if (column.missing?.[row] === 1) return "NULL";
  const value = column.values[row] ?? 0;
  if (column.kind === "text") return duckdb.text(dictionary.texts[Number(value)] ?? "");
  if (column.kind === "flag") return value === 1 ? "TRUE" : "FALSE";
  return duckdb.text(BigInt(value).toString());
}
