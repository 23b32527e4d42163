/** What an export holds and no plan reads: nothing is left out without a word. */
import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { grouped } from "../base/text.ts";
import type { DataNote } from "../data/problem.ts";
import type { RawTable } from "../data/raw-table.ts";
import { DATA_FILE } from "../data/settings.ts";
import { named } from "../data/shown.ts";
import { namesIn } from "./node-host.ts";

/** How many names a remark lists. */
const NAMED = 5;

/** The columns of a file that no source has a field for. */
export function unreadColumns({ file, unread = [] }: RawTable): DataNote[] {
  const names = unread.filter((name) => name !== "");
  if (names.length === 0) return [];
  const [word, verb] = names.length === 1 ? ["column", "is"] : ["columns", "are"];
  return [{ message: `The ${word} ${some(names)} of ${file} ${verb}n't read.`, file }];
}

/** The files of data beside these that attain.json doesn't name. */
export function unreadFiles(root: string, files: readonly string[]): DataNote[] {
  // The same file can be written in several ways: `data/deals.csv`, `./data/deals.csv`.
  const read = new Set(files.map((file) => resolve(root, file)));
  const folders = new Map(files.map((file) => [dirname(resolve(root, file)), dirname(file)]));
  return [...folders].flatMap(([path, folder]) => {
    const paths = namesIn(path)
      .filter((name) => ENDING.test(name) && isFile(join(path, name)))
      .filter((name) => !read.has(join(path, name)))
      .map((name) => (folder === "." ? name : `${folder}/${name}`))
      .filter((name) => !SETTINGS.test(name))
      .sort();
    const [file] = paths;
    if (file === undefined) return [];
    const [verb, them] = paths.length === 1 ? ["isn't", "it"] : ["aren't", "them"];
    const message = `${some(paths)} ${verb} read: attain.json doesn't name ${them}.`;
    return [{ message, file }];
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

const ENDING = new RegExp(DATA_FILE, "u");
/** JSON in the folder of the project is settings: attain.json, package.json. */
const SETTINGS = /^[^/]+\.json$/i;

function some(names: readonly string[]): string {
  const more = names.length - NAMED;
  if (more <= 0) return named(names);
  const first = names.slice(0, NAMED).map((name) => named([name]));
  return `${first.join(", ")} and ${grouped(String(more))} more`;
}
