/** The pages of the diagnostics that are shipped beside the server. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Beside the bundle; in the repository, where the pages are written. */
const FOLDERS = ["./pages/", "../../docs/diagnostics/"];

export interface ShippedPages {
  readonly page: (code: string) => string | undefined;
  readonly uri: (code: string) => string | undefined;
}

export function shippedPages(base: string): ShippedPages {
  const uri = (code: string): string | undefined =>
    FOLDERS.map((folder) => new URL(`${folder}${code}.md`, base)).find((url) =>
      existsSync(fileURLToPath(url)),
    )?.href;
  return {
    uri,
    page: (code) => {
      const found = uri(code);
      return found === undefined ? undefined : readFileSync(fileURLToPath(found), "utf8");
    },
  };
}
