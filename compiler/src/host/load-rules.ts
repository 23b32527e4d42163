/** Modules with rules of a project's own, as attain.json names them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { faultyRule } from "../diagnostics/catalogue/project.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CustomRule } from "../lint/custom.ts";
import type { ProjectConfig } from "../workspace/config.ts";
import { importModule } from "./import-module.ts";
import { isFault } from "./node-host.ts";
import { keyAt } from "../workspace/config-names.ts";

export interface LoadedRules {
  readonly rules: readonly CustomRule[];
  readonly problems: readonly Diagnostic[];
}

/** Runs the modules: who checks a project trusts what its attain.json names. */
export async function loadRules(
  root: string,
  { file, rules }: ProjectConfig,
): Promise<LoadedRules> {
  const loaded = await Promise.all(
    rules.map(async (module) => {
      const found = await load(join(root, module));
      if (typeof found !== "string") return { rules: found, problems: [] };
      const help =
        'A module exports a rule, or a list of them: `export default { name: "without-cap", check({ plan, report }) { … } }`.';
      const at = keyAt(file, ["rules"]);
      return {
        rules: [],
        problems: [diagnose(faultyRule, at, { module, fault: found }, { help })],
      };
    }),
  );
  return {
    rules: loaded.flatMap((one) => one.rules),
    problems: loaded.flatMap((one) => one.problems),
  };
}

/** The rules of a module, or why there are none. */
async function load(path: string): Promise<CustomRule[] | string> {
  try {
    // By its text: a module that was mended is another one, while a command watches.
    const { sha256 } = await import("./hash.ts");
    const { href } = pathToFileURL(path);
    const text = sha256(readFileSync(path, "utf8"));
    const module = (await importModule(`${href}?${text}`)) as { readonly default?: unknown };
    const all: readonly unknown[] = Array.isArray(module.default)
      ? module.default
      : [module.default];
    return all.every(isRule) ? [...all] : "it exports something else than rules";
  } catch (error) {
    if (isFault(error) && error.code === "ENOENT") return "there is no such file";
    return `it says "${error instanceof Error ? error.message : String(error)}"`;
  }
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const LEVELS: ReadonlySet<unknown> = new Set(["error", "warning", "info"]);

function isRule(value: unknown): value is CustomRule {
  if (typeof value !== "object" || value === null) return false;
  const { name, check, level } = value as Partial<Record<keyof CustomRule, unknown>>;
  const isLevel = level === undefined || LEVELS.has(level);
  return typeof name === "string" && NAME.test(name) && typeof check === "function" && isLevel;
}
