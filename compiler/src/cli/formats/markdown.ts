/** Markdown for a comment on a pull request: what it comes to first, and the details folded. */
import { counted } from "../../base/text.ts";
import { code, escaped, folded } from "../../base/markdown.ts";
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
    `### ${exit === 0 ? "✅" : "❌"} \`attain ${command}\`: ${prose(summary)}`,
    ...(grave.length === 0 ? [] : [list(grave.map(findingText))]),
    ...(failed.length === 0
      ? []
      : [
          list(
            failed.map(
              ({ title, at, failure }) =>
                `**${prose(title)}**: ${prose(failure.message)} (${code(lineOf(at))})`,
            ),
          ),
        ]),
    ...failed
      .slice(0, SHOWN)
      .map(({ title, failure }) => folded(prose(title), fenced(failure.details))),
    ...(remarks.length === 0
      ? []
      : [folded(counted(remarks.length, "remark"), list(remarks.map(findingText)))]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function findingText({ rule, message, at, help, severity }: Finding): string {
  const more = help === undefined ? "" : ` ${prose(help)}`;
  return `**${severity === "info" ? "" : `${severity} `}${rule}** ${prose(message)}${more} (${code(lineOf(at))})`;
}

function list(items: readonly string[]): string {
  const more = items.length - SHOWN;
  return [
    ...items.slice(0, SHOWN).map((item) => `- ${item}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ].join("\n");
}

/** A fence that is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** Words in backticks stay code. */
function prose(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : escaped(part)))
    .join("")
    .replace(/\s*\n\s*/g, " ");
}
