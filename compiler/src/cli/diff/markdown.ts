/** A diff as the comment on a pull request: what matters first, and the rest folded. */
import type { Column } from "../../base/columns.ts";
import { code, escaped, folded, markdownTable } from "../../base/markdown.ts";
import type { Report, ReportRow, ReportStep } from "./report.ts";

/** Stands first, so that a comment can be found again and replaced. */
const MARK = "<!-- attain diff -->";

/** How many rows are shown: a comment of a forge holds 65,536 signs at most. */
const ROWS = 200;

export function markdownText(report: Report): string {
  const { headline, sides, period, summary, moving, idle, rows } = report;
  const blocks = [
    MARK,
    `### ${headline} in ${period}`,
    [...summary.map(escaped), `<sub>${escaped(sides)}</sub>`].join("  \n"),
    ...(moving.length === 0 ? [] : [stepTable(moving)]),
    ...(rows.length === 0 ? [] : [folded("Whom, and why", rowTable(rows))]),
    ...(idle.length === 0
      ? []
      : [folded("Changes that move no payout of this period", stepTable(idle))]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function stepTable(steps: readonly ReportStep[]): string {
  const rows = steps.map(({ number, places, effect, reaches }) => [
    number === 0 ? "" : String(number),
    places.map(({ at }) => code(at)).join("<br>"),
    places.map(({ before }) => before.map(code).join("<br>")).join("<br>"),
    places.map(({ after }) => after.map(code).join("<br>")).join("<br>"),
    [effect, ...reaches].map(escaped).join("<br>"),
  ]);
  const columns = ["", "Where", "Before", "After", "Pays"].map((heading) => ({
    heading,
    align: heading === "Pays" ? ("right" as const) : ("left" as const),
  }));
  return markdownTable(columns, rows);
}

function rowTable(rows: readonly ReportRow[]): string {
  const columns = columnsOf(rows);
  const more = rows.length - ROWS;
  const table = markdownTable(
    columns,
    rows.slice(0, ROWS).map((row) => columns.map(({ cell }) => escaped(cell(row)))),
  );
  return more > 0 ? `${table}\n\n… and ${more} more rows.` : table;
}

interface Told extends Column {
  readonly cell: (row: ReportRow) => string;
}

/** Plans and periods only where there are several. */
function columnsOf(rows: readonly ReportRow[]): Told[] {
  const differ = (cell: Told["cell"]): boolean => new Set(rows.map(cell)).size > 1;
  const left = (heading: string, cell: Told["cell"]): Told => ({ heading, align: "left", cell });
  const right = (heading: string, cell: Told["cell"]): Told => ({
    heading,
    align: "right",
    cell,
  });
  return [
    left("Payee", ({ who }) => who),
    ...[left("Plan", ({ plan }) => plan), left("Period", ({ period }) => period)].filter(
      ({ cell }) => differ(cell),
    ),
    left("Component", ({ part }) => part),
    right("Before", ({ before }) => before),
    right("After", ({ after }) => after),
    right("Difference", ({ difference }) => difference),
    left("Because of", ({ because }) => because),
  ];
}
