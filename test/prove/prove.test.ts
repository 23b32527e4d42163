// Every fault that is planted is found, and nothing is said of plans that are sound.
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../compiler/src/diagnostics/diagnostic.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";
import { repositoryFiles } from "../support/repository.ts";
import { FAULTS } from "./faults.ts";
import { soundPlan } from "./sound.ts";

/** What is found, with what a project must ask for. */
function found(plan: string): { always: readonly Diagnostic[]; asked: readonly Diagnostic[] } {
  const checked = new Workspace(memoryHost({ "p.plan": plan })).check("p.plan");
  if (checked === undefined) throw new Error("There is no plan.");
  return { always: checked.diagnostics, asked: checked.asked };
}

function told(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
}

const SOUND_PLANS = Number(process.env["ATTAIN_SOUND_PLANS"] ?? "150");

test("sound plans are silent", () => {
  for (let seed = 1; seed <= SOUND_PLANS; seed += 1) {
    const { plan, isSmooth, isBounded } = soundPlan(seed);
    const { always, asked } = found(plan);
    const isMeant = ({ name }: Diagnostic): boolean =>
      name === "cliff" ? !isSmooth : name !== "unbounded-pay" || !isBounded;
    const said = [...always, ...asked.filter((one) => !isMeant(one))];
    // Two rows that happen to pay the same are rightly remarked on, which is no proof's business.
    const all = said.filter(({ name }) => name !== "same-rows");
    expect(all.length === 0 ? "" : `${seed}\n${plan}\n${told(all)}`).toBe("");
  }
}, 3_600_000);

describe.each(Object.entries(FAULTS))("%s", (code, plant) => {
  test("is found in fifty plans that have it, each in its own words", () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const plan = plant(seed);
      const { always, asked } = found(plan);
      const all = [...always, ...asked];
      const isFound =
        all.some((one) => one.code === code) &&
        !always.some(({ severity }) => severity === "error");
      expect(isFound ? "" : `${seed}\n${plan}\n${told(all)}`).toBe("");
    }
  });
});

test("every proof has plans with its fault", () => {
  const pages = repositoryFiles().flatMap(
    ({ path }) => /^docs\/diagnostics\/(ATN51\d\d)\.md$/.exec(path)?.[1] ?? [],
  );
  expect(Object.keys(FAULTS)).toEqual(pages.sort());
});
