/** How the compiler reaches files: the only door through which text comes in. */

export interface Host {
  /** The text of a file by its path from the project's folder, with forward slashes; undefined if there is none. */
  readonly read: (path: string) => string | undefined;
}

/** Files that live in memory. */
export function memoryHost(files: Readonly<Record<string, string>>): Host {
  return { read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined) };
}

/** `../shared.plan` as `plans/ae.plan` writes it is `shared.plan`. */
export function resolvePath(path: string, from: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
