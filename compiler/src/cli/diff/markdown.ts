/** A diff as the comment on a pull request: what matters first, and the rest folded. */
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

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function stepTable(steps: readonly ReportStep[]): string {
  const rows = steps.map(({ number, places, effect, reaches }) => [
    number === 0 ? "" : String(number),
    places.map(({ at }) => code(at)).join("<br>"),
    places.map(({ before }) => before.map(code).join("<br>")).join("<br>"),
    places.map(({ after }) => after.map(code).join("<br>")).join("<br>"),
    [effect, ...reaches].map(escaped).join("<br>"),
  ]);
  return tableOf(
    ["", "Where", "Before", "After", "Pays"],
    ["---", "---", "---", "---", "---:"],
    rows,
  );
}

function rowTable(rows: readonly ReportRow[]): string {
  const columns = columnsOf(rows);
  const more = rows.length - ROWS;
  const table = tableOf(
    columns.map(({ heading }) => heading),
    columns.map(({ rule }) => rule),
    rows.slice(0, ROWS).map((row) => columns.map(({ cell }) => escaped(cell(row)))),
  );
  return more > 0 ? `${table}\n\n… and ${more} more rows.` : table;
}

interface Column {
  readonly heading: string;
  readonly rule: "---" | "---:";
  readonly cell: (row: ReportRow) => string;
}

/** Plans and periods only where there are several. */
function columnsOf(rows: readonly ReportRow[]): Column[] {
  const differ = (cell: Column["cell"]): boolean => new Set(rows.map(cell)).size > 1;
  const left = (heading: string, cell: Column["cell"]): Column => ({ heading, rule: "---", cell });
  const right = (heading: string, cell: Column["cell"]): Column => ({
    heading,
    rule: "---:",
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

function tableOf(
  headings: readonly string[],
  rules: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [headings, rules, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Text that markdown takes for nothing else. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);
}

/** Words of a plan, as they are. */
function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replaceAll("|", "\\|")}${fence}`;
}
