/**
 * The integer form: what is left of expressions when every decimal is an integer at a known scale, every date a number of
 * days and every rounding a division that says how it rounds. Kernels and SQL are printed from it.
 *
 * It is plain data without faults: a divisor is 1 or above, by construction. What is shared is the same object, and a
 * printer may compute it once. Every integer knows its range, so that a printer can tell how wide it must be computed.
 */
import type { RoundingMode } from "@attain/runtime";
import * as range from "./range.ts";
import type { Range } from "./range.ts";

export type Int = { readonly range: Range } & (
  | { readonly op: "constant" }
  /** What a printer knows by name: a column, a total, a local. */
  | { readonly op: "input"; readonly name: string }
  | { readonly op: "add" | "subtract" | "multiply"; readonly left: Int; readonly right: Int }
  | { readonly op: "least" | "greatest"; readonly left: Int; readonly right: Int }
  /** `by` is 1 or above. */
  | { readonly op: "quotient"; readonly of: Int; readonly by: Int; readonly mode: RoundingMode }
  | { readonly op: "choose"; readonly condition: Bool; readonly yes: Int; readonly no: Int }
);

export type Comparison = "<" | "<=" | ">" | ">=" | "=" | "≠";

export type Bool =
  | { readonly op: "yes or no"; readonly value: boolean }
  | { readonly op: "flag"; readonly name: string }
  | { readonly op: "compare"; readonly by: Comparison; readonly left: Int; readonly right: Int }
  | { readonly op: "same"; readonly left: Text; readonly right: Text }
  | { readonly op: "and" | "or"; readonly left: Bool; readonly right: Bool }
  | { readonly op: "not"; readonly of: Bool };

/** Texts, values of enums, keys of rows and names of periods: they are compared, and that is all. */
export type Text =
  | { readonly op: "text"; readonly value: string }
  | { readonly op: "text input"; readonly name: string }
  | {
      readonly op: "choose text";
      readonly condition: Bool;
      readonly yes: Text;
      readonly no: Text;
    };

export const YES: Bool = { op: "yes or no", value: true };
export const NO: Bool = { op: "yes or no", value: false };

export function constant(value: bigint): Int {
  return { op: "constant", range: range.only(value) };
}

export const ZERO: Int = constant(0n);
export const UNIT: Int = constant(1n);

export function input(name: string, of: Range): Int {
  return { op: "input", name, range: of };
}

/** The one value that an integer can have; undefined if there are several. */
export function valueOf({ range: { lo, hi } }: Int): bigint | undefined {
  return lo === hi ? lo : undefined;
}

export function add(left: Int, right: Int): Int {
  if (valueOf(left) === 0n) return right;
  if (valueOf(right) === 0n) return left;
  return folded({ op: "add", left, right, range: range.plus(left.range, right.range) });
}

export function subtract(left: Int, right: Int): Int {
  if (valueOf(right) === 0n) return left;
  if (left === right) return ZERO;
  return folded({ op: "subtract", left, right, range: range.minus(left.range, right.range) });
}

export function multiply(left: Int, right: Int): Int {
  if (valueOf(left) === 1n) return right;
  if (valueOf(right) === 1n) return left;
  return folded({ op: "multiply", left, right, range: range.times(left.range, right.range) });
}

export function least(left: Int, right: Int): Int {
  if (left === right || left.range.hi <= right.range.lo) return left;
  if (right.range.hi <= left.range.lo) return right;
  return { op: "least", left, right, range: range.least(left.range, right.range) };
}

export function greatest(left: Int, right: Int): Int {
  if (left === right || left.range.lo >= right.range.hi) return left;
  if (right.range.lo >= left.range.hi) return right;
  return { op: "greatest", left, right, range: range.greatest(left.range, right.range) };
}

/** `by` is 1 or above wherever this is computed. */
export function quotient(of: Int, by: Int, mode: RoundingMode): Int {
  if (by.range.lo < 1n) throw new Error("Attain divided by what may be zero or below.");
  if (valueOf(by) === 1n || valueOf(of) === 0n) return of;
  return { op: "quotient", of, by, mode, range: range.over(of.range, by.range) };
}

export function choose(condition: Bool, yes: Int, no: Int): Int {
  if (condition.op === "yes or no") return condition.value ? yes : no;
  if (yes === no) return yes;
  const value = valueOf(yes);
  if (value !== undefined && value === valueOf(no)) return yes;
  return { op: "choose", condition, yes, no, range: range.either(yes.range, no.range) };
}

export function chooseText(condition: Bool, yes: Text, no: Text): Text {
  if (condition.op === "yes or no") return condition.value ? yes : no;
  return yes === no ? yes : { op: "choose text", condition, yes, no };
}

/** With its sign, or without. */
export function absolute(of: Int): Int {
  if (of.range.lo >= 0n) return of;
  return greatest(of, subtract(ZERO, of));
}

/** What the ranges decide isn't asked. */
export function compare(by: Comparison, left: Int, right: Int): Bool {
  const decided = decide(by, left, right);
  return decided === undefined
    ? { op: "compare", by, left, right }
    : { op: "yes or no", value: decided };
}

function decide(by: Comparison, left: Int, right: Int): boolean | undefined {
  const [a, b] = [left.range, right.range];
  switch (by) {
    case "<":
      return a.hi < b.lo ? true : left === right || a.lo >= b.hi ? false : undefined;
    case ">=":
      return negated(decide("<", left, right));
    case ">":
      return decide("<", right, left);
    case "<=":
      return negated(decide("<", right, left));
    case "=":
      if (a.hi < b.lo || b.hi < a.lo) return false;
      return left === right || (a.lo === a.hi && b.lo === b.hi) ? true : undefined;
    case "≠":
      return negated(decide("=", left, right));
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

export function same(left: Text, right: Text): Bool {
  if (left.op === "text" && right.op === "text") return left.value === right.value ? YES : NO;
  return left === right ? YES : { op: "same", left, right };
}

export function and(left: Bool, right: Bool): Bool {
  if (left.op === "yes or no") return left.value ? right : NO;
  if (right.op === "yes or no") return right.value ? left : NO;
  return left === right ? left : { op: "and", left, right };
}

export function or(left: Bool, right: Bool): Bool {
  if (left.op === "yes or no") return left.value ? YES : right;
  if (right.op === "yes or no") return right.value ? YES : left;
  return left === right ? left : { op: "or", left, right };
}

export function not(of: Bool): Bool {
  if (of.op === "yes or no") return of.value ? NO : YES;
  return of.op === "not" ? of.of : { op: "not", of };
}

/** An integer with one possible value is that value. */
function folded(node: Int): Int {
  return node.range.lo === node.range.hi ? constant(node.range.lo) : node;
}
