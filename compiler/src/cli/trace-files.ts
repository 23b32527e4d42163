/** The trace of a run as Parquet: every credit, and every number that was worked out of them, for queries. */
import { exactAmount } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Value } from "../evaluate/trace.ts";
import { type ParquetColumn, writeParquet } from "../host/write-parquet.ts";
import type * as ir from "../ir/ir.ts";
import type { Files } from "./output-folder.ts";
import type { Paid } from "./pay.ts";

const CREDITS: readonly ParquetColumn[] = [
  { name: "plan", kind: "text" },
  { name: "credit", kind: "text" },
  { name: "date", kind: "date" },
  { name: "payee", kind: "text" },
  { name: "kind", kind: "text" },
  { name: "source", kind: "text" },
  { name: "row", kind: "text" },
  { name: "row number", kind: "integer" },
  { name: "worth", kind: "number" },
  { name: "share", kind: "number" },
  { name: "amount", kind: "number" },
  { name: "unit", kind: "text" },
];

const VALUES: readonly ParquetColumn[] = [
  { name: "plan", kind: "text" },
  { name: "period", kind: "text" },
  { name: "payee", kind: "text" },
  { name: "role", kind: "text" },
  { name: "name", kind: "text" },
  { name: "number", kind: "number" },
  { name: "unit", kind: "text" },
  { name: "text", kind: "text" },
];

/** Of a run that was computed whole: the credits of its plans, whenever they are dated, and the values of its periods. */
export function traceFiles(paid: readonly Paid[]): Files {
  return new Map([
    ["trace/credits.parquet", (path) => writeParquet(path, CREDITS, creditRows(paid))],
    ["trace/values.parquet", (path) => writeParquet(path, VALUES, valueRows(paid))],
  ]);
}

/** Each plan's credits once, however many of its periods are paid. */
function* creditRows(paid: readonly Paid[]): Generator<(string | undefined)[]> {
  const seen = new Set<string>();
  for (const { result } of paid) {
    const { plan, evaluator } = result;
    if (seen.has(plan.name)) continue;
    seen.add(plan.name);
    for (const { name, source, unit } of plan.credits) {
      for (const { date, payee, kind, row, worth, share, amount } of evaluator.allCredits(name)) {
        const who = payee === "" ? undefined : payee;
        const numbers = [worth, share, amount].map((number) => number.toString());
        const from = [source, row.key, String(row.row)];
        yield [plan.name, name, date, who, kind, ...from, ...numbers, unit];
      }
    }
  }
}

function* valueRows(paid: readonly Paid[]): Generator<(string | undefined)[]> {
  for (const { result } of paid) {
    const { plan, period, payees, evaluator } = result;
    const own = new Set(payees.map(({ payee }) => payee));
    for (const { measure, payee, period: of, value } of evaluator.evaluated()) {
      if (payee === undefined || of === undefined || !own.has(payee)) continue;
      yield [plan.name, of.name, payee, measure.role, measure.name, ...cells(measure.type, value)];
    }
    for (const { payee, components, payout, currency } of payees) {
      const row = (role: string, name: string, amount: Rational): (string | undefined)[] => [
        plan.name,
        period.name,
        payee,
        role,
        name,
        exactAmount(amount, currency),
        currency,
        undefined,
      ];
      for (const { component, amount } of components)
        yield row("component", component.name, amount);
      yield row("payout", "payout", payout.amount);
    }
  }
}

/** A value as a number with its unit, or as text. */
function cells(type: ir.ValueType, value: Value): (string | undefined)[] {
  if (value instanceof Rational && type.kind === "number")
    return [value.toString(), type.unit, undefined];
  return [undefined, undefined, value === undefined ? undefined : String(value)];
}
