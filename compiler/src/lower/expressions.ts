/** Expressions, from the checked tree to the representation. */
import { type PlainDate, parseDate } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { hundredth } from "../check/literals.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { lowerExchanged } from "./exchange.ts";
import { lowerAggregate, lowerProrated, lowerRank, totalOf } from "./aggregates.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, meaningAt, originAt, typeAt, unitAt } from "./context.ts";
import { lowerName, lowerRow } from "./names.ts";
import { lowerApply, lowerLookup } from "./place.ts";
import { lowerDate, lowerWindowed, readingOf } from "./time.ts";

export type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

/** What stands in place of an expression: a KPI made of what it is given, a formula at another level. */
function inPlaceOf(c: Context, node: Expression): Expression {
  const formula = c.notes.expansions.get(node);
  return formula === undefined ? node : inPlaceOf(c, formula);
}

/** An expression of any type. */
export function lower(c: Context, written: Expression): ir.Expr {
  const node = inPlaceOf(c, written);
  const type = typeAt(c, node);
  const of = type.kind === "optional" || type.kind === "timeline" ? type.of : type;
  switch ((of.kind === "optional" ? of.of : of).kind) {
    case "number":
    case "points":
      return lowerNumber(c, node);
    case "date":
      return lowerDate(c, node);
    case "row":
      return lowerRow(c, node);
    case "yes or no":
      return lowerCondition(c, node);
    case "period":
      return lowerPeriod(c, node);
    default:
      return lowerText(c, node);
  }
}

export function lowerNumber(c: Context, written: Expression): ir.NumberExpr {
  const node = inPlaceOf(c, written);
  const origin = originAt(c, node.span);
  switch (node.kind) {
    case "NumberLiteral":
      return { op: "number", value: node.value, unit: unitAt(c, node), origin };
    case "PercentLiteral":
    case "PointsLiteral":
      return { op: "number", value: hundredth(node.value), unit: "ratio", origin };
    case "Reference":
    case "Access":
      return lowerName(c, node) as ir.NumberExpr;
    case "Call":
      return lowerCall(c, node);
    case "Apply":
      return lowerApply(c, node);
    case "Aggregate":
      return lowerAggregate(c, node) as ir.NumberExpr;
    case "Rank":
      return lowerRank(c, node);
    case "Portion":
    case "Prize":
    case "Released":
    case "TakenBack":
      throw unexpected(node);
    case "Collection":
      return totalOf(c, node, node);
    case "Windowed":
      return lowerWindowed(c, node);
    case "Exchanged":
      return lowerExchanged(c, node);
    case "ReadAt":
    case "Weighted":
      return readingOf(c, node);
    case "Prorated":
      return lowerProrated(c, node);
    case "Binary":
      return lowerArithmetic(c, node);
    case "Negate":
      return { op: "negate", of: lowerNumber(c, node.of), origin };
    case "Conditional":
      return {
        ...conditional(c, node),
        yes: lowerNumber(c, node.yes),
        no: lowerNumber(c, node.no),
      };
    case "Otherwise":
      return lowerOtherwise(c, node);
    case "Extreme":
      return { op: node.which, of: node.of.map((item) => lowerNumber(c, item)), origin };
    default:
      throw unexpected(node);
  }
}

const OPERATIONS = {
  "+": "add",
  "-": "subtract",
  x: "multiply",
  of: "multiply",
  above: "part above",
  "up to": "part up to",
} as const;

function lowerArithmetic(c: Context, node: Node<"Binary">): ir.NumberExpr {
  const left = lowerNumber(c, node.left);
  const right = lowerNumber(c, node.right);
  const unit = unitAt(c, node);
  const origin = originAt(c, node.span);
  if (node.operator === "/") return { op: "divide", left, right, ifZero: "never", unit, origin };
  const op = OPERATIONS[node.operator as keyof typeof OPERATIONS];
  return { op, left, right, unit, origin };
}

/** A quotient takes what holds if its divisor is zero into itself. */
function lowerOtherwise(c: Context, node: Node<"Otherwise">): ir.NumberExpr {
  const value = lowerNumber(c, node.value);
  const fallback = lowerNumber(c, node.fallback);
  if (value.op === "divide" && typeAt(c, node.value).kind === "optional")
    return { ...value, ifZero: fallback };
  return { op: "otherwise", value, fallback, origin: originAt(c, node.span) };
}

function lowerCall(c: Context, node: Node<"Call">): ir.NumberExpr {
  const [from, to] = node.args;
  const origin = originAt(c, node.span);
  if (meaningAt(c, node) !== undefined) return lowerLookup(c, node);
  const op =
    `${node.name.text.replace(/_between$/, "").replace("_", " ")} between` as ir.Between["op"];
  return {
    op,
    from: lowerDate(c, known(from, "a date")),
    to: lowerDate(c, known(to, "a date")),
    origin,
  };
}

/** The head of an `if`, to which the branches are added. */
export function conditional(
  c: Context,
  node: Node<"Conditional">,
): Pick<ir.Conditional<unknown>, "op" | "condition" | "origin"> {
  return { op: "if", condition: lowerCondition(c, node.condition), origin: originAt(c, node.span) };
}

function lowerText(c: Context, node: Expression): ir.TextExpr {
  const origin = originAt(c, node.span);
  switch (node.kind) {
    case "TextLiteral":
      return { op: "text", value: node.value, origin };
    case "Reference":
    case "Access":
      return lowerName(c, node) as ir.TextExpr;
    case "Call":
      return lowerLookup(c, node);
    case "ReadAt":
      return readingOf(c, node);
    case "Conditional":
      return { ...conditional(c, node), yes: lowerText(c, node.yes), no: lowerText(c, node.no) };
    case "Otherwise":
      return {
        op: "otherwise",
        value: lowerText(c, node.value),
        fallback: lowerText(c, node.fallback),
        origin,
      };
    default:
      throw unexpected(node);
  }
}

function lowerPeriod(c: Context, node: Expression): ir.PeriodExpr {
  const origin = originAt(c, node.span);
  switch (node.kind) {
    case "PeriodLiteral": {
      const type = typeAt(c, node);
      return {
        op: "period",
        name: node.name,
        period: type.kind === "period" ? type.period : "Year",
        origin,
      };
    }
    case "Reference":
    case "Access":
      return lowerName(c, node) as ir.PeriodExpr;
    case "Call":
      return lowerLookup(c, node);
    case "ReadAt":
      return readingOf(c, node);
    case "Conditional":
      return {
        ...conditional(c, node),
        yes: lowerPeriod(c, node.yes),
        no: lowerPeriod(c, node.no),
      };
    case "Otherwise":
      return {
        op: "otherwise",
        value: lowerPeriod(c, node.value),
        fallback: lowerPeriod(c, node.fallback),
        origin,
      };
    default:
      throw unexpected(node);
  }
}

/** A literal date. */
export function plainDate(text: string): PlainDate {
  return known(parseDate(text), `the date ${text}`);
}

export function unexpected(node: Expression): Error {
  return new Error(`Attain has no lowering for ${node.kind} here.`);
}
