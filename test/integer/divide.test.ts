// Rounded division of integers, against exact fractions.
import type { RoundingMode } from "@attain/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { divideBig, divideDoubles } from "../../compiler/src/integer/divide.ts";

const MODES = Object.keys(divideBig) as RoundingMode[];
const MOST = 2n ** 53n - 1n;

describe("rounded division", () => {
  // 7/2 = 3.5 and −7/2 = −3.5 are ties; 8/3 = 2.67; 5/2 = 2.5, whose even neighbour is 2.
  it.each([
    ["half even", 4n, -4n, 2n, -3n],
    ["half up", 4n, -4n, 3n, -3n],
    ["half down", 3n, -3n, 2n, -3n],
    ["up", 4n, -4n, 3n, -3n],
    ["down", 3n, -3n, 2n, -2n],
    ["floor", 3n, -4n, 2n, -3n],
    ["ceiling", 4n, -3n, 3n, -2n],
  ] as const)("%s of 7/2, −7/2, 5/2 and −8/3", (mode, ...expected) => {
    const divide = divideBig[mode];
    expect([divide(7n, 2n), divide(-7n, 2n), divide(5n, 2n), divide(-8n, 3n)]).toEqual(expected);
  });

  it.each(MODES)("%s is that of exact fractions, in doubles and in big integers", (mode) => {
    fc.assert(
      fc.property(divisions(), ([n, d]) => {
        const expected = Rational.of(n, d).rounded(mode, Rational.ONE).numerator;
        expect(divideBig[mode](n, d)).toBe(expected);
        if ((n < 0n ? -n : n) + 2n * d > MOST) return;
        expect(BigInt(divideDoubles[mode](Number(n), Number(d)))).toBe(expected);
      }),
      { numRuns: 4000 },
    );
  });
});

/** Dividends and divisors, among them exact ties and what lies next to them, up to the edge of doubles. */
function divisions(): fc.Arbitrary<readonly [bigint, bigint]> {
  const divisor = fc.oneof(
    fc.bigInt(1n, 1000n),
    fc.bigInt(1n, 2n ** 30n),
    fc.bigInt(1n, 2n ** 52n),
  );
  const any = fc.tuple(fc.bigInt(-MOST, MOST), divisor);
  const near = fc
    .tuple(fc.bigInt(-(2n ** 26n), 2n ** 26n), fc.bigInt(1n, 2n ** 25n), fc.bigInt(-1n, 1n))
    .map(([q, half, off]) => [q * 2n * half + half + off, 2n * half] as const);
  return fc.oneof(any, near);
}
