// What generated plans are made of: sources, a heading, and members.
import type { Draw } from "../support/generators-draw.ts";

/** What plans are made of: a currency, a period, and amounts of a size that fits. */
export interface Frame {
  readonly draw: Draw;
  readonly unit: string;
  readonly period: string;
  /** 10,000 or so: a round amount. */
  readonly size: number;
}

export function frameOf(draw: Draw): Frame {
  return {
    draw,
    unit: draw.pick(["USD", "EUR", "JPY", "KWD"]),
    period: draw.pick(["Quarter", "Month"]),
    size: draw.pick([1000, 5000, 20_000]),
  };
}

/** A plan with members; `sources` and the heading stand above them. */
export function planOf({ unit, period }: Frame, members: readonly string[], eligible = ""): string {
  const source = [
    "people Reps",
    "  id   : Text key",
    "  role : one of AE, SDR, Manager",
    "",
    "source Deals",
    "  id      : Text key",
    "  rep     : Reps",
    "  product : one of Platform, Services, Other",
    `  amount  : ${unit} at least 0 ${unit}`,
    "  closed  : Date",
    "",
    "source Quotas",
    "  rep    : Reps key",
    `  period : ${period} key`,
    `  amount : ${unit} per ${period} above 0 ${unit}`,
    `  target : ${unit} per ${period} above 0 ${unit}`,
  ];
  const heading = [
    "plan Sold",
    `  for    Reps${eligible}`,
    "  during FY2026",
    `  pays   each ${period} in ${unit}`,
  ];
  return [source.join("\n"), heading.join("\n"), ...members].join("\n\n").concat("\n");
}

export const SALES = [
  "  credit Sales from Deals",
  "    dated closed",
  "    worth amount",
  "    to    rep",
].join("\n");
export const QUOTA = "  quota means Quotas.amount";
export const TARGET = "  target means Quotas.target";
export const ATTAINMENT = "  measure attainment means Sales / quota";

export function component({ unit }: Frame, name: string, ...lines: readonly string[]): string {
  const grain = unit === "JPY" ? "1 JPY" : "cent";
  return [
    `  component ${name}`,
    ...lines.map((line) => `    ${line}`),
    `    rounded half even to ${grain}`,
  ].join("\n");
}

export function rows(table: string, ...lines: readonly string[]): string {
  return [`  ${table}`, ...lines.map((line) => `    ${line}`)].join("\n");
}
