/** Scenarios as a page. */
import { type Content, el, page } from "../../paper/html.ts";
import { tableBlock } from "../../paper/statement-page.ts";
import type { Report } from "./report.ts";

export function htmlText(reports: readonly Report[]): string {
  const [first] = reports;
  return page(
    `What if, ${first?.period ?? ""}`,
    el("h1", {}, "What if"),
    ...reports.flatMap(reportBlocks),
  );
}

function reportBlocks({ title, period, headings, groups }: Report): Content[] {
  const columns = headings.map((heading) => ({ heading, align: "right" as const }));
  return [
    el("h2", {}, `${title}, ${period}`),
    ...groups.map(({ heading, rows }) =>
      tableBlock(
        [{ heading, align: "left" as const }, ...columns],
        rows.map(({ label, cells }) => [label, ...cells]),
        `${title}: ${heading}`,
      ),
    ),
  ];
}
