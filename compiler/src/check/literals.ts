/** Literal numbers as they are written: decimal text and a unit. */
import { Quantity, sum } from "@attain/runtime";
import type { Expression } from "../syntax/ast/expression.ts";

export interface LiteralNumber {
  /** Decimal text; 5 % is `0.05`. */
  readonly value: string;
  /** `%`, a currency, the name of a unit, `USD per seat`, or nothing. */
  readonly unit: string;
}

/** The number that a literal (perhaps with a minus before it) writes. */
export function literalNumber(node: Expression): LiteralNumber | undefined {
  switch (node.kind) {
    case "Negate": {
      const inner = literalNumber(node.of);
      return inner === undefined ? undefined : { ...inner, value: negated(inner.value) };
    }
    case "PercentLiteral":
      return { value: hundredth(node.value), unit: "%" };
    case "NumberLiteral": {
      const per = node.per === undefined ? "" : ` per ${node.per.text}`;
      return { value: node.value, unit: `${node.unit?.text ?? ""}${per}` };
    }
    default:
      return undefined;
  }
}

/** `12.5` hundredths are `0.125`. */
export function hundredth(digits: string): string {
  const [whole = "", fraction = ""] = digits.split(".");
  const padded = whole.padStart(3, "0");
  const moved = `${padded.slice(0, -2)}.${padded.slice(-2)}${fraction}`;
  return moved.replace(/^0+(?=\d)/, "").replace(/\.?0+$/, "");
}

function negated(digits: string): string {
  return digits.startsWith("-") ? digits.slice(1) : `-${digits}`;
}

/** The sum of ratios given as decimal text, as a percentage: `100%`. */
export function percentSum(ratios: readonly string[]): string {
  const hundred = Quantity.of("100", "number");
  const parts = ratios.map((digits) => Quantity.of(digits, "ratio"));
  return `${sum(parts, "ratio").times(hundred).toString()}%`;
}
