// Follows the links between pages: each leads to a file, and to a heading of it.
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Page, readPage } from "../support/markdown.ts";
import { repositoryFiles } from "../support/repository.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const pages = new Map(
  repositoryFiles()
    .filter(({ path }) => path.endsWith(".md"))
    .map((file) => [file.path, readPage(file)]),
);

test.each([...pages.values()].map((page) => [page.path, page] as const))(
  "the links of %s lead somewhere",
  (_, page) => {
    expect(deadLinks(page)).toEqual([]);
  },
);

test("the list of pages about the language is complete", () => {
  const list = pages.get("docs/language/README.md")?.text ?? "";
  const missing = [...pages.keys()]
    .filter((path) => posix.dirname(path) === "docs/language")
    .map((path) => posix.basename(path))
    .filter((name) => name !== "README.md" && !list.includes(`](${name})`));
  expect(missing).toEqual([]);
});

test("finds what leads nowhere", () => {
  const text = "[a](tour.md) [b](tuor.md) [c](tour.md#no-such-heading) [d](#here) [e](../language)";
  const page = readPage({
    path: "docs/language/planted.md",
    text: `# Planted\n\n## Here\n${text}`,
  });
  expect(deadLinks(page)).toEqual(["tuor.md", "tour.md#no-such-heading"]);
});

/** Links to other places than those that there are. */
function deadLinks(page: Page): string[] {
  return linksOf(page).filter((link) => {
    const [to = "", anchor] = link.split("#");
    const path = to === "" ? page.path : posix.join(posix.dirname(page.path), decodeURI(to));
    const found = pages.get(path) ?? (to === "" ? page : undefined);
    if (anchor !== undefined && found !== undefined) return !anchorsOf(found).includes(anchor);
    return found === undefined && !existsSync(join(root, path));
  });
}

/** What the links of a page say, but for those to other sites. */
function linksOf({ text }: Page): string[] {
  return [
    ...withoutBlocks(text)
      .replaceAll(/`[^`\n]*`/g, "")
      .matchAll(/\]\(([^()\s]+)\)/g),
  ]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** The headings of a page as links write them. */
function anchorsOf({ text }: Page): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ +(.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function withoutBlocks(text: string): string {
  return text.replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, "");
}
