// Reads the text files of the repository, for the checks that the repository makes of itself.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One text file; its path starts at the root of the repository and has forward slashes. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every text file that is not ignored. It walks the folders itself, so a clone without git will do. */
export function repositoryFiles(): readonly RepositoryFile[] {
  const isIgnored = ignoredNames(readFileSync(join(root, ".gitignore"), "utf8"));
  return pathsIn("", isIgnored)
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))
    .filter((file) => !file.text.includes("\0"));
}

/** The modules that the packages are built from. */
export function sourceModules(files: readonly RepositoryFile[]): readonly RepositoryFile[] {
  return files.filter((file) => /^[\w-]+\/src\/.*\.ts$/.test(file.path));
}

/** Every hand-written module: of packages, scripts, benchmarks, tests and the configuration of tools. */
export function handWrittenModules(files: readonly RepositoryFile[]): readonly RepositoryFile[] {
  const home = /^(?:[\w-]+\/(?:src|bin)\/|scripts\/|bench\/|test\/|[\w.-]+$)/;
  return files.filter(
    (file) =>
      home.test(file.path) &&
      /\.(?:ts|mjs|js)$/.test(file.path) &&
      !/\.generated\.|^test\/corpus\//.test(file.path),
  );
}

function pathsIn(folder: string, isIgnored: (name: string) => boolean): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !isIgnored(entry.name))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return pathsIn(path, isIgnored);
      return entry.isFile() ? [path] : [];
    });
}

/** Understands the two forms that .gitignore has here: the name of a folder, and `*.ending`. */
function ignoredNames(gitignore: string): (name: string) => boolean {
  const patterns = gitignore.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const names = new Set([".git", ...patterns.map((pattern) => pattern.replace(/\/$/, ""))]);
  const endings = patterns.filter((pattern) => pattern.startsWith("*.")).map((p) => p.slice(1));
  return (name) => names.has(name) || endings.some((ending) => name.endsWith(ending));
}
