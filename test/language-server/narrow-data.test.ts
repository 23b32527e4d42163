// Fewer rows, the same pay: for everybody, in every period of the examples; and all rows where fewer could differ.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { periodsBetween } from "../../runtime/src/index.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { eligible, payPayee } from "../../compiler/src/evaluate/run.ts";
import { DataFiles } from "../../compiler/src/host/data-files.ts";
import { loadData } from "../../compiler/src/host/load-data.ts";
import type { Dataset } from "../../compiler/src/ir/dataset.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { narrowed } from "../../compiler/src/what-if/narrow-data.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";
import { projectOf, viewOf } from "../support/marked-plans.ts";
import { SAMPLE_DATA } from "../support/rows.ts";

const examples = join(fileURLToPath(new URL("../..", import.meta.url)), "examples");

function pay(
  program: ir.Program,
  plan: ir.Plan,
  data: Dataset,
  payee: string,
  period: string,
): string {
  const [found] = periodsBetween(program.calendar, plan.pays, plan.from, plan.until).filter(
    ({ name }) => name === period,
  );
  if (found === undefined) return "no period";
  try {
    return payPayee(new Evaluator(program, plan, data), payee, found).payout.amount.toString();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

test.each(
  readdirSync(examples, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  ),
)("everybody of %s", { timeout: 60_000 }, async (example) => {
  const root = join(examples, example);
  const files: Record<string, string> = {
    "attain.json": readFileSync(join(root, "attain.json"), "utf8"),
  };
  for (const name of readdirSync(join(root, "plans")))
    files[`plans/${name}`] = readFileSync(join(root, "plans", name), "utf8");
  const project = projectOf(files);
  const { data: settings } = project.config().config;
  let compared = 0;
  let saved = 0;
  for (const view of project.views()) {
    const program = lowerProgram(view.checked.program);
    if (program.plans.length === 0) continue;
    const dataFiles = new DataFiles(root, settings, program.sources);
    const { dataset } = await loadData({ program, settings, quote: () => "", dataFiles });
    if (dataset === undefined) throw new Error(`The data of ${example} has problems.`);
    for (const plan of program.plans) {
      const periods = periodsBetween(program.calendar, plan.pays, plan.from, plan.until);
      for (const payee of eligible(new Evaluator(program, plan, dataset))) {
        const fewer = narrowed(program, plan, dataset, payee);
        if (fewer !== dataset) saved += 1;
        for (const { name } of periods) {
          compared += 1;
          expect(pay(program, plan, fewer, payee, name), `${payee} ${name}`).toBe(
            pay(program, plan, dataset, payee, name),
          );
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(0);
  expect(saved).toBeGreaterThanOrEqual(0);
});

function rowsLeft(plan: string, payee: string): number | undefined {
  const program = lowerProgram(viewOf(COMPANY + plan).view.checked.program);
  const [first] = program.plans;
  return first && narrowed(program, first, SAMPLE_DATA, payee).get("Deals")?.rows.length;
}

test("only the rows that name the person, where nothing else reads the source", () => {
  expect(rowsLeft(PLAN, "ada")).toBe(3);
  expect(rowsLeft(PLAN, "ben")).toBe(1);
  expect(rowsLeft(PLAN, "nobody")).toBe(0);
});

test("all rows where others' deals can matter", () => {
  const ranked = `${PLAN}  component place\n    earns 500 USD when rank of Sales among Reps is 1\n`;
  expect(rowsLeft(ranked, "ben")).toBe(4);
  const above = PLAN.replace("to rep\n", "to rep.manager\n").replace(
    "where stage is Won",
    "where stage is Won and rep.manager is present",
  );
  expect(rowsLeft(above, "ben")).toBe(4);
  const company = `${PLAN}  credit Everything from Deals\n    dated closed_on\n    worth amount\n    to the company\n  component share\n    earns 1% of Everything\n    rounded half even to cent\n`;
  expect(rowsLeft(company, "ben")).toBe(4);
});
