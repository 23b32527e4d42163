/** Expressions, as TypeScript. */
import { assertNever } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import type { Emitter, Place } from "./emitter.ts";
import { access, lowerFirst, memberName } from "./names.ts";
import { emitCredits, emitDays } from "./windows.ts";

export function emit(e: Emitter, node: ir.Expr, at: Place): string {
  switch (node.op) {
    case "number":
      return literal(e, node);
    case "text":
    case "date":
    case "row key":
      return JSON.stringify(node.op === "row key" ? node.key : node.value);
    case "period":
      return JSON.stringify(node.name);
    case "yes or no":
      return String(node.value);
    case "row":
      return `${at.row ?? "row"}${keyAccess(e, node.source)}`;
    case "payee":
      return `${at.payee ?? "payee"}${keyAccess(e, node.source)}`;
    case "credited":
      return `${at.credit ?? "credit"}.amount`;
    case "field":
      return field(e, node, at);
    case "keyed":
      return keyed(e, node, at);
    case "measure":
      return `this.${measureName(e, node)}(${at.payee ?? "payee"}, ${at.period ?? "period"})`;
    case "parameter":
      return `this.${memberName(node.name)}(${node.reading?.how === "on" ? emit(e, node.reading.date, at) : ""})`;
    case "pay":
      return `this.${memberName(node.name)}(${at.payee ?? "payee"}, ${at.period ?? "period"})`;
    case "over periods":
      return overPeriods(e, node, at);
    case "lookup":
      return lookup(e, node, at);
    case "rates":
      return rates(e, node, at);
    case "if":
      return `(${emit(e, node.condition, at)} ? ${emit(e, node.yes, at)} : ${emit(e, node.no, at)})`;
    case "otherwise":
      return `(${emitMissing(e, node.value, at)} ?? ${emit(e, node.fallback, at)})`;
    default:
      return emitRest(e, node, at);
  }
}

type Done =
  | "number"
  | "text"
  | "date"
  | "row key"
  | "period"
  | "yes or no"
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
type Rest = Exclude<ir.Expr, { op: Done }>;

function emitRest(e: Emitter, node: Rest, at: Place): string {
  switch (node.op) {
    case "add":
      return `${emit(e, node.left, at)}.plus(${emit(e, node.right, at)})`;
    case "subtract":
      return `${emit(e, node.left, at)}.minus(${emit(e, node.right, at)})`;
    case "multiply":
      return product(e, node, at);
    case "part above":
      return `${e.use("partAbove")}(${emit(e, node.left, at)}, ${emit(e, node.right, at)})`;
    case "part up to":
      return `${e.use("least")}(${emit(e, node.left, at)}, ${emit(e, node.right, at)})`;
    case "divide":
      return quotient(e, node, at);
    case "negate":
      return `${emit(e, node.of, at)}.negated()`;
    case "round":
      return `${emit(e, node.of, at)}.rounded(${JSON.stringify(node.rounding.mode)}, ${JSON.stringify(node.rounding.increment)})`;
    case "greatest":
    case "least":
      return extreme(e, node, at);
    case "total":
    case "count":
    case "average":
    case "largest":
    case "smallest":
      return aggregate(e, node, at);
    case "prorate":
      return prorate(e, node, at);
    case "edge":
    case "shift":
    case "days between":
    case "working days between":
    case "months between":
    case "part of year":
      return time(e, node, at);
    default:
      return condition(e, node, at);
  }
}

function condition(
  e: Emitter,
  node: Extract<
    Rest,
    { op: "compare" | "compare dates" | "same" | "and" | "or" | "not" | "present" }
  >,
  at: Place,
): string {
  switch (node.op) {
    case "and":
      return `(${emit(e, node.left, at)} && ${emit(e, node.right, at)})`;
    case "or":
      return `(${emit(e, node.left, at)} || ${emit(e, node.right, at)})`;
    case "not":
      return `!${emit(e, node.of, at)}`;
    case "present":
      return `(${emitMissing(e, node.of, at)} ${node.negated ? "===" : "!=="} undefined)`;
    case "same":
      return `(${emit(e, node.left, at)} ${node.negated ? "!==" : "==="} ${emit(e, node.right, at)})`;
    case "compare dates":
      return `(${emit(e, node.left, at)} ${node.by} ${emit(e, node.right, at)})`;
    case "compare": {
      const call = `${emit(e, node.left, at)}.${COMPARISONS[node.by]}(${emit(e, node.right, at)})`;
      return node.by === "≠" ? `!${call}` : call;
    }
    default:
      return assertNever(node);
  }
}

