/** Explanations as JSON: amounts as exact text, places as lines of the plan. */
import type { Period } from "@attain/runtime";
import type { CreditRecord } from "../evaluate/credits.ts";
import { exactAmount } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Value } from "../evaluate/trace.ts";
import type { Explained } from "../explain/explain.ts";
import {
  addsUp,
  type DealList,
  type Explanation,
  type Line,
  type NumberOf,
} from "../explain/explanation.ts";
import type { Places } from "./places.ts";

export function explanationJson(
  explanation: Explanation,
  name: string,
  period: Period,
  places: Places,
): Record<string, unknown> {
  const { payee, plan, total } = explanation;
  return {
    plan: plan.name,
    period: period.name,
    payee,
    name,
    currency: plan.currency,
    total: exactAmount(total, plan.currency),
    adds: addsUp(explanation),
    ...explainedJson(explanation, places),
  };
}

/** Lines, numbers and deals, of all of a payout or a part of it. */
export function explainedJson(
  { lines, numbers, deals }: Explained,
  places: Places,
): Record<string, unknown> {
  return {
    lines: lines.map((line) => lineJson(line, places)),
    numbers: numbers.map((number) => numberJson(number, places)),
    deals: deals.map(dealsJson),
  };
}

function lineJson(line: Line, places: Places): Record<string, unknown> {
  const { name, text, amount, result, unit = "", origin, row, parts, adds } = line;
  const at = origin && places.json(origin);
  return {
    ...(name === undefined ? {} : { name }),
    text,
    ...(amount === undefined ? {} : { amount: exact(amount, unit) }),
    ...(result === undefined ? {} : { result: exact(result, unit) }),
    ...(amount === undefined && result === undefined ? {} : { unit }),
    ...(at === undefined ? {} : { at }),
    ...(row === undefined ? {} : { row }),
    ...(parts.length === 0 ? {} : { adds, parts: parts.map((part) => lineJson(part, places)) }),
  };
}

function numberJson(number: NumberOf, places: Places): Record<string, unknown> {
  const { name, value, type, text, origin, row, parts } = number;
  const at = origin && places.json(origin);
  const unit = type.kind === "number" ? type.unit : undefined;
  return {
    name,
    value: valueJson(value, unit),
    ...(unit === undefined ? {} : { unit }),
    ...(text === "" ? {} : { text }),
    ...(at === undefined ? {} : { at }),
    ...(row === undefined ? {} : { row }),
    ...(parts.length === 0 ? {} : { parts: parts.map((part) => lineJson(part, places)) }),
  };
}

function valueJson(value: Value, unit = ""): string | boolean | null {
  return value instanceof Rational ? exact(value, unit) : (value ?? null);
}

function dealsJson({ credit, name, deals, sums, fields }: DealList): Record<string, unknown> {
  const { unit, source } = credit;
  return {
    credit: credit.name,
    name,
    source,
    unit,
    sums: sums.map(({ of, count, sum }) => ({
      ...(of === "" ? {} : { of: of.replace(/^ of the /, "") }),
      count,
      sum: exact(sum, unit),
    })),
    deals: deals.map((deal) => ({
      ...dealJson(deal, unit),
      ...(fields.length === 0
        ? {}
        : {
            fields: Object.fromEntries(
              fields.map((field) => [field.name, deal.row.cells[field.name] ?? null]),
            ),
          }),
    })),
  };
}

function dealJson(deal: CreditRecord, unit: string): Record<string, unknown> {
  const { row, date, worth, whole, share, kind, amount } = deal;
  return {
    key: row.key,
    row: row.row,
    date,
    worth: exact(worth, unit),
    ...(whole.equals(worth) ? {} : { limited: exact(whole, unit) }),
    ...(kind === "whole" ? {} : { share: share.toString(), kind }),
    credited: exact(amount, unit),
  };
}

function exact(value: Rational, unit: string): string {
  return exactAmount(value, unit);
}
