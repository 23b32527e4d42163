/** Names and fields, from the checked tree to the representation. */
import { known } from "../base/assert.ts";
import type { KeyReading, Meaning } from "../check/checker.ts";
import { periodOfComponent } from "../check/components.ts";
import { isCoarser } from "../check/periods.ts";
import type { FieldInfo, SourceInfo, TerritoryField } from "../check/sources.ts";
import { bare, irUnit, valueType } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { retotaled } from "./aggregates.ts";
import { type Context, meaningAt, originAt, periodAt, typeAt, unitAt } from "./context.ts";
import { conditional, lower, unexpected } from "./expressions.ts";
import { payUnit } from "./paid-in.ts";
import { lowerLookup, lowerSeenThrough } from "./place.ts";
import { mentions } from "../syntax/walk.ts";
import { readingOf } from "./time.ts";

/** What a name, or a field after a point, is read from. */
export function lowerName(c: Context, node: Expression): ir.Expr {
  const meaning = meaningAt(c, node);
  const origin = originAt(c, node.span);
  switch (meaning?.kind) {
    case "field": {
      // `Deals.id` beside a row of Deals is a field of that row.
      const isBare =
        node.kind !== "Access" ||
        (node.of.kind === "Reference" && meaningAt(c, node.of) === undefined);
      const at = isBare ? rowAtHand(c, meaning.source, origin) : lowerRow(c, node.of);
      return field(meaning.source, meaning.field, at, meaning.sure, origin);
    }
    case "payee field": {
      const at: ir.RowExpr = { op: "payee", source: meaning.source.name, origin };
      const read = field(meaning.source, meaning.field, at, meaning.sure, origin);
      return read.op === "field" ? inOwnCurrency(c, node, read) : read;
    }
    case "payee":
    case "reader":
      return { op: meaning.kind, source: known(c.plan, "the plan").people.name, origin };
    case "credited":
      return { op: "credited", unit: unitAt(c, node), origin };
    case "credit":
      return creditTotal(c, node, meaning.credit.name, origin);
    case "measure":
      return c.retotal !== undefined && reaches(c, meaning.name, c.retotal.credit)
        ? lowerSeenThrough(c, node, meaning.name)
        : named(c, node, "measure", meaning.name, origin);
    case "parameter":
      return named(c, node, "parameter", meaning.name, origin);
    case "component":
      return pay(c, node, meaning.name, origin);
    case "other pay":
      return otherPay(c, node, meaning, origin);
    case "account":
      return { op: "kept", name: meaning.name, fact: meaning.fact, unit: unitAt(c, node), origin };
    case "lookup":
      return lowerLookup(c, node as Extract<Expression, { kind: "Reference" }>);
    case "member":
      return { op: "text", value: meaning.name, origin };
    case "keyed":
      return keyed(c, node, meaning.source, meaning.field, meaning.keys, origin);
    case "people":
    case "rows":
    case "exchange":
    case "clawback":
    case "team":
    case undefined:
      throw unexpected(node);
  }
}

/** What a component pays in the period at hand: in a longer one than the pay period, all that is paid in it. */
function pay(
  c: Context,
  node: Expression,
  name: string,
  origin: ir.Origin,
): ir.Pay | ir.OverPeriods {
  const unit = unitAt(c, node);
  const of: ir.Pay = { op: "pay", name, unit, origin };
  const { pays, symbols } = known(c.plan, "the plan");
  const period = periodAt(c);
  const symbol = symbols.get(name);
  const own = symbol?.kind === "component" ? periodOfComponent(symbol.declaration, pays) : pays;
  return isCoarser(period, pays) && period !== own
    ? { op: "over periods", of, each: pays, window: { kind: "period", period }, unit, origin }
    : of;
}

/** What another plan pays in the period at hand: all of its pay periods, where that one is longer. */
function otherPay(
  c: Context,
  node: Expression,
  { plan: other, name }: Extract<Meaning, { kind: "other pay" }>,
  origin: ir.Origin,
): ir.Pay | ir.OverPeriods {
  const unit = unitAt(c, node);
  const of: ir.Pay = { op: "pay", plan: other.declaration.name.text, name, unit, origin };
  const period = periodAt(c);
  return isCoarser(period, other.pays)
    ? { op: "over periods", of, each: other.pays, window: { kind: "period", period }, unit, origin }
    : of;
}

