/** The pages of diagnostics, which are shipped with the command line. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The page of a code, as Markdown; undefined if there is none. */
export function pageOf(code: string): string | undefined {
  // Beside the bundle; in the repository, where the pages are written.
  for (const folder of ["./pages/", "../../../docs/diagnostics/"]) {
    try {
      return readFileSync(fileURLToPath(new URL(`${folder}${code}.md`, import.meta.url)), "utf8");
    } catch {
      continue;
    }
  }
  return undefined;
}
