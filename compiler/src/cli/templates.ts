/** The projects to start from: a small one for each structure, and the examples; without what belongs to the repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { applyEdits, modify } from "jsonc-parser";
import { CONFIG_FILE, parseConfig } from "../workspace/config.ts";

export interface Template {
  readonly name: string;
  /** What it stands among in a list, in words. */
  readonly group: string;
  readonly folder: string;
  /** The first sentence of its README, if it has one. */
  readonly summary: string;
  /** The command line that pays it, as its README has it. */
  readonly run: string;
}

/** Group by group, each in order of their names; the examples come last. */
export function allTemplates(): Template[] {
  const structures = templatesFolder();
  const groups = readdirSync(structures, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== EXAMPLES)
    .map(({ name }) => name)
    .sort();
  return [
    ...groups.flatMap((name) => templatesIn(inWords(name), join(structures, name))),
    ...templatesIn("Whole examples", examplesFolder()),
  ];
}

function templatesIn(group: string, parent: string): Template[] {
  return readdirSync(parent)
    .sort()
    .map((name) => ({ name, folder: join(parent, name) }))
    .filter(({ folder }) => existsSync(join(folder, CONFIG_FILE)))
    .map(({ name, folder }) => {
      const readme = textOf(folder, README) ?? "";
      return { name, group, folder, summary: summaryOf(readme), run: runLine(readme) };
    });
}

/** The files that a new project has otherwise than its template, by their names. */
export function filesOf({ folder }: Template): ReadonlyMap<string, string> {
  const config = textOf(folder, CONFIG_FILE) ?? "{}";
  const readme = textOf(folder, README);
  const { output } = parseConfig({ path: CONFIG_FILE, text: config }).config;
  return new Map([
    [CONFIG_FILE, withSchema(config)],
    [SCHEMA, readFileSync(schemaFile(), "utf8")],
    [".gitignore", `${output}/\nbuild/\n`],
    ...(readme === undefined ? [] : [[README, withoutDirections(readme)] as const]),
  ]);
}

const README = "README.md";
/** Where the examples are, beside the bundle. */
const EXAMPLES = "examples";
/** Beside attain.json, so that editors find it wherever the project goes. */
const SCHEMA = "attain.schema.json";

function withSchema(config: string): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  const edits = modify(config, ["$schema"], `./${SCHEMA}`, {
    formattingOptions,
    getInsertionIndex: () => 0,
  });
  return applyEdits(config, edits);
}

/** Without the comments that say in which folder of the repository the commands of a page are run. */
function withoutDirections(readme: string): string {
  return readme.replace(/^[ \t]*<!--\s*in:.*?-->\n\n?/gm, "");
}

/** Beside the bundle; in the repository, where they are written. */
function templatesFolder(): string {
  return folderAt("./templates", "../../templates");
}

function examplesFolder(): string {
  return folderAt(`./templates/${EXAMPLES}`, `../../../${EXAMPLES}`);
}

function folderAt(shipped: string, written: string): string {
  const folder = fileURLToPath(new URL(shipped, import.meta.url));
  return existsSync(folder) ? folder : fileURLToPath(new URL(written, import.meta.url));
}

/** `draws-and-clawbacks` as a heading. */
function inWords(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** From the bundle, and from here. */
function schemaFile(): string {
  const shipped = fileURLToPath(new URL(`../schema/${SCHEMA}`, import.meta.url));
  return existsSync(shipped)
    ? shipped
    : fileURLToPath(new URL(`../../schema/${SCHEMA}`, import.meta.url));
}

function textOf(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function summaryOf(readme: string): string {
  const paragraph = (readme.split(/\n\s*\n/)[1] ?? "").replaceAll("\n", " ");
  return (/^.*?[.!](?=\s|$)/.exec(paragraph) ?? [paragraph])[0];
}

function runLine(readme: string): string {
  return /attain run[^\n`]*/.exec(readme)?.[0] ?? "attain run --period FY2026-Q1";
}
