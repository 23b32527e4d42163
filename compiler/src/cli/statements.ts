/** Statements: what one person was paid, and how it came about, as Markdown. */
import type { Period, PlainDate } from "@attain/runtime";
import { escaped, markdownTable } from "../base/markdown.ts";
import { formatNumber, formatValue } from "../evaluate/format.ts";
import type { Rational } from "../evaluate/rational.ts";
import { type DealTable, dealTables } from "../explain/deal-table.ts";
import type { Explanation, Line, NumberOf } from "../explain/explanation.ts";
import type * as ir from "../ir/ir.ts";
import type { LatePart } from "./late-changes.ts";

/** What stands at the head of a statement. */
export interface StatementHead {
  readonly name: string;
  readonly period: Period;
  /** Undefined, with the receipt, for a statement that belongs to no run. */
  readonly asOf?: PlainDate;
  /** The hash of the run's receipt. */
  readonly receipt?: string;
  /** What is paid with it for closed periods, by period, as exact text. */
  readonly late?: Readonly<Record<string, string>>;
}

/** The head of a statement in Markdown, with each late change by itself. */
interface MarkdownHead extends Omit<StatementHead, "late"> {
  readonly changes?: readonly LatePart[];
}

type Locate = (origin: ir.Origin) => string;

export function statement(explanation: Explanation, head: MarkdownHead, locate: Locate): string {
  const { plan, lines, numbers, deals, payee } = explanation;
  const { name, period, asOf, receipt, changes = [] } = head;
  const total = changes.reduce((sum, { amount }) => sum.plus(amount), explanation.total);
  const who = name === payee ? name : `${name} (${payee})`;
  const title = plan.payout.label ?? "Payout";
  return [
    `# ${escaped(who)}`,
    "",
    `**${escaped(title)}: ${formatNumber(total, plan.currency)}**`,
    "",
    `- Plan: ${escaped(plan.label ?? plan.name)}`,
    `- Period: ${period.name}, ${period.start} to ${period.end}`,
    ...(asOf === undefined ? [] : [`- As of: ${asOf}`]),
    ...(receipt === undefined ? [] : [`- Receipt: ${receipt}`]),
    "",
    ...summary(explanation, changes, total, title),
    "",
    ...lines.flatMap((line) => section(line, locate)),
    ...numbersSection(numbers, locate),
    ...dealTables(deals).flatMap(dealsSection),
  ].join("\n");
}

/** The amounts that make the total: those of the period, and late changes to closed ones. */
function summary(
  { lines, plan }: Explanation,
  late: readonly LatePart[],
  total: Rational,
  title: string,
): string[] {
  const rows = lines.flatMap(({ text, amount }) =>
    amount === undefined ? [] : [`| ${escaped(text)} | ${formatNumber(amount, plan.currency)} |`],
  );
  const sum = `| **${escaped(title)}** | **${formatNumber(total, plan.currency)}** |`;
  const changes = late.map(
    ({ of, amount }) =>
      `| Late changes to ${escaped(of)} | ${formatNumber(amount, plan.currency)} |`,
  );
  return ["| | |", "| --- | ---: |", ...rows, ...changes, sum];
}

function section(line: Line, locate: Locate): string[] {
  if (line.parts.length === 0) return [];
  const items = line.parts.flatMap((part) => item(part, "", locate, line.adds));
  return [`## ${escaped(line.text)}: ${amountText(line)}`, "", ...items, ""];
}

function item(line: Line, indent: string, locate: Locate, isInSum: boolean): string[] {
  return [
    `${indent}- ${itemText(line, locate, isInSum)}`,
    ...line.parts.flatMap((part) => item(part, `${indent}  `, locate, isInSum && line.adds)),
  ];
}

function itemText(line: Line, locate: Locate, isInSum: boolean): string {
  const { text, amount, result, unit, origin, row } = line;
  const shown = amountText(line);
  const sum = amount === undefined ? "" : isInSum ? `: **${shown}**` : ` = ${shown}`;
  const end = result === undefined || unit === undefined ? "" : ` → ${formatNumber(result, unit)}`;
  const place =
    row === undefined
      ? origin === undefined
        ? ""
        : locate(origin)
      : `${row.source} row ${row.row}`;
  return `${escaped(text)}${sum}${end}${place === "" ? "" : ` _(${escaped(place)})_`}`;
}

function amountText({ amount, unit }: Line): string {
  return amount === undefined || unit === undefined ? "" : formatNumber(amount, unit);
}

function numbersSection(numbers: readonly NumberOf[], locate: Locate): string[] {
  if (numbers.length === 0) return [];
  const rows = numbers.map(({ name, value, type, text, row, origin, parts }) => {
    const source = row === undefined ? [] : [`${row.source} row ${row.row}`];
    const slices = parts.map((part) => `${part.text} = ${amountText(part)}`);
    const how = [...(text === "" ? [] : [text]), ...source].join(", ");
    const place = origin === undefined ? "" : locate(origin);
    const cells = [name, formatValue(type, value), [how, ...slices].join("; "), place];
    return cells.map(escaped);
  });
  const columns = ["Number", "Value", "How", "Plan"].map((heading) => ({
    heading,
    align: heading === "Value" ? ("right" as const) : ("left" as const),
  }));
  return ["## Where the numbers come from", "", markdownTable(columns, rows), ""];
}

function dealsSection({ heading, columns, rows, sums }: DealTable): string[] {
  const named = columns.map((column) => ({ ...column, heading: escaped(column.heading) }));
  const cells = [...rows, ...sums].map((row) => row.map(escaped));
  return [`## ${escaped(heading)}`, "", markdownTable(named, cells), ""];
}
