// The integer form as JavaScript: what is printed, and that it computes what it means.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import * as form from "../../compiler/src/integer/form.ts";
import type { Bool, Int } from "../../compiler/src/integer/form.ts";
import { JavaScriptPrinter, javascriptLibrary } from "../../compiler/src/integer/javascript.ts";
import { fitsDouble } from "../../compiler/src/integer/range.ts";

const EDGE = 2n ** 53n;

/** The text that computes a node from an input `x`, and what it computes. */
function printed(node: Int, x: bigint): { readonly code: string; readonly value: bigint } {
  const printer = new JavaScriptPrinter([node], {
    int: (name) => ({ text: name, isBig: false }),
    flag: (name) => name,
    text: (name) => name,
    code: () => -1,
  });
  const { text } = printer.int(node);
  const code = [...printer.statements, `return ${text};`].join("\n");
  // oxlint-disable-next-line typescript/no-implied-eval -- what is printed is meant to be run
  const run = new Function("lib", "x", code) as (lib: unknown, x: number) => number | bigint;
  return { code, value: BigInt(run(javascriptLibrary, Number(x))) };
}

const x = form.input("x", { lo: -1000n, hi: 1000n });

describe("the integer form in JavaScript", () => {
  it("computes in doubles what fits them", () => {
    const node = form.quotient(
      form.multiply(x, form.constant(15n)),
      form.constant(100n),
      "half even",
    );
    // 170 × 15 = 2550; 2550 / 100 = 25.5, a tie, which goes to the even 26.
    expect(printed(node, 170n)).toEqual({
      code: "return lib.half_even((x * 15), 100);",
      value: 26n,
    });
  });

  it("computes in big integers what doesn't, and only that", () => {
    const wide = form.multiply(form.multiply(x, x), form.constant(EDGE));
    const node = form.add(form.quotient(wide, form.constant(EDGE), "down"), form.UNIT);
    const { code, value } = printed(node, -7n);
    expect(value).toBe(50n); // (−7)² × 2⁵³ / 2⁵³ + 1
    expect(code).toBe(
      "return (Number(lib.big_down((BigInt((x * x)) * 9007199254740992n), 9007199254740992n)) + 1);",
    );
  });

  it("computes what is shared once", () => {
    const square = form.multiply(x, x);
    expect(printed(form.add(square, square), 9n)).toEqual({
      code: "const v0 = (x * x);\nreturn (v0 + v0);",
      value: 162n,
    });
  });

  it("doesn't ask what the ranges decide", () => {
    const node = form.choose(form.compare(">", x, form.constant(1000n)), form.ZERO, x);
    expect(node).toBe(x);
  });

  it("equals exact arithmetic, whatever the widths", () => {
    let wide = 0;
    fc.assert(
      fc.property(expressions(), fc.bigInt(-1000n, 1000n), (node, at) => {
        const expected = meant(node, at);
        expect(printed(node, at).value).toBe(expected);
        expect(expected >= node.range.lo && expected <= node.range.hi).toBe(true);
        if (!fitsDouble(node.range)) wide += 1;
      }),
      { numRuns: 3000 },
    );
    expect(wide).toBeGreaterThan(100);
  });
});

/** What a node means, told by the reference's fractions. */
function meant(node: Int, at: bigint): bigint {
  switch (node.op) {
    case "constant":
      return node.range.lo;
    case "input":
      return at;
    case "add":
      return meant(node.left, at) + meant(node.right, at);
    case "subtract":
      return meant(node.left, at) - meant(node.right, at);
    case "multiply":
      return meant(node.left, at) * meant(node.right, at);
    case "least":
    case "greatest": {
      const [a, b] = [meant(node.left, at), meant(node.right, at)];
      return a < b === (node.op === "least") ? a : b;
    }
    case "quotient":
      return Rational.of(meant(node.of, at), meant(node.by, at)).rounded(node.mode, Rational.ONE)
        .numerator;
    case "choose":
      return holds(node.condition, at) ? meant(node.yes, at) : meant(node.no, at);
  }
}

function holds(node: Bool, at: bigint): boolean {
  switch (node.op) {
    case "compare": {
      const [a, b] = [meant(node.left, at), meant(node.right, at)];
      return { "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "=": a === b, "≠": a !== b }[
        node.by
      ];
    }
    case "and":
      return holds(node.left, at) && holds(node.right, at);
    case "or":
      return holds(node.left, at) || holds(node.right, at);
    case "not":
      return !holds(node.of, at);
    case "yes or no":
      return node.value;
    default:
      throw new Error(`no ${node.op} is generated`);
  }
}

const OPERATIONS = {
  add: form.add,
  subtract: form.subtract,
  multiply: form.multiply,
  least: form.least,
  greatest: form.greatest,
};

/** Expressions over one input, with constants about the edge of doubles and every mode of rounding. */
function expressions(): fc.Arbitrary<Int> {
  const leaf = fc.oneof(
    { weight: 3, arbitrary: fc.constant(x) },
    fc.bigInt(-1000n, 1000n).map(form.constant),
    fc.bigInt(EDGE - 3n, EDGE + 3n).map(form.constant),
  );
  const modes = ["half even", "half up", "half down", "up", "down", "floor", "ceiling"] as const;
  const { node } = fc.letrec<{ node: Int; test: Bool }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc
        .tuple(
          fc.constantFrom("add", "subtract", "multiply", "least", "greatest"),
          tie("node"),
          tie("node"),
        )
        .map(([op, left, right]) => OPERATIONS[op](left, right)),
      fc
        .tuple(tie("node"), tie("node"), fc.constantFrom(...modes))
        .map(([of, by, mode]) =>
          form.quotient(of, form.greatest(form.absolute(by), form.UNIT), mode),
        ),
      fc
        .tuple(tie("test"), tie("node"), tie("node"))
        .map(([condition, yes, no]) => form.choose(condition, yes, no)),
    ),
    test: fc.oneof(
      { maxDepth: 3 },
      fc
        .tuple(fc.constantFrom("<", "<=", ">", ">=", "=", "≠"), tie("node"), tie("node"))
        .map(([by, left, right]) => form.compare(by, left, right)),
      fc.tuple(tie("test"), tie("test")).map(([left, right]) => form.and(left, right)),
      fc.tuple(tie("test"), tie("test")).map(([left, right]) => form.or(left, right)),
      tie("test").map(form.not),
    ),
  }));
  return node;
}