const COMPARISONS = {
  "<": "isBelow",
  "<=": "isAtMost",
  ">": "isAbove",
  ">=": "isAtLeast",
  "=": "equals",
  "≠": "equals",
} as const;

/** A literal number, in the shortest form that the runtime has for its unit. */
function literal(e: Emitter, { value, unit }: ir.NumberLiteral): string {
  if (unit === "ratio") return `${e.use("ratio")}(${JSON.stringify(percent(value))})`;
  if (unit === "count") return `${e.use("count")}(${value})`;
  if (/^[A-Z]{3}$/.test(unit))
    return `${e.use("money")}(${JSON.stringify(value)}, ${JSON.stringify(unit)})`;
  return `${e.use("Quantity")}.of(${JSON.stringify(value)}, ${JSON.stringify(unit)})`;
}

/** `0.045` is `4.5%`. */
function percent(digits: string): string {
  const negative = digits.startsWith("-");
  const [whole = "0", fraction = ""] = digits.replace("-", "").split(".");
  const padded = fraction.padEnd(2, "0");
  const moved = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const rest = padded.slice(2).replace(/0+$/, "");
  return `${negative ? "-" : ""}${moved}${rest === "" ? "" : `.${rest}`}%`;
}

// ── Reading data ────────────────────────────────────────────────────────────────────────────────────────────────

/** `.id`, for a source with one key; a row of one with several is known by all of them, joined. */
function keyAccess(e: Emitter, source: string): string {
  const [key, second] = e.source(source).keys;
  if (key === undefined || second !== undefined) throw new Error(`${source} has no single key.`);
  return access(key);
}

function field(e: Emitter, node: ir.Field, at: Place): string {
  const value = `${rowOf(e, node.at, at)}${access(node.name)}`;
  return node.optional && node.sure
    ? `${e.use("present")}(${value}, ${JSON.stringify(node.name)})`
    : value;
}

/** The record of a row, rather than its key. */
function rowOf(e: Emitter, node: ir.RowExpr, at: Place): string {
  if (node.op === "row") return at.row ?? "row";
  if (node.op === "payee") return at.payee ?? "payee";
  const source =
    node.op === "row key"
      ? node.source
      : "type" in node && node.type.kind === "row"
        ? node.type.source
        : "";
  return `this.${indexName(source)}.get(${emit(e, node, at)})`;
}

export function indexName(source: string): string {
  return `${memberName(lowerFirst(source))}ByKey`;
}

function keyed(e: Emitter, node: ir.Keyed, at: Place): string {
  const value = `${keyedRow(e, node, at, "get")}${access(node.field)}`;
  return node.reading?.how === "weighted" ? weighted(e, node, at) : value;
}

/** The key of the row that a keyed read singles out. */
function keyText(e: Emitter, node: ir.Keyed, at: Place): string {
  const parts = e.source(node.source).keys.map((name) => {
    const key = node.keys.find(({ field: known }) => known === name);
    switch (key?.by) {
      case "payee":
        return `${at.payee ?? "payee"}${keyAccess(e, e.plan.people)}`;
      case "period":
        return key.period === e.plan.pays && at.period === "period"
          ? "period.name"
          : `${e.use("containing")}(CALENDAR, ${JSON.stringify(key.period)}, ${at.period ?? "period"}).name`;
      case "value":
        return emit(e, key.value, at);
      case undefined:
        throw new Error(`Attain lost the key ${name}.`);
    }
  });
  return parts.length === 1
    ? (parts[0] ?? "")
    : `\`${parts.map((part) => `\${${part}}`).join(" · ")}\``;
}

function keyedRow(e: Emitter, node: ir.Keyed, at: Place, verb: "get" | "find"): string {
  const key = keyText(e, node, at);
  const index = `this.${indexName(node.source)}`;
  return node.reading?.how === "on"
    ? `${index}.${verb}On(${key}, ${emit(e, node.reading.date, at)})`
    : `${index}.${verb}(${key})`;
}

function weighted(e: Emitter, node: ir.Keyed, at: Place): string {
  const by = node.reading?.how === "weighted" ? node.reading.by : "days";
  const value = `this.${indexName(node.source)}.getOn(${keyText(e, node, at)}, day)${access(node.field)}`;
  return `${e.use("averageOverDays")}(CALENDAR, ${at.period ?? "period"}, ${JSON.stringify(by)}, (day) => ${value})`;
}

/** A value that may be missing, as something or undefined. */
function emitMissing(e: Emitter, node: ir.Expr, at: Place): string {
  if (node.op !== "keyed") return emit(e, node, at);
  return `${keyedRow(e, node, at, "find")}?${access(node.field).startsWith(".") ? "" : "."}${access(node.field)}`;
}

// ── Arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────────

const BARE: ReadonlySet<ir.Unit> = new Set(["ratio", "count", "number"]);

export function unitOf(node: ir.NumberExpr): ir.Unit {
  switch (node.op) {
    case "count":
    case "days between":
    case "working days between":
    case "months between":
      return "count";
    case "field":
    case "keyed":
    case "measure":
    case "parameter":
    case "lookup":
      return node.type.kind === "number" ? node.type.unit : "number";
    case "if":
      return unitOf(node.yes);
    case "otherwise":
      return unitOf(node.fallback);
    case "negate":
    case "round":
      return unitOf(node.of);
    case "greatest":
    case "least":
      return node.of[0] === undefined ? "number" : unitOf(node.of[0]);
    case "largest":
    case "smallest":
      return unitOf(node.value);
    default:
      return node.unit;
  }
}

/** The factor without a unit multiplies the other; a price multiplies what it is the price of. */
function product(e: Emitter, node: ir.Arithmetic, at: Place): string {
  return productOf(
    e,
    emit(e, node.left, at),
    unitOf(node.left),
    emit(e, node.right, at),
    unitOf(node.right),
    node.unit,
  );
}

export function productOf(
  e: Emitter,
  left: string,
  leftUnit: ir.Unit,
  right: string,
  rightUnit: ir.Unit,
  unit: ir.Unit,
): string {
  if (leftUnit === unit && BARE.has(rightUnit)) return `${left}.times(${right})`;
  if (rightUnit === unit && BARE.has(leftUnit)) return `${right}.times(${left})`;
  if (rightUnit === `${unit} per ${leftUnit}`)
    return `${left}.at(${right}, ${JSON.stringify(unit)})`;
  if (leftUnit === `${unit} per ${rightUnit}`)
    return `${right}.at(${left}, ${JSON.stringify(unit)})`;
  // Two bare numbers whose product is neither: a count times a number is a number.
  return `${e.use("Quantity")}.of("1", ${JSON.stringify(unit)}).times(${left}).times(${right})`;
}

function quotient(e: Emitter, node: ir.Divide, at: Place): string {
  const [left, right] = [emit(e, node.left, at), emit(e, node.right, at)];
  const value = quotientOf(left, unitOf(node.left), right, unitOf(node.right), node.unit);
  return node.ifZero === "never"
    ? value
    : `(${right}.isZero() ? ${emit(e, node.ifZero, at)} : ${value})`;
}

function quotientOf(
  left: string,
  leftUnit: ir.Unit,
  right: string,
  rightUnit: ir.Unit,
  unit: ir.Unit,
): string {
  if (leftUnit === rightUnit && unit === "ratio") return `${left}.over(${right})`;
  if (leftUnit === unit) return `${left}.dividedBy(${right})`;
  if (unit === `${leftUnit} per ${rightUnit}`) return `${left}.per(${right})`;
  // An amount over its price: how many there are of what the price is for.
  return `Quantity.of("1", ${JSON.stringify(unit)}).times(${left}.over(Quantity.of("1", ${JSON.stringify(unit)}).at(${right}, ${JSON.stringify(leftUnit)})))`;
}

function extreme(
  e: Emitter,
  node: ir.Extreme<ir.NumberExpr> | ir.Extreme<ir.DateExpr>,
  at: Place,
): string {
  const items = node.of.map((item) => emit(e, item, at)).join(", ");
  const [first] = node.of;
  if (first !== undefined && isDate(first))
    return `${e.use("present")}(${e.use(node.op === "greatest" ? "latestOf" : "earliestOf")}([${items}]), "date")`;
  return `${e.use(node.op)}(${items})`;
}

function isDate(node: ir.Expr): boolean {
  switch (node.op) {
    case "date":
    case "edge":
    case "shift":
      return true;
    case "field":
    case "keyed":
    case "measure":
    case "parameter":
    case "lookup":
      return node.type.kind === "date";
    case "if":
      return isDate(node.yes);
    case "otherwise":
      return isDate(node.fallback);
    case "greatest":
    case "least":
      return node.of[0] !== undefined && isDate(node.of[0]);
    case "largest":
    case "smallest":
      return isDate(node.value);
    default:
      return false;
  }
}

// ── Credits ─────────────────────────────────────────────────────────────────────────────────────────────────────

type AggregateNode = Extract<
  ir.Expr,
  { op: "total" | "count" | "average" | "largest" | "smallest" }
>;

