/** Which kind of value an expression has, where its place alone doesn't tell. */
import { known } from "../base/assert.ts";
import type * as ir from "./ir.ts";

export function isDate(node: ir.Expr): boolean {
  switch (node.op) {
    case "date":
    case "edge":
    case "shift":
      return true;
    case "field":
    case "territory":
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
      return isDate(known(node.of[0], "a value"));
    case "largest":
    case "smallest":
      return isDate(node.value);
    default:
      return false;
  }
}
