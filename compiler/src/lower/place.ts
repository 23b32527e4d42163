/**
 * Tables in expressions, and where on a table's axis a base lies.
 *
 * A table along a year to date pays what the year to date earns less what it had earned before: the base lies
 * from the axis without this period to the axis with it. In a component for each credit it lies from the axis
 * before this credit to the axis with it. Both are the same axis with the totals of one credit read otherwise,
 * so measures in it are seen through to those totals.
 */
import type { PeriodKind } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { Env } from "../check/checker.ts";
import { type Identity, identity } from "../check/identity.ts";
import type { TableInfo } from "../check/tables.ts";
import { valueType } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import {
  type Context,
  type Retotal,
  meaningAt,
  originAt,
  periodAt,
  typeAt,
  unitAt,
} from "./context.ts";
import { lower, lowerNumber, unexpected } from "./expressions.ts";
import { named } from "./names.ts";
import { payUnit, roundingIn } from "./paid-in.ts";

type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export function lowerApply(c: Context, node: Node<"Apply">): ir.Rates {
  const table = tableAt(c, node);
  const again = againOf(c, table);
  const base = lowerNumber(again === undefined ? c : { ...c, retotal: again }, node.base);
  const [first, second] = table.axes;
  const secondAt = secondOf(c, node, table, second);
  return {
    op: "rates",
    table: table.name,
    base,
    place: placeOf(c, node, table, known(first, "the axis of a table"), base),
    ...(secondAt === undefined ? {} : { second: secondAt }),
    ...(again === undefined ? {} : { before: beforeOf(c, node, table, again) }),
    unit: unitAt(c, node),
    origin: originAt(c, node.span),
  };
}

function secondOf(
  c: Context,
  node: Node<"Apply">,
  table: TableInfo,
  second: TableInfo["axes"][number] | undefined,
): ir.Expr | undefined {
  if (second?.by === "value") return lower(axisContext(c, table), second.expression);
  return second?.type.kind === "period" ? partOfYear(c, node, second.type.period) : undefined;
}

function partOfYear(c: Context, node: Expression, period: PeriodKind): ir.Expr {
  return { op: "part of year", period, origin: originAt(c, node.span) };
}

/** For a table that pays the year to date again: that year to date, as the totals of its credit. */
function againOf(
  c: Context,
  table: TableInfo,
): (Retotal & { readonly window: ir.Window }) | undefined {
  const { toDate, declaration } = table;
  const [axis] = table.axes;
  if (declaration.earlier !== "again" || toDate === undefined || axis?.by !== "value")
    return undefined;
  const { creditKey } = identity(envOf(c), axis.expression, table.file);
  return creditKey === undefined
    ? undefined
    : { credit: creditKey, window: { kind: "to date", period: toDate } };
}

/** The same without the period at hand. */
function beforeOf(
  c: Context,
  node: Node<"Apply">,
  table: TableInfo,
  again: Retotal & { readonly window: ir.Window },
): NonNullable<ir.Rates["before"]> {
  const retotal: Retotal = { ...again, earlier: true };
  const [axis] = table.axes;
  if (axis?.by !== "value") throw unexpected(node);
  const at = lowerNumber({ ...axisContext(c, table), retotal }, axis.expression);
  return {
    base: lowerNumber({ ...c, retotal }, node.base),
    place: table.kind === "marginal" ? { kind: "interval", to: at } : { kind: "point", at },
    period: again.window.period,
  };
}

/** A lookup by its name, or read at the values in brackets. */
export function lowerLookup(c: Context, node: Node<"Reference" | "Call">): ir.Lookup {
  const table = tableAt(c, node);
  const args = node.kind === "Call" ? node.args : [];
  const at = table.axes.map<ir.Expr>((axis, i) => {
    const argument = args[i];
    if (argument !== undefined) return lower(c, argument);
    if (axis.by === "value") return lower(axisContext(c, table), axis.expression);
    if (axis.type.kind !== "period") throw unexpected(node);
    return partOfYear(c, node, axis.type.period);
  });
  const { name } = table;
  return {
    op: "lookup",
    table: name,
    at,
    type: valueType(typeAt(c, node)),
    origin: originAt(c, node.span),
  };
}

function tableAt(c: Context, node: Expression): TableInfo {
  const meaning = meaningAt(c, node);
  if (meaning?.kind !== "lookup") throw unexpected(node);
  return meaning.table;
}

/** Axes are read where the table is used, with the notes that were taken of the table. */
function axisContext(c: Context, table: TableInfo): Context {
  return { ...c, notes: table.notes, file: table.file };
}

