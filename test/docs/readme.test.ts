// Runs README, and the pages about the command line: their plans, and every command with all that it prints.
import { expect, test } from "vitest";
import { consoleFaults, isConsole } from "../support/console-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { documentFaults, documentsOf, isPlan, wordFaults } from "../support/plan-blocks.ts";
import { repositoryFiles } from "../support/repository.ts";

const PAGES = [
  "README.md",
  "docs/command-line.md",
  "docs/json.md",
  "docs/ledger.md",
  "docs/diff.md",
  "docs/letters.md",
  "docs/testing.md",
  "docs/outputs.md",
  "docs/checks.md",
];

test.each(PAGES)("%s holds", { timeout: 60_000 }, async (path) => {
  const file = repositoryFiles().find((one) => one.path === path);
  const page = readPage(file ?? expect.fail(`there is no ${path}`));
  expect(page.fences.filter(isConsole).length, "blocks of a console").toBeGreaterThan(1);
  if (path === "README.md") expect(page.fences.some((fence) => isPlan(fence))).toBe(true);
  const plans = await Promise.all(documentsOf(page).map(documentFaults));
  const faults = [...wordFaults(page), ...new Set(plans.flat()), ...(await consoleFaults(page))];
  expect(faults.join("\n\n")).toBe("");
});
