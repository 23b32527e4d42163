/** Scenarios as Markdown: a table for each plan. */
import type { Report } from "./report.ts";

export function markdownText(reports: readonly Report[]): string {
  return `${reports.map(reportText).join("\n\n")}\n`;
}

function reportText({ title, period, headings, groups }: Report): string {
  const rows = groups.flatMap((group, i) => [
    ...(i === 0 ? [] : [[`**${escaped(group.heading)}**`, ...headings.map(() => "")]]),
    ...group.rows.map(({ label, cells }) => [label, ...cells].map(escaped)),
  ]);
  const rules = ["---", ...headings.map(() => "---:")];
  const table = [["", ...headings.map(escaped)], rules, ...rows];
  return [
    `### ${escaped(title)}, ${escaped(period)}`,
    table.map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
  ].join("\n\n");
}

/** Text that Markdown takes for nothing else. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);
}
