/** The files of a project's folder, for the compiler. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Host } from "../workspace/host.ts";

/** Reads files by their paths from `folder`. What can't be read, such as a folder, is no file. */
export function nodeHost(folder: string): Host {
  return {
    read: (path) => {
      try {
        return readFileSync(resolve(folder, path), "utf8");
      } catch (error) {
        if (isFault(error)) return undefined;
        throw error;
      }
    },
  };
}

/** Whether an error is the system's refusal of a file. */
export function isFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
