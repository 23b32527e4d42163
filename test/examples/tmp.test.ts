// throw-away
import { expect, test } from "vitest";
import { consoleFaults } from "../support/console-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { repositoryFiles } from "../support/repository.ts";
const pages = repositoryFiles().filter(({ path }) => /^examples\/.*\.md$/.test(path)).map(readPage);
test.each(pages.map((p) => [p.path, p] as const))("%s", async (_, page) => {
  expect((await consoleFaults(page)).join("\n")).toBe("");
});
