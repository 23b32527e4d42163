/** Scenarios as Markdown: a table for each plan. */
import { escaped, markdownTable } from "../../base/markdown.ts";
import type { Report } from "./report.ts";

export function markdownText(reports: readonly Report[]): string {
  return `${reports.map(reportText).join("\n\n")}\n`;
}

function reportText({ title, period, headings, groups }: Report): string {
  const rows = groups.flatMap((group, i) => [
    ...(i === 0 ? [] : [[`**${escaped(group.heading)}**`, ...headings.map(() => "")]]),
    ...group.rows.map(({ label, cells }) => [label, ...cells].map(escaped)),
  ]);
  const columns = ["", ...headings].map((heading, i) => ({
    heading: escaped(heading),
    align: i === 0 ? ("left" as const) : ("right" as const),
  }));
  return [`### ${escaped(title)}, ${escaped(period)}`, markdownTable(columns, rows)].join("\n\n");
}
