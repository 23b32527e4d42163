// Worked examples that vendors, regulators' filings and textbooks published, as plans with tests: README.md lists them.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emitModule } from "../../compiler/src/emit/module.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { check } from "../property/evaluators.ts";
import { complaints } from "../property/strict.ts";
import { documentFaults } from "../support/plan-blocks.ts";

const folder = import.meta.dirname;
const plans = readdirSync(folder).filter((name) => name.endsWith(".plan"));
const readme = readFileSync(join(folder, "README.md"), "utf8");

/** The cases that a plan says it is about. */
function casesOf(plan: string): string[] {
  const text = readFileSync(join(folder, plan), "utf8");
  return [...text.matchAll(/^\/\/ Cases? ([\w.-]+(?:(?:, | and )[\w.-]+)*),/gm)].flatMap(
    ([, ids]) => (ids ?? "").split(/, | and /),
  );
}

describe("worked examples", () => {
  test.each(plans)("%s holds in both evaluators", async (plan) => {
    const lines = readFileSync(join(folder, plan), "utf8").split("\n");
    const block = { info: ["plan"], lines, line: 1, section: 0, heading: plan, folder: undefined };
    const faults = await documentFaults({ page: plan, blocks: [block] });
    expect(faults.join("\n\n")).toBe("");
    expect(lines.some((line) => line.startsWith("test "))).toBe(true);
  });

  test("the code that is emitted for them passes tsc under its strictest flags", async () => {
    const codes = plans.flatMap((plan) => {
      const program = lowerProgram(check(readFileSync(join(folder, plan), "utf8")).program);
      return program.plans.map((one) =>
        emitModule(program, one, ({ start }) => `${plan}:${start}`),
      );
    });
    expect(await complaints(codes)).toBe("");
  }, 120_000);

  test("each plan says which case it is about, and the list has it", () => {
    const listed = [...readme.matchAll(/^\| `([\w.-]+)` +\| \[/gm)].map(([, id]) => id);
    expect(new Set(plans.flatMap(casesOf))).toEqual(new Set(listed));
    expect(plans.filter((plan) => casesOf(plan).length === 0)).toEqual([]);
  });

  const published = join(folder, "../../../shared/cases/worked-cases.json");
  test.runIf(existsSync(published))("the list leaves no published case out", () => {
    const cases = JSON.parse(readFileSync(published, "utf8")) as readonly { readonly id: string }[];
    const named = [...readme.matchAll(/^\| `([\w.-]+)` +\|/gm)].map(([, id]) => id);
    expect(new Set(named)).toEqual(new Set(cases.map(({ id }) => id)));
  });
});
