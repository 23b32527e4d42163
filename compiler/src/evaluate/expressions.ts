/** Expressions, each by its definition. */
import {
  addDays,
  addMonths,
  containing,
  daysBetween,
  lengthInDays,
  monthsBetween,
  type Period,
  type PlainDate,
  workingDays,
} from "@attain/runtime";
import { assertNever, known } from "../base/assert.ts";
import { positionsIn } from "../check/periods.ts";
import type * as ir from "../ir/ir.ts";
import { type Cell, type DataRow, keyOf } from "../ir/dataset.ts";
import type { CreditRecord } from "./credits.ts";
import type { Evaluator, Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { Rational } from "./rational.ts";
import { bodyAt, paid, slices, valueAt } from "./tables.ts";
import type { SliceTrace, Value } from "./trace.ts";

export function evaluate(e: Evaluator, node: ir.Expr, scope: Scope): Value {
  switch (node.op) {
    case "number":
      return Rational.parse(node.value);
    case "text":
    case "date":
    case "yes or no":
      return node.value;
    case "period":
      return node.name;
    case "row key":
      return node.key;
    case "row":
      return known(scope.row, "the row at hand").data.key;
    case "payee":
      return scope.payee;
    case "credited":
      return known(scope.credit, "the credit at hand").amount;
    case "field":
      return field(e, node, scope);
    case "keyed":
      return keyed(e, node, scope);
    case "measure":
      return e.measure(node, scope);
    case "parameter":
      return e.parameter(node, scope);
    case "pay":
      return e.pay(node.name, scope);
    case "over periods":
      return overPeriods(e, node, scope);
    case "lookup":
      return lookup(e, node, scope);
    case "rates":
      return rates(e, node, scope);
    case "if":
      return e.value(e.condition(node.condition, scope) ? node.yes : node.no, scope);
    case "otherwise":
      return otherwise(e, node, scope);
    default:
      return evaluateRest(e, node, scope);
  }
}

type Rest = Exclude<
  ir.Expr,
  {
    op:
      | "number"
      | "text"
      | "date"
      | "yes or no"
      | "period"
      | "row key"
      | "row"
      | "payee"
      | "credited"
      | "field"
      | "keyed"
      | "measure"
      | "parameter"
      | "pay"
      | "over periods"
      | "lookup"
      | "rates"
      | "if"
      | "otherwise";
  }
>;

function evaluateRest(e: Evaluator, node: Rest, scope: Scope): Value {
  switch (node.op) {
    case "add":
    case "subtract":
    case "multiply":
    case "part above":
    case "part up to":
      return arithmetic(node.op, e.number(node.left, scope), e.number(node.right, scope));
    case "divide":
      return divide(e, node, scope);
    case "negate":
      return e.number(node.of, scope).negated();
    case "round":
      return e
        .number(node.of, scope)
        .rounded(node.rounding.mode, Rational.parse(node.rounding.increment));
    case "greatest":
    case "least":
      return extreme(
        node.op,
        node.of.map((item) => e.value(item, scope)),
      );
    case "total":
    case "count":
    case "average":
    case "largest":
    case "smallest":
      return aggregate(e, node, scope);
    case "prorate":
      return prorate(e, node, scope);
    case "edge":
    case "shift":
    case "days between":
    case "working days between":
    case "months between":
    case "part of year":
      return time(e, node, scope);
    default:
      return conditionOf(e, node, scope);
  }
}

type ConditionNode = Extract<
  Rest,
  { op: "compare" | "compare dates" | "same" | "and" | "or" | "not" | "present" }
>;

function conditionOf(e: Evaluator, node: ConditionNode, scope: Scope): boolean {
  switch (node.op) {
    case "and":
      return e.condition(node.left, scope) && e.condition(node.right, scope);
    case "or":
      return e.condition(node.left, scope) || e.condition(node.right, scope);
    case "not":
      return !e.condition(node.of, scope);
    case "compare":
      return holds(node.by, e.number(node.left, scope).compare(e.number(node.right, scope)));
    case "compare dates": {
      const [left, right] = [e.date(node.left, scope), e.date(node.right, scope)];
      return holds(node.by, left < right ? -1 : left > right ? 1 : 0);
    }
    case "same":
      return same(e.value(node.left, scope), e.value(node.right, scope)) !== node.negated;
    case "present":
      return (e.value(node.of, scope) !== undefined) !== node.negated;
    default:
      return assertNever(node);
  }
}

function holds(by: "<" | "<=" | ">" | ">=" | "=" | "≠", order: number): boolean {
  switch (by) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "=":
      return order === 0;
    case "≠":
      return order !== 0;
  }
}

