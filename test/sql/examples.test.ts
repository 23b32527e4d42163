// The example projects: what DuckDB adds up of their rows is what the reference evaluator credits, and the files that it
// is certain of are read alike.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { periodsBetween } from "@attain/runtime";
import { expect, test, vi } from "vitest";
import { connect } from "../../compiler/src/host/duckdb.ts";
import { heldBySql } from "./held-by-sql.ts";
import { opened } from "./opened.ts";
import { readBoth } from "./read-both.ts";

// Whole projects are loaded and paid.
vi.setConfig({ testTimeout: 60_000 });

const folder = fileURLToPath(new URL("../../examples", import.meta.url));
const projects = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

test.each(projects.map(({ name }) => name))("%s", async (project) => {
  const { planned, datasets, quote, settings } = await opened(join(folder, project));
  const connection = await connect();
  const found: Record<string, string> = {};
  for (const { program, plan, file } of planned) {
    const dataset = datasets.get(file.path);
    if (dataset === undefined) throw new Error(`${project} has no data.`);
    const periods = periodsBetween(program.calendar, plan.pays, plan.from, plan.until);
    const held = await heldBySql(connection, { program, plan, dataset, periods });
    expect(held.differences, plan.name).toEqual([]);
    expect(held.needless + held.faulty, plan.name).toBe(0);
    const { reason, differences } = await readBoth(
      { program, quote },
      join(folder, project),
      settings,
    );
    expect(differences, plan.name).toEqual([]);
    const others = held.unsupported.length;
    found[plan.name] =
      `${held.agreeing} added up, ${others} not; ${reason === undefined ? "read" : "left"}`;
  }
  connection.closeSync();
  expect(found).toEqual(HELD[project]);
});

/** How many credits of each plan are added up, how many tallies aren't, and whether DuckDB reads its files. */
const HELD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "customer-success": { CustomerSuccess: "3 added up, 0 not; left" },
  "filing-st-bernard": { Schedule: "2 added up, 0 not; read" },
  "gross-margin-distributor": { Representative: "1 added up, 0 not; left" },
  "handbook-sourcegraph": {
    AccountExecutive: "2 added up, 0 not; left",
    CustomerEngineer: "0 added up, 1 not; left",
    Overlay: "1 added up, 0 not; left",
    RegionalDirector: "2 added up, 0 not; left",
    SalesDevelopment: "1 added up, 0 not; left",
    TechnicalAdvisor: "0 added up, 0 not; left",
  },
  "manager-rollup": {
    SalesManager: "1 added up, 0 not; read",
    SalesDirector: "1 added up, 0 not; read",
  },
  "saas-account-executive": { AccountExecutive: "1 added up, 0 not; read" },
  "sdr-meetings": { SalesDevelopment: "1 added up, 0 not; left" },
  "team-year": { FieldSales: "0 added up, 1 not; left" },
  "template-quotapath": {
    AccountExecutive: "1 added up, 1 not; read",
    ItSalesRep: "1 added up, 1 not; read",
    InsuranceRep: "1 added up, 1 not; read",
  },
};
