/** Totals, counts and averages, and amounts prorated, from the checked tree to the representation. */
import type { PeriodKind } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { isByCount } from "../check/expressions/aggregates.ts";
import type * as ir from "../ir/ir.ts";
import type { Collection, Expression } from "../syntax/ast/expression.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, meaningAt, originAt, periodAt, typeAt, unitAt } from "./context.ts";
import { type Node, lower, lowerNumber, unexpected } from "./expressions.ts";
import { lowerDate, lowerWindow } from "./time.ts";

export function lowerAggregate(c: Context, node: Node<"Aggregate">): ir.NumberExpr | ir.DateExpr {
  const { of, inside } = gathered(c, node.of);
  const origin = originAt(c, node.span);
  if (node.how === "count") return { op: "count", of, origin };
  const value = known(node.value, "what an aggregate takes");
  const unit = unitAt(inside, value);
  switch (node.how) {
    case "distinct":
      return { op: "count", of, distinct: lower(inside, value), origin };
    case "total":
      return { op: "total", of, value: lowerNumber(inside, value), unit, origin };
    case "average": {
      const weight =
        node.weight === undefined || isByCount(node.weight)
          ? undefined
          : lowerNumber(inside, node.weight);
      return {
        op: "average",
        of,
        value: lowerNumber(inside, value),
        unit,
        origin,
        ...(weight === undefined ? {} : { weight }),
      };
    }
    case "largest":
    case "smallest":
      return typeAt(inside, value).kind === "date"
        ? { op: node.how, of, value: lowerDate(inside, value), origin }
        : { op: node.how, of, value: lowerNumber(inside, value), origin };
  }
}

/** The total of what a collection's credits give. */
export function totalOf(c: Context, node: Expression, collection: Collection): ir.Total {
  const unit = unitAt(c, node);
  const origin = originAt(c, node.span);
  return {
    op: "total",
    of: gathered(c, collection).of,
    value: { op: "credited", unit, origin },
    unit,
    origin,
  };
}

/** What a collection runs over, and where what is taken of each of them stands. */
function gathered(
  c: Context,
  node: Collection,
): { readonly of: ir.Gathered; readonly inside: Context } {
  const meaning = meaningAt(c, node);
  const { row: _row, credit: _credit, ...around } = c;
  switch (meaning?.kind) {
    case "credit": {
      const inside = { ...c, row: meaning.credit.source.name, credit: meaning.credit };
      return { of: creditsOf(c, node, inside), inside };
    }
    case "people": {
      const of = { kind: "people", people: meaning.source.name, ...filter(around, node) } as const;
      return { of, inside: around };
    }
    case "rows": {
      const { source, keys } = meaning;
      const inside = { ...around, row: source.name };
      const of = { kind: "rows", source: source.name, keys, ...filter(inside, node) } as const;
      return { of, inside };
    }
    default:
      throw unexpected(node);
  }
}

function filter(inside: Context, { where }: Collection): { readonly where?: ir.Condition } {
  return where === undefined ? {} : { where: lowerCondition(inside, where) };
}

function creditsOf(c: Context, node: Collection, inside: Context): ir.Credits {
  const window =
    node.window === undefined
      ? ({ kind: "period", period: periodAt(c) } as const)
      : lowerWindow(c, node.window);
  const credit = node.credit.text;
  return {
    kind: "credits",
    credit,
    ...filter(inside, node),
    window: retotaled(c, credit, window),
  };
}

/** The people of a collection, and where what is taken of each of them stands. */
export function lowerPeople(
  c: Context,
  node: Collection,
): { readonly of: ir.People; readonly inside: Context } {
  const { of, inside } = gathered(c, node);
  if (of.kind !== "people") throw unexpected(node);
  return { of, inside };
}

export function lowerRank(c: Context, node: Node<"Rank">): ir.Rank {
  const { of, inside } = lowerPeople(c, node.of);
  const value = lowerNumber(inside, node.value);
  return { op: "rank", of, value, first: node.first, origin: originAt(c, node.span) };
}

/** The window of a credit's total, as the axis of a table that is applied wants it. */
export function retotaled(c: Context, credit: string, window: ir.Window): ir.Window {
  // A period that is over lies before all that is paid now, and before the deal at hand.
  if (c.retotal?.credit !== credit || window.kind === "last") return window;
  const { earlier, deals, window: told = window } = c.retotal;
  return {
    ...told,
    ...(earlier === undefined || told.kind !== "to date" ? {} : { earlier }),
    ...(deals === undefined ? {} : { deals }),
  };
}

export function lowerProrated(c: Context, node: Node<"Prorated">): ir.Prorate {
  const type = typeAt(c, node.of);
  const into = node.into.text === "Segment" ? periodAt(c) : (node.into.text as PeriodKind);
  const window = type.kind === "number" ? type.window : undefined;
  const from = window?.kind === "each" ? window.period : into;
  const name = node.by.kind === "named" ? node.by.name.text : node.by.kind;
  const by =
    name === "days" || name === "working days" || name === "months" ? name : { lookup: name };
  return {
    op: "prorate",
    of: lowerNumber(c, node.of),
    from,
    into,
    by,
    unit: unitAt(c, node),
    origin: originAt(c, node.span),
  };
}