/** Whether a measure is made with a credit's total, or with an amount to date. */
function reaches(c: Context, name: string, credit: string, seen: Set<string> = new Set()): boolean {
  const symbol = c.plan?.symbols.get(name);
  if (symbol?.kind !== "measure" || seen.has(name)) return false;
  seen.add(name);
  return mentions(symbol.declaration.value, (node) => {
    if (node.kind === "Windowed") return node.window.kind === "to date";
    if (node.kind === "Collection") return node.credit.text === credit;
    if (node.kind === "Aggregate") return node.of.credit.text === credit;
    if (node.kind !== "Reference") return false;
    return node.name.text === credit || reaches(c, node.name.text, credit, seen);
  });
}

function rowAtHand(c: Context, source: SourceInfo, origin: ir.Origin): ir.RowExpr {
  return { op: "row", source: c.row ?? source.name, origin };
}

function field(
  source: SourceInfo,
  info: FieldInfo | TerritoryField,
  at: ir.RowExpr,
  sure: boolean,
  origin: ir.Origin,
): ir.Field | ir.InTerritory {
  const { name, optional } = info;
  if ("territories" in info) {
    const type = valueType(info.type);
    return { op: "territory", at, source: source.name, territories: name, type, origin };
  }
  return {
    op: "field",
    at,
    source: source.name,
    name,
    type: valueType(info.type),
    optional,
    sure,
    origin,
  };
}

/** Money of the payee's own, in a plan that pays everybody in their own currency, has the unit of what it pays. */
function inOwnCurrency(c: Context, node: Expression, read: ir.Field): ir.Field {
  const type = typeAt(c, node);
  const unit = c.plan === undefined ? undefined : payUnit(c.plan);
  const of = bare(type);
  const isOwn = of.kind === "number" && of.unit.kind === "foreign" && irUnit(of.unit) === unit;
  return isOwn ? { ...read, type: valueType(type) } : read;
}

function creditTotal(c: Context, node: Expression, credit: string, origin: ir.Origin): ir.Total {
  const unit = unitAt(c, node);
  const window = retotaled(c, credit, { kind: "period", period: periodAt(c) });
  return {
    op: "total",
    of: { kind: "credits", credit, window },
    value: { op: "credited", unit, origin },
    unit,
    origin,
  };
}

export function named(
  c: Context,
  node: Expression,
  op: ir.Named["op"],
  name: string,
  origin: ir.Origin,
): ir.Named {
  const period = c.period ?? "Day";
  return { op, name, period, type: valueType(typeAt(c, node)), origin };
}

function keyed(
  c: Context,
  node: Expression,
  source: SourceInfo,
  info: FieldInfo,
  keys: readonly KeyReading[],
  origin: ir.Origin,
): ir.Keyed {
  const type = valueType(typeAt(c, node));
  const readings = keys.map<ir.Key>((key) =>
    key.by === "value" ? { ...key, value: lower(c, key.value) } : key,
  );
  return {
    op: "keyed",
    source: source.name,
    keys: readings,
    field: info.name,
    type,
    optional: info.optional,
    origin,
  };
}

/** A row: at hand, referred to, of the payee, or by its key. */
export function lowerRow(c: Context, node: Expression): ir.RowExpr {
  const origin = originAt(c, node.span);
  switch (node.kind) {
    case "Reference":
    case "Access":
      return lowerName(c, node) as ir.RowExpr;
    case "TextLiteral": {
      const type = typeAt(c, node);
      if (type.kind !== "row") throw unexpected(node);
      return { op: "row key", source: type.source, key: node.value, origin };
    }
    case "Conditional":
      return { ...conditional(c, node), yes: lowerRow(c, node.yes), no: lowerRow(c, node.no) };
    case "Otherwise":
      return {
        op: "otherwise",
        value: lowerRow(c, node.value),
        fallback: lowerRow(c, node.fallback),
        origin,
      };
    case "ReadAt":
      return readingOf(c, node);
    default:
      throw unexpected(node);
  }
}
