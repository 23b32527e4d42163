/** Markdown for a comment on a pull request: what it comes to first, and the details folded. */
import { counted } from "../../base/text.ts";
import { failedCases, type Finding, lineOf, type Report } from "./report.ts";

/** How many are shown: a comment of a forge holds 65,536 signs at most. */
const SHOWN = 50;

/** The first line lets a comment be found again and replaced. */
export function markdown(report: Report): string {
  const { command, exit, summary, findings } = report;
  const failed = failedCases(report);
  const grave = findings.filter(({ severity }) => severity !== "info");
  const remarks = findings.filter(({ severity }) => severity === "info");
  const blocks = [
    `<!-- attain ${command} -->`,
    `### ${exit === 0 ? "✅" : "❌"} \`attain ${command}\`: ${escaped(summary)}`,
    ...(grave.length === 0 ? [] : [list(grave.map(findingText))]),
    ...(failed.length === 0
      ? []
      : [
          list(
            failed.map(
              ({ title, at, failure }) =>
                `**${escaped(title)}**: ${escaped(failure.message)} (${code(lineOf(at))})`,
            ),
          ),
        ]),
    ...failed
      .slice(0, SHOWN)
      .map(({ title, failure }) => folded(escaped(title), fenced(failure.details))),
    ...(remarks.length === 0
      ? []
      : [folded(counted(remarks.length, "remark"), list(remarks.map(findingText)))]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function findingText({ rule, message, at, help, severity }: Finding): string {
  const more = help === undefined ? "" : ` ${escaped(help)}`;
  return `**${severity === "info" ? "" : `${severity} `}${rule}** ${escaped(message)}${more} (${code(lineOf(at))})`;
}

function list(items: readonly string[]): string {
  const more = items.length - SHOWN;
  return [
    ...items.slice(0, SHOWN).map((item) => `- ${item}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ].join("\n");
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** A fence that is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

/** Signs that Markdown, or HTML in it, would read as its own. Words in backticks stay code. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/[\\*_[\]~|]/g, "\\$&")
            .replaceAll("&", "&amp;")
            .replaceAll("<", "&lt;"),
    )
    .join("")
    .replace(/\s*\n\s*/g, " ");
}
