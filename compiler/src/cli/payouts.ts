/** Payouts of a run as rows: for the table on the screen, for CSV and for JSON. */
import type { Period } from "@attain/runtime";
import { Fault } from "../evaluate/fault.ts";
import { formatAmount, formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { PlanResult } from "../evaluate/run.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Paid } from "./pay.ts";
import { nameOfPayee } from "./payees.ts";
import { type Column, textTable } from "./table.ts";

export interface PayoutRow {
  readonly plan: string;
  readonly period: string;
  readonly payee: string;
  readonly name: string;
  readonly currency: string;
  /** By component, as exact decimal text. */
  readonly components: Readonly<Record<string, string>>;
  readonly payout: string;
}

export function payoutRows(paid: readonly Paid[], data: (paid: Paid) => Dataset): PayoutRow[] {
  return paid.flatMap((one) => {
    const { plan, period, payees } = one.result;
    return payees.map(({ payee, components, payout }) => ({
      plan: plan.name,
      period: period.name,
      payee,
      name: nameOfPayee(one.planned, data(one), payee),
      currency: plan.currency,
      components: Object.fromEntries(
        components.map(({ component, amount }) => [component.name, amount.toString()]),
      ),
      payout: payout.amount.toString(),
    }));
  });
}

/** One line for each payee and component, and one for the payout. */
export function payoutsCsv(rows: readonly PayoutRow[]): string {
  const lines = rows.flatMap((row) => [
    ...Object.entries(row.components).map(([component, amount]) => [
      row.plan,
      row.period,
      row.payee,
      row.name,
      component,
      amount,
      row.currency,
    ]),
    [row.plan, row.period, row.payee, row.name, "payout", row.payout, row.currency],
  ]);
  return [["plan", "period", "payee", "name", "component", "amount", "currency"], ...lines]
    .map((cells) => `${cells.map(csvCell).join(",")}\n`)
    .join("");
}

/** RFC 4180: quotes around what has a comma, a quote or a line's end in it. */
function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table of one plan and period: what was sold, the quota, how far it was reached, what each part pays. */
export function payoutTable({ planned, result }: Paid, data: Dataset): string[] {
  const { plan, payees, period } = result;
  const shown = shownValues(plan);
  const columns: Column[] = [
    { heading: "Payee", align: "left" },
    ...shown.map(({ heading }) => ({ heading, align: "right" as const })),
    ...plan.components.map(({ name }) => ({ heading: name, align: "right" as const })),
    { heading: "Payout", align: "right" },
  ];
  const rows = payees.map(({ payee, components, payout }) => [
    nameOfPayee(planned, data, payee),
    ...shown.map(({ node, unit }) => valueText(result, node, unit, payee, period)),
    ...components.map(({ amount }) => formatAmount(amount, plan.currency)),
    formatAmount(payout.amount, plan.currency),
  ]);
  const total = payees.reduce((sum, { payout }) => sum.plus(payout.amount), Rational.ZERO);
  const sums = plan.components.map((_, i) =>
    payees.reduce(
      (sum, { components }) => sum.plus(components[i]?.amount ?? Rational.ZERO),
      Rational.ZERO,
    ),
  );
  const footer = [
    "Total",
    ...shown.map(() => ""),
    ...[...sums, total].map((sum) => formatAmount(sum, plan.currency)),
  ];
  return textTable(columns, payees.length > 1 ? [...rows, footer] : rows);
}

interface Shown {
  readonly heading: string;
  readonly node: ir.NumberExpr;
  readonly unit: ir.Unit;
}

/** The credits that measures and components total, the quotas, and the measures that tables run along. */
function shownValues({ credits, measures, pays, tables }: ir.Plan): Shown[] {
  const axes = new Set(
    tables.flatMap(({ axes: types }) =>
      types.map((type) => (type.kind === "number" ? type.unit : "")),
    ),
  );
  const ratios = axes.has("ratio")
    ? measures.filter((measure) => isRatio(measure) && measure.period === pays)
    : [];
  const quotas = measures.filter(
    ({ role, period, type }) => role === "quota" && period === pays && type.kind === "number",
  );
  const totals = credits.slice(0, 1).map<Shown>(({ name, label, unit, origin }) => ({
    heading: label ?? name,
    unit,
    node: {
      op: "total",
      of: { credit: name, window: { kind: "period", period: pays } },
      value: { op: "credited", unit, origin },
      unit,
      origin,
    },
  }));
  const named = [...quotas.slice(0, 1), ...ratios.slice(0, 1)].map<Shown>(
    ({ name, label, type, origin }) => ({
      heading: label ?? name,
      unit: type.kind === "number" ? type.unit : "number",
      node: { op: "measure", name, period: pays, type, origin },
    }),
  );
  return [...totals, ...named];
}

function isRatio({ type, role }: ir.Measure): boolean {
  return role === "measure" && type.kind === "number" && type.unit === "ratio";
}

function valueText(
  { evaluator }: PlanResult,
  node: ir.NumberExpr,
  unit: ir.Unit,
  payee: string,
  period: Period,
): string {
  try {
    const value = evaluator.value(node, { payee, period });
    return value instanceof Rational ? formatNumber(value, unit).replace(` ${unit}`, "") : "";
  } catch (error) {
    if (error instanceof Fault) return "–";
    throw error;
  }
}
