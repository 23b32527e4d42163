// Runs mended.md: the faults that fuzzing found, made small.
import { expect, test } from "vitest";
import { readPage } from "../support/markdown.ts";
import { documentFaults, documentsOf } from "../support/plan-blocks.ts";
import { repositoryFiles } from "../support/repository.ts";

test("what fuzzing found stays mended", async () => {
  const documents = repositoryFiles()
    .filter(({ path }) => path === "test/property/mended.md")
    .flatMap((file) => documentsOf(readPage(file)));
  expect(documents.length).toBeGreaterThan(20);
  const faults = await Promise.all(documents.map(documentFaults));
  expect([...new Set(faults.flat())].join("\n\n")).toBe("");
});
