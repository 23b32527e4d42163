/** The project around a folder: its attain.json and its plan files. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { glob, globSync } from "tinyglobby";
import { listed } from "../base/text.ts";
import { noPlanFiles } from "../diagnostics/catalogue/project.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CONFIG_FILE, emptyConfig, parseConfig, type ProjectConfig } from "../workspace/config.ts";
import { withoutMark } from "../text/source-file.ts";
import { keyAt } from "../workspace/config-names.ts";
import { lostIn } from "../workspace/lost-text.ts";
import { ownFiles } from "../workspace/own-files.ts";
import { isFault } from "./node-host.ts";

export interface Project {
  /** The folder that holds attain.json. */
  readonly root: string;
  /** The text of attain.json as it was read. */
  readonly raw: string;
  readonly config: ProjectConfig;
  /** The plan files, from the root with forward slashes, in order of their names. */
  readonly plans: readonly string[];
  /** What is wrong with attain.json. */
  readonly problems: readonly Diagnostic[];
}

/** The project that `folder` lies in; undefined if no folder from there upward has an attain.json. */
export async function findProject(folder: string): Promise<Project | undefined> {
  const text = readIfThere(join(folder, CONFIG_FILE));
  if (text !== undefined) return openProject(folder, text);
  const above = dirname(folder);
  return above === folder ? undefined : findProject(above);
}

async function openProject(root: string, raw: string): Promise<Project> {
  const file = { path: CONFIG_FILE, text: withoutMark(raw) };
  const lost = lostIn(file);
  if (lost !== undefined)
    return { root, raw, config: emptyConfig(file), plans: [], problems: [lost] };
  const { config, diagnostics } = parseConfig(file);
  const plans = await planFiles(root, config);
  // Patterns that couldn't be read are reported already.
  if (plans.length > 0 || diagnostics.length > 0)
    return { root, raw, config, plans, problems: diagnostics };
  const patterns = listed(
    config.plans.map((pattern) => `\`${pattern}\``),
    "or",
  );
  const help = 'Say under "plans" in attain.json where they are.';
  const none = diagnose(noPlanFiles, keyAt(file, ["plans"]), { patterns }, { help });
  return { root, raw, config, plans, problems: [none] };
}

/** Never those of installed packages, of the output, or of a project inside this one. */
async function planFiles(
  root: string,
  { plans, output }: ProjectConfig,
): Promise<readonly string[]> {
  return ownIn(root, await filesBelow(root, plans, [`${output}/**`]));
}

function ownIn(root: string, paths: readonly string[]): readonly string[] {
  return ownFiles(paths, (path) => existsSync(join(root, path)));
}

/** The same at once, for who answers an editor. */
export function planFilesNow(root: string, { plans, output }: ProjectConfig): readonly string[] {
  const ignore = ["**/node_modules/**", `${output}/**`];
  return ownIn(root, globSync([...plans], { cwd: root, ignore, expandDirectories: false }).sort());
}

/** The files below a folder that match patterns, in order of their names; those of installed packages never do. */
export async function filesBelow(
  folder: string,
  patterns: readonly string[],
  ignored: readonly string[] = [],
): Promise<string[]> {
  const ignore = ["**/node_modules/**", ...ignored];
  const paths = await glob([...patterns], { cwd: folder, ignore, expandDirectories: false });
  return paths.sort();
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (!isFault(error)) throw error;
    if (error.code === "ENOENT") return undefined;
    // What is read of a folder fails without saying of which.
    throw Object.assign(error, { path });
  }
}
