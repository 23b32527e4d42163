/** TAP, version 14: a line for each test, and a block of YAML below one that fails. */
import { foundCases } from "./junit.ts";
import type { Case, Report } from "./report.ts";

export function tap(report: Report): string {
  const cases = report.cases ?? foundCases(report);
  return [
    "TAP version 14",
    `1..${cases.length}${cases.length === 0 ? " # SKIP there are no tests" : ""}`,
    ...cases.flatMap((one, i) => point(one, i + 1)),
    "",
  ].join("\n");
}

function point({ title, at, failure }: Case, number: number): string[] {
  const description = title.replace(/[\\#]/g, "\\$&").replace(/\s+/g, " ");
  if (failure === undefined) return [`ok ${number} - ${description}`];
  // JSON is YAML on one line, and needs no thought about what must be quoted.
  return [
    `not ok ${number} - ${description}`,
    "  ---",
    `  message: ${JSON.stringify(failure.message)}`,
    "  severity: fail",
    `  at: ${JSON.stringify({ file: at.file, line: at.line, column: at.column })}`,
    `  details: ${JSON.stringify(failure.details)}`,
    "  ...",
  ];
}
