// Exact numbers in the integer form: what is divided and multiplied doesn't grow.
import { describe, expect, test } from "vitest";
import { cancelled } from "../../compiler/src/integer/cancel.ts";
import { inCommon } from "../../compiler/src/integer/common.ts";
import * as form from "../../compiler/src/integer/form.ts";
import * as number from "../../compiler/src/integer/number.ts";

const x = form.input("x", { lo: -900n, hi: 900n });
const y = form.input("y", { lo: 1n, hi: 50n });
const ten = form.constant(10n);

describe("common factors", () => {
  test("of products and constants are taken from both", () => {
    // 10 × x × y and 4 × x: 5 × y and 2
    const [a, b] = cancelled(
      form.multiply(form.multiply(ten, x), y),
      form.multiply(form.constant(4n), x),
    );
    expect(a).toEqual(form.multiply(form.constant(5n), y));
    expect(form.valueOf(b)).toBe(2n);
  });

  test("are found with another sign", () => {
    const [a, b] = cancelled(x, form.subtract(form.ZERO, x));
    expect([form.valueOf(a), form.valueOf(b)]).toEqual([1n, -1n]);
  });

  test("leave what has none as it is", () => {
    const sum = form.add(x, form.UNIT);
    expect(cancelled(sum, y)).toEqual([sum, y]);
  });
});

describe("quotients", () => {
  const share = number.over(number.integer(x), number.integer(y));

  test("times their divisor are whole again", () => {
    expect(number.times(share, number.integer(y))).toEqual(number.integer(x));
  });

  test("by what they are a multiple of are numbers", () => {
    const twice = number.times(number.integer(x), number.parse("2.5"));
    const quotient = number.over(twice, number.integer(x));
    expect([form.valueOf(quotient.digits), quotient.scale]).toEqual([25n, 1]);
  });

  test("and whole numbers are compared and chosen from over one divisor", () => {
    const { divisor } = number.least(share, number.parse("3"));
    expect(divisor).toBe(y);
    // x / y ≤ 3 is x ≤ 3 × y
    expect(number.compare("<=", share, number.parse("3"))).toEqual(
      form.compare("<=", x, form.multiply(form.constant(3n), y)),
    );
  });

  test("lie on one axis with whole numbers", () => {
    const [a, b] = inCommon([share, number.parse("0.5")]);
    // x / y and 0.5, each times 10 × y
    expect(a).toEqual(form.multiply(x, ten));
    expect(b).toEqual(form.multiply(form.constant(5n), y));
  });
});
