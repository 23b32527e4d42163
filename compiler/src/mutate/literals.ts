/** Numbers and dates of a plan, moved by as little as they are written in: 7.5% to 7.6%, 50,000 to 50,001. */
import { addDays } from "@attain/runtime";
import { grouped } from "../base/text.ts";
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";

export interface Moved<Node> {
  readonly node: Node;
  readonly becomes: string;
}

const HUNDRED = Rational.of(100n);

/** Undefined for a number that isn't written in the plan. */
export function movedNumber(
  node: ir.NumberLiteral,
  written: string,
): Moved<ir.NumberLiteral> | undefined {
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(written)?.[0];
  if (digits === undefined) return undefined;
  const shown = Rational.parse(digits.replaceAll(",", ""));
  const value = Rational.parse(node.value);
  const scale = shown.equals(value)
    ? Rational.ONE
    : node.unit === "ratio" && shown.equals(value.times(HUNDRED))
      ? HUNDRED
      : undefined;
  if (scale === undefined) return undefined;
  const places = digits.split(".")[1]?.length ?? 0;
  const next = shown.plus(Rational.of(1n, 10n ** BigInt(places)));
  return {
    node: { ...node, value: next.over(scale).toString() },
    becomes: written.replace(digits, grouped(next.toFixed(places))),
  };
}

/** The day after; undefined for a date that isn't written in the plan. */
export function movedDate<Node extends Extract<ir.Expr, { readonly op: "date" }>>(
  node: Node,
  written: string,
): Moved<Node> | undefined {
  if (written !== node.value) return undefined;
  const value = addDays(node.value, 1);
  return { node: { ...node, value }, becomes: value };
}
