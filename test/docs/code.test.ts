// The code that is emitted for the plans of the pages of the language passes tsc under its strictest flags.
import { expect, test } from "vitest";
import { emitModule } from "../../compiler/src/emit/module.ts";
import { lowerProgram } from "../../compiler/src/lower/program.ts";
import { complaints } from "../property/strict.ts";
import { readPage } from "../support/markdown.ts";
import { checkText, documentsOf, textOf } from "../support/plan-blocks.ts";
import { repositoryFiles } from "../support/repository.ts";

test("the code of the pages is strict", async () => {
  const documents = repositoryFiles()
    .filter(({ path }) => /^docs\/language\/[\w-]+\.md$/.test(path))
    .flatMap((file) => documentsOf(readPage(file)));
  const codes = documents.flatMap((document) => {
    const { program: tree, diagnostics } = checkText(textOf(document));
    if (diagnostics.some(({ severity }) => severity === "error")) return [];
    const program = lowerProgram(tree);
    return program.plans.map((plan) => emitModule(program, plan, ({ start }) => `page:${start}`));
  });
  expect(codes.length).toBeGreaterThan(100);
  expect(await complaints(codes)).toBe("");
}, 120_000);
