// The example projects, paid straight from their files: what the reference evaluator pays.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { periodsBetween } from "@attain/runtime";
import { expect, test, vi } from "vitest";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { payPayee } from "../../compiler/src/evaluate/run.ts";
import { NotCertain } from "../../compiler/src/host/not-certain.ts";
import { payFiles } from "../../compiler/src/host/pay-files.ts";
import { Unsupported } from "../../compiler/src/integer/unsupported.ts";
import { amountOf, type Paid } from "../../compiler/src/kernel/pay.ts";
import { opened } from "./opened.ts";

// Whole projects are loaded and paid.
vi.setConfig({ testTimeout: 60_000 });

const folder = fileURLToPath(new URL("../../examples", import.meta.url));
const projects = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

/** How many payouts of a plan are right; or why none is made this way. */
async function outcomesOf(project: string): Promise<Record<string, string>> {
  const { planned, datasets, quote, settings } = await opened(join(folder, project));
  const outcomes: Record<string, string> = {};
  for (const { program, plan, file } of planned) {
    const dataset = datasets.get(file.path);
    if (dataset === undefined) throw new Error(`${project} has no data.`);
    const periods = periodsBetween(program.calendar, plan.pays, plan.from, plan.until);
    const input = { program, root: join(folder, project), settings, quote };
    const found = await orReason(async () => (await payFiles(input, plan, periods)).paid);
    outcomes[plan.name] =
      typeof found === "string"
        ? found
        : `${rightOf(new Evaluator(program, plan, dataset), found)} payouts`;
  }
  return outcomes;
}

/** What was paid; or why not. */
async function orReason(run: () => Promise<Paid>): Promise<Paid | string> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Unsupported) return error.message;
    if (error instanceof NotCertain) return "files";
    throw error;
  }
}

/** How many payouts there are: each is what the reference evaluator pays. */
function rightOf(evaluator: Evaluator, { periods, payees }: Paid): number {
  const paid = periods.flatMap(({ period, payout, doubtful }) =>
    payees.flatMap((payee, i) => (doubtful[i] === 1 ? [] : [{ payee, period, payout, i }])),
  );
  for (const { payee, period, payout, i } of paid) {
    const expected = payPayee(evaluator, payee, period).payout.amount.toString();
    expect(amountOf(payout, i).toString(), `${payee} ${period.name}`).toBe(expected);
  }
  return paid.length;
}

test.each(projects.map(({ name }) => name))("%s", async (project) => {
  expect(await outcomesOf(project)).toEqual(PAID[project]);
});

/** What becomes of each plan: payouts from files, or why it is for the reference evaluator. */
const PAID: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "customer-success": { CustomerSuccess: "its rows are valid on different days" },
  "filing-st-bernard": { Schedule: "it reads what is kept from one period to the next" },
  "gross-margin-distributor": { Representative: "attain.json says what other spellings mean" },
  "handbook-sourcegraph": {
    AccountExecutive: "files",
    CustomerEngineer: "files",
    Overlay: "files",
    RegionalDirector: "files",
    SalesDevelopment: "files",
    TechnicalAdvisor: "files",
  },
  "manager-rollup": { SalesManager: "it counts different values", SalesDirector: "4 payouts" },
  "saas-account-executive": { AccountExecutive: "12 payouts" },
  "sdr-meetings": { SalesDevelopment: "attain.json says what other spellings mean" },
  "team-year": { FieldSales: "its rows are valid on different days" },
  "template-quotapath": {
    AccountExecutive: "it reads a measure, and rows are credited whatever the payee and the period",
    ItSalesRep: "it reads a measure, and rows are credited whatever the payee and the period",
    InsuranceRep: "it reads a measure, and rows are credited whatever the payee and the period",
  },
};
