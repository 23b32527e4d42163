/** Which files below a project are its own: those below a folder with an attain.json of its own are of another project. */
import { CONFIG_FILE } from "./config.ts";

/** `paths` start at the project, with forward slashes; `isThere` tells whether a path is that of a file. */
export function ownFiles(
  paths: readonly string[],
  isThere: (path: string) => boolean,
): readonly string[] {
  const known = new Map<string, boolean>();
  const isOther = (folder: string): boolean => {
    const before = known.get(folder) ?? isThere(`${folder}/${CONFIG_FILE}`);
    known.set(folder, before);
    return before;
  };
  return paths.filter((path) => !foldersOf(path).some(isOther));
}

/** `a/b/c.plan` lies in `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}
