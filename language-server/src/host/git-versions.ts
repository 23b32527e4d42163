/** The version of a file that git has committed last. */
import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Versions } from "../server/context.ts";

/** How long an answer holds; a commit is seen after that. */
const FRESH_MS = 3000;

/** Undefined where there is no git, no repository, or no such file in it. */
export function gitVersions(): Versions {
  const known = new Map<
    string,
    { readonly asked: number; readonly text: Promise<string | undefined> }
  >();
  return (uri) => {
    const before = known.get(uri);
    const now = performance.now();
    if (before !== undefined && now - before.asked < FRESH_MS) return before.text;
    const text = uri.startsWith("file:")
      ? committed(fileURLToPath(uri))
      : Promise.resolve(undefined);
    known.set(uri, { asked: now, text });
    return text;
  };
}

function committed(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const args = ["show", `HEAD:./${basename(path)}`];
    const options = { cwd: dirname(path), timeout: 5000, maxBuffer: 16 * 1024 * 1024 };
    execFile("git", args, options, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
}