function aggregate(e: Emitter, node: AggregateNode, at: Place): string {
  const inside: Place = { ...at, credit: "credit", row: "credit.row" };
  const credits = emitCredits(e, node.of, at);
  switch (node.op) {
    case "total": {
      if (
        node.of.where === undefined &&
        node.of.window.deals === undefined &&
        node.value.op === "credited"
      ) {
        return `this.${totalName(node.of.credit)}(${at.payee ?? "payee"}, ${emitDays(e, node.of.window, at)})`;
      }
      return `${e.use("sum")}(${credits}.map((credit) => ${emit(e, node.value, inside)}), ${JSON.stringify(node.unit)})`;
    }
    case "count":
      if (node.distinct === undefined) return `${e.use("count")}(${credits}.length)`;
      return `${e.use("count")}(new Set(${credits}.map((credit) => String(${emit(e, node.distinct, inside)}))).size)`;
    case "average": {
      const weight =
        node.weight === undefined ? `${e.use("count")}(1)` : emit(e, node.weight, inside);
      return `${e.use("average")}(${credits}.map((credit) => ({ value: ${emit(e, node.value, inside)}, weight: ${weight} })))`;
    }
    case "largest":
    case "smallest": {
      const dates = isDate(node.value);
      const name =
        node.op === "largest"
          ? dates
            ? "latestOf"
            : "greatestOf"
          : dates
            ? "earliestOf"
            : "leastOf";
      return `${e.use(name)}(${credits}.map((credit) => ${emit(e, node.value, inside)}))`;
    }
  }
}

export function totalName(credit: string): string {
  return memberName(lowerFirst(credit));
}

/** A measure by the name of its method: one that is read for periods other than the pay period says so. */
export function measureName(
  e: Emitter,
  { name, period }: Pick<ir.Named, "name" | "period">,
): string {
  return memberName(period === e.plan.pays ? name : `${name}Each${period}`);
}

function overPeriods(e: Emitter, node: ir.OverPeriods, at: Place): string {
  const period = at.period ?? "period";
  const pays = JSON.stringify(e.plan.pays);
  const kind = JSON.stringify(node.window.period);
  const periods = {
    period: () => `${e.use("periodsIn")}(CALENDAR, ${pays}, ${period})`,
    "to date": () => `${e.use("periodsToDate")}(CALENDAR, ${kind}, ${pays}, ${period})`,
    last: () =>
      `${e.use("periodsIn")}(CALENDAR, ${pays}, ${e.use("lastPeriod")}(CALENDAR, ${kind}, ${period}))`,
  }[node.window.kind]();
  return `${e.use("sum")}(${periods}.map((part) => ${emit(e, node.of, { ...at, period: "part" })}), ${JSON.stringify(node.unit)})`;
}

// ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The table itself: a constant, or what a method gives where its rows aren't the same for everybody. */
export function tableRef(
  e: Emitter,
  table: ir.Table,
  at: Place,
  second: string | undefined,
): string {
  const whole = isConstant(table)
    ? tableConstant(table.name)
    : `this.${tableMethod(table.name)}(${at.payee ?? "payee"}, ${at.period ?? "period"})`;
  if (second === undefined || table.body.kind !== "matrix") return whole;
  const bySteps = table.body.columns.some(({ heading }) => heading.kind === "from");
  return `${e.use(bySteps ? "valueAt" : "caseAt")}(${whole}, ${second})`;
}

export function tableConstant(name: string): string {
  return memberName(name)
    .replace(/[a-z][A-Z]/g, ([a = "", b = ""]) => `${a}_${b}`)
    .toUpperCase();
}

export function tableMethod(name: string): string {
  return memberName(`${lowerFirst(name)}Table`);
}

/** Whether all that a table holds is known before the run. */
export function isConstant(table: ir.Table): boolean {
  return expressionsOf(table.body).every(
    (node) =>
      node.op === "number" || node.op === "text" || node.op === "date" || node.op === "yes or no",
  );
}

function expressionsOf(body: ir.TableBody): readonly ir.Expr[] {
  switch (body.kind) {
    case "steps":
      return [
        ...body.rows.flatMap((row) => [row.from, row.value]),
        ...[body.below, body.to].filter((node) => node !== undefined),
      ];
    case "lines":
      return [
        ...body.points.flatMap((point) => [point.at, point.value]),
        ...[body.below, body.above].filter((node) => node !== undefined && node !== "continues"),
      ];
    case "cases":
      return [
        ...body.rows.map((row) => row.value),
        ...(body.rest === undefined ? [] : [body.rest.value]),
      ];
    case "matrix":
      return body.columns.flatMap((column) => [
        ...(column.heading.kind === "from" ? [column.heading.from] : []),
        ...expressionsOf(column.body),
      ]);
  }
}

