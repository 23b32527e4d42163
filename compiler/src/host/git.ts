/** Revisions of a git repository: what was in its files. Only reads; no file of the repository is touched. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { nearest } from "../base/text.ts";

/** What git refuses, in words for who asked. */
export class GitRefusal extends Error {}

export interface Revision {
  /** As it was asked for. */
  readonly name: string;
  readonly commit: string;
}

export class Repository {
  /** The folder of the repository, with links resolved. */
  readonly top: string;

  private constructor(top: string) {
    this.top = top;
  }

  /** The repository that a folder lies in. */
  static around(folder: string): Repository {
    const top = git(folder, ["rev-parse", "--show-toplevel"]);
    if (top.code !== 0)
      throw new GitRefusal(
        "This folder isn't in a git repository: there is nothing to compare with.",
      );
    return new Repository(realpathSync(resolve(top.out.trim())));
  }

  revision(name: string): Revision {
    const found = this.#git([
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${name}^{commit}`,
    ]);
    if (found.code === 0) return { name, commit: found.out.trim() };
    const refs = this.#git(["for-each-ref", "--format=%(refname:short)"]).out.split("\n");
    const meant = nearest(name, new Set(refs.filter((ref) => ref !== "")));
    const shallow = this.#git(["rev-parse", "--is-shallow-repository"]).out.trim() === "true";
    const help = shallow
      ? "This clone is shallow: fetch all of its history (`fetch-depth: 0` in a GitHub workflow)."
      : meant === undefined
        ? "Name a branch, a tag or a commit."
        : `Did you mean ${meant}?`;
    throw new GitRefusal(`git knows no revision ${name}. ${help}`);
  }

  /** Where two lines of work parted; undefined if they have nothing in common. */
  parting(one: Revision, other: Revision): string | undefined {
    const found = this.#git(["merge-base", one.commit, other.commit]);
    return found.code === 0 ? found.out.trim() : undefined;
  }

  /** The files of a revision, from the top of the repository, with forward slashes. */
  files({ commit }: Revision): Set<string> {
    const listed = this.#git(["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit]);
    return new Set(listed.out.split("\0").filter((path) => path !== ""));
  }

  /** Whether a file of the working tree is just as it was. */
  isUnchanged({ commit }: Revision, path: string): boolean {
    return this.#git(["diff", "--quiet", "--no-ext-diff", commit, "--", path]).code === 0;
  }

  /** Whether a file is the same in two revisions. */
  areEqual(one: Revision, other: Revision, path: string): boolean {
    const args = ["diff", "--quiet", "--no-ext-diff", one.commit, other.commit, "--", path];
    return this.#git(args).code === 0;
  }

  /** Writes files as they were below a folder, by git's own filters. */
  checkOut({ commit }: Revision, paths: readonly string[], folder: string): void {
    if (paths.length === 0) return;
    mkdirSync(folder, { recursive: true });
    const env = { GIT_INDEX_FILE: join(folder, ".git-index") };
    const steps = [
      { args: ["read-tree", commit] },
      {
        args: ["checkout-index", "-f", "-z", "--stdin", `--prefix=${folder}/`],
        input: paths.join("\0"),
      },
    ];
    for (const { args, input } of steps) {
      const done = this.#git(args, { env, input });
      if (done.code !== 0)
        throw new GitRefusal(`git can't read the files of ${commit}: ${done.err.trim()}`);
    }
  }

  /** A path from the top of the repository; undefined for what lies outside. */
  pathOf(file: string): string | undefined {
    const real = existsSync(file) ? realpathSync(file) : file;
    const path = relative(this.top, real).split(sep).join("/");
    return path.startsWith("../") || path === ".." ? undefined : path;
  }

  #git(args: readonly string[], more?: Parameters<typeof git>[2]): ReturnType<typeof git> {
    return git(this.top, args, more);
  }
}

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const LARGEST = 256 * 1024 * 1024;

function git(
  cwd: string,
  args: readonly string[],
  { env, input }: { env?: Record<string, string>; input?: string | undefined } = {},
): Done {
  try {
    const out = execFileSync("git", args, {
      cwd,
      env: { ...process.env, ...env },
      encoding: "utf8",
      maxBuffer: LARGEST,
      stdio: ["pipe", "pipe", "pipe"],
      ...(input === undefined ? {} : { input }),
    });
    return { code: 0, out, err: "" };
  } catch (error) {
    const failed = error as NodeJS.ErrnoException & { status?: number; stderr?: string };
    if (failed.code === "ENOENT")
      throw new GitRefusal(
        "git isn't installed here, and a diff of plans compares what git keeps.",
      );
    if (failed.status === undefined || failed.status === null) throw error;
    return { code: failed.status, out: "", err: failed.stderr ?? "" };
  }
}
