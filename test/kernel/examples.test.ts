// The example projects, paid from their files by kernels: what the reference evaluator pays, in each pay period.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { periodsBetween } from "@attain/runtime";
import { expect, test, vi } from "vitest";
import type { Io } from "../../compiler/src/cli/io.ts";
import { loadFor } from "../../compiler/src/cli/load.ts";
import { plansOf } from "../../compiler/src/cli/programs.ts";
import { checkAll, openSession } from "../../compiler/src/cli/session.ts";
import { type Outcome, paidBoth } from "./paid-both.ts";

// Whole projects are loaded and paid.
vi.setConfig({ testTimeout: 60_000 });

const folder = fileURLToPath(new URL("../../examples", import.meta.url));
const projects = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

async function outcomesOf(project: string): Promise<Record<string, Outcome>> {
  const io: Io = {
    cwd: join(folder, project),
    input: () => Promise.resolve(new Uint8Array()),
    out: () => undefined,
    err: () => undefined,
    colour: false,
    interactive: false,
  };
  const session = await openSession(io);
  const planned = plansOf(checkAll(session).checked);
  const { datasets } = await loadFor(io, session, planned);
  const outcomes = planned.map(({ program, plan, file }) => {
    const data = datasets.get(file.path);
    if (data === undefined) throw new Error(`${project} has no data.`);
    const periods = periodsBetween(program.calendar, plan.pays, plan.from, plan.until);
    return [plan.name, paidBoth(program, plan, data, periods)] as const;
  });
  return Object.fromEntries(outcomes);
}

/** How each plan is paid: all by kernels, or all by the reference evaluator, and why. */
const PAID: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "customer-success": { CustomerSuccess: "kernels" },
  "filing-st-bernard": { Schedule: "it reads what is kept from one period to the next" },
  "gross-margin-distributor": { Representative: "kernels" },
  "handbook-sourcegraph": {
    AccountExecutive: "it counts months from a day that isn't the same for everybody",
    CustomerEngineer: "it reads the payee, and rows are credited whoever asks",
    Overlay: "it carries an amount to the next period",
    RegionalDirector: "it carries an amount to the next period",
    SalesDevelopment: "kernels",
    TechnicalAdvisor: "kernels",
  },
  "manager-rollup": {
    SalesDirector: "kernels",
    SalesManager: "it counts different values",
  },
  "saas-account-executive": { AccountExecutive: "kernels" },
  "sdr-meetings": { SalesDevelopment: "kernels" },
  "team-year": { FieldSales: "it exchanges currencies" },
  "template-quotapath": {
    AccountExecutive: "it reads a measure, and rows are credited whatever the payee and the period",
    InsuranceRep: "it reads a measure, and rows are credited whatever the payee and the period",
    ItSalesRep: "it reads a measure, and rows are credited whatever the payee and the period",
  },
};

test.each(projects.map(({ name }) => name))("%s", async (project) => {
  const outcomes = await outcomesOf(project);
  const paid = Object.entries(outcomes).map(([name, outcome]) => {
    if (outcome.kind === "reference") return [name, outcome.why];
    expect(outcome.differences).toEqual([]);
    expect(outcome.paid).toBeGreaterThan(0);
    // Who is in doubt has no quota in that period: the reference evaluator is at fault too.
    expect(outcome.needless).toBe(0);
    return [name, "kernels"];
  });
  expect(Object.fromEntries(paid)).toEqual(PAID[project]);
});
