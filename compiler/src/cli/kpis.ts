/** KPIs and goals of a run as rows: for the table on the screen, for CSV and for JSON. */
import { type Column, textTable } from "../base/columns.ts";
import { Fault } from "../evaluate/fault.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Value } from "../evaluate/trace.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { type Cell, csv } from "./csv.ts";
import type { Paid } from "./pay.ts";
import { nameOfPayee } from "./payees.ts";

/** A KPI, or a goal of it, for one whom it is of. What isn't stated, or can't be known, is absent. */
export interface KpiRow {
  readonly plan: string;
  readonly period: string;
  readonly name: string;
  readonly label: string;
  /** The KPI of a goal. */
  readonly kpi?: string;
  /** `company`, a column of the people, or `payee`. */
  readonly level: string;
  /** A value of that column, or the key of a payee. */
  readonly of?: string;
  /** How that is called. */
  readonly who?: string;
  readonly unit: ir.Unit;
  readonly better: "higher" | "lower";
  readonly value?: Rational;
  readonly baseline?: Rational;
  readonly target?: Rational;
  readonly progress?: Rational;
  readonly met?: boolean;
}

export function kpiRows(paid: readonly Paid[], data: (paid: Paid) => Dataset): KpiRow[] {
  return paid.flatMap((one) => {
    const { kpis, goals } = one.result.plan;
    const dataset = data(one);
    return [
      ...kpis.flatMap((kpi) => rowsOf(one, dataset, kpi, (payee) => ofKpi(one, kpi, payee))),
      ...goals.flatMap((goal) => rowsOf(one, dataset, goal, (payee) => ofGoal(one, goal, payee))),
    ];
  });
}

type Facts = Pick<KpiRow, "value" | "baseline" | "target" | "progress" | "met" | "kpi">;

function ofKpi(paid: Paid, { name, hasBaseline }: ir.Kpi, payee: string): Facts {
  return {
    ...number("value", valueOf(paid, name, payee)),
    ...(hasBaseline ? number("baseline", valueOf(paid, `${name}.baseline`, payee)) : {}),
  };
}

function ofGoal(paid: Paid, { name, kpi }: ir.Goal, payee: string): Facts {
  const met = valueOf(paid, `${name}.met`, payee);
  return {
    kpi,
    ...number("value", valueOf(paid, `${name}.actual`, payee)),
    ...number("baseline", valueOf(paid, `${name}.baseline`, payee)),
    ...number("target", valueOf(paid, `${name}.target`, payee)),
    ...number("progress", valueOf(paid, `${name}.progress`, payee)),
    ...(typeof met === "boolean" ? { met } : {}),
  };
}

function number<Name extends string>(
  name: Name,
  value: Value,
): Partial<Readonly<Record<Name, Rational>>> {
  return value instanceof Rational ? ({ [name]: value } as Record<Name, Rational>) : {};
}

/** A measure of the pay period; undefined where data is missing for it. */
function valueOf({ result }: Paid, name: string, payee: string): Value {
  const { plan, evaluator, period } = result;
  const measure = plan.measures.find((one) => one.name === name && one.period === plan.pays);
  if (measure === undefined) return undefined;
  const { type, origin } = measure;
  try {
    return evaluator.value(
      { op: "measure", name, period: plan.pays, type, origin },
      {
        payee,
        period,
      },
    );
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** One row for each payee, or for those of whom it is the same. */
function rowsOf(
  paid: Paid,
  data: Dataset,
  { name, label = name, level, unit, better }: ir.Kpi | ir.Goal,
  facts: (payee: string) => Facts,
): KpiRow[] {
  const { plan, period, payees } = paid.result;
  const seen = new Set<string>();
  return payees.flatMap(({ payee }) => {
    const of = ofLevel(level, plan, data, payee);
    if (seen.has(of)) return [];
    seen.add(of);
    const head = { plan: plan.name, period: period.name, name, label, unit, better };
    const whose =
      level.kind === "company"
        ? { level: "company" }
        : level.kind === "group"
          ? { level: level.by, of, who: of }
          : { level: "payee", of, who: nameOfPayee(paid.planned, data, payee) };
    return [{ ...head, ...whose, ...facts(payee) }];
  });
}

function ofLevel(level: ir.Level, { people }: ir.Plan, data: Dataset, payee: string): string {
  if (level.kind === "company") return "";
  if (level.kind === "payee") return payee;
  const row = data.get(people)?.rows.find(({ key }) => key === payee);
  return String(row?.cells[level.by] ?? "");
}

const HEADINGS =
  "plan period name label kpi level of unit better value baseline target progress met";

/** One line for each; undefined where no plan has any. */
export function kpisCsv(rows: readonly KpiRow[]): string | undefined {
  if (rows.length === 0) return undefined;
  const lines = rows.map(
    ({ plan, period, name, label, kpi = "", level, of = "", ...row }): Cell[] => [
      plan,
      period,
      name,
      label,
      kpi,
      level,
      of,
      row.unit,
      row.better,
      ...[row.value, row.baseline, row.target, row.progress].map(decimal),
      row.met === undefined ? "" : row.met ? "yes" : "no",
    ],
  );
  return csv([HEADINGS.split(" "), ...lines]);
}

const PLACES = 6;

/** Six places are enough to look at; what is paid by a KPI is computed with all of it. */
function decimal(value: Rational | undefined): Cell {
  if (value === undefined) return "";
  const exact = value.toDecimal();
  const isShort = exact !== undefined && (exact.split(".")[1]?.length ?? 0) <= PLACES;
  return { number: isShort ? exact : value.toFixed(PLACES) };
}

/** For other programs: numbers as exact text. */
export function kpisJson(rows: readonly KpiRow[]): object[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]: [string, unknown]) => [
        key,
        value instanceof Rational ? value.toString() : value,
      ]),
    ),
  );
}

function text(value: Rational | undefined, unit: ir.Unit): string {
  return value === undefined ? "" : formatNumber(value, unit);
}

/** The table of what is the company's or a group's; that of each payee stands in the files. */
export function kpiTable(rows: readonly KpiRow[]): string[] {
  const shared = rows.filter(({ level }) => level !== "payee");
  if (shared.length === 0) return [];
  const columns: Column[] = [
    { heading: "KPI or goal", align: "left" },
    { heading: "Of", align: "left" },
    ...["Value", "Baseline", "Target", "Progress"].map((heading) => ({
      heading,
      align: "right" as const,
    })),
  ];
  return textTable(
    columns,
    shared.map(({ label, level, who = level, unit, value, baseline, target, progress, met }) => [
      label,
      who,
      text(value, unit),
      text(baseline, unit),
      text(target, unit),
      `${text(progress, "ratio")}${met === true ? ", met" : ""}`,
    ]),
  );
}
