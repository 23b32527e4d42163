// Generated numbers, and how often a property is tried on them.
import * as fc from "fast-check";

/** How often each property is tried: `ATTAIN_FUZZ_RUNS=100000 npm test` looks longer. */
const RUNS = Number(process.env["ATTAIN_FUZZ_RUNS"] ?? 1000);

/** Tries a property. A failure prints its seed, and the smallest case that fails. */
export function always<Case>(cases: fc.Arbitrary<Case>, holds: (value: Case) => void): void {
  fc.assert(fc.property(cases, holds), { numRuns: RUNS });
}

/** Writes `units` hundredths (thousandths …) as decimal text. */
export function decimalText(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const sign = units < 0n ? "-" : "";
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`;
}

/** The words of seven digits at which long division is tried hardest. decimal.js counts by them. */
const word = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, 4999999n, 5000000n, 5000001n, 9999998n, 9999999n),
  fc.bigInt({ min: 0n, max: 9999999n }),
);

/** Integers of up to 56 digits and of either sign. */
const longInteger = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 8 }), fc.boolean())
  .map(([words, isNegative]) => {
    const value = words.reduce((number, next) => number * 10_000_000n + next, 0n);
    return isNegative ? -value : value;
  });

const shortInteger = fc.bigInt({ min: -1_000_000n, max: 1_000_000n });

/** Decimal text of either sign: small and tame, or long and awkward. */
export const decimals: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(shortInteger, longInteger), fc.integer({ min: 0, max: 9 }))
  .map(([units, places]) => decimalText(units, places));

/** The same, but zero. */
export const divisors: fc.Arbitrary<string> = decimals.filter((text) => /[1-9]/.test(text));
