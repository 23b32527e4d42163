/** The algebra of units and windows: what adding, multiplying, dividing and comparing give, or why they give nothing. */
import {
  isBare,
  type NumberType,
  numberOf,
  RATIO,
  sameUnit,
  sameWindow,
  type Sign,
  type Unit,
  type Window,
} from "./types.ts";

/** Why two numbers don't go together. */
export type Refusal =
  | "different currencies"
  | "different units"
  | "different windows"
  | "money times money"
  | "money and percent";

export type Result = NumberType | Refusal;

/** `a + b`, `a - b`, and the greater or lesser of them. */
export function added(a: NumberType, b: NumberType): Result {
  const refusal = mismatch(a, b);
  if (refusal !== undefined) return refusal;
  const window = a.window ?? b.window;
  if (a.window !== undefined && b.window !== undefined && !sameWindow(a.window, b.window))
    return "different windows";
  return withWindow(
    numberOf(a.unit, { sign: sumSign(a.sign, b.sign), ...gridOfBoth(a, b) }),
    window,
  );
}

/** `a x b`. */
export function multiplied(a: NumberType, b: NumberType): Result {
  const unit = productUnit(a.unit, b.unit);
  if (typeof unit === "string") return unit;
  const window = productWindow(a.window, b.window);
  if (window === "different windows") return window;
  const whole =
    a.unit.kind === "count" || b.unit.kind === "count"
      ? gridOfBoth({ ...a, ...onCents(a) }, { ...b, ...onCents(b) })
      : {};
  return withWindow(numberOf(unit, { sign: productSign(a.sign, b.sign), ...whole }), window);
}

/** `a / b`. The caller has dealt with a divisor of zero. */
export function divided(a: NumberType, b: NumberType): Result {
  const unit = quotientUnit(a.unit, b.unit);
  if (typeof unit === "string") return unit;
  const window = quotientWindow(a.window, b.window);
  if (window === "different windows") return window;
  return withWindow(numberOf(unit, { sign: productSign(a.sign, b.sign) }), window);
}

/** Whether `a < b` and the like make sense; if not, why. */
export function compared(a: NumberType, b: NumberType): Refusal | undefined {
  const refusal = mismatch(a, b);
  if (refusal !== undefined) return refusal;
  const [left, right] = [a.window, b.window];
  if (left === undefined || right === undefined || sameWindow(left, right)) return undefined;
  if (
    left.kind === "deal" ||
    right.kind === "deal" ||
    isProgress(left, right) ||
    isProgress(right, left)
  )
    return undefined;
  return "different windows";
}

export function withWindow(type: NumberType, window: Window | undefined): NumberType {
  const { window: _, ...rest } = type;
  return window === undefined ? rest : { ...rest, window };
}

/** Both are whole cents, so their sum is; it is rounded if either came out of rounding. */
export function gridOfBoth(a: NumberType, b: NumberType): { readonly grid?: "cents" | "rounded" } {
  if (a.grid === undefined || b.grid === undefined) return {};
  return { grid: a.grid === "rounded" || b.grid === "rounded" ? "rounded" : "cents" };
}

function onCents({ unit, grid }: NumberType): { readonly grid?: "cents" | "rounded" } {
  if (unit.kind === "count") return { grid: "cents" };
  return grid === undefined ? {} : { grid };
}

function mismatch(a: NumberType, b: NumberType): Refusal | undefined {
  if (sameUnit(a.unit, b.unit)) return undefined;
  if (isMoney(a.unit) && isMoney(b.unit)) return "different currencies";
  const [money, other] = a.unit.kind === "money" ? [a, b] : [b, a];
  return money.unit.kind === "money" && other.unit.kind === "ratio"
    ? "money and percent"
    : "different units";
}

function isMoney({ kind }: Unit): boolean {
  return kind === "money" || kind === "foreign";
}

/** Of what may come out as nothing although all of it is above zero. */
export function maybeZero(sign: Sign): Sign {
  return sign === "positive" ? "not negative" : sign;
}

/** An amount to date beside the amount of the whole: progress. */
function isProgress(part: Window, whole: Window): boolean {
  return part.kind === "to date" && whole.kind === "each" && part.period === whole.period;
}

function productUnit(a: Unit, b: Unit): Unit | Refusal {
  if (isBare(a) && isBare(b)) return bareProduct(a, b);
  if (isBare(a)) return b;
  if (isBare(b)) return a;
  if (b.kind === "rate" && b.per === perName(a)) return b.of;
  if (a.kind === "rate" && a.per === perName(b)) return a.of;
  return a.kind === "money" && b.kind === "money" ? "money times money" : "different units";
}

/** What a price is per: a unit, or another currency. */
function perName(unit: Unit): string | undefined {
  if (unit.kind === "quantity") return unit.name;
  return unit.kind === "money" ? unit.currency : undefined;
}

function bareProduct(a: Unit, b: Unit): Unit {
  if (a.kind === "ratio" || b.kind === "ratio") return RATIO;
  return a.kind === "count" && b.kind === "count" ? a : { kind: "number" };
}

function quotientUnit(a: Unit, b: Unit): Unit | Refusal {
  if (sameUnit(a, b)) return a.kind === "number" ? a : RATIO;
  if (isBare(b)) return isBare(a) ? bareProduct(a, b) : a;
  if (b.kind === "quantity" && a.kind !== "rate" && !isBare(a))
    return { kind: "rate", of: a, per: b.name };
  if (b.kind === "rate" && sameUnit(a, b.of))
    return a.kind === "money" && /^[A-Z]{3}$/.test(b.per)
      ? { kind: "money", currency: b.per }
      : { kind: "quantity", name: b.per };
  return a.kind === "money" && b.kind === "money" ? "different currencies" : "different units";
}

function productWindow(
  a: Window | undefined,
  b: Window | undefined,
): Window | "different windows" | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.kind === "deal") return a;
  if (b.kind === "deal") return b;
  return sameWindow(a, b) ? a : "different windows";
}

function quotientWindow(
  a: Window | undefined,
  b: Window | undefined,
): Window | "different windows" | undefined {
  if (a?.kind === "deal" || b?.kind === "deal") return { kind: "deal" };
  if (b === undefined) return a;
  if (a === undefined) return undefined;
  return sameWindow(a, b) || isProgress(a, b) ? undefined : "different windows";
}

function sumSign(a: Sign, b: Sign): Sign {
  if (a === "any" || b === "any") return "any";
  return a === "positive" || b === "positive" ? "positive" : "not negative";
}

/** What is known of a product, and of a value that is one of two. */
export function productSign(a: Sign, b: Sign): Sign {
  if (a === "any" || b === "any") return "any";
  return a === "positive" && b === "positive" ? "positive" : "not negative";
}
