/** The type of what an expression gives. */
import type * as ir from "../ir/ir.ts";

export function typeOf(node: ir.Expr): ir.ValueType {
  if ("type" in node) return node.type;
  if ("unit" in node && node.op !== "shift") return { kind: "number", unit: node.unit };
  switch (node.op) {
    case "if":
      return typeOf(node.yes);
    case "otherwise":
    case "largest":
    case "smallest":
      return typeOf(node.value);
    case "negate":
    case "round":
      return typeOf(node.of);
    case "greatest":
    case "least":
      return node.of[0] === undefined ? TEXT : typeOf(node.of[0]);
    case "count":
    case "rank":
    case "days between":
    case "working days between":
    case "months between":
      return COUNT;
    case "date":
    case "edge":
    case "shift":
      return { kind: "date" };
    case "period":
      return { kind: "period", period: node.period };
    case "text":
    case "part of year":
      return TEXT;
    case "row":
    case "payee":
    case "reader":
    case "row key":
      return { kind: "row", source: node.source };
    default:
      return { kind: "yes or no" };
  }
}

const TEXT: ir.ValueType = { kind: "text" };
const COUNT: ir.ValueType = { kind: "number", unit: "count" };

/** The unit of a number. */
export function unitOf(node: ir.NumberExpr): ir.Unit {
  const type = typeOf(node);
  return type.kind === "number" ? type.unit : "number";
}
