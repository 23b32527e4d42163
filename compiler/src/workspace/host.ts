/** How the compiler reaches files: the only door through which text comes in. */

export interface Host {
  /** The text of a file by its path from the project's folder, with forward slashes; undefined if there is none. */
  readonly read: (path: string) => string | undefined;
  /** The names of what is in a folder, which `""` is for the project's own: for advice on paths that lead nowhere. */
  readonly names: (folder: string) => readonly string[];
}

/** Files that live in memory. */
export function memoryHost(files: Readonly<Record<string, string>>): Host {
  return {
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    names: (folder) => {
      const start = folder === "" ? "" : `${folder}/`;
      return Object.keys(files)
        .filter((path) => path.startsWith(start))
        .map((path) => path.slice(start.length));
    },
  };
}

/** What the names of the library begin with: `attain:sales` is no file of the project. */
const LIBRARY_SCHEME = "attain:";

export function isOfLibrary(path: string): boolean {
  return path.startsWith(LIBRARY_SCHEME);
}

/** `../shared.plan` as `plans/ae.plan` writes it is `shared.plan`. */
export function resolvePath(path: string, from: string): string {
  if (isOfLibrary(path)) return path;
  const parts = folderOf(from)
    .split("/")
    .filter((part) => part !== "");
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** `plans` of `plans/ae.plan`. */
export function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

/** `ae.plan` of `plans/ae.plan`. */
export function nameOf(path: string): string {
  return path.split("/").at(-1) ?? "";
}

/** The folders that a file lies in, from its own up to the project's: `plans`, then `""`. */
export function foldersAbove(path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  return [folders.join("/"), ...folders.map((_, i) => folders.slice(0, -1 - i).join("/"))];
}
