/** What is certain about the size of a value, whatever the data. */
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import type { Letter } from "./letters.ts";

type Range = Pick<Letter, "low" | "high">;

const FROM_ZERO: Range = { low: { value: Rational.ZERO, open: false } };

/** What a field of a source promises. */
export function rangeOfField(
  { sources }: ir.Program,
  { source, field }: { readonly source: string; readonly field: string },
): Range {
  const limits =
    sources.find(({ name }) => name === source)?.fields.find(({ name }) => name === field)
      ?.limits ?? [];
  const one = (closed: string, open: string): Letter["low"] => {
    const limit = limits.find(({ bound }) => bound === closed || bound === open);
    return limit && { value: Rational.parse(limit.value), open: limit.bound === open };
  };
  const [low, high] = [one("at least", "above"), one("at most", "below")];
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

export interface Known {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
}

/** `from zero` where a value is never negative; nothing where it isn't known. */
export function rangeOf(known: Known, node: ir.Expr): Range {
  return isNotNegative(known, node, 0) ? FROM_ZERO : {};
}

/** How many definitions deep a sign is looked for. */
const DEEPEST = 20;

export function isNotNegative(known: Known, node: ir.Expr, depth: number): boolean {
  if (depth > DEEPEST) return false;
  const is = (part: ir.Expr): boolean => isNotNegative(known, part, depth + 1);
  switch (node.op) {
    case "number":
      return !node.value.startsWith("-");
    case "count":
    case "rank":
    case "unserved":
    case "part above":
      return true;
    case "field":
      return isFieldNotNegative(known, node.source, node.name);
    case "keyed":
      return isFieldNotNegative(known, node.source, node.field);
    case "total":
    case "average":
    case "largest":
    case "smallest":
      return is(valueGathered(known, node.of, node.value));
    case "add":
    case "multiply":
    case "part up to":
    case "divide":
      return is(node.left) && is(node.right) && (node.op !== "divide" || isIfZero(node, is));
    case "greatest":
      return node.of.some(is);
    case "least":
      return node.of.every(is);
    default:
      return isRestNotNegative(known, node, is);
  }
}

function isRestNotNegative(
  { plan }: Known,
  node: ir.Expr,
  is: (part: ir.Expr) => boolean,
): boolean {
  switch (node.op) {
    case "round":
    case "prorate":
    case "exchange":
      return is(node.of);
    case "if":
      return is(node.yes) && is(node.no);
    case "otherwise":
      return is(node.value) && is(node.fallback);
    case "measure":
      return plan.measures
        .filter(({ name, period }) => name === node.name && period === node.period)
        .every(({ value, exceptions }) => is(value) && exceptions.every((one) => is(one.value)));
    case "parameter":
      return plan.parameters
        .filter(({ name }) => name === node.name)
        .every(({ value, changes }) => is(value) && changes.every((one) => is(one.value)));
    default:
      return false;
  }
}

function isIfZero({ ifZero }: ir.Divide, is: (part: ir.Expr) => boolean): boolean {
  return ifZero === "never" || is(ifZero);
}

/** What is added up: for `credited` what the rows of the credit are worth. */
export function valueGathered({ plan }: Known, of: ir.Gathered, value: ir.Expr): ir.Expr {
  if (value.op !== "credited" || of.kind !== "credits") return value;
  return plan.credits.find(({ name }) => name === of.credit)?.worth ?? value;
}

function isFieldNotNegative({ program }: Known, source: string, field: string): boolean {
  const { low } = rangeOfField(program, { source, field });
  return low !== undefined && !low.value.isNegative();
}
