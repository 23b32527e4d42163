/** The files and folders that a command line names, and the project that they belong to. */
import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { listed, nearest } from "../base/text.ts";
import { namesIn } from "../host/node-host.ts";
import { filesBelow, findProject, type Project } from "../host/project.ts";
import { CONFIG_FILE } from "../workspace/config.ts";
import { UsageError } from "./arguments.ts";
import type { Io } from "./io.ts";
import { shownPath } from "./places.ts";

export interface Target {
  /** Absolute. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** What is there under each name; a name under which nothing is, is asked for again. */
export function targetsOf(io: Io, named: readonly string[]): Target[] {
  return named.map((name) => {
    const path = resolve(io.cwd, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new UsageError(notThere(io, name, path));
    if (found.isDirectory() || path.endsWith(".plan"))
      return { path, isFolder: found.isDirectory() };
    throw new UsageError(`${name} isn't a plan file: their names end in .plan.`);
  });
}

function notThere(io: Io, name: string, path: string): string {
  const meant = nearest(basename(path), namesIn(dirname(path)));
  const help =
    meant === undefined ? "" : ` Did you mean ${shownPath(io, join(dirname(path), meant))}?`;
  return `There is no file ${name}.${help}`;
}

/** The one project that all targets lie in, or that this folder does; undefined if there is none. */
export async function projectOf(io: Io, targets: readonly Target[]): Promise<Project | undefined> {
  const [first = io.cwd, ...others] = targets.map(({ path, isFolder }) =>
    isFolder ? path : dirname(path),
  );
  const project = await findProject(first);
  for (const folder of new Set(others)) {
    const other = await findProject(folder);
    if (other?.root === project?.root) continue;
    throw new UsageError("These files belong to different projects: name those of one.");
  }
  return project;
}

/** The plan files that targets are, or that lie below them. */
export async function planFilesOf(io: Io, targets: readonly Target[]): Promise<string[]> {
  const files = await Promise.all(targets.map((target) => planFilesIn(io, target)));
  return files.flat();
}

/** The same, of any number of projects: for what is done to each file by itself. */
export async function loosePlanFilesOf(io: Io, targets: readonly Target[]): Promise<string[]> {
  const files = await Promise.all(
    targets.map(async ({ path, isFolder }) => (isFolder ? planFilesBelow(io, path) : [path])),
  );
  return [...new Set(files.flat())];
}

async function planFilesIn(io: Io, { path: folder, isFolder }: Target): Promise<string[]> {
  if (!isFolder) return [folder];
  const inner = (await filesBelow(folder, [`*/**/${CONFIG_FILE}`])).map(dirname);
  if (inner.length > 0) {
    const projects = inner.map((path) => shownPath(io, join(folder, path)));
    const count = projects.length === 1 ? "a project of its own" : "projects of their own";
    throw new UsageError(
      `${shownPath(io, folder)} holds ${count}: ${listed(projects, "and")}. Name one of them.`,
    );
  }
  return planFilesBelow(io, folder);
}

async function planFilesBelow(io: Io, folder: string): Promise<string[]> {
  const files = await filesBelow(folder, ["**/*.plan"]);
  if (files.length > 0) return files.map((path) => join(folder, path));
  throw new UsageError(`There is no plan file in ${shownPath(io, folder)}.`);
}
