/** Values as people read them: money with its cents, ratios as percentages. */
import { CURRENCIES, minorUnits } from "@attain/runtime";
import { grouped } from "../base/text.ts";
import type { Unit, ValueType } from "../ir/value.ts";
import { Rational } from "./rational.ts";
import type { Value } from "./trace.ts";

/** `5,900.00 USD`, `111.11…%`, `Won`, `yes`, `2026-03-02`. */
export function formatValue(type: ValueType, value: Value): string {
  if (value === undefined) return "nothing";
  if (value instanceof Rational)
    return formatNumber(value, type.kind === "number" ? type.unit : "number");
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

export function formatNumber(value: Rational, unit: Unit): string {
  if (unit === "ratio") return `${formatDigits(value.times(Rational.of(100n)), 0, 4)}%`;
  if (unit === "count" || unit === "number") return formatDigits(value, 0, 6);
  if (CURRENCIES.has(unit))
    return `${formatDigits(value, minorUnits(unit), minorUnits(unit) + 4)} ${unit}`;
  return `${formatDigits(value, 0, 6)} ${unit}`;
}

/** At least `least` digits after the point, at most `most`; an ellipsis where digits are left out. */
function formatDigits(value: Rational, least: number, most: number): string {
  const exact = value.toDecimal();
  const digits = exact?.split(".")[1]?.length ?? 0;
  if (exact !== undefined && digits <= most) return grouped(value.toFixed(Math.max(least, digits)));
  const cut = value
    .rounded("down", Rational.of(1n, 10n ** BigInt(least === 0 ? 2 : least)))
    .toFixed(least === 0 ? 2 : least);
  return `${grouped(cut)}…`;
}

/** Money without its currency, for tables: `5,900.00`. */
export function formatAmount(value: Rational, currency: string): string {
  return grouped(value.toFixed(minorUnits(currency)));
}
