/** Conditions, from the checked tree to the representation. */
import type { Type } from "../check/types.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { type Context, originAt, typeAt } from "./context.ts";
import { type Node, lower, lowerNumber, unexpected, conditional } from "./expressions.ts";
import { lowerName } from "./names.ts";
import { lowerLookup } from "./place.ts";
import { lowerDate, readingOf } from "./time.ts";

export function lowerCondition(c: Context, node: Expression): ir.Condition {
  const origin = originAt(c, node.span);
  switch (node.kind) {
    case "RolledUp":
      return { op: "rolled up", origin: originAt(c, node.span) };
    case "YesNoLiteral":
      return { op: "yes or no", value: node.value, origin };
    case "Reference":
    case "Access":
    case "Call":
      return (node.kind === "Call" ? lowerLookup(c, node) : lowerName(c, node)) as ir.Condition;
    case "ReadAt":
      return readingOf(c, node);
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
