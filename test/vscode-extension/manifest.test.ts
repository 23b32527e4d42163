// What the manifest promises is there, and what the code needs is promised.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "../../compiler/src/syntax/parser.ts";
import { repositoryFiles } from "../support/repository.ts";

const folder = fileURLToPath(new URL("../../vscode-extension/", import.meta.url));

interface Manifest {
  readonly contributes: {
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Described>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly markdown: string };
      }[];
    }[];
  };
}

interface Described {
  readonly description?: string;
  readonly markdownDescription?: string;
}

const { contributes } = JSON.parse(readFileSync(`${folder}package.json`, "utf8")) as Manifest;
const declared = contributes.commands.map(({ command }) => command);
const code = repositoryFiles()
  .filter(({ path }) => path.startsWith("vscode-extension/src/"))
  .map(({ text }) => text)
  .join("\n");

/** Called for by the server alone. */
const HIDDEN = ["attain.showReferences", "attain.rename"];

test("each command is registered, and each that is registered is declared", () => {
  const registered = [...code.matchAll(/registerCommand\(\s*"([^"]+)"/g)].map(([, name]) => name);
  expect(new Set(registered)).toEqual(new Set([...declared, ...HIDDEN]));
  expect(registered).toHaveLength(declared.length + HIDDEN.length);
});

test("menus, keys and walkthroughs call for commands that there are", () => {
  const inMenus = Object.values(contributes.menus).flat();
  const called = [...inMenus, ...contributes.keybindings].map(({ command }) => command);
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const linked = steps.flatMap(({ description }) =>
    [...description.matchAll(/command:(attain\.\w+)/g)].map(([, name]) => name),
  );
  expect([...called, ...linked].filter((name) => !declared.includes(name ?? ""))).toEqual([]);
  expect(steps.filter(({ media }) => !existsSync(`${folder}${media.markdown}`))).toEqual([]);
});

test("each setting is described, and each that is read is declared", () => {
  const settings = Object.entries(contributes.configuration.properties);
  const undescribed = settings.filter(
    ([, { description, markdownDescription }]) => (description ?? markdownDescription ?? "") === "",
  );
  expect(undescribed).toEqual([]);
  const read = [...code.matchAll(/\.get<boolean>\(\s*"([^"]+)"/g)].map(
    ([, name]) => `attain.${name}`,
  );
  expect(read.length).toBeGreaterThan(1);
  expect(read.filter((name) => !settings.some(([key]) => key === name))).toEqual([]);
});

test("files that are filled by a snippet can be read", () => {
  const snippets = JSON.parse(readFileSync(`${folder}snippets/attain.json`, "utf8")) as Readonly<
    Record<string, { readonly body: readonly string[]; readonly description: string }>
  >;
  expect(Object.keys(snippets).length).toBeGreaterThan(10);
  for (const [name, { body, description }] of Object.entries(snippets)) {
    const text = body.map((line) => line.replace(/\\([$}\\])/g, "$1")).join("\n");
    expect(parse({ path: "main.plan", text }).diagnostics, name).toEqual([]);
    expect(description, name).toMatch(/\w\.$/);
  }
});

test("attain.json has the schema of the compiler, which the build puts there and the package holds", () => {
  expect(contributes.jsonValidation).toEqual([
    { fileMatch: "attain.json", url: "./dist/attain.schema.json" },
  ]);
  const build = readFileSync(`${folder}../scripts/build-extension.mjs`, "utf8");
  expect(build).toContain(
    'cpSync(join(root, "compiler/schema/attain.schema.json"), join(dist, "attain.schema.json"))',
  );
  expect(readFileSync(`${folder}.vscodeignore`, "utf8").split("\n")).toContain("!dist/*.json");
});
