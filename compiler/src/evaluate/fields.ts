/** Fields of rows, by the row at hand or by its keys. */
import { addDays, containing, type Period, type PlainDate, workingDays } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { type Cell, type DataRow, keyOf } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { Rational } from "./rational.ts";
import type { Value } from "./trace.ts";

/** A cell as a value. */
export function cellValue(type: ir.ValueType, cell: Cell): Value {
  return type.kind === "number" && typeof cell === "string" ? Rational.parse(cell) : cell;
}

export function field(e: Evaluator, node: ir.Field, scope: Scope): Value {
  if (node.at.op === "payee") {
    const set = e.given.value("payee field", node.name, scope);
    if (set !== undefined) return set;
  }
  if (node.at.op !== "row" && isOnlyKey(e, node)) return e.row(node.at, scope).key;
  const row =
    node.at.op === "row" ? known(scope.row, "the row at hand").data : referred(e, node, scope);
  const cell = row.cells[node.name];
  if (cell === undefined && e.given.isTest && (!node.optional || node.sure))
    throw notGiven(`${node.source}.${node.name}`, node.origin);
  return cellValue(node.type, cell);
}

/** Whether a field is what a row is referred to by: it is known without the row. */
function isOnlyKey(e: Evaluator, { source, name, type }: ir.Field): boolean {
  const [key, other] = e.source(source).keys;
  return e.given.isTest && key === name && other === undefined && type.kind === "text";
}

/** The one territory that holds a row and that no other one wins against. */
export function territory(e: Evaluator, node: ir.InTerritory, scope: Scope): string {
  const { source, territories: name } = node;
  const map = known(
    e.source(source).territories.find((candidate) => candidate.name === name),
    `the territories ${name}`,
  );
  const data =
    node.at.op === "row"
      ? known(scope.row, "the row at hand").data
      : referred(e, { at: node.at, source, name, origin: node.origin }, scope);
  const at: Scope = { row: { source, data } };
  const holding = map.territories.filter(({ where }) => e.condition(where, at));
  const winners = holding.filter((one) => !holding.some(({ ahead }) => ahead.includes(one.name)));
  const [only, other] = winners;
  const row = data.key;
  if (other !== undefined || (only === undefined && holding.length > 0)) {
    const names = (other === undefined ? holding : winners).map((one) => one.name).join(" and ");
    throw new Fault("ATN9010", { row, source, territories: names }, map.origin);
  }
  return known(only?.name ?? map.elsewhere, "a territory");
}

/** The row that a reference leads to. In a test, people may be named without a row. */
function referred(
  e: Evaluator,
  node: Pick<ir.Field, "at" | "source" | "name" | "origin">,
  scope: Scope,
): DataRow {
  const { source, key } = e.row(node.at, scope);
  const row = e.find(source, key);
  if (row !== undefined) return row;
  if (e.given.isTest) throw notGiven(`${source}.${node.name}`, node.origin);
  throw new Fault(
    "ATN9001",
    { source, keys: `${e.source(source).keys.join(", ")} ${key}` },
    node.origin,
  );
}

function notGiven(what: string, origin: ir.Origin): Fault {
  return new Fault("ATN9101", { what }, origin);
}

