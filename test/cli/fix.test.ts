// `attain check --fix`: what is written into plans, and what never is without being asked for by its name.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { attain, type Files, json, project, PROJECT, settings } from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];

function planWith(steps: string): { readonly "plans/sales.plan": string } {
  return { "plans/sales.plan": SALES.replace("    rounded half even to cent\n", steps) };
}

const IDLE = planWith(
  "    times 100%\n    rounded half even to cent\n    rounded half even to cent\n",
);

function planIn(folder: string): string {
  return readFileSync(join(folder, "plans/sales.plan"), "utf8");
}

it("takes out what changes nothing, and keeps every other byte", async () => {
  const folder = project(IDLE);
  const { code, out } = await attain(folder, "check", "--fix");
  expect({ code, out }).toEqual({
    code: 0,
    out: "1 plan in 2 files: nothing is wrong; 2 findings mended\n",
  });
  expect(planIn(folder)).toBe(SALES);
});

it("changes nothing unasked", async () => {
  const folder = project(IDLE);
  const { diagnostics } = (await json(folder, "check")) as { diagnostics: { code: string }[] };
  expect(diagnostics.map(({ code }) => code)).toEqual(["ATN5201", "ATN5203"]);
  expect(planIn(folder)).toBe(IDLE["plans/sales.plan"]);
});

it("leaves a line with a comment to its author", async () => {
  const files = planWith("    times 100%    // until July\n    rounded half even to cent\n");
  const folder = project(files);
  const { out } = await attain(folder, "check", "--fix");
  expect(out).toMatch(/1 plan in 2 files: 1 warning; 0 findings mended\n$/);
  expect(planIn(folder)).toBe(files["plans/sales.plan"]);
});

it("keeps the mark of order and the ends of lines of a file", async () => {
  const text = `\uFEFF${IDLE["plans/sales.plan"].replaceAll("\n", "\r\n")}`;
  const folder = project({ "plans/sales.plan": text });
  await attain(folder, "check", "--fix");
  expect(planIn(folder)).toBe(`\uFEFF${SALES.replaceAll("\n", "\r\n")}`);
});

const GAP: Files = {
  "plans/sales.plan": SALES.replace(/from {3}0% pay/, "from   0% to 40% pay"),
};

it("applies what changes a payout only by its name", async () => {
  const folder = project(GAP);
  expect((await attain(folder, "check", "--fix")).code).toBe(1);
  expect(planIn(folder)).toBe(GAP["plans/sales.plan"]);
  expect(await attain(folder, "check", "--fix-unsafe", "gap")).toEqual({
    code: 0,
    out: "1 plan in 2 files: nothing is wrong; 1 finding mended\n",
    err: "",
  });
  expect(planIn(folder)).toBe(SALES);
});

it("knows the names of findings", async () => {
  const { code, err } = await attain(project(), "check", "--fix-unsafe", "gaps");
  expect(code).toBe(2);
  expect(err).toMatch(/^No finding is called gaps\. Did you mean gap\?\n/);
});

it("weighs a family of findings, and one of them otherwise", async () => {
  const config = settings({ lint: { tidiness: "error", "idle-rounding": "info" } });
  const { diagnostics } = (await json(project({ ...IDLE, "attain.json": config }), "check")) as {
    diagnostics: { code: string; severity: string }[];
  };
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    "error ATN5201",
    "info ATN5203",
  ]);
});
