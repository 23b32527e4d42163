/** The version of a file that git has committed last. */
import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Versions } from "../server/context.ts";

/** How long an answer holds before it is asked for again. */
const FRESH_MS = 3000;

interface Known {
  readonly text: Promise<string | undefined>;
  readonly asked: number;
}

/**
 * Undefined where there is no git, no repository, or no such file in it. Nobody waits for what has been answered once:
 * the old answer stands in until the new one is there.
 */
export function gitVersions(): Versions {
  const known = new Map<string, Known>();
  return (uri) => {
    const before = known.get(uri);
    const asked = performance.now();
    if (before !== undefined && asked - before.asked < FRESH_MS) return before.text;
    const text = uri.startsWith("file:")
      ? committed(fileURLToPath(uri))
      : Promise.resolve(undefined);
    known.set(uri, { text: before?.text ?? text, asked });
    void text.then(() => known.set(uri, { text, asked }));
    return before?.text ?? text;
  };
}

function committed(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const args = ["show", `HEAD:./${basename(path)}`];
    const options = { cwd: dirname(path), timeout: 5000, maxBuffer: 16 * 1024 * 1024 };
    execFile("git", args, options, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
}
