// The published worked examples, paid by kernels: with what each test sets, to the last digit of the reference evaluator.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { lowerTests } from "../../compiler/src/lower/tests.ts";
import { check } from "../property/evaluators.ts";
import { type Tested, tested } from "./as-tested.ts";

const folder = fileURLToPath(new URL("../conformance", import.meta.url));
const plans = readdirSync(folder).filter((name) => name.endsWith(".plan"));

/** Plans of which the reference evaluator pays some test, and why. All others are wholly paid by kernels. */
const LEFT: Readonly<Record<string, string>> = {
  "cetp-2.1": "it pays what was earned before",
  "cetp-4.1": "it pays what was earned before",
  "cetp-6.1": "it reads the payee, and rows are credited whoever asks",
  "comissio-debit-balance": "it takes back what was paid before",
  "core8-clawback": "it takes back what was paid before",
  "finalexpense-advance-backend": "it pays what was earned before",
  "idynamics-fx-settlement": "it exchanges currencies",
  "kadence-as-earned": "it pays what was earned before",
  "mrexcel-company-share-two-categories": "it reads rates",
  "oracle-interpolated-individual": "it reads between the points of a table",
  "posthog-team-quota": "it goes through people",
  "ryanconsulting-quota-by-workload": "it goes through people",
  "studypool-weekly-draw": "it is settled against a draw",
  "vista-hours-pool": "it shares an amount among people",
};

/** Plans with tests that set what there are no data for, such as the pay of a component. */
const UNABLE = [
  "cetp-1.2",
  "finalexpense-advance-backend",
  "oracle-draw-recovery",
  "pertama-flat-rate",
];

/** Plans with tests in which somebody's pay can only be told by the reference evaluator. */
const DOUBT = ["cichelli-hurdle"];

function outcomesOf(plan: string): Tested[] {
  const { program } = check(readFileSync(join(folder, plan), "utf8"));
  const lowered = lowerProgram(program);
  return lowerTests(program).map((one) => tested(lowered, one));
}

test.each(plans)("%s", (plan) => {
  const name = plan.replace(".plan", "");
  const found = outcomesOf(plan);
  expect(found.filter(({ kind }) => kind === "different")).toEqual([]);
  const reasons = found.flatMap((one) => (one.kind === "reference" ? one.why : []));
  expect([...new Set(reasons)]).toEqual(LEFT[name] === undefined ? [] : [LEFT[name]]);
  expect(found.some(({ kind }) => kind === "unable")).toBe(UNABLE.includes(name));
  expect(found.some(({ kind }) => kind === "doubt")).toBe(DOUBT.includes(name));
  const isLeft = name in LEFT || UNABLE.includes(name);
  expect(found.some(({ kind }) => kind === "kernels")).toBe(!isLeft);
});