function same(a: Value, b: Value): boolean {
  return a instanceof Rational && b instanceof Rational ? a.equals(b) : a === b;
}

function arithmetic(op: ir.Arithmetic["op"], left: Rational, right: Rational): Rational {
  switch (op) {
    case "add":
      return left.plus(right);
    case "subtract":
      return left.minus(right);
    case "multiply":
      return left.times(right);
    case "part above":
      return Rational.greatest(left.minus(right), Rational.ZERO);
    case "part up to":
      return Rational.least(left, right);
  }
}

function divide(e: Evaluator, node: ir.Divide, scope: Scope): Rational {
  const divisor = e.number(node.right, scope);
  if (!divisor.isZero()) return e.number(node.left, scope).over(divisor);
  if (node.ifZero === "never")
    throw new Fault(
      "ATN9006",
      { unit: node.right.op === "number" ? node.right.unit : "" },
      node.right.origin,
    );
  return e.number(node.ifZero, scope);
}

function extreme(op: "greatest" | "least", values: readonly Value[]): Value {
  return values.reduce((best, next) => {
    const order =
      best instanceof Rational && next instanceof Rational
        ? next.compare(best)
        : String(next) < String(best)
          ? -1
          : 1;
    return (op === "greatest" ? order > 0 : order < 0) ? next : best;
  });
}

// ── Reading data ────────────────────────────────────────────────────────────────────────────────────────────────

/** A cell as a value. */
export function cellValue(type: ir.ValueType, cell: Cell): Value {
  return type.kind === "number" && typeof cell === "string" ? Rational.parse(cell) : cell;
}

function field(e: Evaluator, node: ir.Field, scope: Scope): Value {
  if (node.at.op === "payee") {
    const set = e.given.value("payee field", node.name, scope);
    if (set !== undefined) return set;
  }
  const row =
    node.at.op === "row" ? known(scope.row, "the row at hand").data : referred(e, node, scope);
  const cell = row.cells[node.name];
  if (cell === undefined && e.given.isTest && !node.optional)
    throw notGiven(`${node.source}.${node.name}`, node.origin);
  return cellValue(node.type, cell);
}

