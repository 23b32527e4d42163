/** Commands of GitHub's workflows: each finding and each test that fails stands beside its line in the pull request. */
import type { Severity } from "../../diagnostics/diagnostic.ts";
import type { PlaceJson } from "../places.ts";
import { failedCases, type Finding, type Report } from "./report.ts";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** What is wrong, then what is only worth knowing; the last line is for whoever reads the log. */
export function github(report: Report): string {
  const failures = failedCases(report).map(({ title, at, failure }) =>
    annotation("error", title, failure.details, at),
  );
  const remarks = report.findings.filter(({ severity }) => severity === "info");
  const wrong = report.findings.filter(({ severity }) => severity !== "info");
  return [...wrong.map(found), ...failures, ...remarks.map(found), report.summary, ""].join("\n");
}

function found({ rule, name, severity, message, at, help }: Finding): string {
  const text = help === undefined ? message : `${message}\n${help}`;
  return annotation(LEVELS[severity], rule === name ? rule : `${rule} ${name}`, text, at);
}

function annotation(level: string, title: string, message: string, at: PlaceJson): string {
  const properties = [
    ["file", at.file],
    ["line", String(at.line)],
    ["endLine", String(at.endLine)],
    // Columns are told of what lies on one line only.
    ...(at.line === at.endLine
      ? [
          ["col", String(at.column)],
          ["endColumn", String(at.endColumn)],
        ]
      : []),
    ["title", title],
  ];
  const told = properties.map(([name = "", value = ""]) => `${name}=${property(value)}`);
  return `::${level} ${told.join(",")}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
