// Cases as files: a plan, and below it the rows of its sources in comments.
import type { Case, Tables } from "./evaluators.ts";

const HEADING = /^\/\/ # (.+)$/;
const ROW = /^\/\/ \|(.*)\|$/;

/** Writes a case so that `readCase` reads it, and people can. */
export function writeCase({ plan, data }: Case): string {
  const tables = Object.entries(data).map(([source, rows]) =>
    [
      `// # ${source}`,
      ...rows.map((row) => `// |${row.map((cell) => ` ${cell ?? ""} `).join("|")}|`),
    ].join("\n"),
  );
  return `${plan.trimEnd()}\n\n${tables.join("\n")}\n`;
}

/** Reads a case; an empty cell is missing. */
export function readCase(text: string): Case {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => HEADING.test(line));
  const data: Record<string, (string | null)[][]> = {};
  let rows: (string | null)[][] = [];
  for (const line of first === -1 ? [] : lines.slice(first)) {
    const source = HEADING.exec(line)?.[1];
    if (source !== undefined) {
      rows = [];
      data[source] = rows;
    }
    const cells = ROW.exec(line)?.[1];
    if (cells !== undefined) rows.push(cells.split("|").map(readCell));
  }
  const tables: Tables = data;
  const plan = first === -1 ? text : `${lines.slice(0, first).join("\n").trimEnd()}\n`;
  return { plan, data: tables };
}

function readCell(text: string): string | null {
  const cell = text.trim();
  return cell === "" ? null : cell;
}
