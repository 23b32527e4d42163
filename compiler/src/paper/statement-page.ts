/** A statement as a page for whoever is paid: the total first, and every line opens to what it is made of. */
import type { Period, PlainDate } from "@attain/runtime";
import { formatNumber, formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import { type DealTable, dealTables } from "../explain/deal-table.ts";
import type { Explanation, Line, NumberOf } from "../explain/explanation.ts";
import type { NextDeal } from "../what-if/next-deal.ts";
import type { PayCurve } from "../what-if/pay-curve.ts";
import { axisWords } from "./clauses.ts";
import { curvePicture } from "./curve-picture.ts";
import { type Content, el, page } from "./html.ts";

export interface StatementFacts {
  readonly name: string;
  readonly period: Period;
  readonly asOf?: PlainDate | undefined;
  /** The hash of the run's receipt. */
  readonly receipt?: string | undefined;
  /** What is paid with it for closed periods, by period. */
  readonly late: readonly (readonly [period: string, amount: Rational])[];
  readonly curve: PayCurve | undefined;
  readonly next: NextDeal | undefined;
}

export function statementPage(explanation: Explanation, facts: StatementFacts): string {
  const { plan, lines, numbers, deals, payee } = explanation;
  const { name, period, asOf, receipt, late, curve, next } = facts;
  const { currency } = plan;
  const total = late.reduce((sum, [, amount]) => sum.plus(amount), explanation.total);
  const label = plan.payout.label ?? "Payout";
  const who = name === payee ? name : `${name} (${payee})`;
  return page(
    `${name}, ${period.name}`,
    el("h1", {}, who),
    el("p", { class: "soft" }, `${plan.label ?? plan.name}, ${period.start} to ${period.end}`),
    el("p", { class: "soft small" }, label),
    el("p", { class: "total" }, formatNumber(total, currency)),
    el(
      "div",
      { class: "rows" },
      ...lines.map(lineBlock),
      ...late.map(([closed, amount]) =>
        plainRow(`Late changes to ${closed}`, formatNumber(amount, currency)),
      ),
      el("div", { class: "row sum" }, amountOf(formatNumber(total, currency)), label),
    ),
    curve === undefined ? undefined : el("h2", {}, "Where you are"),
    curve === undefined
      ? undefined
      : curvePicture(curve, {
          currency,
          payout: label,
          axis: axisWords(plan, curve.axis),
          isPlaced: true,
        }),
    curve === undefined || next === undefined ? undefined : nextText(explanation, curve, next),
    numbersBlock(numbers),
    ...dealTables(deals).map(dealsBlock),
    el(
      "p",
      { class: "soft small" },
      [
        ...(asOf === undefined ? [] : [`As of ${asOf}.`]),
        ...(receipt === undefined ? [] : [`Receipt ${receipt}.`]),
      ].join(" "),
    ),
  );
}

function amountOf(text: string): Content {
  return el("span", { class: "amount" }, text);
}

function shownAmount({ amount, unit }: Line): string {
  return amount === undefined || unit === undefined ? "" : formatNumber(amount, unit);
}

function plainRow(text: string, amount: string): Content {
  return el("div", { class: "row" }, amountOf(amount), text);
}

/** A line that opens, if there is anything below it. */
function lineBlock(line: Line): Content {
  if (line.parts.length === 0) return plainRow(line.text, shownAmount(line));
  return el(
    "details",
    {},
    el("summary", {}, amountOf(shownAmount(line)), line.text),
    partList(line.parts),
  );
}

function partList(parts: readonly Line[]): Content {
  if (parts.length === 0) return undefined;
  return el(
    "ul",
    { class: "lines" },
    ...parts.map((part) =>
      el("li", {}, amountOf(shownAmount(part)), partText(part), partList(part.parts)),
    ),
  );
}

function partText({ text, result, unit, row }: Line): string {
  const end = result === undefined || unit === undefined ? "" : ` → ${formatNumber(result, unit)}`;
  return `${text}${end}${row === undefined ? "" : ` (${row.source} row ${row.row})`}`;
}

function nextText({ plan }: Explanation, { axis }: PayCurve, { adds, pays }: NextDeal): Content {
  return el(
    "p",
    {},
    `One more deal like your average one, worth ${formatNumber(adds, axis.unit)} of ${axisWords(plan, axis)}, would pay `,
    el("strong", {}, formatNumber(pays, plan.currency)),
    pays.compare(Rational.ZERO) > 0 ? " more." : ".",
  );
}

function numbersBlock(numbers: readonly NumberOf[]): Content {
  if (numbers.length === 0) return undefined;
  const rows = numbers.map(({ name, value, type, text, row, parts }) => {
    const how = [
      ...(text === "" ? [] : [text]),
      ...(row === undefined ? [] : [`${row.source} row ${row.row}`]),
      ...parts.map((part) => `${part.text} = ${shownAmount(part)}`),
    ];
    return [name, formatValue(type, value), how.join("; ")];
  });
  return [
    el("h2", {}, "Where the numbers come from"),
    tableBlock(
      [
        { heading: "Number", align: "left" },
        { heading: "Value", align: "right" },
        { heading: "How", align: "left" },
      ],
      rows,
      "Where the numbers come from",
    ),
  ];
}

function dealsBlock({ heading, columns, rows, sums }: DealTable): Content {
  return el(
    "details",
    {},
    el("summary", {}, heading),
    tableBlock(columns, [...rows, ...sums], heading),
  );
}

/** A table that scrolls by itself where the page is narrow: by keys too. */
export function tableBlock(
  columns: DealTable["columns"],
  rows: readonly (readonly string[])[],
  label: string,
): Content {
  const classOf = (i: number): { class?: string } =>
    columns[i]?.align === "right" ? { class: "number" } : {};
  return el(
    "div",
    { class: "wide", role: "region", tabindex: "0", "aria-label": label },
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...columns.map(({ heading }, i) => el("th", { scope: "col", ...classOf(i) }, heading)),
        ),
      ),
      el(
        "tbody",
        {},
        ...rows.map((row) => el("tr", {}, ...row.map((cell, i) => el("td", classOf(i), cell)))),
      ),
    ),
  );
}
