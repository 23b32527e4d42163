/** Rates and lookups where they are read, as TypeScript. */
import type * as ir from "../ir/ir.ts";
import { BARE, productOf, unitOf } from "./arithmetic.ts";
import type { Emitter, Place } from "./emitter.ts";
import { emit } from "./expressions.ts";

/** The table itself: a constant, or what a method gives where its rows aren't the same for everybody. */
export function tableRef(
  e: Emitter,
  table: ir.Table,
  at: Place,
  second: string | undefined,
): string {
  const whole = isConstant(table)
    ? e.names.constant(table.name)
    : `this.${e.names.table(table)}(${at.payee ?? "payee"}, ${at.period ?? "period"})`;
  if (second === undefined || table.body.kind !== "matrix") return whole;
  const bySteps = table.body.columns.some(({ heading }) => heading.kind === "from");
  return `${e.use(bySteps ? "valueAt" : "caseAt")}(${whole}, ${second})`;
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

/** The value of a table at a place on its first axis. */
export function read(e: Emitter, table: ir.Table, ref: string, place: string): string {
  const kind = bodyKind(table);
  const value = `${e.use(READERS[kind])}(${ref}, ${place})`;
  return isConstant(table) || kind === "lines" ? value : `${value}()`;
}

export function lookup(e: Emitter, node: ir.Lookup, at: Place): string {
  const table = e.table(node.table, at.kind);
  const [first, second] = node.at.map((axis) => emit(e, axis, at));
  return read(e, table, tableRef(e, table, at, second), first ?? "");
}

export function rates(e: Emitter, node: ir.Rates, at: Place): string {
  const reached = ratesAt(e, node, at);
  if (node.before === undefined) return reached;
  const { before, ...rest } = node;
  const { period, ...earlier } = before;
  const isFirst = `${e.use("isFirstOf")}(CALENDAR, ${JSON.stringify(period)}, ${at.period ?? "period"})`;
  const nothing = `${e.use("Quantity")}.of("0", ${JSON.stringify(node.unit)})`;
  return `${reached}.minus(${isFirst} ? ${nothing} : ${ratesAt(e, { ...rest, ...earlier }, at)})`;
}

function ratesAt(e: Emitter, node: ir.Rates, at: Place): string {
  const table = e.table(node.table, at.kind);
  const base = emit(e, node.base, at);
  const second = node.second === undefined ? undefined : emit(e, node.second, at);
  const ref = tableRef(e, table, at, second);
  const paysPart = table.value.kind === "number" && BARE.has(table.value.unit);
  const apply = (): string => {
    const how = paysPart ? e.use("ofBase") : `${e.use("perUnit")}(${JSON.stringify(node.unit)})`;
    return isConstant(table) ? how : `(part, rate) => ${how}(part, rate())`;
  };
  if (node.place.kind === "interval") {
    const from =
      node.place.from === undefined
        ? `${e.use("Quantity")}.of("0", ${JSON.stringify(unitOf(node.place.to))})`
        : emit(e, node.place.from, at);
    return `${e.use("marginal")}(${base}, ${ref}, { from: ${from}, to: ${emit(e, node.place.to, at)} }, ${apply()})`;
  }
  if (node.place.kind === "paid")
    return `${e.use("alongPaid")}(${base}, ${ref}, ${emit(e, node.place.from, at)}, ${apply()})`;
  const place = emit(e, node.place.at, at);
  if (typeof table.kind !== "string") {
    return `${e.use("wholeAbove")}(${base}, ${ref}, ${emit(e, table.kind.wholeAbove, at)}, ${place}, ${apply()})`;
  }
  const rate = read(e, table, ref, place);
  const rateUnit = table.value.kind === "number" ? table.value.unit : "ratio";
  return productOf(e, base, unitOf(node.base), rate, rateUnit, node.unit);
}

/** What the component has paid in earlier periods, and for the credits before the one at hand. */
export function paidSoFar(e: Emitter, { earlier, unit }: ir.PaidSoFar, at: Place): string {
  const before = earlier === undefined ? undefined : emit(e, earlier, at);
  if (at.credit === undefined)
    return before ?? `${e.use("Quantity")}.of("0", ${JSON.stringify(unit)})`;
  return before === undefined ? "paid" : `paid.plus(${before})`;
}
