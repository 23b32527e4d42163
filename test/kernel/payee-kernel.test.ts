// Kernels over payees: what is printed computes what is meant, however much of it there is.
import { describe, expect, test } from "vitest";
import { Dictionary } from "../../compiler/src/columnar/columns.ts";
import * as form from "../../compiler/src/integer/form.ts";
import * as number from "../../compiler/src/integer/number.ts";
import { type Amounts, compute, type Output } from "../../compiler/src/kernel/payee-kernel.ts";

const dictionary = new Dictionary();
const [ada, ben] = ["ada", "ben"].map((name) => dictionary.add(name));
const inputs = new Map([
  ["sales", { values: Float64Array.of(100, -7, 30, 2), step: 2, first: 1 }],
  ["who", { values: Int32Array.of(ada ?? 0, ben ?? 0), step: 1, first: 0 }],
  ["wide", { values: [2n ** 70n, -5n], step: 1, first: 0 }],
  ["all", { values: Float64Array.of(9), step: 0, first: 0 }],
  ["missing", { values: Uint8Array.of(0, 1), step: 1, first: 0 }],
]);
const sales = form.input("sales", { lo: -7n, hi: 100n });

function amountsOf(output: number.Num): Amounts {
  const [amounts] = compute([{ kind: "number", value: output }], inputs, dictionary, 2);
  return amounts as Amounts;
}

describe("a kernel", () => {
  test("reads columns in steps, and those that are the same for everybody", () => {
    const all = form.input("all", { lo: 0n, hi: 9n });
    // -7 × 9 and 2 × 9
    expect(amountsOf({ digits: form.multiply(sales, all), scale: 2 })).toEqual({
      digits: Float64Array.of(-63, 18),
      scale: 2,
    });
  });

  test("gives big integers where doubles don't hold them", () => {
    const wide = form.input("wide", { lo: -5n, hi: 2n ** 70n });
    expect(amountsOf(number.integer(form.add(wide, sales)))).toEqual({
      digits: [2n ** 70n - 7n, -3n],
      scale: 0,
    });
  });

  test("keeps what divides a number beside it", () => {
    const quotient = number.over(number.integer(form.UNIT), number.integer(form.absolute(sales)));
    const { digits, divisor } = amountsOf(quotient);
    expect([digits, divisor]).toEqual([Float64Array.of(1, 1), Float64Array.of(7, 2)]);
  });

  test("compares texts by their numbers, and knows that a text is nowhere", () => {
    const who = { op: "text input", name: "who" } as const;
    const outputs = ["ben", "cyn"].map((value): Output => {
      const isNamed = form.same(who, { op: "text", value });
      const isThere = form.not({ op: "flag", name: "missing" });
      return { kind: "flag", value: form.or(isNamed, isThere) };
    });
    expect(compute(outputs, inputs, dictionary, 2)).toEqual([
      Uint8Array.of(1, 1),
      Uint8Array.of(1, 0),
    ]);
  });

  test("is cut into several where it gets long", () => {
    const outputs = Array.from({ length: 3000 }, (_, i): Output => {
      const times = form.multiply(sales, form.constant(BigInt(i)));
      return { kind: "number", value: number.integer(form.add(times, form.constant(1n))) };
    });
    const found = compute(outputs, inputs, dictionary, 2) as readonly Amounts[];
    expect(found).toHaveLength(3000);
    // -7 × 2999 + 1 and 2 × 2999 + 1
    expect(found[2999]?.digits).toEqual(Float64Array.of(-20_992, 5999));
  });
});
