/** An exact number with a unit: money of one currency, a ratio, a count, hours, dollars per seat. */
import { PayFault } from "../fault.ts";
import { Decimal, ONE } from "./decimal.ts";
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

  /** The finite decimal `value` (as text, so that no digit is lost) of a unit. */
  static of<Unit extends string>(value: string, unit: Unit): Quantity<Unit> {
    return new Quantity(new Decimal(value), ONE, unit);
  }

  plus(other: Quantity<Unit>): Quantity<Unit> {
    if (this.denominator.eq(other.denominator)) {
      return this.#with(this.numerator.plus(other.numerator), this.denominator);
    }
    return this.#with(
      this.numerator.times(other.denominator).plus(other.numerator.times(this.denominator)),
      this.denominator.times(other.denominator),
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
      this.denominator.times(factor.denominator),
    );
  }

  /** `divisor` is not zero: who divides has asked, or has said what happens otherwise. */
  dividedBy(divisor: Factor): Quantity<Unit> {
    const [numerator, denominator] = this.#divide(divisor);
    return this.#with(numerator, denominator);
  }

  /** How many times `other` this is. `other` is not zero. */
  over(other: Quantity<Unit>): Ratio {
    const [numerator, denominator] = this.#divide(other);
    return new Quantity(numerator, denominator, "ratio");
  }

  /** So much for each unit of `other`, which is not zero. */
  per<Per extends string>(other: Quantity<Per>): Rate<Unit, Per> {
    const [numerator, denominator] = this.#divide(other);
    return new Quantity(numerator, denominator, `${this.unit} per ${other.unit}` as const);
  }

  /** So many units at so much each. */
  at<Of extends string>(rate: Rate<Of, Unit>, unit: Of): Quantity<Of> {
    return new Quantity(
      this.numerator.times(rate.numerator),
      this.denominator.times(rate.denominator),
      unit,
    );
  }

  /** Below, equal to or above `other`: −1, 0 or 1. */
  compare(other: Quantity<Unit>): -1 | 0 | 1 {
    const left = this.numerator.times(other.denominator);
    const order = left.cmp(other.numerator.times(this.denominator));
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

  /** The nearest multiple of `increment` (decimal text, above zero) by `mode`. */
  rounded(mode: RoundingMode, increment: string): Quantity<Unit> {
    const value = roundToMultiple(this.numerator, this.denominator, new Decimal(increment), mode);
    return this.#with(value, ONE);
  }

  /** The decimal digits where they end, else the fraction `numerator/denominator`. */
  toString(): string {
    return this.denominator.eq(ONE)
      ? this.numerator.toFixed()
      : `${this.numerator.toFixed()}/${this.denominator.toFixed()}`;
  }

  #with(numerator: Decimal, denominator: Decimal): Quantity<Unit> {
    return new Quantity(numerator, denominator, this.unit);
  }

  #divide(divisor: {
    readonly numerator: Decimal;
    readonly denominator: Decimal;
  }): [Decimal, Decimal] {
    if (divisor.numerator.isZero()) throw new PayFault("ATN9006", { unit: this.unit });
    const sign = divisor.numerator.isNegative() ? -1 : 1;
    return [
      this.numerator.times(divisor.denominator).times(sign),
      this.denominator.times(divisor.numerator.abs()),
    ];
  }
}

/** `ratio("35%")` and `ratio("0.35")` are the same. */
export function ratio(text: string): Ratio {
  return text.endsWith("%")
    ? Quantity.of(new Decimal(text.slice(0, -1)).times("0.01").toFixed(), "ratio")
    : Quantity.of(text, "ratio");
}

/** An amount of a currency, from decimal text: `money("1250.50", "USD")`. */
export function money<Currency extends string>(text: string, currency: Currency): Money<Currency> {
  return Quantity.of(text, currency);
}

/** So many of something that is only counted. */
export function count(value: number): Count {
  return Quantity.of(String(value), "count");
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

export function greatest<Unit extends string>(
  first: Quantity<Unit>,
  ...others: readonly Quantity<Unit>[]
): Quantity<Unit> {
  return others.reduce((best, next) => (next.isAbove(best) ? next : best), first);
}

export function least<Unit extends string>(
  first: Quantity<Unit>,
  ...others: readonly Quantity<Unit>[]
): Quantity<Unit> {
  return others.reduce((best, next) => (next.isBelow(best) ? next : best), first);
}
