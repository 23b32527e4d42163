// Runs the pages about the language: their plans, their tests, and their command lines.
import { expect, test } from "vitest";
import { ALL_TOKENS, documentationOf } from "../../compiler/src/syntax/tokens.ts";
import { consoleFaults, isConsole } from "../support/console-blocks.ts";
import { explainFaults } from "../support/explain-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { documentFaults, documentsOf, isPlan, wordFaults } from "../support/plan-blocks.ts";
import { repositoryFiles } from "../support/repository.ts";

const pages = repositoryFiles()
  .filter(({ path }) => /^docs\/language\/[\w-]+\.md$/.test(path))
  .map(readPage);

test("finds the pages", () => {
  expect(pages.length).toBeGreaterThan(5);
});

test.each(pages.map((page) => [page.path, page] as const))("%s holds", async (path, page) => {
  const runnable = page.fences.filter((fence) => isPlan(fence) || isConsole(fence));
  if (!path.endsWith("/README.md"))
    expect(runnable.length, "blocks that are run").toBeGreaterThan(0);
  const plans = await Promise.all(documentsOf(page).map(documentFaults));
  const faults = [
    ...wordFaults(page),
    ...new Set(plans.flat()),
    ...explainFaults(page),
    ...(await consoleFaults(page)),
  ];
  expect(faults.join("\n\n")).toBe("");
});

test("words.md shows every word of the language", () => {
  const code = pages
    .filter(({ path }) => path.endsWith("/words.md"))
    .flatMap(({ text }) => text.match(/`[^`]+`/g) ?? [])
    .join(" ");
  const words = ALL_TOKENS.filter((token) => documentationOf(token) !== undefined).map(
    ({ LABEL, name }) => (LABEL ?? name.toLowerCase()).replaceAll(/[`_]/g, ""),
  );
  const missing = words.filter((word) => !new RegExp(`\\b${word}\\b`).test(code));
  expect(words.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});
