/** Lines that give the payee a part of what is shared, or a prize. */
import type { Expression, TieRule } from "../ast/expression.ts";
import type * as cst from "../cst.generated.ts";
import { collection, inner } from "./collections.ts";
import { sum } from "./expressions.ts";
import { type Builder, all, first, given, has, missing, spanOf } from "./nodes.ts";

export function shares(b: Builder, node: cst.SharesCstNode): Expression {
  const span = spanOf(node);
  const { children } = node;
  const weight = first(children.inner);
  return {
    kind: "Portion",
    whole: sum(b, first(children.sum), span),
    of: collection(b, first(children.collection), span),
    ...given("weight", weight === undefined ? undefined : inner(b, weight)),
    span,
  };
}

export function awards(b: Builder, node: cst.AwardsCstNode): Expression {
  const span = spanOf(node);
  const { children } = node;
  const value = first(children.inner);
  const rule = first(children.tieRule);
  return {
    kind: "Prize",
    prizes: all(children.sum).map((prize) => sum(b, prize, span)),
    value: value === undefined ? missing(span) : inner(b, value),
    first: has(children.TheLowest) ? "lowest" : "highest",
    of: collection(b, first(children.collection), span),
    ...given("ties", rule === undefined ? undefined : tieRule(b, rule)),
    span,
  };
}

function tieRule(b: Builder, { children }: cst.TieRuleCstNode): TieRule | undefined {
  if (has(children.ShareThePrizes)) return { kind: "share" };
  if (has(children.TakeTheHigherPrize)) return { kind: "higher" };
  const value = first(children.inner);
  if (value === undefined) return undefined;
  return { kind: "by", value: inner(b, value), first: has(children.Lowest) ? "lowest" : "highest" };
}
