/** What commands start from: the project around the folder they are run in, and the plan files they are about. */
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Calendar } from "@attain/runtime";
import { ALLOWABLE } from "../diagnostics/catalogue/index.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nodeHost } from "../host/node-host.ts";
import { findProject, type Project } from "../host/project.ts";
import { emptyConfig, type ProjectConfig } from "../workspace/config.ts";
import { checkConfigNames } from "../workspace/config-names.ts";
import { type Checked, withoutRepeats, Workspace } from "../workspace/workspace.ts";
import { UsageError } from "./command.ts";
import type { Io } from "./io.ts";
import { leveled } from "./levels.ts";

export interface Session {
  /** The folder that paths are relative to. */
  readonly root: string;
  readonly config: ProjectConfig;
  readonly workspace: Workspace;
  /** Plan files, relative to the root. */
  readonly paths: readonly string[];
  /** Whether these are all plans of the project. */
  readonly isWhole: boolean;
  /** What is wrong with attain.json. */
  readonly problems: readonly Diagnostic[];
}

/** Opens the project, with the files that are named, or all of its plans. */
export async function openSession(io: Io, named: readonly string[]): Promise<Session> {
  const project: Project | undefined = await findProject(io.cwd);
  const root = project?.root ?? io.cwd;
  const config = project?.config ?? emptyConfig();
  const workspace = new Workspace(nodeHost(root), calendarOf(config));
  const paths =
    named.length > 0
      ? named.map((path) => relativeTo(root, resolve(io.cwd, path)))
      : (project?.plans ?? []);
  for (const path of named) {
    if (workspace.module(relativeTo(root, resolve(io.cwd, path))) === undefined)
      throw new UsageError(`There is no file ${path}.`);
  }
  const problems = project?.problems ?? [];
  if (paths.length === 0 && !problems.some(({ severity }) => severity === "error")) {
    throw new UsageError(
      project === undefined
        ? "There is no attain.json here or above. Name plan files, or make a project with attain new."
        : "The project has no plan files: attain.json says where they are (`plans`).",
    );
  }
  return {
    root,
    config,
    workspace,
    paths,
    isWhole: project !== undefined && named.length === 0,
    problems,
  };
}

function calendarOf(config: ProjectConfig): Calendar | undefined {
  return config.calendar;
}

function relativeTo(root: string, path: string): string {
  const inside = relative(root, path);
  return (inside === "" || isAbsolute(inside) ? path : inside).split(sep).join("/");
}

/** What is wrong with the project and its plans, and what each plan file means. */
export interface Findings {
  readonly checked: readonly Checked[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks every file of a session, and what attain.json says about them. */
export function checkAll({ workspace, paths, config, problems, isWhole }: Session): Findings {
  const checked = paths.flatMap((path) => workspace.check(path) ?? []);
  const sources = checked.flatMap(({ program }) => [...program.sources.values()]);
  const names = isWhole ? checkConfigNames(config, sources, ALLOWABLE) : [];
  const diagnostics = withoutRepeats(checked.flatMap((file) => file.diagnostics));
  return { checked, diagnostics: leveled(config, [...problems, ...names, ...diagnostics]) };
}
