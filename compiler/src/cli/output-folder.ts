/**
 * The folder of a run, written whole or not at all: its files go to a folder beside it, which then takes its place. What
 * an earlier run wrote goes away with the folder, and nothing else ever does.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { UsageError } from "./arguments.ts";

/** Texts, or what writes a file to a path on the disk, by their paths in the folder, with forward slashes. */
export type Files = ReadonlyMap<string, string | ((path: string) => Promise<void>)>;

/** What runs write. */
const WRITTEN =
  /^(?:payouts\.(?:csv|json)|(?:balances|kpis)\.csv|receipt\.json|trace\/(?:credits|values)\.parquet|statements(?:\/[^/]+){3}\.(?:md|html|json))$/;

/** Puts files, in their order, in place of what an earlier run has written to `folder`; `shown` is what the user calls it. */
export async function replaceFolder(folder: string, files: Files, shown: string): Promise<void> {
  const [fresh, old] = [beside(folder, "new"), beside(folder, "old")];
  mkdirSync(dirname(folder), { recursive: true });
  recover(folder, fresh, old);
  const strange = filesIn(folder).find((path) => !WRITTEN.test(path));
  if (strange !== undefined) {
    throw new UsageError(
      `${shown} holds ${strange}, which no run wrote. Move it away, or write elsewhere with --out.`,
    );
  }
  try {
    for (const [path, file] of files) {
      const target = join(fresh, path);
      mkdirSync(dirname(target), { recursive: true });
      if (typeof file === "string") writeFileSync(target, file, { flag: "wx" });
      else await file(target);
    }
    const isThere = existsSync(folder);
    if (isThere) renameSync(folder, old);
    renameSync(fresh, folder);
    if (isThere) rmSync(old, { recursive: true });
  } catch (error) {
    recover(folder, fresh, old);
    throw error;
  }
}

/** What a run that was stopped has left: the folder of before, if no other is in its place, and half a folder. */
function recover(folder: string, fresh: string, old: string): void {
  if (existsSync(old)) {
    if (existsSync(folder)) rmSync(old, { recursive: true });
    else renameSync(old, folder);
  }
  rmSync(fresh, { recursive: true, force: true });
}

/** A folder beside another, on the same disk. */
function beside(folder: string, ending: "new" | "old"): string {
  return join(dirname(folder), `.${basename(folder)}.${ending}`);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
