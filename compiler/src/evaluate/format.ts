/** Values as people read them: money with its cents, ratios as percentages. */
import { CURRENCIES, minorUnits } from "@attain/runtime";
import { grouped } from "../base/text.ts";
import type { Unit, ValueType } from "../ir/value.ts";
import { Rational } from "./rational.ts";
import type { Value } from "./trace.ts";

/** `5,900.00 USD`, `≈111.11%`, `Won`, `yes`, `2026-03-02`. */
export function formatValue(type: ValueType, value: Value): string {
  if (value === undefined) return "nothing";
  if (value instanceof Rational)
    return formatNumber(value, type.kind === "number" ? type.unit : "number");
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

export function formatNumber(value: Rational, unit: Unit): string {
  if (unit === "ratio") return `${formatDigits(value.times(HUNDRED), 0, 4)}%`;
  if (unit === "count" || unit === "number") return formatDigits(value, 0, 6);
  const [money = unit, per = ""] = unit.split(" per ");
  // A rate between currencies is shown as exactly as the data has it: a yen costs less than a cent.
  if (CURRENCIES.has(per)) return `${formatDigits(value, 0, RATE_PLACES)} ${unit}`;
  const digits = CURRENCIES.has(money) ? formatAmount(value, money) : formatDigits(value, 0, 6);
  return `${digits} ${unit}`;
}

const RATE_PLACES = 12;
const HUNDRED = Rational.of(100n);

/** A difference, with its sign: `+5,900.00 USD`, `≈+11.11%`, `0.00 USD`. */
export function formatSigned(value: Rational, unit: Unit): string {
  const text = formatNumber(value, unit);
  return value.compare(Rational.ZERO) > 0 ? text.replace(/^≈?/, "$&+") : text;
}

/** Money without its currency, for tables: `5,900.00`. */
export function formatAmount(value: Rational, currency: string): string {
  const least = minorUnits(currency);
  return formatDigits(value, least, least + 4);
}

/** A number for other programs: `5900.00`; all digits if there are more, or the fraction if they don't end. */
export function exactAmount(value: Rational, unit: Unit): string {
  const exact = value.toDecimal();
  if (exact === undefined || !CURRENCIES.has(unit)) return value.toString();
  return value.toFixed(Math.max(minorUnits(unit), placesOf(exact)));
}

/** At least `least` digits after the point, at most `most`; else rounded and marked `≈`. */
function formatDigits(value: Rational, least: number, most: number): string {
  const exact = value.toDecimal();
  const digits = exact === undefined ? Infinity : placesOf(exact);
  if (digits <= most) return grouped(value.toFixed(Math.max(least, digits)));
  const places = placesFor(value, least === 0 ? 2 : least);
  const sign = roundedTo(value, places).equals(value) ? "" : "≈";
  return `${sign}${grouped(value.toFixed(places))}`;
}

const FINEST = 12;

/** So many that what isn't a whole number isn't shown as one: 99.9999999% isn't 100%. */
function placesFor(value: Rational, places: number): number {
  const isWhole = roundedTo(value, places).denominator === 1n && places < FINEST;
  return isWhole ? placesFor(value, places + 1) : places;
}

function roundedTo(value: Rational, places: number): Rational {
  return value.rounded("half even", Rational.of(1n, 10n ** BigInt(places)));
}

function placesOf(digits: string): number {
  return digits.split(".")[1]?.length ?? 0;
}
