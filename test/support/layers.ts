// Finds imports that go against the direction of the layers.
import { posix } from "node:path";
import type { RepositoryFile } from "./repository.ts";

/** The folders of a package's src. Each may import itself and those before it. */
const packageLayers: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "compiler",
    [
      "base",
      "text",
      "diagnostics",
      "syntax",
      "ir",
      "bind",
      "check",
      "lower",
      "integer",
      "columnar",
      "evaluate",
      "relational",
      "kernel",
      "coverage",
      "mutate",
      "diff",
      "data",
      "sql",
      "emit",
      "explain",
      "what-if",
      "paper",
      "prove",
      "lint",
      "format",
      "ledger",
      "workspace",
      "host",
      "cli",
    ],
  ],
  [
    "language-server",
    [
      "project",
      "analysis",
      "forms",
      "refactor",
      "features",
      "preview",
      "server",
      "debug",
      "host",
      "web",
    ],
  ],
  ["vscode-extension", ["webview", "preview", "testing", "commands"]],
]);

/** Folders that may import fewer than all those before them. */
const narrowedLayers: ReadonlyMap<string, readonly string[]> = new Map([
  ["compiler/format", ["base", "text", "diagnostics", "syntax"]],
  ["compiler/diff", ["base", "ir", "evaluate"]],
  ["compiler/ledger", ["base", "evaluate"]],
  ["language-server/preview", ["project"]],
  ["language-server/debug", ["project", "preview", "server"]],
  ["language-server/web", ["preview", "server"]],
  ["vscode-extension/preview", []],
]);

/** Modules at the root of a package that its layers may know. */
const rootModules: ReadonlySet<string> = new Set([
  "language-server/src/protocol.ts",
  "vscode-extension/src/changes.ts",
  "vscode-extension/src/files.ts",
  "vscode-extension/src/messages.ts",
  "vscode-extension/src/places.ts",
  "vscode-extension/src/walkthrough.ts",
]);

/** Which of Attain's packages each of them may know. */
const attainPackages: ReadonlyMap<string, readonly string[]> = new Map([
  ["compiler", ["@attain/runtime"]],
  ["language-server", ["@attain/runtime", "@attain/compiler"]],
  ["vscode-extension", ["@attain/language-server"]],
]);

/** One sentence for each import of a source module that its layer does not allow. */
export function layerFaults(modules: readonly RepositoryFile[]): readonly string[] {
  return modules.flatMap(({ path, text }) =>
    importsOf(text).flatMap((specifier) => {
      const fault = faultOf(path, specifier);
      return fault === undefined ? [] : [`${path} imports ${specifier}: ${fault}.`];
    }),
  );
}

/** What the module imports or re-exports, types included. Statements are found at the start of a line. */
function importsOf(text: string): readonly string[] {
  const statement = /^(?:import\s*|(?:import|export)\b[\w$\s{},*]*?\bfrom\s*)["']([^"'\n]+)["']/gm;
  const call = /\bimport\(\s*["']([^"'\n]+)["']/g;
  return [...text.matchAll(statement), ...text.matchAll(call)].map((match) => match[1] ?? "");
}

function faultOf(path: string, specifier: string): string | undefined {
  const [home = ""] = path.split("/", 1);
  if (!specifier.startsWith(".")) return packageFault(home, folderOf(path), specifier);
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith(`${home}/src/`)) return "a package is imported by its name";
  return rootModules.has(target) ? undefined : layerFault(home, folderOf(path), folderOf(target));
}

function packageFault(
  home: string,
  folder: string | undefined,
  specifier: string,
): string | undefined {
  if (home === "runtime" && specifier !== "decimal.js") {
    return "the runtime imports nothing but decimal.js";
  }
  if (!specifier.startsWith("@attain/")) return undefined;
  const name = specifier.split("/").slice(0, 2).join("/");
  const allowed = attainPackages.get(home) ?? [];
  if (!allowed.includes(name))
    return `of Attain's packages ${home} imports only ${allowed.join(", ")}`;
  if (/^@attain\/compiler\/(?:host|cli)\b/.test(specifier) && folder !== "host")
    return `only ${home}/src/host does IO`;
  const isPart = name === "@attain/runtime" && specifier !== name;
  return isPart
    ? `of Attain's packages ${home} imports only @attain/runtime, and that by its name`
    : undefined;
}

/** `undefined` stands for the root of the package, where only its public interface is. */
function layerFault(
  home: string,
  own: string | undefined,
  target: string | undefined,
): string | undefined {
  const layers = packageLayers.get(home);
  if (layers === undefined || own === target || own === undefined) return undefined;
  if (target === undefined) return "no layer imports the public interface of its package";
  if (!layers.includes(own)) return `${own} is not in the list of layers`;
  const allowed = narrowedLayers.get(`${home}/${own}`) ?? layers.slice(0, layers.indexOf(own));
  return allowed.includes(target) ? undefined : `${own} may not import ${target}`;
}

function folderOf(path: string): string | undefined {
  const parts = path.split("/");
  return parts.length > 3 ? parts[2] : undefined;
}
