// Every plan of the documentation and the examples: each name stands for something, and is spelled like it.
import { expect, test } from "vitest";
import { documentsOf, textOf } from "../support/plan-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { repositoryFiles } from "../support/repository.ts";
import { nameOfEntity } from "../../language-server/src/analysis/entity.ts";
import { resolve } from "../../language-server/src/analysis/resolve.ts";
import { sitesOf } from "../../language-server/src/analysis/sites.ts";
import type { Site } from "../../language-server/src/analysis/site.ts";
import { completion } from "../../language-server/src/features/completion/completion.ts";
import type { CompletionItem } from "../../language-server/src/features/completion/item.ts";
import type { View } from "../../language-server/src/project/project.ts";
import { projectOf } from "../support/marked-plans.ts";

const files = repositoryFiles();

const pages = files
  .filter(({ path }) => /^docs\/language\/[\w-]+\.md$/.test(path))
  .map(readPage)
  .map((page): [string, View[]] => [
    page.path,
    documentsOf(page)
      .filter(({ bad }) => bad === undefined)
      .flatMap((document) => viewsOf({ "page.plan": textOf(document) })),
  ]);

const examples = new Set(
  files.flatMap(
    ({ path }) =>
      /^(?:examples|compiler\/templates\/[\w-]+)\/[\w-]+\/(?=plans\/.*\.plan$)/.exec(path)?.[0] ??
      [],
  ),
);

const projects = [...examples].map((folder): [string, View[]] => [
  folder,
  viewsOf(
    Object.fromEntries(
      files
        .filter(({ path }) => path.startsWith(folder) && /\.(?:plan|json)$/.test(path))
        .map(({ path, text }) => [path.slice(folder.length), text]),
    ),
  ),
]);

test("finds the plans", () => {
  expect(pages.flatMap(([, views]) => views).length).toBeGreaterThan(100);
  expect(projects.length).toBeGreaterThan(3);
});

test.each([...pages, ...projects])("%s", (_, views) => {
  expect(views.flatMap(faultsIn)).toEqual([]);
});

/** A page that has several files is one of imports, and is tried by its own test. */
function viewsOf(texts: Readonly<Record<string, string>>): View[] {
  return projectOf(texts)
    .views()
    .filter(({ checked }) => !checked.diagnostics.some(({ severity }) => severity === "error"));
}

test("each name of the page of words is offered where it stands", { timeout: 60_000 }, () => {
  const text = pages.find(([path]) => path.endsWith("/words.md"))?.[1][0]?.file.text ?? "";
  const [view] = viewsOf({ "page.plan": text });
  const sites = view === undefined ? [] : sitesOf(view.parsed.tree).filter(isRead);
  expect(sites.length).toBeGreaterThan(100);
  const missed = sites.flatMap(({ name: { text: name, span } }) => {
    const rest = text.slice(0, span.start) + text.slice(span.end);
    const [there] = projectOf({ "page.plan": rest }).views();
    const labels = there === undefined ? [] : completion(there, span.start).map(wordsOf).flat();
    const isThere = labels.includes(name) || labels.includes(name.replace(/s$/, ""));
    return isThere ? [] : [`${name} at ${span.start}`];
  });
  expect(missed).toEqual([]);
});

/** Not declared, and no key of the data. */
function isRead({ role }: Site): boolean {
  return !["declaration", "value declared", "field declared", "payee key", "text"].includes(
    role.is,
  );
}

/** `Commission on …`, `Quotas.amount` and `given quota` offer the names in them. */
function wordsOf({ label }: CompletionItem): string[] {
  return label.split(/[ .]/);
}

function faultsIn(view: View): string[] {
  return sitesOf(view.parsed.tree).flatMap((site) => {
    const { name, role } = site;
    const entity = resolve(view, site);
    if (entity === undefined) {
      const isData = role.is === "payee key" || role.is === "text" || role.is === "path";
      return isData ? [] : [`\`${name.text}\` stands for nothing, as a ${role.is}.`];
    }
    const isUnit = entity.kind === "symbol" && entity.symbol.kind === "unit";
    const spelling = nameOfEntity(entity);
    return name.text === spelling ||
      (isUnit && name.text === `${spelling}s`) ||
      entity.kind === "rule"
      ? []
      : [`\`${name.text}\` stands for \`${spelling}\`.`];
  });
}
