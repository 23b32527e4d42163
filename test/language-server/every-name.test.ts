// Every plan of the documentation and the examples: each name stands for something, and is spelled like it.
import { expect, test } from "vitest";
import { documentsOf, textOf } from "../support/plan-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { repositoryFiles } from "../support/repository.ts";
import { nameOfEntity } from "../../language-server/src/analysis/entity.ts";
import { resolve } from "../../language-server/src/analysis/resolve.ts";
import { sitesOf } from "../../language-server/src/analysis/sites.ts";
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
  files.flatMap(({ path }) => /^examples\/[\w-]+\/(?=.*\.plan$)/.exec(path)?.[0] ?? []),
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
