/** Pieces of Markdown, as forges render it. */
import type { Column } from "./columns.ts";

/** Signs that Markdown, or HTML in it, would read as its own. */
export function escaped(text: string): string {
  return text
    .replace(/[\\*_`[\]~|]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}

/** Words as they are, in a cell of a table too. */
export function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replaceAll("|", "\\|")}${fence}`;
}

/** A body that opens when its title is clicked. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Cells are Markdown already. */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const headings = columns.map(({ heading }) => heading);
  const rules = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  return [headings, rules, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
