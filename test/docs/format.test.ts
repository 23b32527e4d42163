// The page about formatting: plans before and after, and every command with all that it prints.
import { expect, it } from "vitest";
import { format } from "../../compiler/src/format/format.ts";
import { consoleFaults } from "../support/console-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { repositoryFiles } from "../support/repository.ts";

const file = repositoryFiles().find(({ path }) => path === "docs/format.md");
const page = readPage(file ?? expect.fail("there is no docs/format.md"));

it("shows what becomes of a plan", () => {
  const [before, after, ...more] = page.fences
    .filter(({ info }) => info[0] === "plan")
    .map(({ lines }) => `${lines.join("\n")}\n`);
  expect([format(before ?? ""), more]).toEqual([after, []]);
});

it("shows what its commands print", async () => {
  expect((await consoleFaults(page)).join("\n\n")).toBe("");
});
