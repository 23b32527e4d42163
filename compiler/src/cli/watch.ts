/** Runs a command again whenever a file of the project changes, until it is interrupted. */
import { watch } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findProject } from "../host/project.ts";
import { OK, USAGE } from "./exit-codes.ts";
import type { Io } from "./io.ts";

/** Editors write a file in several steps. */
const SETTLED = 100;

/** `once` runs the command, and prints its answer. A command line that can't be understood isn't run again. */
export async function watching(
  io: Io,
  words: readonly string[],
  once: () => Promise<number>,
): Promise<number> {
  const stop = io.stop ?? interrupted();
  const root = (await findProject(io.cwd))?.root ?? io.cwd;
  // What the command itself writes, by `--output`, is no change.
  const written = new Set(words.map((word) => resolve(io.cwd, word.replace(/^.*=/, ""))));
  const changes = new Changes();
  const watcher = watch(root, { recursive: true, signal: stop }, (_, name) => {
    if (name === null || (isOfProject(name) && !written.has(resolve(root, name)))) changes.note();
  });
  watcher.on("error", () => changes.note());
  stop.addEventListener("abort", () => changes.note());
  try {
    while (!stop.aborted) {
      if ((await once()) === USAGE) return USAGE;
      io.err("\nWaiting for a change. Ctrl-C ends.\n");
      await changes.next();
    }
    return OK;
  } finally {
    watcher.close();
  }
}

/** Whether files have changed since the last time that somebody asked. */
class Changes {
  #isChanged = false;
  #wake: () => void = () => undefined;

  note(): void {
    this.#isChanged = true;
    this.#wake();
  }

  async next(): Promise<void> {
    if (!this.#isChanged) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    await delay(SETTLED);
    this.#isChanged = false;
  }
}

/** Plans, their configuration, accepted statements and data; not what commands write, or version control. */
function isOfProject(name: string): boolean {
  const parts = name.split(/[\\/]/);
  return (
    /\.(?:plan|json|jsonl|ndjson|csv|tsv|parquet|md)$/.test(name) &&
    !parts.some((part) => part === "node_modules" || part === "out" || part === ".git")
  );
}

function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  process.once("SIGTERM", () => controller.abort());
  return controller.signal;
}
