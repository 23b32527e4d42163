/** Amounts in another currency. */
import { type PlainDate, periodOf } from "@attain/runtime";
import { keyOf } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { validOn } from "./fields.ts";
import { Rational } from "./rational.ts";
import type { Price } from "./trace.ts";

/** What it costs in the base of the rates, and how much of the other currency that buys. */
export function exchange(e: Evaluator, node: ir.ExchangeExpr, scope: Scope): Rational {
  const amount = e.number(node.of, scope);
  const from = e.value(node.from, scope) as string;
  const to = node.to === undefined ? node.unit : (e.value(node.to, scope) as string);
  if (from === to) return amount;
  const date = e.date(node.on, scope);
  const [price, divisor] = [from, to].map((currency) => priceOf(e, node, currency, date));
  e.tracer?.detail({ kind: "exchange", base: node.rates.base, times: price, over: divisor });
  return amount.times(price?.value ?? Rational.ONE).over(divisor?.value ?? Rational.ONE);
}

/** What a unit of a currency costs on a day; undefined for the base itself. */
function priceOf(
  e: Evaluator,
  node: ir.ExchangeExpr,
  currency: string,
  date: PlainDate,
): Price | undefined {
  const { source: name, field, base, keys } = node.rates;
  if (currency === base) return undefined;
  const values = keys.map((key) =>
    key === "currency" ? currency : key === "day" ? date : periodOf(e.calendar, key, date).name,
  );
  const source = e.source(name);
  if (!e.data.has(name) && e.given.isTest)
    throw new Fault("ATN9101", { what: `${name}.${field}` }, node.origin);
  const row = validOn(source, e.rowsWithKey(name, keyOf(values)), date, node.origin);
  if (row !== undefined)
    return {
      currency,
      keys: values,
      value: Rational.parse(String(row.cells[field])),
      row: row.row,
    };
  const shown = source.keys.map((key, i) => `${key} ${values[i] ?? ""}`).join(", ");
  const day = source.validity === undefined ? "" : ` on ${date}`;
  throw new Fault("ATN9001", { source: name, keys: `${shown}${day}` }, node.origin);
}
