// Exact fractions over big integers: the oracle that the runtime's decimals are held against. Plain rather than fast.
import type { Quantity, RoundingMode } from "@attain/runtime";

/** In lowest terms, `bottom` above zero, so equal fractions are equal objects. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export function fraction(top: bigint, bottom: bigint = 1n): Fraction {
  const divisor = commonDivisor(absolute(top), absolute(bottom)) * (bottom < 0n ? -1n : 1n);
  return { top: top / divisor, bottom: bottom / divisor };
}

export const ZERO: Fraction = fraction(0n);
export const ONE: Fraction = fraction(1n);

/** The number that decimal text writes. */
export function decimal(text: string): Fraction {
  const [whole = "", places = ""] = text.split(".");
  return fraction(BigInt(whole + places), 10n ** BigInt(places.length));
}

/** The number that a quantity holds. */
export function valueOf<Unit extends string>(quantity: Quantity<Unit>): Fraction {
  return divided(decimal(quantity.numerator.toFixed()), decimal(quantity.denominator.toFixed()));
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, negated(b));
}

export function negated(a: Fraction): Fraction {
  return { top: -a.top, bottom: a.bottom };
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

export function divided(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom, a.bottom * b.top);
}

/** Below zero, zero or above it, as `a` is below, equal to or above `b`. */
export function order(a: Fraction, b: Fraction): number {
  const { top } = minus(a, b);
  return top < 0n ? -1 : top > 0n ? 1 : 0;
}

export function size(a: Fraction): Fraction {
  return { top: absolute(a.top), bottom: a.bottom };
}

export function total(all: readonly Fraction[]): Fraction {
  return all.reduce(plus, ZERO);
}

/** By the words of each mode: the two multiples next to a number, and which of them is taken. */
export function roundedTo(value: Fraction, mode: RoundingMode, increment: Fraction): Fraction {
  const steps = divided(value, increment);
  const remainder = ((steps.top % steps.bottom) + steps.bottom) % steps.bottom;
  if (remainder === 0n) return value;
  const lower = (steps.top - remainder) / steps.bottom;
  const [outer, inner] = value.top < 0n ? [lower, lower + 1n] : [lower + 1n, lower];
  const nearer = 2n * remainder < steps.bottom ? lower : lower + 1n;
  const isTie = 2n * remainder === steps.bottom;
  const taken: Record<RoundingMode, bigint> = {
    floor: lower,
    ceiling: lower + 1n,
    up: outer,
    down: inner,
    "half up": isTie ? outer : nearer,
    "half down": isTie ? inner : nearer,
    "half even": isTie ? (inner % 2n === 0n ? inner : outer) : nearer,
  };
  return times(fraction(taken[mode]), increment);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}
