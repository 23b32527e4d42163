/** SARIF 2.1.0: findings for code scanning. Tests that fail are results, too. */
import { runtimeVersion } from "@attain/runtime";
import { CATALOGUE } from "../../diagnostics/catalogue/index.ts";
import type { Severity } from "../../diagnostics/diagnostic.ts";
import type { PlaceJson } from "../places.ts";
import { failedCases, type Finding, type Report } from "./report.ts";

export function sarif(report: Report): string {
  const findings = [...report.findings, ...failedCases(report).map(failedTest)];
  const rules = [...new Map(findings.map((one) => [one.rule, one])).values()];
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Attain", semanticVersion: runtimeVersion, rules: rules.map(ruleJson) },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          { executionSuccessful: report.exit === 0 || report.exit === 1, exitCode: report.exit },
        ],
        results: findings.map((one) =>
          resultJson(one, rules.map(({ rule }) => rule).indexOf(one.rule)),
        ),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function failedTest({ title, at, failure }: ReturnType<typeof failedCases>[number]): Finding {
  return {
    rule: "failing-test",
    name: "failing-test",
    severity: "error",
    message: `${title}: ${failure.message}`,
    at,
    related: [],
    fixes: [],
  };
}

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

function ruleJson({ rule, name, severity }: Finding): object {
  return {
    id: rule,
    name,
    shortDescription: { text: name.replaceAll("-", " ") },
    ...(CATALOGUE.has(rule) ? { help: { text: `attain explain ${rule} says more.` } } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultJson(
  { rule, severity, message, at, help, related, fixes }: Finding,
  index: number,
): object {
  return {
    ruleId: rule,
    ruleIndex: index,
    level: LEVELS[severity],
    message: { text: help === undefined ? message : `${message} ${help}` },
    locations: [{ physicalLocation: physical(at) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((note, id) => ({
            id,
            message: { text: note.message },
            physicalLocation: physical(note.at),
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixJson) }),
  };
}

function physical(at: PlaceJson): object {
  return { artifactLocation: { uri: uriOf(at.file) }, region: regionOf(at) };
}

function regionOf({ line, column, endLine, endColumn }: PlaceJson): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function uriOf(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}

function fixJson({ title, edits }: Finding["fixes"][number]): object {
  const files = [...new Set(edits.map(({ at }) => at.file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits
        .filter(({ at }) => at.file === file)
        .map(({ at, text }) => ({ deletedRegion: regionOf(at), insertedContent: { text } })),
    })),
  };
}
