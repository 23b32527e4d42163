/** An exact number with a unit: money of one currency, a ratio, a count, hours, dollars per seat. */
import { PayFault } from "../fault.ts";
import { Decimal, ONE, product } from "./decimal.ts";
import { fractionText } from "./fraction.ts";
import { type RoundingMode, roundToMultiple } from "./rounding.ts";

/** A number without a unit that may multiply and divide anything. */
export type Factor = Quantity<"ratio"> | Quantity<"count"> | Quantity<"number">;

/** Money of one currency, by its ISO 4217 code. */
export type Money<Currency extends string> = Quantity<Currency>;

/** A part of something: 35 % is the ratio 0.35. */
export type Ratio = Quantity<"ratio">;

/** How many: a whole number. */
export type Count = Quantity<"count">;

/** So much of one thing for each of another: `Rate<"USD", "seat">`. */
export type Rate<Of extends string, Per extends string> = Quantity<`${Of} per ${Per}`>;

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/**
 * An exact number with a unit.
 *
 * The value is the fraction `numerator / denominator`; the denominator is above zero, and is 1 unless something
 * was divided. Nothing rounds except {@link Quantity.rounded}, so `a.over(b)` compared with 100 % is exact.
 * Mixing units doesn't compile.
 */
export class Quantity<Unit extends string> {
  readonly numerator: Decimal;
  readonly denominator: Decimal;
  readonly unit: Unit;

  private constructor(numerator: Decimal, denominator: Decimal, unit: Unit) {
    this.numerator = numerator;
    this.denominator = denominator;
    this.unit = unit;
  }

  /**
   * A decimal number of a unit, as text so that no digit is lost: `-1250.50`. A `RangeError` for any other text,
   * exponents, spaces, separators, `NaN` and `Infinity` among it.
   */
  static of<Unit extends string>(value: string, unit: Unit): Quantity<Unit> {
    if (!DECIMAL.test(value)) throw new RangeError(`"${value}" is not a decimal number.`);
    return new Quantity(new Decimal(value), ONE, unit);
  }

  plus(other: Quantity<Unit>): Quantity<Unit> {
    const [own, others] = [this.denominator, other.denominator];
    if (own === others || own.eq(others)) {
      return this.#with(this.numerator.plus(other.numerator), own);
    }
    return this.#with(
      product(this.numerator, others).plus(product(other.numerator, own)),
      product(own, others),
    );
  }

  minus(other: Quantity<Unit>): Quantity<Unit> {
    return this.plus(other.negated());
  }

  negated(): Quantity<Unit> {
    return this.#with(this.numerator.negated(), this.denominator);
  }

  times(factor: Factor): Quantity<Unit> {
    return this.#with(
      this.numerator.times(factor.numerator),
      product(this.denominator, factor.denominator),
    );
  }

  /** `ATN9006` if `divisor` is zero: who divides has asked, or has said what happens otherwise. */
  dividedBy(divisor: Factor): Quantity<Unit> {
    const [numerator, denominator] = this.#divide(divisor);
    return this.#with(numerator, denominator);
  }

  /** How many times `other` this is. `ATN9006` if `other` is zero. */
  over(other: Quantity<Unit>): Ratio {
    const [numerator, denominator] = this.#divide(other);
    return new Quantity(numerator, denominator, "ratio");
  }

  /** So much for each unit of `other`. `ATN9006` if `other` is zero. */
  per<Per extends string>(other: Quantity<Per>): Rate<Unit, Per> {
    const [numerator, denominator] = this.#divide(other);
    return new Quantity(numerator, denominator, `${this.unit} per ${other.unit}` as const);
  }

  /** So many units at so much each: money, if `rate` is money per unit. `unit` names what comes out. */
  at<Of extends string>(rate: Rate<Of, Unit>, unit: Of): Quantity<Of> {
    return new Quantity(
      this.numerator.times(rate.numerator),
      product(this.denominator, rate.denominator),
      unit,
    );
  }

  /** Below, equal to or above `other`: −1, 0 or 1. */
  compare(other: Quantity<Unit>): -1 | 0 | 1 {
    const left = product(this.numerator, other.denominator);
    const order = left.cmp(product(other.numerator, this.denominator));
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }

  equals(other: Quantity<Unit>): boolean {
    return this.compare(other) === 0;
  }

  isAbove(other: Quantity<Unit>): boolean {
    return this.compare(other) > 0;
  }

  isBelow(other: Quantity<Unit>): boolean {
    return this.compare(other) < 0;
  }

  isAtLeast(other: Quantity<Unit>): boolean {
    return this.compare(other) >= 0;
  }

  isAtMost(other: Quantity<Unit>): boolean {
    return this.compare(other) <= 0;
  }

  isZero(): boolean {
    return this.numerator.isZero();
  }

  /** The multiple of `increment` that `mode` says. A `RangeError` unless `increment` is decimal text above zero. */
  rounded(mode: RoundingMode, increment: string): Quantity<Unit> {
    const value = roundToMultiple(this.numerator, this.denominator, new Decimal(increment), mode);
    return this.#with(value, ONE);
  }

  /** The decimal digits where they end, else the fraction in lowest terms: `0.75`, `2/3`. No unit. */
  toString(): string {
    return this.denominator === ONE
      ? this.numerator.toFixed()
      : fractionText(this.numerator, this.denominator);
  }

  #with(numerator: Decimal, denominator: Decimal): Quantity<Unit> {
    return new Quantity(numerator, denominator, this.unit);
  }

  #divide<Per extends string>(divisor: Quantity<Per>): [Decimal, Decimal] {
    if (divisor.numerator.isZero()) throw new PayFault("ATN9006", { unit: divisor.unit });
    const sign = divisor.numerator.isNegative() ? -1 : 1;
    return [
      product(this.numerator, divisor.denominator).times(sign),
      product(this.denominator, divisor.numerator.abs()),
    ];
  }
}

/** `ratio("35%")` and `ratio("0.35")` are the same. */
export function ratio(text: string): Ratio {
  return text.endsWith("%")
    ? Quantity.of(text.slice(0, -1), "ratio").times(PERCENT)
    : Quantity.of(text, "ratio");
}

const PERCENT: Ratio = Quantity.of("0.01", "ratio");

/** An amount of a currency, from decimal text: `money("1250.50", "USD")`. */
export function money<Currency extends string>(text: string, currency: Currency): Money<Currency> {
  return Quantity.of(text, currency);
}

/** So many of something that is only counted. A `RangeError` if `value` is not a whole number. */
export function count(value: number): Count {
  return Quantity.of(String(BigInt(value)), "count");
}

/** The sum, zero of `unit` for an empty list. */
export function sum<Unit extends string>(
  amounts: Iterable<Quantity<Unit>>,
  unit: Unit,
): Quantity<Unit> {
  let total = Quantity.of("0", unit);
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

/** The greatest; the earlier of equals. */
export function greatest<Unit extends string>(
  first: Quantity<Unit>,
  ...others: readonly Quantity<Unit>[]
): Quantity<Unit> {
  return others.reduce((best, next) => (next.isAbove(best) ? next : best), first);
}

/** The least; the earlier of equals. */
export function least<Unit extends string>(
  first: Quantity<Unit>,
  ...others: readonly Quantity<Unit>[]
): Quantity<Unit> {
  return others.reduce((best, next) => (next.isBelow(best) ? next : best), first);
}
