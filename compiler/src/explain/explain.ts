/** Explanations: every cent of a payout with the steps, rows and deals that made it. They add up exactly. */
import type * as ir from "../ir/ir.ts";
import type { Column, ComponentPay, PayPart, StepTrace } from "../evaluate/components.ts";
import type { CreditRecord } from "../evaluate/credits.ts";
import { formatNumber, formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { PayeeResult } from "../evaluate/run.ts";
import type { SliceTrace, Trace } from "../evaluate/trace.ts";

/** A line of an explanation. */
export interface Line {
  readonly text: string;
  /** What the line adds to the one above it; undefined for a remark. */
  readonly amount?: Rational;
  /** The unit of the amount. */
  readonly unit?: ir.Unit;
  /** Where in the plan it comes from. */
  readonly origin?: ir.Origin;
  /** The row of data that it comes from. */
  readonly row?: { readonly source: string; readonly row: number };
  /** What it is made of. Where `adds` is true, their amounts make its amount. */
  readonly parts: readonly Line[];
  readonly adds: boolean;
}

export interface Explanation {
  readonly payee: string;
  readonly plan: ir.Plan;
  readonly total: Rational;
  readonly lines: readonly Line[];
}

/** Reads the words of the plan at an origin. */
export type Quote = (origin: ir.Origin) => string;

/** Explains a result that was traced. */
export function explain(plan: ir.Plan, result: PayeeResult, quote: Quote): Explanation {
  const components = result.components.map((pay) => componentLine(plan, pay, quote));
  const { closed } = result.payout;
  const steps =
    closed === undefined
      ? stepLines(plan, result.payout, plan.currency, quote)
      : [shutLine(plan, result, quote)];
  return {
    payee: result.payee,
    plan,
    total: result.payout.amount,
    lines: [...components, ...steps],
  };
}

/** A closed gate of the payout takes everything back. */
function shutLine(plan: ir.Plan, { components, payout }: PayeeResult, quote: Quote): Line {
  const sum = components.reduce((total, { amount }) => total.plus(amount), Rational.ZERO);
  const [line] = closedLines(payout, quote);
  return {
    text: line?.text ?? "",
    amount: sum.negated(),
    unit: plan.currency,
    ...(line?.origin === undefined ? {} : { origin: line.origin }),
    parts: [],
    adds: false,
  };
}

function closedLines({ closed }: Column, quote: Quote): Line[] {
  if (closed === undefined) return [];
  const text = `nothing is paid: ${quote(closed.origin)}${valuesText(closed.traces, quote)}`;
  return [{ text, origin: closed.origin, parts: [], adds: false }];
}

function componentLine(plan: ir.Plan, pay: ComponentPay, quote: Quote): Line {
  const { component, amount, parts } = pay;
  const text =
    component.label === undefined ? component.name : `${component.name} — ${component.label}`;
  const [only] = parts;
  const inner =
    parts.length === 1 && only !== undefined && only.credit === undefined
      ? columnLines(plan, component, only, quote)
      : parts.map((part) => partLine(plan, component, part, quote));
  return { text, amount, unit: plan.currency, origin: component.origin, parts: inner, adds: true };
}

/** One credit, or one period, of a component that is paid for several. */
function partLine(plan: ir.Plan, component: ir.Component, part: PayPart, quote: Quote): Line {
  const { credit, period, column } = part;
  const text = credit === undefined ? period.name : dealText(credit, plan);
  const row =
    credit === undefined ? {} : { row: { source: sourceOf(plan, credit), row: credit.row.row } };
  return {
    text,
    amount: column.amount,
    unit: plan.currency,
    ...row,
    parts: columnLines(plan, component, part, quote),
    adds: true,
  };
}

function columnLines(
  plan: ir.Plan,
  component: ir.Component,
  { column }: PayPart,
  quote: Quote,
): Line[] {
  if (column.closed !== undefined) return closedLines(column, quote);
  const first = component.earns;
  return stepLines(plan, column, first.unit, quote);
}

function stepLines(plan: ir.Plan, { steps }: Column, _unit: ir.Unit, quote: Quote): Line[] {
  const units = new Set(steps.map(({ step }) => step.unit));
  if (units.size > 1) return changingUnits(plan, steps, quote);
  return steps.map((step) => stepLine(plan, step, quote));
}

/** Steps whose unit changes, as from a ratio to money, can't be added up: each shows what it gives. */
function changingUnits(plan: ir.Plan, steps: readonly StepTrace[], quote: Quote): Line[] {
  const last = steps.at(-1);
  const lines = steps.map<Line>((step) => ({
    ...stepLine(plan, step, quote),
    amount: step.after,
    adds: false,
  }));
  const shown = lines.map((line) => remark(line));
  if (last === undefined) return shown;
  return [{ text: "result", amount: last.after, unit: last.step.unit, parts: shown, adds: false }];
}

function remark({ text, amount, unit, origin, parts }: Line): Line {
  const value =
    amount === undefined || unit === undefined ? "" : ` = ${formatNumber(amount, unit)}`;
  return { text: text + value, ...(origin === undefined ? {} : { origin }), parts, adds: false };
}

function stepLine(plan: ir.Plan, traced: StepTrace, quote: Quote): Line {
  const { step, before, after, applied, traces } = traced;
  const amount = after.minus(before);
  const words = quote(step.origin);
  const base = { origin: step.origin, unit: step.unit };
  if (!applied)
    return {
      text: `not applied: ${words}${valuesText(traces, quote)}`,
      origin: step.origin,
      parts: [],
      adds: false,
    };
  if (step.op === "earns" || step.op === "plus") {
    const value = lastValue(traces);
    return {
      ...base,
      text: words + valuesText(traces, quote),
      amount,
      ...detailOf(plan, value, quote),
    };
  }
  if (step.op === "rounded") return { ...base, text: words, amount, parts: [], adds: false };
  if ((step.op === "never above" || step.op === "never below") && amount.isZero()) {
    return {
      text: `not reached: ${words}${valuesText(traces, quote)}`,
      origin: step.origin,
      parts: [],
      adds: false,
    };
  }
  return { ...base, text: words + valuesText(traces, quote), amount, parts: [], adds: false };
}

/** The trace of the amount of a step: the last one, after that of its `when`. */
function lastValue(traces: readonly Trace[]): Trace | undefined {
  return traces.findLast(({ value }) => value instanceof Rational);
}

/** What an amount is made of: slices of a table, or deals of a total. */
function detailOf(
  plan: ir.Plan,
  trace: Trace | undefined,
  quote: Quote,
): Pick<Line, "parts" | "adds"> {
  if (trace === undefined) return { parts: [], adds: false };
  const { detail } = trace;
  if (detail?.kind === "rates") {
    const slices = detail.slices.map((slice) => sliceLine(trace.node, detail.table, slice));
    return { parts: [...slices, ...dealsBelow(plan, trace)], adds: true };
  }
  if (detail?.kind === "credits")
    return { parts: dealLines(plan, detail.credits), adds: trace.node.op === "total" };
  const inner = trace.parts.filter((part) => part.value instanceof Rational && hasDetail(part));
  return { parts: inner.flatMap((part) => withTotal(plan, part, quote)), adds: false };
}

function hasDetail(trace: Trace): boolean {
  return trace.detail !== undefined || trace.parts.some(hasDetail);
}

/** A part of a larger expression, with its own value as a remark. */
function withTotal(plan: ir.Plan, trace: Trace, quote: Quote): Line[] {
  if (trace.detail === undefined)
    return trace.parts.filter(hasDetail).flatMap((part) => withTotal(plan, part, quote));
  const unit = unitOfTrace(trace);
  const value = trace.value instanceof Rational ? ` = ${formatNumber(trace.value, unit)}` : "";
  return [
    {
      text: `${quote(trace.node.origin)}${value}`,
      origin: trace.node.origin,
      ...detailOf(plan, trace, quote),
    },
  ];
}

function unitOfTrace({ node }: Trace): ir.Unit {
  return "unit" in node && typeof node.unit === "string"
    ? node.unit
    : node.op === "count"
      ? "count"
      : "number";
}

function sliceLine(
  node: ir.Expr,
  table: ir.Table,
  { from, to, base, rate, amount, origin }: SliceTrace,
): Line {
  const [axis] = table.axes;
  const unit = node.op === "rates" ? node.unit : "number";
  const baseUnit =
    node.op === "rates" && table.value.kind === "number" && table.value.unit.includes(" per ")
      ? (table.value.unit.split(" per ")[1] ?? unit)
      : unit;
  const place =
    from === undefined || to === undefined
      ? ""
      : ` from ${formatValue(axis ?? table.value, from)} to ${formatValue(axis ?? table.value, to)}`;
  const text = `${formatNumber(base, baseUnit)}${place} at ${formatValue(table.value, rate)}`;
  return { text, amount, unit, origin, parts: [], adds: false };
}

/** The deals in the totals that an amount was made of. */
function dealsBelow(plan: ir.Plan, trace: Trace): Line[] {
  const seen = new Set<CreditRecord>();
  const visit = ({ detail, parts }: Trace): void => {
    if (detail?.kind === "credits") for (const credit of detail.credits) seen.add(credit);
    parts.forEach(visit);
  };
  trace.parts.slice(0, 1).forEach(visit);
  return dealLines(plan, [...seen]).map((line) => remarkOfDeal(line));
}

function remarkOfDeal(line: Line): Line {
  const { text, amount, unit, row } = line;
  const value = amount === undefined || unit === undefined ? "" : `, ${formatNumber(amount, unit)}`;
  return { text: text + value, ...(row === undefined ? {} : { row }), parts: [], adds: false };
}

function dealLines(plan: ir.Plan, credits: readonly CreditRecord[]): Line[] {
  return credits.map((credit) => {
    const rule = plan.credits.find(({ name }) => name === credit.credit);
    const row = { source: sourceOf(plan, credit), row: credit.row.row };
    return {
      text: dealText(credit, plan),
      amount: credit.amount,
      unit: rule?.unit ?? plan.currency,
      row,
      parts: [],
      adds: false,
    };
  });
}

function dealText(credit: CreditRecord, plan: ir.Plan): string {
  const share = credit.kind === "whole" ? "" : credit.kind === "share" ? ", a share" : ", on top";
  const rule = plan.credits.find(({ name }) => name === credit.credit);
  return `${rule?.source ?? "row"} ${credit.row.key}, dated ${credit.date}${share}`;
}

function sourceOf(plan: ir.Plan, credit: CreditRecord): string {
  return plan.credits.find(({ name }) => name === credit.credit)?.source ?? "";
}

/** The measures, totals and parameters that a line names, with their values. */
function valuesText(traces: readonly Trace[], quote: Quote): string {
  const shown = new Map<string, string>();
  const visit = (trace: Trace): void => {
    const name =
      nameOf(trace.node) ??
      (trace.node.op === "count" || trace.node.op === "average"
        ? quote(trace.node.origin)
        : undefined);
    if (name !== undefined) shown.set(name, formatValue(typeOf(trace), trace.value));
    else trace.parts.forEach(visit);
  };
  traces.forEach(visit);
  return shown.size === 0
    ? ""
    : `  (${[...shown].map(([name, value]) => `${name} ${value}`).join(", ")})`;
}

function nameOf(node: ir.Expr): string | undefined {
  switch (node.op) {
    case "measure":
    case "parameter":
    case "pay":
      return node.name;
    case "total":
      return node.of.where === undefined &&
        node.of.window.kind === "period" &&
        node.of.window.deals === undefined
        ? node.of.credit
        : undefined;
    case "lookup":
      return node.table;
    case "keyed":
      return `${node.source}.${node.field}`;
    default:
      return undefined;
  }
}

function typeOf({ node }: Trace): ir.ValueType {
  if ("type" in node) return node.type;
  return { kind: "number", unit: unitOfTrace({ node, value: undefined, parts: [] }) };
}

/** Whether the amounts of an explanation make its total, and those of every line that adds up make that line. */
export function addsUp({ lines, total }: Explanation): boolean {
  return sumOf(lines).equals(total) && lines.every(lineAddsUp);
}

function lineAddsUp(line: Line): boolean {
  const own =
    !line.adds ||
    line.amount === undefined ||
    line.parts.length === 0 ||
    sumOf(line.parts).equals(line.amount);
  return own && line.parts.every(lineAddsUp);
}

function sumOf(lines: readonly Line[]): Rational {
  return lines.reduce((sum, { amount }) => sum.plus(amount ?? Rational.ZERO), Rational.ZERO);
}
