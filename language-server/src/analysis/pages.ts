/** The pages of the diagnostics, as an editor shows them beside a place. */

/** The page of a code, as Markdown; undefined if it can't be had. */
export type Pages = (code: string) => string | undefined;

/** The title of a page, what it means, why it matters and what to do, without its examples. */
export function excerptOf(page: string): string {
  const body = page.replace(/^---\n[^]*?\n---\n/, "");
  const [words = ""] = body.split(/^```/m);
  return words.replace(/^# (.*)$/m, "**$1**").trim();
}
