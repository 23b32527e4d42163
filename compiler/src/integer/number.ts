/**
 * Exact numbers in the integer form: an integer at a scale, over another integer where something was divided. A quotient
 * stays a pair until it is compared, which multiplies it out, or rounded.
 */
import type { RoundingMode } from "@attain/runtime";
import { cancelled } from "./cancel.ts";
import * as form from "./form.ts";
import type { Bool, Comparison, Int } from "./form.ts";

/** `digits / (divisor × 10^scale)`. */
export interface Num {
  readonly digits: Int;
  readonly scale: number;
  /** 1 or above; 1 if there is none. */
  readonly divisor?: Int;
}

/** The number that decimal text writes, at the smallest scale that holds it. */
export function parse(text: string): Num {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const kept = fraction.replace(/0+$/, "");
  const digits = BigInt(whole + kept);
  const value = form.constant(text.startsWith("-") ? -digits : digits);
  return { digits: value, scale: kept.length };
}

export const ZERO: Num = { digits: form.ZERO, scale: 0 };
export const ONE: Num = { digits: form.UNIT, scale: 0 };

export function integer(digits: Int): Num {
  return { digits, scale: 0 };
}

export function plus(a: Num, b: Num): Num {
  return together(a, b, form.add);
}

export function minus(a: Num, b: Num): Num {
  return together(a, b, form.subtract);
}

export function negated(a: Num): Num {
  return { ...a, digits: form.subtract(form.ZERO, a.digits) };
}

export function times(a: Num, b: Num): Num {
  return tidy(
    form.multiply(a.digits, b.digits),
    a.scale + b.scale,
    form.multiply(divisorOf(a), divisorOf(b)),
  );
}

/** `b` is not zero wherever this is asked for; what comes of it elsewhere is any number. */
export function over(a: Num, b: Num): Num {
  const [digits, by] = cancelled(form.multiply(a.digits, divisorOf(b)), b.digits);
  const isNegative = form.compare("<", by, form.ZERO);
  const size = form.absolute(by);
  const safe = size.range.lo >= 1n ? size : form.greatest(size, form.UNIT);
  const signed = form.choose(isNegative, form.subtract(form.ZERO, digits), digits);
  const scale = a.scale - b.scale;
  return tidy(
    scale < 0 ? form.multiply(signed, power(-scale)) : signed,
    Math.max(scale, 0),
    form.multiply(divisorOf(a), safe),
  );
}

export function least(a: Num, b: Num): Num {
  if (sharesDivisor(a, b)) return overOne(a, b, form.least);
  return choose(compare("<=", a, b), a, b);
}

export function greatest(a: Num, b: Num): Num {
  if (sharesDivisor(a, b)) return overOne(a, b, form.greatest);
  return choose(compare(">=", a, b), a, b);
}

export function choose(condition: Bool, yes: Num, no: Num): Num {
  if (condition.op === "yes or no") return condition.value ? yes : no;
  if (sharesDivisor(yes, no)) return overOne(yes, no, (a, b) => form.choose(condition, a, b));
  const scale = Math.max(yes.scale, no.scale);
  return tidy(
    form.choose(condition, rescaled(yes, scale), rescaled(no, scale)),
    scale,
    form.choose(condition, divisorOf(yes), divisorOf(no)),
  );
}

/** Multiplied out: nothing is divided. */
export function compare(by: Comparison, a: Num, b: Num): Bool {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [rescaled(a, scale), rescaled(b, scale)];
  if (haveSameDivisor(a, b)) return form.compare(by, left, right);
  return form.compare(by, form.multiply(left, divisorOf(b)), form.multiply(right, divisorOf(a)));
}

/** The multiple of `increment`, decimal text above zero, that this rounds to. */
export function rounded(a: Num, mode: RoundingMode, increment: string): Num {
  const { digits: step, scale } = parse(increment);
  const up = scale > a.scale ? form.multiply(a.digits, power(scale - a.scale)) : a.digits;
  const down = scale < a.scale ? power(a.scale - scale) : form.UNIT;
  const by = form.multiply(form.multiply(divisorOf(a), down), step);
  return { digits: form.multiply(form.quotient(up, by, mode), step), scale };
}

/** Its digits at a scale that is no smaller than its own. */
export function rescaled({ digits, scale }: Num, to: number): Int {
  return form.multiply(digits, power(to - scale));
}

function isWhole({ divisor }: Num): boolean {
  return divisor === undefined;
}

function divisorOf({ divisor = form.UNIT }: Num): Int {
  return divisor;
}

function power(exponent: number): Int {
  return form.constant(10n ** BigInt(exponent));
}

function together(a: Num, b: Num, op: (left: Int, right: Int) => Int): Num {
  if (sharesDivisor(a, b)) return overOne(a, b, op);
  const scale = Math.max(a.scale, b.scale);
  const left = form.multiply(rescaled(a, scale), divisorOf(b));
  const right = form.multiply(rescaled(b, scale), divisorOf(a));
  return tidy(op(left, right), scale, form.multiply(divisorOf(a), divisorOf(b)));
}

/** Whether both can be told over the divisor of one of them. */
function sharesDivisor(a: Num, b: Num): boolean {
  return isWhole(a) || isWhole(b) || haveSameDivisor(a, b);
}

/** Of two numbers that can be told over one divisor. */
function overOne(a: Num, b: Num, op: (left: Int, right: Int) => Int): Num {
  const scale = Math.max(a.scale, b.scale);
  const divisor = divisorOf(isWhole(a) ? b : a);
  const [left, right] = [a, b].map((one) => {
    const digits = rescaled(one, scale);
    return isWhole(one) ? form.multiply(digits, divisor) : digits;
  }) as [Int, Int];
  return tidy(op(left, right), scale, divisor);
}

function haveSameDivisor(a: Num, b: Num): boolean {
  if (a.divisor === b.divisor) return true;
  const value = form.valueOf(divisorOf(a));
  return value !== undefined && value === form.valueOf(divisorOf(b));
}

/** A divisor has no factor in common with the digits. */
function tidy(all: Int, scale: number, by: Int): Num {
  if (form.valueOf(by) === 1n) return { digits: all, scale };
  if (form.valueOf(all) === 0n) return ZERO;
  const [digits, divisor] = cancelled(all, by);
  return form.valueOf(divisor) === 1n ? { digits, scale } : { digits, scale, divisor };
}