function bodyKind(table: ir.Table): "steps" | "lines" | "cases" {
  return table.body.kind === "matrix"
    ? (table.body.columns[0]?.body.kind ?? "steps")
    : table.body.kind;
}

const READERS = { steps: "valueAt", lines: "interpolate", cases: "caseAt" } as const;

function lookup(e: Emitter, node: ir.Lookup, at: Place): string {
  const table = e.table(node.table);
  const [first, second] = node.at.map((axis) => emit(e, axis, at));
  return `${e.use(READERS[bodyKind(table)])}(${tableRef(e, table, at, second)}, ${first})`;
}

function rates(e: Emitter, node: ir.Rates, at: Place): string {
  const reached = ratesAt(e, node, at);
  if (node.before === undefined) return reached;
  const { before, ...rest } = node;
  return `${reached}.minus(${ratesAt(e, { ...rest, ...before }, at)})`;
}

function ratesAt(e: Emitter, node: ir.Rates, at: Place): string {
  const table = e.table(node.table);
  const base = emit(e, node.base, at);
  const second = node.second === undefined ? undefined : emit(e, node.second, at);
  const ref = tableRef(e, table, at, second);
  const paysPart = table.value.kind === "number" && BARE.has(table.value.unit);
  const apply = paysPart ? e.use("ofBase") : `${e.use("perUnit")}(${JSON.stringify(node.unit)})`;
  if (node.place.kind === "interval") {
    const from =
      node.place.from === undefined
        ? `${e.use("Quantity")}.of("0", ${JSON.stringify(unitOf(node.place.to))})`
        : emit(e, node.place.from, at);
    return `${e.use("marginal")}(${base}, ${ref}, { from: ${from}, to: ${emit(e, node.place.to, at)} }, ${apply})`;
  }
  const place = emit(e, node.place.at, at);
  if (typeof table.kind !== "string") {
    return `${e.use("wholeAbove")}(${base}, ${ref}, ${emit(e, table.kind.wholeAbove, at)}, ${place}, ${apply})`;
  }
  const rate = `${e.use(READERS[bodyKind(table)])}(${ref}, ${place})`;
  const rateUnit = table.value.kind === "number" ? table.value.unit : "ratio";
  return productOf(e, base, unitOf(node.base), rate, rateUnit, node.unit);
}

// ── Time ────────────────────────────────────────────────────────────────────────────────────────────────────────

function prorate(e: Emitter, node: ir.Prorate, at: Place): string {
  const value = emit(e, node.of, at);
  const period = at.period ?? "period";
  if (typeof node.by === "object") {
    const table = e.table(node.by.lookup);
    const part = `${e.use("partOfYear")}(CALENDAR, ${JSON.stringify(node.into)}, ${period})`;
    return `${value}.times(${e.use("caseAt")}(${tableRef(e, table, at, undefined)}, ${part}))`;
  }
  const how = `{ from: ${JSON.stringify(node.from)}, into: ${JSON.stringify(node.into)}, by: ${JSON.stringify(node.by)} }`;
  return `${e.use("prorated")}(CALENDAR, ${value}, ${how}, ${period})`;
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

function time(e: Emitter, node: TimeNode, at: Place): string {
  const period = at.period ?? "period";
  switch (node.op) {
    case "edge":
      return `${e.use("containing")}(CALENDAR, ${JSON.stringify(node.period)}, ${period}).${node.edge}`;
    case "shift": {
      const date = emit(e, node.date, at);
      if (node.unit === "Days") return `${e.use("addDays")}(${date}, ${node.by})`;
      if (node.unit === "Weeks") return `${e.use("addDays")}(${date}, ${node.by * 7})`;
      return `${e.use("addMonths")}(${date}, ${node.unit === "Years" ? node.by * 12 : node.by}, ${JSON.stringify(node.monthEnd)})`;
    }
    case "days between":
      return `${e.use("count")}(${e.use("daysBetween")}(${emit(e, node.from, at)}, ${emit(e, node.to, at)}))`;
    case "working days between":
      return `${e.use("count")}(${e.use("workingDays")}(CALENDAR, ${emit(e, node.from, at)}, ${emit(e, node.to, at)}))`;
    case "months between":
      return `${e.use("count")}(${e.use("monthsBetween")}(${emit(e, node.from, at)}, ${emit(e, node.to, at)}))`;
    case "part of year":
      return `${e.use("partOfYear")}(CALENDAR, ${JSON.stringify(node.period)}, ${period})`;
  }
}
