/** JUnit XML: tests by file. A command without tests has one for each finding, and one that passes where there are none. */
import { escaped } from "./xml.ts";
import { type Case, type Finding, lineOf, type Report } from "./report.ts";

export function junit(report: Report): string {
  const cases = report.cases ?? foundCases(report);
  const files = [...new Set(cases.map(({ at }) => at.file))];
  const suites = files.map((file) =>
    suite(
      file,
      cases.filter(({ at }) => at.file === file),
    ),
  );
  const counts = countsOf(cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="attain ${escaped(report.command)}" ${counts}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(file: string, cases: readonly Case[]): string {
  return [
    `  <testsuite name="${escaped(file)}" file="${escaped(file)}" ${countsOf(cases)}>`,
    ...cases.map(testcase),
    "  </testsuite>",
  ].join("\n");
}

function testcase({ title, plan, at, failure }: Case): string {
  const head = `    <testcase name="${escaped(title)}" classname="${escaped(plan)}" file="${escaped(at.file)}" line="${at.line}"`;
  if (failure === undefined) return `${head}/>`;
  const said = `      <failure message="${escaped(failure.message)}">${escaped(failure.details)}</failure>`;
  return [`${head}>`, said, "    </testcase>"].join("\n");
}

function countsOf(cases: readonly Case[]): string {
  const failed = cases.filter(({ failure }) => failure !== undefined).length;
  return `tests="${cases.length}" failures="${failed}" errors="0" skipped="0"`;
}

/** Errors fail; what is only worth knowing passes. */
export function foundCases({ findings, command, summary }: Report): Case[] {
  if (findings.length === 0) {
    const at = { file: command, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return [{ title: summary, plan: command, at }];
  }
  return findings.map((one) => {
    const { rule, message, at, severity } = one;
    const title = `${rule} ${message}`;
    if (severity !== "error") return { title, plan: at.file, at };
    return { title, plan: at.file, at, failure: { message, details: detailsOf(one) } };
  });
}

function detailsOf({ message, at, help, related }: Finding): string {
  return [
    `${lineOf(at)}: ${message}`,
    ...related.map((note) => `${lineOf(note.at)}: ${note.message}`),
    ...(help === undefined ? [] : [help]),
  ].join("\n");
}