export function keyed(e: Evaluator, node: ir.Keyed, scope: Scope): Value {
  const set = e.given.value("keyed field", `${node.source}.${node.field}`, scope);
  if (set !== undefined) return set;
  const source = e.source(node.source);
  const values = source.keys.map((name) =>
    keyValue(
      e,
      known(
        node.keys.find((key) => key.field === name),
        "a key",
      ),
      scope,
    ),
  );
  const rows = e.rowsWithKey(node.source, keyOf(values.map((value) => String(value))));
  const shown = source.keys.map((name, i) => `${name} ${String(values[i])}`).join(", ");
  const missing = (day: string): Fault =>
    e.given.isTest && rows.length === 0 && !e.data.has(node.source)
      ? notGiven(`${node.source}.${node.field}`, node.origin)
      : new Fault("ATN9001", { source: node.source, keys: `${shown}${day}` }, node.origin);
  const { reading } = node;
  if (reading === undefined) {
    const [row] = rows;
    if (row === undefined) throw missing("");
    e.tracer?.detail({ kind: "data", source: node.source, row: row.row });
    return cellValue(node.type, row.cells[node.field]);
  }
  if (reading.how === "on") {
    const date = e.date(reading.date, scope);
    const row = validOn(source, rows, date, node.origin);
    if (row === undefined) throw missing(` on ${date}`);
    e.tracer?.detail({ kind: "data", source: node.source, row: row.row });
    return cellValue(node.type, row.cells[node.field]);
  }
  return overDays(e, known(scope.period, "the period"), reading.by, node.origin, (date) => {
    const row = validOn(source, rows, date, node.origin);
    if (row === undefined) throw missing(` on ${date}`);
    return cellValue(node.type, row.cells[node.field]);
  });
}

/** What a key must be. */
export function keyValue(e: Evaluator, key: ir.Key, scope: Scope): Value {
  switch (key.by) {
    case "payee":
      return scope.payee;
    case "period":
      return containing(e.calendar, key.period, known(scope.period, "the period")).name;
    case "value":
      return e.value(key.value, scope);
  }
}

/** Who is above somebody on a day; undefined at the top. */
export function personAbove(
  e: Evaluator,
  { kind, source: name, field: fieldName }: ir.Above,
  payee: string,
  date: PlainDate,
  origin: ir.Origin,
): string | undefined {
  const source = e.source(name);
  const rows = e.rowsWithKey(name, payee);
  if (e.given.isTest && (kind === "field" ? rows.length === 0 : !e.data.has(name)))
    throw notGiven(`${name}.${fieldName}`, origin);
  return validOn(source, rows, date, origin)?.cells[fieldName] as string | undefined;
}

/** The one row that is valid on a day. */
export function validOn(
  source: ir.Source,
  rows: readonly DataRow[],
  date: PlainDate,
  origin: ir.Origin,
): DataRow | undefined {
  const { validity } = source;
  if (validity === undefined) return rows[0];
  const valid = rows.filter(({ cells }) => {
    const [from, until] = [cells[validity.from], cells[validity.until]];
    return String(from) <= date && (until === undefined || date <= String(until));
  });
  if (valid.length > 1)
    throw new Fault(
      "ATN9004",
      { source: source.name, date, rows: valid.map(({ row }) => row).join(" and ") },
      origin,
    );
  return valid[0];
}

/** The average over the days of the period; each day must have a value. */
export function overDays(
  { calendar, tracer }: Evaluator,
  period: Period,
  by: "days" | "working days",
  origin: ir.Origin,
  on: (date: PlainDate) => Value,
): Rational {
  let [sum, days] = [Rational.ZERO, 0n];
  const spans: { value: Rational; days: number }[] = [];
  for (let date = period.start; date <= period.end; date = addDays(date, 1)) {
    if (by === "working days" && workingDays(calendar, date, date) === 0) continue;
    const value = on(date) as Rational;
    sum = sum.plus(value);
    days += 1n;
    const last = spans.at(-1);
    if (last?.value.equals(value) === true) last.days += 1;
    else spans.push({ value, days: 1 });
  }
  if (days === 0n) throw new Fault("ATN9007", { period: period.name }, origin);
  tracer?.detail({ kind: "days", spans });
  return sum.over(Rational.of(days));
}

/** The fallback holds where the value is missing, or its row is. */
export function otherwise(e: Evaluator, node: ir.Otherwise<ir.Expr>, scope: Scope): Value {
  return ifPresent(e, node.value, scope) ?? e.value(node.fallback, scope);
}

/** The value; undefined where it is missing, or where it is read from a keyed source that has no row for it. */
export function ifPresent(e: Evaluator, node: ir.Expr, scope: Scope): Value {
  try {
    return e.value(node, scope);
  } catch (error) {
    const isMissing = error instanceof Fault && error.code === "ATN9001" && node.op === "keyed";
    if (!isMissing) throw error;
    return undefined;
  }
}