function placeOf(
  c: Context,
  node: Node<"Apply">,
  table: TableInfo,
  axis: TableInfo["axes"][number],
  base: ir.NumberExpr,
): ir.Place {
  const marginal = table.kind === "marginal";
  if (axis.by === "type" && axis.type.kind === "period")
    return { kind: "point", at: partOfYear(c, node, axis.type.period) };
  if (axis.by === "paid") return { kind: "paid", from: paidSoFar(c, table, axis) };
  if (axis.by === "type")
    return marginal ? { kind: "interval", to: base } : { kind: "point", at: base };
  const inside = axisContext(c, table);
  const axisValue = axis.expression;
  if (!marginal) {
    const credit = axis.each === undefined ? undefined : c.credit?.name;
    const read =
      credit === undefined
        ? inside
        : {
            ...inside,
            retotal: { credit, deals: axis.each === "before" ? "before" : "through" } as const,
          };
    return { kind: "point", at: lower(read, axisValue) };
  }
  const start = againOf(c, table) === undefined ? startOf(c, node, table, axisValue) : undefined;
  if (start === undefined) return { kind: "interval", to: lowerNumber(inside, axisValue) };
  const from = lowerNumber({ ...inside, retotal: start }, axisValue);
  const end: Context =
    start.deals === undefined ? inside : { ...inside, retotal: { ...start, deals: "through" } };
  return { kind: "interval", from, to: lowerNumber(end, axisValue) };
}

/** What the component has paid before: in the earlier periods of a window, and for the credits before the one at hand. */
function paidSoFar(
  c: Context,
  table: TableInfo,
  { expression, toDate: period }: Extract<TableInfo["axes"][number], { by: "paid" }>,
): ir.PaidSoFar {
  const plan = known(c.plan, "the plan");
  const [unit, each] = [payUnit(plan), plan.pays];
  const origin = originAt({ file: table.file }, expression.span);
  const name = known(c.component, "the component at hand");
  const of: ir.Pay = { op: "pay", name, unit, origin };
  if (period === undefined) return { op: "paid so far", unit, origin };
  const window = { kind: "to date", period, earlier: true } as const;
  const earlier: ir.OverPeriods = { op: "over periods", of, each, window, unit, origin };
  return { op: "paid so far", earlier, unit, origin };
}

/** How the totals of the axis are read where the base starts; undefined where it starts at zero. */
function startOf(
  c: Context,
  node: Node<"Apply">,
  table: TableInfo,
  axis: Expression,
): Retotal | undefined {
  const env = envOf(c);
  const along = identity(env, axis, table.file);
  const { creditKey, totalled } = along;
  if (totalled === undefined && creditKey === undefined) return undefined;
  const base = identity(env, node.base, c.file);
  if (creditKey !== undefined && c.credit?.name === creditKey && base.creditKey === creditKey)
    return { credit: creditKey, deals: "before" };
  const isItself = factorsOf(node.base).some((factor) =>
    isAxis(identity(env, factor, c.file), along),
  );
  if (isItself || table.toDate === undefined || totalled === undefined) return undefined;
  return { credit: totalled, earlier: true };
}

function isAxis(base: Identity, along: Identity): boolean {
  return base.key === along.key || base.key === along.numeratorKey;
}

function factorsOf(node: Expression): Expression[] {
  const isProduct = node.kind === "Binary" && (node.operator === "x" || node.operator === "of");
  return isProduct ? [...factorsOf(node.left), ...factorsOf(node.right)] : [node];
}

/** A measure in an axis whose totals are read otherwise: what it means, instead of its name. */
export function lowerSeenThrough(c: Context, node: Expression, name: string): ir.Expr {
  const plan = known(c.plan, "the plan");
  const symbol = plan.symbols.get(name);
  const notes = plan.notes.get(periodAt(c));
  if (symbol?.kind !== "measure" || notes === undefined)
    return named(c, node, "measure", name, originAt(c, node.span));
  const inside: Context = { ...c, notes, file: symbol.at.file };
  const of = lower(inside, symbol.declaration.value);
  const { rounding } = symbol.declaration;
  if (rounding === undefined) return of;
  return {
    op: "round",
    of: of as ir.NumberExpr,
    rounding: roundingIn(plan, rounding, unitAt(inside, symbol.declaration.value)),
    origin: originAt(inside, rounding.span),
  };
}

/** Enough of an environment to tell amounts apart. */
function envOf(
  c: Context,
): Pick<Env, "row" | "credit"> & { readonly checker: Pick<Env["checker"], "symbols"> } {
  const plan = known(c.plan, "the plan");
  return {
    checker: { symbols: plan.symbols },
    ...(c.credit === undefined ? {} : { credit: c.credit, row: c.credit.source }),
  };
}
