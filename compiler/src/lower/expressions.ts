/** Expressions, from the checked tree to the representation. */
import { type PlainDate, parseDate } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { isByCount } from "../check/expressions/aggregates.ts";
import { hundredth } from "../check/literals.ts";
import type { Type } from "../check/types.ts";
import type * as ir from "../ir/ir.ts";
import type { Collection, Expression } from "../syntax/ast/expression.ts";
import { type Context, meaningAt, originAt, periodAt, typeAt, unitAt } from "./context.ts";
import { lowerName, lowerRow } from "./names.ts";
import { lowerApply, lowerLookup } from "./place.ts";
import { lowerDate, lowerWindow, lowerWindowed, readingOf } from "./time.ts";

type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

/** An expression of any type. */
export function lower(c: Context, node: Expression): ir.Expr {
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

export function lowerNumber(c: Context, node: Expression): ir.NumberExpr {
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
    case "Collection":
      return totalOf(c, node, node);
    case "Windowed":
      return lowerWindowed(c, node);
    case "ReadAt":
    case "Weighted":
      return readingOf(c, node) as ir.NumberExpr;
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
  if (meaningAt(c, node) !== undefined) return lowerLookup(c, node) as ir.NumberExpr;
  const op =
    `${node.name.text.replace(/_between$/, "").replace("_", " ")} between` as ir.Between["op"];
  return {
    op,
    from: lowerDate(c, known(from, "a date")),
    to: lowerDate(c, known(to, "a date")),
    origin,
  };
}

export function lowerAggregate(c: Context, node: Node<"Aggregate">): ir.NumberExpr | ir.DateExpr {
  const of = creditsOf(c, node.of);
  const inside = insideCredit(c, node.of);
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
    of: creditsOf(c, collection),
    value: { op: "credited", unit, origin },
    unit,
    origin,
  };
}

function creditsOf(c: Context, node: Collection): ir.Credits {
  const window =
    node.window === undefined
      ? ({ kind: "period", period: periodAt(c) } as const)
      : lowerWindow(c, node.window);
  const where =
    node.where === undefined ? {} : { where: lowerCondition(insideCredit(c, node), node.where) };
  return { credit: node.credit.text, ...where, window: retotaled(c, node.credit.text, window) };
}

/** The window of a credit's total, as the axis of a table that is applied wants it. */
export function retotaled(c: Context, credit: string, window: ir.Window): ir.Window {
  if (c.retotal?.credit !== credit) return window;
  const { earlier, deals, window: told = window } = c.retotal;
  return {
    ...told,
    ...(earlier === undefined || told.kind !== "to date" ? {} : { earlier }),
    ...(deals === undefined ? {} : { deals }),
  };
}

function insideCredit(c: Context, node: Collection): Context {
  const meaning = meaningAt(c, node);
  if (meaning?.kind !== "credit") throw unexpected(node);
  return { ...c, row: meaning.credit.source.name, credit: meaning.credit };
}

function lowerProrated(c: Context, node: Node<"Prorated">): ir.Prorate {
  const type = typeAt(c, node.of);
  const into = node.into.text as ir.Prorate["into"];
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

/** The head of an `if`, to which the branches are added. */
export function conditional(
  c: Context,
  node: Node<"Conditional">,
): Pick<ir.Conditional<unknown>, "op" | "condition" | "origin"> {
  return { op: "if", condition: lowerCondition(c, node.condition), origin: originAt(c, node.span) };
}

export function lowerCondition(c: Context, node: Expression): ir.Condition {
  const origin = originAt(c, node.span);
  switch (node.kind) {
    case "YesNoLiteral":
      return { op: "yes or no", value: node.value, origin };
    case "Reference":
    case "Access":
    case "Call":
      return (node.kind === "Call" ? lowerLookup(c, node) : lowerName(c, node)) as ir.Condition;
    case "ReadAt":
      return readingOf(c, node) as ir.Condition;
    case "Not":
      return { op: "not", of: lowerCondition(c, node.of), origin };
    case "Presence":
      return { op: "present", of: presenceOf(c, node.of), negated: node.negated, origin };
    case "Membership": {
      const left = lower(c, node.of);
      const tests = node.among.map<ir.Condition>((item) => equal(c, node, left, item, origin));
      const any = tests.reduce((a, b) => ({ op: "or", left: a, right: b, origin }));
      return node.negated ? { op: "not", of: any, origin } : any;
    }
    case "Conditional":
      return {
        ...conditional(c, node),
        yes: lowerCondition(c, node.yes),
        no: lowerCondition(c, node.no),
      };
    case "Otherwise":
      return {
        op: "otherwise",
        value: lowerCondition(c, node.value),
        fallback: lowerCondition(c, node.fallback),
        origin,
      };
    case "Binary":
      return lowerBinaryCondition(c, node, origin);
    default:
      throw unexpected(node);
  }
}

function presenceOf(c: Context, node: Expression): ir.Field | ir.Keyed {
  const of =
    node.kind === "ReadAt" || node.kind === "Weighted" ? readingOf(c, node) : lowerName(c, node);
  if (of.op === "field" || of.op === "keyed") return of;
  throw unexpected(node);
}

function equal(
  c: Context,
  node: Node<"Membership">,
  left: ir.Expr,
  item: Expression,
  origin: ir.Origin,
): ir.Condition {
  const type = typeAt(c, node.of);
  return type.kind === "number"
    ? { op: "compare", by: "=", left: left as ir.NumberExpr, right: lowerNumber(c, item), origin }
    : { op: "same", left, right: lower(c, item), negated: false, origin };
}

function lowerBinaryCondition(c: Context, node: Node<"Binary">, origin: ir.Origin): ir.Condition {
  const { operator } = node;
  if (operator === "and" || operator === "or") {
    return {
      op: operator,
      left: lowerCondition(c, node.left),
      right: lowerCondition(c, node.right),
      origin,
    };
  }
  const kind = kindOf(typeAt(c, node.left));
  if (operator === "is" || operator === "is not") {
    const negated = operator === "is not";
    if (kind !== "number")
      return {
        op: "same",
        left: lower(c, node.left),
        right: lower(c, node.right),
        negated,
        origin,
      };
    return {
      op: "compare",
      by: negated ? "≠" : "=",
      left: lowerNumber(c, node.left),
      right: lowerNumber(c, node.right),
      origin,
    };
  }
  if (operator !== "<" && operator !== "<=" && operator !== ">" && operator !== ">=")
    throw unexpected(node);
  return kind === "date"
    ? {
        op: "compare dates",
        by: operator,
        left: lowerDate(c, node.left),
        right: lowerDate(c, node.right),
        origin,
      }
    : {
        op: "compare",
        by: operator,
        left: lowerNumber(c, node.left),
        right: lowerNumber(c, node.right),
        origin,
      };
}

function kindOf(type: Type): Type["kind"] {
  return type.kind === "points" ? "number" : type.kind;
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
      return lowerLookup(c, node) as ir.TextExpr;
    case "ReadAt":
      return readingOf(c, node) as ir.TextExpr;
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
