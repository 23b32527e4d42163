/** What commands start from: the project around the folder they are run in, and the plan files they are about. */
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Calendar } from "@attain/runtime";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nodeHost } from "../host/node-host.ts";
import { findProject, type Project } from "../host/project.ts";
import { emptyConfig, type ProjectConfig } from "../workspace/config.ts";
import { type Checked, Workspace } from "../workspace/workspace.ts";
import { UsageError } from "./command.ts";
import type { Io } from "./io.ts";

export interface Session {
  /** The folder that paths are relative to. */
  readonly root: string;
  readonly config: ProjectConfig;
  readonly workspace: Workspace;
  /** Plan files, relative to the root. */
  readonly paths: readonly string[];
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
  if (paths.length === 0) {
    throw new UsageError(
      project === undefined
        ? "There is no attain.json here or above. Name plan files, or make a project with attain new."
        : "The project has no plan files: attain.json says where they are (`plans`).",
    );
  }
  return { root, config, workspace, paths, problems: project?.problems ?? [] };
}

function calendarOf(config: ProjectConfig): Calendar | undefined {
  return config.calendar;
}

function relativeTo(root: string, path: string): string {
  const inside = relative(root, path);
  return (inside === "" || isAbsolute(inside) ? path : inside).split(sep).join("/");
}

/** Checks every file of a session. */
export function checkAll({ workspace, paths }: Session): Checked[] {
  return paths.flatMap((path) => workspace.check(path) ?? []);
}
