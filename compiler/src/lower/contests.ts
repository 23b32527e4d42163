/** What is shared among people, and prizes, from the checked tree to the representation. */
import { known } from "../base/assert.ts";
import type * as ir from "../ir/ir.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Fairly } from "../syntax/ast/plan.ts";
import { lowerPeople } from "./aggregates.ts";
import { type Context, originAt, unitAt } from "./context.ts";
import { type Node, lowerNumber } from "./expressions.ts";
import { incrementOf } from "./rounding.ts";

/** What a line `shares` or `awards` gives; undefined for any other. */
export function lowerShared(
  c: Context,
  node: Expression,
  fairly: Fairly | undefined,
): ir.Portion | ir.Prize | undefined {
  if (node.kind === "Portion") return lowerPortion(c, node, known(fairly, "who gets the odd cent"));
  return node.kind === "Prize" ? lowerPrize(c, node, fairly) : undefined;
}

function lowerPortion(c: Context, node: Node<"Portion">, fairly: Fairly): ir.Portion {
  const { of, inside } = lowerPeople(c, node.of);
  const unit = unitAt(c, node);
  const weight = node.weight === undefined ? {} : { weight: lowerNumber(inside, node.weight) };
  const whole = lowerNumber(c, node.whole);
  const origin = originAt(c, node.span);
  return { op: "portion", whole, of, ...weight, fair: fair(fairly, unit), unit, origin };
}

function lowerPrize(c: Context, node: Node<"Prize">, fairly: Fairly | undefined): ir.Prize {
  const { of, inside } = lowerPeople(c, node.of);
  const unit = unitAt(c, node);
  return {
    op: "prize",
    prizes: node.prizes.map((prize) => lowerNumber(c, prize)),
    of,
    value: lowerNumber(inside, node.value),
    first: node.first,
    ties: lowerTies(inside, known(node.ties, "what becomes of equals"), fairly, unit),
    unit,
    origin: originAt(c, node.span),
  };
}

function lowerTies(
  inside: Context,
  ties: NonNullable<Node<"Prize">["ties"]>,
  fairly: Fairly | undefined,
  unit: ir.Unit,
): ir.Prize["ties"] {
  switch (ties.kind) {
    case "higher":
      return { kind: "higher" };
    case "share":
      return { kind: "share", fair: fair(known(fairly, "who gets the odd cent"), unit) };
    case "by":
      return { kind: "by", value: lowerNumber(inside, ties.value), first: ties.first };
  }
}

function fair({ to, ties }: Fairly, unit: ir.Unit): ir.Fair {
  return { increment: incrementOf(to, unit), ties: known(ties[0], "a field").text };
}
