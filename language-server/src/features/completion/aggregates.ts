/** Totals, counts and the like: their whole forms, and the columns of what they may run over. */
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import { nodesAround, type TreeNode } from "../../analysis/nodes.ts";
import { sourceNamed } from "../../analysis/scope.ts";
import type { Site } from "../../analysis/site.ts";
import type { Fillers } from "../../forms/template.ts";
import type { View } from "../../project/project.ts";
import { FITS, type Offer, POSSIBLE } from "./item.ts";
import { fieldOffer } from "./offers.ts";

/** By the token of the word that begins one. */
export const AGGREGATES: Readonly<Record<string, (fill: Fillers) => string>> = {
  Count: ({ credit }) => `count of \${1:${credit}}$0`,
  Distinct: ({ credit, category }) => `distinct \${1:${category}} of \${2:${credit}}$0`,
  Total: ({ credit, amount }) => `total \${1:${amount}} of \${2:${credit}}$0`,
  Average: (fill) => ofSome("average", fill),
  Largest: (fill) => ofSome("largest", fill),
  Smallest: (fill) => ofSome("smallest", fill),
  Rank: ({ credit, people }) => `rank of \${1:${credit}} among \${2:${people}}$0`,
  Greatest: () => "greatest of (${1:a}, ${2:b})$0",
  Least: () => "least of (${1:a}, ${2:b})$0",
};

/** Of nothing there is none. */
function ofSome(word: string, { credit, amount, currency }: Fillers): string {
  return `${word} \${1:${amount}} of \${2:${credit}} otherwise \${3:0 ${currency}}$0`;
}

type Aggregate = Extract<Expression, { kind: "Aggregate" }>;

/** The aggregate that a place names a value of. */
export function aggregateAround(view: View, { role }: Site): Aggregate | undefined {
  if (role.is !== "value") return undefined;
  const around = nodesAround(view.parsed.tree, role.node.span);
  return around.find(
    (node): node is Aggregate & TreeNode =>
      node.kind === "Aggregate" && (node as Aggregate).value === role.node,
  );
}

/** Before it is said what an aggregate runs over: the columns of all credits, each with its credit. */
export function gatheredOffers(
  view: View,
  { how }: Aggregate,
  symbols: readonly Symbol_[],
): Offer[] {
  return symbols.flatMap((symbol) => {
    if (symbol.kind !== "credit") return [];
    const source = sourceNamed(view, symbol.declaration.source.text);
    return [...(source?.fields.values() ?? [])].flatMap((field) => {
      if (source === undefined) return [];
      const offer = fieldOffer(field, source, undefined);
      const isFit = how === "distinct" || field.type.kind === "number";
      return {
        ...offer,
        detail: `${offer.label} of ${symbol.name}`,
        insert: `${offer.insert ?? offer.label} of ${symbol.name}`,
        rank: isFit ? FITS : POSSIBLE,
      };
    });
  });
}