/** The row that a reference leads to. In a test, people may be named without a row. */
function referred(e: Evaluator, node: ir.Field, scope: Scope): DataRow {
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

function keyed(e: Evaluator, node: ir.Keyed, scope: Scope): Value {
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
    e.given.isTest && rows.length === 0
      ? notGiven(`${node.source}.${node.field}`, node.origin)
      : new Fault("ATN9001", { source: node.source, keys: `${shown}${day}` }, node.origin);
  const { reading } = node;
  if (reading === undefined) {
    const [row] = rows;
    if (row === undefined) throw missing("");
    return cellValue(node.type, row.cells[node.field]);
  }
  if (reading.how === "on") {
    const date = e.date(reading.date, scope);
    const row = validOn(source, rows, date, node.origin);
    if (row === undefined) throw missing(` on ${date}`);
    return cellValue(node.type, row.cells[node.field]);
  }
  return weighted(e, node, source, rows, reading.by, known(scope.period, "the period"), missing);
}

function keyValue(e: Evaluator, key: ir.Key, scope: Scope): Value {
  switch (key.by) {
    case "payee":
      return scope.payee;
    case "period":
      return containing(e.calendar, key.period, known(scope.period, "the period")).name;
    case "value":
      return e.value(key.value, scope);
  }
}

/** The one row that is valid on a day. */
function validOn(
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
function weighted(
  e: Evaluator,
  node: ir.Keyed,
  source: ir.Source,
  rows: readonly DataRow[],
  by: "days" | "working days",
  period: Period,
  missing: (day: string) => Fault,
): Rational {
  let [sum, days] = [Rational.ZERO, 0n];
  for (let date = period.start; date <= period.end; date = addDays(date, 1)) {
    if (by === "working days" && workingDays(e.calendar, date, date) === 0) continue;
    const row = validOn(source, rows, date, node.origin);
    if (row === undefined) throw missing(` on ${date}`);
    sum = sum.plus(cellValue(node.type, row.cells[node.field]) as Rational);
    days += 1n;
  }
  return sum.over(Rational.of(days));
}

/** The fallback holds where the value is missing, or its row is. */
function otherwise(e: Evaluator, node: ir.Otherwise<ir.Expr>, scope: Scope): Value {
  try {
    return e.value(node.value, scope) ?? e.value(node.fallback, scope);
  } catch (error) {
    const isMissing =
      error instanceof Fault && error.code === "ATN9001" && node.value.op === "keyed";
    if (!isMissing) throw error;
    return e.value(node.fallback, scope);
  }
}

// ── Credits ─────────────────────────────────────────────────────────────────────────────────────────────────────

type AggregateNode = Extract<
  ir.Expr,
  { op: "total" | "count" | "average" | "largest" | "smallest" }
>;

function aggregate(e: Evaluator, node: AggregateNode, scope: Scope): Value {
  const set = node.op === "total" ? givenTotal(e, node, scope) : undefined;
  if (set !== undefined) return set;
  const credits = creditsIn(e, node.of, scope);
  e.tracer?.detail({ kind: "credits", credits });
  const inside = credits.map((credit) => insideCredit(e, credit, scope));
  const { tracer } = e;
  e.tracer = undefined;
  const value = aggregateOf(e, node, inside);
  e.tracer = tracer;
  return value;
}

function aggregateOf(e: Evaluator, node: AggregateNode, inside: readonly Scope[]): Value {
  switch (node.op) {
    case "total":
      return inside.reduce((sum, at) => sum.plus(e.number(node.value, at)), Rational.ZERO);
    case "count": {
      const { distinct } = node;
      if (distinct === undefined) return Rational.of(BigInt(inside.length));
      return Rational.of(BigInt(new Set(inside.map((at) => String(e.value(distinct, at)))).size));
    }
    case "average":
      return average(e, node, inside);
    case "largest":
    case "smallest":
      if (inside.length === 0) return undefined;
      return extreme(
        node.op === "largest" ? "greatest" : "least",
        inside.map((at) => e.value(node.value, at)),
      );
  }
}

function average(e: Evaluator, node: ir.Average, inside: readonly Scope[]): Value {
  const weights = inside.map((at) =>
    node.weight === undefined ? Rational.ONE : e.number(node.weight, at),
  );
  const total = weights.reduce((sum, weight) => sum.plus(weight), Rational.ZERO);
  if (total.isZero()) return undefined;
  const sum = inside.reduce(
    (all, at, i) => all.plus(e.number(node.value, at).times(weights[i] ?? Rational.ZERO)),
    Rational.ZERO,
  );
  return sum.over(total);
}

/** A test may set a credit's total; it then has no deals to count or go through. */
function givenTotal(e: Evaluator, node: ir.Total, scope: Scope): Value {
  const { of } = node;
  const period = scope.period;
  if (period === undefined || of.where !== undefined || of.window.deals !== undefined)
    return undefined;
  const given = (part: Period): Rational | undefined =>
    e.given.value("credit", of.credit, { ...scope, period: part }) as Rational | undefined;
  const periods = of.window.kind === "period" ? [period] : e.periodsOf(of.window, period);
  if (periods.every((part) => given(part) === undefined)) return undefined;
  return periods
    .filter((part) => of.window.earlier !== true || part.name !== period.name)
    .reduce((sum, part) => sum.plus(given(part) ?? totalIn(e, node, scope, part)), Rational.ZERO);
}

/** The total of one period, which the test has not set. */
function totalIn(e: Evaluator, node: ir.Total, scope: Scope, period: Period): Rational {
  const of: ir.Credits = { ...node.of, window: { kind: "period", period: period.kind } };
  return e.number({ ...node, of }, { ...scope, period });
}

/** The credits of the payee that a window covers, and that the filter leaves. */
function creditsIn(e: Evaluator, of: ir.Credits, scope: Scope): readonly CreditRecord[] {
  const { payee = "", period, credit: here } = scope;
  const at = known(period, "the period");
  if (e.given.value("credit", of.credit, scope) !== undefined) {
    throw new Fault("ATN9102", { credit: of.credit }, e.rule(of.credit).origin);
  }
  const { start, end } = e.daysOf(of.window, at);
  const last = of.window.earlier === true ? addDays(at.start, -1) : end;
  const all = e.creditsOfPayee(of.credit, payee);
  const upTo =
    of.window.deals === undefined || here === undefined
      ? all.length
      : all.indexOf(here) + (of.window.deals === "through" ? 1 : 0);
  return all
    .slice(0, upTo)
    .filter(
      (credit) =>
        credit.date >= start &&
        credit.date <= last &&
        (of.where === undefined || e.condition(of.where, insideCredit(e, credit, scope))),
    );
}

export function insideCredit(e: Evaluator, credit: CreditRecord, { payee, period }: Scope): Scope {
  return {
    ...(payee === undefined ? {} : { payee }),
    ...(period === undefined ? {} : { period }),
    credit,
    row: { source: e.rule(credit.credit).source, data: credit.row },
  };
}

// ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

function lookup(e: Evaluator, node: ir.Lookup, scope: Scope): Value {
  const set = e.given.value("lookup", node.table, scope);
  if (set !== undefined) return set;
  const table = e.table(node.table, scope.period);
  const [at, second] = node.at.map((axis) => e.value(axis, scope));
  const { value, origin } = valueAt(e, table, bodyAt(e, table, second, scope), at, scope);
  e.tracer?.detail({ kind: "row", table, origin });
  return value;
}

function rates(e: Evaluator, node: ir.Rates, scope: Scope): Value {
  const table = e.table(node.table, scope.period);
  const base = e.number(node.base, scope);
  const second = node.second === undefined ? undefined : e.value(node.second, scope);
  const body = bodyAt(e, table, second, scope);
  const reached = slicesOf(e, node.place, table, body, base, scope);
  const paidSlices =
    node.before === undefined
      ? reached
      : [...reached, ...takenAway(e, node.before, table, body, scope)];
  e.tracer?.detail({ kind: "rates", table, slices: paidSlices });
  return paidSlices.reduce((sum, slice) => sum.plus(slice.amount), Rational.ZERO);
}

/** What has been earned before, as negative slices. */
function takenAway(
  e: Evaluator,
  { base, place }: NonNullable<ir.Rates["before"]>,
  table: ir.Table,
  body: ir.Steps | ir.Lines | ir.Cases,
  scope: Scope,
): SliceTrace[] {
  return slicesOf(e, place, table, body, e.number(base, scope), scope).map((slice) => ({
    ...slice,
    base: slice.base.negated(),
    amount: slice.amount.negated(),
  }));
}

function slicesOf(
  e: Evaluator,
  place: ir.Place,
  table: ir.Table,
  body: ir.Steps | ir.Lines | ir.Cases,
  base: Rational,
  scope: Scope,
): SliceTrace[] {
  if (place.kind === "interval") {
    if (body.kind !== "steps")
      throw new Error("Attain applied a marginal table that has no steps.");
    const from = place.from === undefined ? Rational.ZERO : e.number(place.from, scope);
    return slices(e, table, body, base, from, e.number(place.to, scope), scope);
  }
  const at = e.value(place.at, scope);
  const reached = valueAt(e, table, body, at, scope);
  if (typeof table.kind === "string" || !(at instanceof Rational))
    return [paid(base, reached.value, reached.origin)];
  const pivot = e.number(table.kind.wholeAbove, scope);
  if (body.kind !== "steps") return [paid(base, reached.value, reached.origin)];
  const first = known(body.rows[0], "the first row");
  const start = e.number(first.from, scope);
  if (at.compare(pivot) <= 0) {
    const below =
      at.compare(start) < 0
        ? reached
        : { value: e.value(first.value, scope), origin: first.origin };
    return [paid(base, below.value, below.origin)];
  }
  const below = base.times(pivot).over(at);
  return [
    paid(below, e.value(first.value, scope), first.origin, start, pivot),
    paid(base.minus(below), reached.value, reached.origin, pivot, at),
  ];
}

// ── Time ────────────────────────────────────────────────────────────────────────────────────────────────────────

function overPeriods(e: Evaluator, node: ir.OverPeriods, scope: Scope): Rational {
  const periods = e.periodsOf(node.window, known(scope.period, "the period"));
  return periods.reduce(
    (sum, period) => sum.plus(e.number(node.of, { ...scope, period })),
    Rational.ZERO,
  );
}

type TimeNode = Extract<
  ir.Expr,
  {
    op:
      | "edge"
      | "shift"
      | "days between"
      | "working days between"
      | "months between"
      | "part of year";
  }
>;

function time(e: Evaluator, node: TimeNode, scope: Scope): Value {
  switch (node.op) {
    case "edge": {
      const period = containing(e.calendar, node.period, known(scope.period, "the period"));
      return node.edge === "start" ? period.start : period.end;
    }
    case "shift":
      return shifted(e.date(node.date, scope), node);
    case "days between":
      return whole(daysBetween(e.date(node.from, scope), e.date(node.to, scope)));
    case "working days between":
      return whole(workingDays(e.calendar, e.date(node.from, scope), e.date(node.to, scope)));
    case "months between":
      return whole(monthsBetween(e.date(node.from, scope), e.date(node.to, scope)));
    case "part of year":
      return partOfYear(e, node.period, known(scope.period, "the period"));
  }
}

function whole(count: number): Rational {
  return Rational.of(BigInt(count));
}

function shifted(
  date: PlainDate,
  { by, unit, monthEnd }: Extract<ir.DateExpr, { op: "shift" }>,
): PlainDate {
  switch (unit) {
    case "Days":
      return addDays(date, by);
    case "Weeks":
      return addDays(date, by * 7);
    case "Months":
      return addMonths(date, by, monthEnd);
    case "Years":
      return addMonths(date, by * 12, monthEnd);
  }
}

/** Which quarter (half, month) of its year the period lies in, by name. */
function partOfYear(e: Evaluator, kind: ir.Prorate["into"], period: Period): string {
  const part = containing(e.calendar, kind, period);
  const quarterOrHalf = /-([QH]\d)$/.exec(part.name)?.[1];
  if (quarterOrHalf !== undefined) return quarterOrHalf;
  const number = /-P?(\d{2})$/.exec(part.name)?.[1];
  return positionsIn(kind)[Number(number) - 1] ?? part.name;
}

function prorate(e: Evaluator, node: ir.Prorate, scope: Scope): Rational {
  const period = known(scope.period, "the period");
  const amount = e.number(node.of, scope);
  if (typeof node.by === "object") {
    const table = e.table(node.by.lookup, period);
    const at = partOfYear(e, node.into, period);
    return amount.times(
      valueAt(e, table, bodyAt(e, table, undefined, scope), at, scope).value as Rational,
    );
  }
  if (node.by === "months")
    return amount.times(
      Rational.of(BigInt(MONTHS[node.into] ?? 1), BigInt(MONTHS[node.from] ?? 1)),
    );
  const [long, short] = [
    containing(e.calendar, node.from, period),
    containing(e.calendar, node.into, period),
  ];
  const days = (of: Period): bigint =>
    BigInt(node.by === "days" ? lengthInDays(of) : workingDays(e.calendar, of.start, of.end));
  return amount.times(Rational.of(days(short), days(long)));
}

const MONTHS: Partial<Record<ir.Prorate["into"], number>> = {
  Month: 1,
  Quarter: 3,
  Half: 6,
  Year: 12,
};
