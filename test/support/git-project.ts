// A project in a git repository: what was committed, and what lies in the working tree now.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Files, folderOf, writeAll } from "./command-line.ts";

/** A repository in which these files are committed on `main`. */
export function committed(files: Files): string {
  const folder = folderOf(files);
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder, "base");
  return folder;
}

/** Writes files over those of the working tree; undefined takes one away. */
export function change(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files))
    if (content === undefined) rmSync(join(folder, path));
  writeAll(folder, files);
}

export function commit(folder: string, message: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", `--message=${message}`);
}

/** Runs git as somebody whom no configuration of the machine knows. */
export function git(folder: string, ...args: string[]): string {
  const env = {
    PATH: process.env["PATH"],
    HOME: dirname(folder),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ana",
    GIT_AUTHOR_EMAIL: "ana@example.com",
    GIT_AUTHOR_DATE: "2026-01-02T03:04:05Z",
    GIT_COMMITTER_NAME: "Ana",
    GIT_COMMITTER_EMAIL: "ana@example.com",
    GIT_COMMITTER_DATE: "2026-01-02T03:04:05Z",
  };
  return execFileSync("git", args, {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}
