// The standard library: there without a disk, the same as its files, in the language's style, and without a fault.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { format } from "../../compiler/src/format/format.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { LIBRARY } from "../../compiler/src/workspace/library.generated.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";

const folder = fileURLToPath(new URL("../../compiler/library/", import.meta.url));
const files = readdirSync(folder);

test("the module holds the files: run npm run generate", () => {
  const texts = files.map((name): [string, string] => [
    `attain:${name.replace(/\.plan$/, "")}`,
    readFileSync(folder + name, "utf8"),
  ]);
  expect(texts.length).toBeGreaterThan(0);
  expect([...LIBRARY]).toEqual(texts);
});

test.each([...LIBRARY])("%s is in the style, and reads without a fault", (path, text) => {
  expect(format(text)).toBe(text);
  const checked = new Workspace(memoryHost({})).check(path);
  expect(checked?.diagnostics.map(({ message }) => message)).toEqual([]);
});

test("each KPI is documented, has a direction, and is on the page", () => {
  const page = readFileSync(
    fileURLToPath(new URL("../../docs/language/library.md", import.meta.url)),
    "utf8",
  );
  const module = new Workspace(memoryHost({})).module("attain:sales");
  const kpis = (module?.tree.declarations ?? []).flatMap((declaration) =>
    declaration.kind === "Shared" && declaration.member.kind === "Measure"
      ? [declaration.member]
      : [],
  );
  expect(kpis.length).toBeGreaterThan(6);
  for (const { name, doc, label, kpi } of kpis) {
    expect([name.text, doc, label, kpi?.better?.which]).not.toContain(undefined);
    const needs = kpi?.needs.map((need) => need.name.text).join(", ") ?? "";
    expect(page).toContain(`\`${name.text}(${needs})\``);
  }
});

test("a file of the project can't stand in its place", () => {
  const host = memoryHost({
    "attain:sales": "shared parameter mine means 5%\n",
    "main.plan": 'import "attain:sales"\n',
  });
  const checked = new Workspace(host).check("main.plan");
  expect(checked?.program.scope.symbols.has("WinRate")).toBe(true);
  expect(checked?.program.scope.symbols.has("mine")).toBe(false);
});
