/** Expressions of time, from the checked tree to the representation. */
import type { PeriodKind } from "@attain/runtime";
import { known } from "../base/assert.ts";
import type { Meaning } from "../check/checker.ts";
import { TO_DATE } from "../check/periods.ts";
import { valueType } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression, Window } from "../syntax/ast/expression.ts";
import { lowerAggregate, retotaled } from "./aggregates.ts";
import { type Context, meaningAt, originAt, periodAt, typeAt, unitAt } from "./context.ts";
import { conditional, plainDate, unexpected } from "./expressions.ts";
import { lowerName } from "./names.ts";
import { lowerLookup, lowerSeenThrough } from "./place.ts";

type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export function lowerWindow(c: Context, node: Window): ir.Window {
  if (node.kind === "last") return { kind: "last", period: node.period.text as PeriodKind };
  const period = TO_DATE[node.period];
  return period === periodAt(c) ? { kind: "period", period } : { kind: "to date", period };
}

/** `Bookings year to date`: a credit over other days, or a measure or a component added up over other periods. */
export function lowerWindowed(c: Context, node: Node<"Windowed">): ir.NumberExpr {
  const meaning = meaningAt(c, node.of);
  const window = lowerWindow(c, node.window);
  const unit = unitAt(c, node);
  const origin = originAt(c, node.span);
  if (meaning?.kind === "credit") {
    const credit = meaning.credit.name;
    return {
      op: "total",
      of: { kind: "credits", credit, window: retotaled(c, credit, window) },
      value: { op: "credited", unit, origin },
      unit,
      origin,
    };
  }
  return windowedTotal(c, node, meaning, window) ?? overPeriods(c, node, meaning, window);
}

function overPeriods(
  c: Context,
  node: Node<"Windowed">,
  meaning: Meaning | undefined,
  window: ir.Window,
): ir.OverPeriods {
  const each =
    meaning?.kind === "measure"
      ? periodAt(c)
      : (meaning?.kind === "other pay" ? meaning.plan : known(c.plan, "the plan")).pays;
  const of = lowerName({ ...withoutRetotal(c), period: each }, node.of);
  if (of.op !== "measure" && of.op !== "pay" && of.op !== "kept") throw unexpected(node);
  const isEarlier = c.retotal?.earlier === true && c.retotal.window !== undefined;
  const earlier = isEarlier && window.kind === "to date" ? { earlier: true as const } : {};
  return {
    op: "over periods",
    of,
    each,
    window: { ...window, ...earlier },
    unit: unitAt(c, node),
    origin: originAt(c, node.span),
  };
}

/** In the axis of a table that is applied, the window of a measure that totals its credits is a window of these. */
function windowedTotal(
  c: Context,
  node: Node<"Windowed">,
  meaning: Meaning | undefined,
  window: ir.Window,
): ir.Total | undefined {
  if (c.retotal === undefined || meaning?.kind !== "measure") return undefined;
  const of = lowerSeenThrough(c, node.of, meaning.name);
  if (of.op !== "total" || of.of.kind !== "credits" || of.of.credit !== c.retotal.credit)
    return undefined;
  const { credit } = of.of;
  return { ...of, of: { ...of.of, window: retotaled(c, credit, window) } };
}

function withoutRetotal(c: Context): Context {
  const { retotal: _, ...rest } = c;
  return rest;
}

/** A value that is different on different days, read on one of them or averaged. */
export function readingOf(c: Context, node: Node<"ReadAt" | "Weighted">): ir.Keyed | ir.Named {
  const of = lowerName(c, node.of);
  const reading: ir.Reading =
    node.kind === "ReadAt"
      ? { how: "on", date: lowerDate(c, node.at) }
      : { how: "weighted", by: node.by.kind === "working days" ? "working days" : "days" };
  const origin = originAt(c, node.span);
  const type = valueType(typeAt(c, node));
  if (of.op === "keyed" || of.op === "parameter") return { ...of, type, reading, origin };
  throw unexpected(node);
}

export function lowerDate(c: Context, node: Expression): ir.DateExpr {
  const origin = originAt(c, node.span);
  switch (node.kind) {
    case "DateLiteral":
      return { op: "date", value: plainDate(node.value), origin };
    case "Reference":
    case "Access":
      return lowerName(c, node) as ir.DateExpr;
    case "Call":
      return lowerLookup(c, node);
    case "ReadAt":
      return readingOf(c, node);
    case "Edge":
      return {
        op: "edge",
        edge: node.edge,
        period: (node.period?.text as PeriodKind | undefined) ?? periodAt(c),
        origin,
      };
    case "Shift":
      return lowerShift(c, node, origin);
    case "Aggregate":
      return lowerAggregate(c, node) as ir.DateExpr;
    case "Conditional":
      return { ...conditional(c, node), yes: lowerDate(c, node.yes), no: lowerDate(c, node.no) };
    case "Otherwise":
      return {
        op: "otherwise",
        value: lowerDate(c, node.value),
        fallback: lowerDate(c, node.fallback),
        origin,
      };
    case "Extreme":
      return { op: node.which, of: node.of.map((item) => lowerDate(c, item)), origin };
    default:
      throw unexpected(node);
  }
}

function lowerShift(c: Context, node: Node<"Shift">, origin: ir.Origin): ir.DateExpr {
  const type = typeAt(c, node.by);
  if (node.by.kind !== "NumberLiteral" || type.kind !== "duration") throw unexpected(node);
  const by = Number(node.by.value) * (node.direction === "before" ? -1 : 1);
  return {
    op: "shift",
    date: lowerDate(c, node.date),
    by,
    unit: type.unit,
    monthEnd: node.monthEnd ?? "clamp",
    origin,
  };
}
