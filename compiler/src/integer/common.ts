/** Several numbers over one divisor, so that they can be compared, and their distances taken, as integers. */
import { type Int, multiply, UNIT, valueOf } from "./form.ts";
import { type Num, rescaled } from "./number.ts";

/** Each times the same number above zero, of which all of them are integers. */
export function inCommon(numbers: readonly Num[]): readonly Int[] {
  const scale = Math.max(0, ...numbers.map((one) => one.scale));
  const divisors = differing(numbers);
  return numbers.map((one) =>
    divisors
      .filter((divisor) => !isSame(divisor, one.divisor ?? UNIT))
      .reduce(multiply, rescaled(one, scale)),
  );
}

function differing(numbers: readonly Num[]): readonly Int[] {
  const divisors: Int[] = [];
  for (const { divisor } of numbers) {
    if (divisor !== undefined && !divisors.some((one) => isSame(one, divisor)))
      divisors.push(divisor);
  }
  return divisors;
}

function isSame(a: Int, b: Int): boolean {
  return a === b || (valueOf(a) !== undefined && valueOf(a) === valueOf(b));
}
