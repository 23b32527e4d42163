/** Scenarios as a terminal shows them. */
import { textTable } from "../../base/columns.ts";
import { type Io, paintOf } from "../io.ts";
import type { Report } from "./report.ts";

export function prettyText(io: Io, reports: readonly Report[]): string {
  return `${reports.map((report) => reportText(io, report)).join("\n\n")}\n`;
}

function reportText(io: Io, { title, period, headings, groups }: Report): string {
  const paint = paintOf(io);
  const columns = [
    { heading: "", align: "left" as const },
    ...headings.map((heading) => ({ heading, align: "right" as const })),
  ];
  const rows = groups.flatMap((group, i) => [
    ...(i === 0 ? [] : [[""], [group.heading]]),
    ...group.rows.map(({ label, cells }) => [i === 0 ? label : `  ${label}`, ...cells]),
  ]);
  return [`${paint.strong(title)}  ${period}`, "", ...textTable(columns, rows)].join("\n");
}
