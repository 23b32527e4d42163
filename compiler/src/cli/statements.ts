/** Statements: what one person was paid, and how it came about, as Markdown. */
import type { Explanation, Line } from "../explain/explain.ts";
import type { Locate } from "../explain/text.ts";
import { formatNumber } from "../evaluate/format.ts";
import type { Period } from "@attain/runtime";

export function statement(
  explanation: Explanation,
  name: string,
  period: Period,
  locate: Locate,
): string {
  const { plan, total, lines, payee } = explanation;
  const title = plan.label ?? plan.name;
  const who = name === payee ? name : `${name} (${payee})`;
  return [
    `# ${title}`,
    "",
    `${who}, ${period.name}: ${period.start} to ${period.end}`,
    "",
    `**${plan.payout.label ?? "Payout"}: ${formatNumber(total, plan.currency)}**`,
    "",
    ...lines.flatMap((line) => [...section(line, locate), ""]),
  ].join("\n");
}

function section(line: Line, locate: Locate): string[] {
  if (line.parts.length === 0) return [`- ${lineText(line, locate)}`];
  return [
    `## ${line.text}: ${amountText(line)}`,
    "",
    ...line.parts.flatMap((part) => items(part, "", locate)),
  ];
}

function items(line: Line, indent: string, locate: Locate): string[] {
  return [
    `${indent}- ${lineText(line, locate)}`,
    ...line.parts.flatMap((part) => items(part, `${indent}  `, locate)),
  ];
}

function lineText(line: Line, locate: Locate): string {
  const amount = line.amount === undefined ? "" : `: **${amountText(line)}**`;
  const place =
    line.row === undefined
      ? line.origin === undefined
        ? ""
        : ` _(${locate(line.origin)})_`
      : ` _(${line.row.source} row ${line.row.row})_`;
  return `${escaped(line.text)}${amount}${place}`;
}

function amountText({ amount, unit }: Line): string {
  return amount === undefined || unit === undefined ? "" : formatNumber(amount, unit);
}

/** Signs that Markdown would read as its own. */
function escaped(text: string): string {
  return text.replace(/[*_`<>|]/g, "\\$&");
}

/** A file name for a person: letters, digits, points and hyphens stay. */
export function fileNameOf(payee: string): string {
  return payee.replace(/[^\p{L}\p{N}.-]+/gu, "_");
}
