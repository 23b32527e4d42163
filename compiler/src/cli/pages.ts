/** The pages of diagnostics, which are shipped with the command line. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Beside the bundle; in the repository, where the pages are written. */
const FOLDERS = ["./pages/", "../../../docs/diagnostics/"];

/** The page of a code, as Markdown from its title on; undefined if there is none. */
export function pageOf(code: string): string | undefined {
  const path = FOLDERS.map((folder) =>
    fileURLToPath(new URL(`${folder}${code}.md`, import.meta.url)),
  ).find((file) => existsSync(file));
  if (path === undefined) return undefined;
  return readFileSync(path, "utf8").replace(/^---\n[^]*?\n---\s+/, "");
}
