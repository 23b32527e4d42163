/** The disk, for the server on Node: files by their URIs, read again when they have changed. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { planFilesNow } from "@attain/compiler/host/project";
import type { Disk } from "../server/projects.ts";

interface Known {
  readonly text: string | undefined;
  readonly changed: number;
  /** When it was looked at. */
  looked: number;
}

/** How long what was found of a file is taken for granted. */
const FRESH_MS = 500;

export function nodeDisk(): Disk & { readonly forget: () => void } {
  const known = new Map<string, Known>();
  return {
    read: (uri) => {
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      const now = performance.now();
      const before = known.get(path);
      if (before !== undefined && now - before.looked < FRESH_MS) return before.text;
      const changed = changedAt(path);
      if (before !== undefined && before.changed === changed) {
        before.looked = now;
        return before.text;
      }
      const text = changed === -1 ? undefined : quietly(() => readFileSync(path, "utf8"));
      known.set(path, { text, changed, looked: now });
      return text;
    },
    names: (folder) => {
      const path = pathOf(folder);
      return (path === undefined ? undefined : quietly(() => readdirSync(path))) ?? [];
    },
    plans: (folder, config) => {
      const path = pathOf(folder);
      return (path === undefined ? undefined : quietly(() => planFilesNow(path, config))) ?? [];
    },
    forget: () => known.clear(),
  };
}

function changedAt(path: string): number {
  return quietly(() => statSync(path).mtimeMs) ?? -1;
}

function pathOf(uri: string): string | undefined {
  return uri.startsWith("file:") ? quietly(() => fileURLToPath(uri)) : undefined;
}

/** What can't be read isn't there. */
function quietly<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
