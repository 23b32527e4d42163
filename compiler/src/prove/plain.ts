/** Expressions that a test can give every value of. */
import { walk } from "../ir/reads.ts";
import type * as ir from "../ir/ir.ts";

const PLAIN: ReadonlySet<string> = new Set([
  "number",
  "text",
  "date",
  "yes or no",
  "payee",
  "keyed",
  "measure",
  "parameter",
  "pay",
  "add",
  "subtract",
  "multiply",
  "divide",
  "negate",
  "part above",
  "part up to",
  "greatest",
  "least",
  "if",
  "otherwise",
  "lookup",
  "rates",
  "compare",
  "compare dates",
  "same",
  "and",
  "or",
  "not",
  "edge",
  "period",
  "part of year",
]);

/** Whether a test could give what this is made of, so that it needn't be given itself. */
export function isPlain(node: ir.Expr): boolean {
  let plain = true;
  walk(node, (part) => {
    const { op } = part;
    if (typeof op !== "string" || PLAIN.has(op)) return;
    if (op === "field") plain &&= (part["at"] as ir.RowExpr).op === "payee";
    else if (op === "total") plain &&= isGiven(part as unknown as ir.Total);
    else if (op !== "credited") plain = false;
  });
  return plain;
}

/** Whether a total is what a test can set: all credits of a window, as they are. */
export function isGiven({ of, value }: ir.Total): boolean {
  return (
    of.kind === "credits" &&
    of.where === undefined &&
    of.window.deals === undefined &&
    of.window.kind !== "last" &&
    value.op === "credited"
  );
}

const KEYS = new WeakMap<object, string>();

/** An expression as text, wherever it stands. */
export function keyOf(node: ir.Expr): string {
  const known = KEYS.get(node);
  if (known !== undefined) return known;
  const key = JSON.stringify(node, (name, value: unknown) =>
    name === "origin" ? undefined : value,
  );
  KEYS.set(node, key);
  return key;
}
