/** Types: what a value is, of which unit, over which window of time, and what is known of its size. */
import type { PeriodKind } from "@attain/runtime";
import type { Location } from "../text/source-file.ts";

/** What a number counts. */
export type Unit =
  | { readonly kind: "ratio" }
  | { readonly kind: "count" }
  /** A bare decimal, such as 1.5: it may multiply and divide, and nothing else. */
  | { readonly kind: "number" }
  | { readonly kind: "money"; readonly currency: string }
  /** Money of the currency that a field of the same row names; `currency` is the path to it. */
  | { readonly kind: "foreign"; readonly currency: string }
  /** Something that a `unit` line declares. */
  | { readonly kind: "quantity"; readonly name: string }
  | { readonly kind: "rate"; readonly of: Unit; readonly per: string };

/** The span of time that an amount belongs to: a period, or one up to now. Amounts of different windows don't mix. */
export type Window =
  | { readonly kind: "each"; readonly period: PeriodKind }
  | { readonly kind: "to date"; readonly period: PeriodKind }
  /** Of one row, or one credit. */
  | { readonly kind: "deal" };

/** What is known of a number before any data is seen. */
export type Sign = "positive" | "not negative" | "any";

export interface NumberType {
  readonly kind: "number";
  readonly unit: Unit;
  /** None for amounts of no particular time: literals, prices, rates. */
  readonly window?: Window;
  readonly sign: Sign;
  /** `cents`: certain to be a whole number of the smallest units of its currency. `rounded`: made so by rounding. */
  readonly grid?: "cents" | "rounded";
}

export interface EnumType {
  readonly kind: "enum";
  readonly name?: string;
  readonly members: readonly string[];
}

export type Type =
  | NumberType
  | EnumType
  /** A difference of ratios, in percentage points. */
  | { readonly kind: "points" }
  | { readonly kind: "yes or no" }
  | { readonly kind: "text" }
  | { readonly kind: "date" }
  /** So many days, weeks, months or years. */
  | { readonly kind: "duration"; readonly unit: DurationUnit }
  | { readonly kind: "period"; readonly period: PeriodKind }
  /** A row of a source. */
  | { readonly kind: "row"; readonly source: string }
  | { readonly kind: "optional"; readonly of: Type; readonly because: Because }
  /** Different on different days: it has no operators until it is read on one of them, or averaged over several. */
  | { readonly kind: "timeline"; readonly of: Type }
  /** What could not be typed. It absorbs: nothing is reported on top of it. */
  | { readonly kind: "unknown" };

/** Why a value may be missing. */
export type Because =
  | { readonly kind: "field"; readonly name: string; readonly at: Location }
  /** `unit`: how nothing of the quotient is written. */
  | { readonly kind: "zero divisor"; readonly unit?: string }
  | { readonly kind: "no rows"; readonly how: string };

export const DURATIONS = ["Days", "Weeks", "Months", "Years"] as const;
type DurationUnit = (typeof DURATIONS)[number];

export const RATIO: Unit = { kind: "ratio" };
export const COUNT: Unit = { kind: "count" };
export const UNKNOWN: Type = { kind: "unknown" };
export const YES_NO: Type = { kind: "yes or no" };
export const TEXT: Type = { kind: "text" };
export const DATE: Type = { kind: "date" };

export function numberOf(
  unit: Unit,
  facts: Partial<Omit<NumberType, "kind" | "unit">> = {},
): NumberType {
  return { kind: "number", unit, sign: "any", ...facts };
}

/** `currency`: a code, or `payee.column` in a plan that pays everybody in the currency that a column names. */
export function money(currency: string): Unit {
  return columnOfPayee(currency) === undefined
    ? { kind: "money", currency }
    : { kind: "foreign", currency };
}

/** The column of the people that names the currency they are paid in; undefined for a code. */
export function columnOfPayee(currency: string): string | undefined {
  return currency.startsWith(PAYEE) ? currency.slice(PAYEE.length) : undefined;
}

/** The currency that a column of the payee names, as a plan knows it. */
export function currencyOfPayee(column: string): string {
  return PAYEE + column;
}

const PAYEE = "payee.";

/** Without a unit: a ratio, a count or a bare number. */
export function isBare(unit: Unit): boolean {
  return unit.kind === "ratio" || unit.kind === "count" || unit.kind === "number";
}

/** How nothing of a unit is written: `0%`, `0`, `0 USD`. */
export function nothingOf(unit: Unit): string {
  if (unit.kind === "ratio") return "0%";
  return isBare(unit) ? "0" : `0 ${unitName(unit)}`;
}

export function sameUnit(a: Unit, b: Unit): boolean {
  return unitName(a) === unitName(b);
}

export function sameWindow(a: Window | undefined, b: Window | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && windowName(a) === windowName(b));
}

/** How people name a unit: `USD`, `Ratio`, `seat`, `USD per seat`. */
export function unitName(unit: Unit): string {
  switch (unit.kind) {
    case "ratio":
      return "Ratio";
    case "count":
      return "Count";
    case "number":
      return "Number";
    case "money":
      return unit.currency;
    case "foreign":
      return `Money in ${unit.currency}`;
    case "quantity":
      return unit.name;
    case "rate":
      return `${unitName(unit.of)} per ${unit.per}`;
  }
}

export function windowName(window: Window): string {
  switch (window.kind) {
    case "each":
      return `per ${window.period}`;
    case "to date":
      return `${window.period.toLowerCase()} to date`;
    case "deal":
      return "of one deal";
  }
}

function unitWords(unit: Unit): string {
  switch (unit.kind) {
    case "ratio":
      return "a percentage";
    case "count":
      return "a count";
    case "number":
      return "a plain number";
    default:
      return unitName(unit);
  }
}

/** How people speak of a value of the type. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "number":
      return (
        unitWords(type.unit) + (type.window === undefined ? "" : ` ${windowName(type.window)}`)
      );
    case "enum":
      return type.name ?? `one of ${type.members.join(", ")}`;
    case "points":
      return "percentage points";
    case "yes or no":
      return "yes or no";
    case "text":
      return "a text";
    case "date":
      return "a date";
    case "duration":
      return `a number of ${type.unit}`;
    case "period":
      return `a ${type.period}`;
    case "row":
      return `a row of ${type.source}`;
    case "optional":
      return `${typeName(type.of)}, which may be missing`;
    case "timeline":
      return `${typeName(type.of)}, different on different days`;
    case "unknown":
      return "unknown";
  }
}

/** `an amount of USD`, `a percentage`: what a place asks for. */
export function amountOf({ unit }: NumberType): string {
  return isBare(unit) ? unitWords(unit) : `an amount of ${unitName(unit)}`;
}

/** Whether a value of `type` may stand where one of `expected` is asked for. */
export function fits(type: Type, expected: Type): boolean {
  if (type.kind === "unknown" || expected.kind === "unknown") return true;
  if (type.kind === "number" && expected.kind === "number") {
    return (
      sameUnit(type.unit, expected.unit) &&
      (type.window === undefined ||
        expected.window === undefined ||
        sameWindow(type.window, expected.window))
    );
  }
  if (type.kind === "enum" && expected.kind === "enum") {
    return (
      type.members.length === expected.members.length &&
      type.members.every((m) => expected.members.includes(m))
    );
  }
  return typeName(type) === typeName(expected);
}
