/** Payouts of a run as rows: for the table on the screen, for CSV and for JSON. */
import type { Period } from "@attain/runtime";
import { type Column, textTable } from "../base/columns.ts";
import { Fault } from "../evaluate/fault.ts";
import { exactAmount, formatAmount, formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import { currencyOf } from "../evaluate/rounding.ts";
import type { PaidAmounts, PlanResult } from "../evaluate/run.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { paidComponents, readBySegment } from "../ir/reads.ts";
import { type Cell, csv } from "./csv.ts";
import type { Paid } from "./pay.ts";
import { nameOfPayee } from "./payees.ts";

export interface PayoutRow {
  readonly plan: string;
  readonly period: string;
  readonly payee: string;
  readonly name: string;
  readonly currency: string;
  /** By component, as exact decimal text. */
  readonly components: Readonly<Record<string, string>>;
  /** What the steps of the payout change: components and adjustment make the payout. */
  readonly adjustment: string;
  /** What is paid with it for closed periods that come to something else now, by period; none if absent. */
  readonly late?: Readonly<Record<string, string>>;
  /** With late changes. */
  readonly payout: string;
}

/** No component can have this name: it has a blank in it. */
export const ADJUSTMENT = "payout adjustment";

export function payoutRows(paid: readonly Paid[], data: (paid: Paid) => Dataset): PayoutRow[] {
  return paid.flatMap((one) => {
    const { plan, period, payees } = one.result;
    return payees.map((result) => {
      const { payee, currency } = result;
      const exact = (amount: Rational): string => exactAmount(amount, currency);
      return {
        plan: plan.name,
        period: period.name,
        payee,
        name: nameOfPayee(one.planned, data(one), payee),
        currency,
        components: Object.fromEntries(
          result.components.map(({ component, amount }) => [component.name, exact(amount)]),
        ),
        adjustment: exact(adjustmentOf(result)),
        payout: exact(result.payout.amount),
      };
    });
  });
}

/** What the gates and steps of a payout make of the sum of its components, less that sum. */
function adjustmentOf({ components, payout }: PaidAmounts): Rational {
  return components.reduce((rest, { amount }) => rest.minus(amount), payout.amount);
}

/** Of the columns of payouts.csv. */
export const PAYOUT_HEADINGS: readonly string[] = [
  "plan",
  "period",
  "payee",
  "name",
  "component",
  "amount",
  "currency",
];

/** One line for each payee and component, for an adjustment and late changes, and for the payout, which is their sum. */
export function payoutsCsv(rows: readonly PayoutRow[]): string {
  const lines = rows.flatMap(({ plan, period, payee, name, currency, ...row }) => {
    const amounts = [
      ...Object.entries(row.components),
      ...(/[1-9]/.test(row.adjustment) ? [[ADJUSTMENT, row.adjustment] as const] : []),
      ...Object.entries(row.late ?? {}).map(
        ([closed, amount]) => [`late changes to ${closed}`, amount] as const,
      ),
      // Nor can one be called so: it is a word of the language.
      ["payout", row.payout] as const,
    ];
    return amounts.map(([component, amount]): Cell[] => [
      plan,
      period,
      payee,
      name,
      component,
      { number: amount },
      currency,
    ]);
  });
  return csv([PAYOUT_HEADINGS, ...lines]);
}

/**
 * The table of one plan and period: what was sold, the quota, how far it was reached, what each part pays, and what the
 * steps of the payout change, if they change anything. The amounts of a row make its payout, and so do those of the total.
 */
export function payoutTable({ planned, result }: Paid, data: Dataset): string[] {
  const { plan, payees, period } = result;
  const shown = shownValues(plan);
  const isAdjusted = payees.some((one) => !adjustmentOf(one).isZero());
  const headings = [
    ...shown.map(({ heading }) => heading),
    ...paidComponents(plan).map((component) => headingOf(component, shown)),
    ...(isAdjusted ? ["Adjustment"] : []),
    plan.payout.label ?? "Payout",
  ];
  const columns: Column[] = [
    { heading: "Payee", align: "left" },
    ...headings.map((heading) => ({ heading, align: "right" as const })),
  ];
  const amountsOf = (one: PaidAmounts): Rational[] => [
    ...one.components.map(({ amount }) => amount),
    ...(isAdjusted ? [adjustmentOf(one)] : []),
    one.payout.amount,
  ];
  const rows = payees.map((one) => [
    nameOfPayee(planned, data, one.payee),
    ...shown.map(({ node, unit }) => valueText(result, node, unit, one.payee, period)),
    ...amountTexts(amountsOf(one), one.currency),
  ]);
  if (payees.length < 2) return textTable(columns, rows);
  const currencies = [...new Set(payees.map(({ currency }) => currency))].sort();
  const footers = currencies.map((currency) => {
    const sums = payees
      .filter((one) => one.currency === currency)
      .map(amountsOf)
      .reduce((total, amounts) => total.map((sum, i) => sum.plus(amounts[i] ?? Rational.ZERO)));
    const heading = currencies.length === 1 ? "Total" : `Total ${currency}`;
    return [heading, ...shown.map(() => ""), ...amountTexts(sums, currency)];
  });
  return textTable(columns, [...rows, ...footers]);
}

/** The label of a component, unless what is sold is called the same. */
function headingOf({ name, label = name }: ir.Component, shown: readonly Shown[]): string {
  return shown.some(({ heading }) => heading === label) ? name : label;
}

/** Amounts of a row; the last, the payout, with its currency. */
function amountTexts(amounts: readonly Rational[], currency: string): string[] {
  return amounts.map((amount, i) =>
    i < amounts.length - 1 ? formatAmount(amount, currency) : formatNumber(amount, currency),
  );
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
  // What is read for each segment has no value for the whole period.
  const segmented = readBySegment(measures);
  const whole = measures.filter(({ name, period }) => period === pays && !segmented.has(name));
  const ratios = axes.has("ratio") ? whole.filter(isRatio) : [];
  const quotas = whole.filter(({ role, type }) => role === "quota" && type.kind === "number");
  const totals = credits.slice(0, 1).map<Shown>(({ name, label, unit, origin }) => ({
    heading: label ?? name,
    unit,
    node: {
      op: "total",
      of: { kind: "credits", credit: name, window: { kind: "period", period: pays } },
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
  { evaluator }: Pick<PlanResult, "evaluator">,
  node: ir.NumberExpr,
  unit: ir.Unit,
  payee: string,
  period: Period,
): string {
  try {
    const value = evaluator.value(node, { payee, period });
    if (!(value instanceof Rational)) return "";
    if (unit !== evaluator.plan.currency) return formatNumber(value, unit);
    return formatAmount(value, currencyOf(evaluator, payee));
  } catch (error) {
    if (error instanceof Fault) return "–";
    throw error;
  }
}
