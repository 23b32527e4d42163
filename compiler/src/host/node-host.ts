/** The files of a project's folder, for the compiler. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Host } from "../workspace/host.ts";

/** Reads files by their paths from `folder`, each once: whatever asks for it sees the same text. */
export function nodeHost(folder: string): Host {
  const known = new Map<string, string | undefined>();
  return {
    read: (path) => {
      const whole = resolve(folder, path);
      if (!known.has(whole)) known.set(whole, readExactly(whole));
      return known.get(whole);
    },
    names: (path) => namesIn(resolve(folder, path)),
  };
}

/** The text of a file, if one has this name in just these letters: some systems take others for the same. */
function readExactly(path: string): string | undefined {
  if (!namesIn(dirname(path)).includes(basename(path))) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isFault(error) && error.code === "EISDIR") return undefined;
    throw error;
  }
}

/** The names in a folder; none if there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isFault(error) && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}

/** Whether an error is the system's refusal of a file. */
export function isFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
