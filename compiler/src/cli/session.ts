/** What commands start from: the project that they are about, its plan files, and what is wrong with them. */
import { relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { loadRules } from "../host/load-rules.ts";
import { nodeHost } from "../host/node-host.ts";
import { emptyConfig, type ProjectConfig } from "../workspace/config.ts";
import { checkConfigNames } from "../workspace/config-names.ts";
import { leveled } from "../workspace/levels.ts";
import { checkPlanNames } from "../workspace/plan-names.ts";
import { type Checked, withoutRepeats, Workspace } from "../workspace/workspace.ts";
import { UsageError } from "./arguments.ts";
import type { Io } from "./io.ts";
import { planFilesOf, projectOf, targetsOf } from "./operands.ts";
import { Places } from "./places.ts";

export interface Session {
  /** The folder that the compiler's paths are relative to. */
  readonly root: string;
  readonly config: ProjectConfig;
  /** The text of attain.json as it was read. */
  readonly configText: string;
  readonly workspace: Workspace;
  /** How the compiler's paths are shown. */
  readonly places: Places;
  /** Plan files, relative to the root, each once. */
  readonly paths: readonly string[];
  /** Whether these are all plans of the project. */
  readonly isWhole: boolean;
  /** What is wrong with attain.json. */
  readonly problems: readonly Diagnostic[];
}

/** Opens the project of the files and folders that are named, or of this one, with all of its plans. */
export async function openSession(io: Io, named: readonly string[] = []): Promise<Session> {
  const targets = targetsOf(io, named);
  const project = await projectOf(io, targets);
  const root = project?.root ?? io.cwd;
  const config = project?.config ?? emptyConfig();
  const own = await loadRules(root, config);
  const workspace = new Workspace(nodeHost(root), config.calendar, undefined, own.rules);
  const problems = [...(project?.problems ?? []), ...own.problems];
  const isWhole =
    project !== undefined && targets.every(({ path, isFolder }) => isFolder && path === root);
  const files = isWhole
    ? project.plans
    : (await planFilesOf(io, targets)).map((path) => relativeTo(root, path));
  const isFaulty = problems.some(({ severity }) => severity === "error");
  if (files.length === 0 && !isFaulty) {
    throw new UsageError(
      "There is no attain.json here or above. Name plan files, or make a project with attain new.",
    );
  }
  return {
    root,
    config,
    configText: project?.raw ?? config.file.text,
    workspace,
    places: new Places(io.cwd, root, workspace),
    paths: [...new Set(files)],
    isWhole,
    problems,
  };
}

function relativeTo(root: string, path: string): string {
  return relative(root, resolve(path)).split(sep).join("/");
}

/** What is wrong with the project and its plans, and what each plan file means. */
export interface CheckedSession {
  readonly checked: readonly Checked[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks every file of a session, and what attain.json says about them. */
export function checkAll({ workspace, paths, config, problems, isWhole }: Session): CheckedSession {
  const checked = paths.flatMap((path) => workspace.check(path) ?? []);
  const sources = checked.flatMap(({ program }) => [...program.sources.values()]);
  const isHeld = isWhole && checked.length > 0;
  const names = isHeld ? checkConfigNames(config, sources, workspace.levelable) : [];
  const diagnostics = withoutRepeats([
    ...checked.flatMap((file) => file.diagnostics),
    ...checkPlanNames(checked),
  ]);
  const asked = withoutRepeats(checked.flatMap((file) => file.asked));
  return { checked, diagnostics: leveled(config, [...problems, ...names, ...diagnostics], asked) };
}
