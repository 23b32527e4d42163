/** Exact fractions over big integers: the arithmetic of the reference evaluator. */
import type { RoundingMode } from "@attain/runtime";

/** A fraction in lowest terms; its denominator is above zero. */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  static readonly ZERO: Rational = new Rational(0n, 1n);
  static readonly ONE: Rational = new Rational(1n, 1n);

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  static of(numerator: bigint, denominator: bigint = 1n): Rational {
    if (denominator === 0n) throw new RangeError("A fraction was given a denominator of zero.");
    if (denominator === 1n) return new Rational(numerator, denominator);
    const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n);
    return new Rational(numerator / divisor, denominator / divisor);
  }

  /** The number that decimal text writes. */
  static parse(digits: string): Rational {
    const [whole = "0", fraction = ""] = digits.replace("-", "").split(".");
    const sign = digits.startsWith("-") ? -1n : 1n;
    return Rational.of(sign * BigInt(whole + fraction), 10n ** BigInt(fraction.length));
  }

  plus(other: Rational): Rational {
    return Rational.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  negated(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }

  times(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** `other` is not zero. */
  over(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /** Below, equal to or above `other`: −1, 0 or 1. */
  compare(other: Rational): -1 | 0 | 1 {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  isZero(): boolean {
    return this.numerator === 0n;
  }

  isNegative(): boolean {
    return this.numerator < 0n;
  }

  static least(a: Rational, b: Rational): Rational {
    return a.compare(b) <= 0 ? a : b;
  }

  static greatest(a: Rational, b: Rational): Rational {
    return a.compare(b) >= 0 ? a : b;
  }

  /** The multiple of `increment` (above zero) that this rounds to. */
  rounded(mode: RoundingMode, increment: Rational): Rational {
    const steps = this.over(increment);
    return Rational.of(roundToInteger(steps, mode)).times(increment);
  }

  /** The decimal digits where they end, else the fraction. */
  toString(): string {
    return this.toDecimal() ?? `${this.numerator}/${this.denominator}`;
  }

  /** The decimal text of this number; undefined where its digits don't end. */
  toDecimal(): string | undefined {
    let [rest, twos, fives] = [this.denominator, 0, 0];
    while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
    while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
    return rest === 1n ? this.toFixed(Math.max(twos, fives)) : undefined;
  }

  /** With so many digits after the point, half to even. */
  toFixed(places: number): string {
    const scaled = roundToInteger(this.times(Rational.of(10n ** BigInt(places))), "half even");
    const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places);
    const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
    return scaled < 0n ? `-${text}` : text;
  }
}

function roundToInteger({ numerator, denominator }: Rational, mode: RoundingMode): bigint {
  const floor =
    numerator >= 0n || numerator % denominator === 0n
      ? numerator / denominator
      : numerator / denominator - 1n;
  const above = numerator - floor * denominator; // from 0 up to, not including, the denominator
  if (above === 0n) return floor;
  const ceiling = floor + 1n;
  const towardsZero = numerator < 0n ? ceiling : floor;
  const awayFromZero = numerator < 0n ? floor : ceiling;
  switch (mode) {
    case "floor":
      return floor;
    case "ceiling":
      return ceiling;
    case "down":
      return towardsZero;
    case "up":
      return awayFromZero;
    default:
      break;
  }
  const half = above * 2n - denominator;
  if (half !== 0n) return half < 0n ? floor : ceiling;
  if (mode === "half even") return floor % 2n === 0n ? floor : ceiling;
  return mode === "half up" ? awayFromZero : towardsZero;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
