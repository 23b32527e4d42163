/** Territories, from the concrete tree. */
import type { TerritoriesDeclaration, Territory } from "../ast/source.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { expression } from "./expressions.ts";
import { heading } from "./lines.ts";
import { type Builder, all, first, given, nameOf, spanOf } from "./nodes.ts";

export function territories(
  b: Builder,
  node: cst.TerritoriesCstNode,
  block: Block,
): TerritoriesDeclaration {
  const { children } = node;
  const lines = linesOf(block, "territoryLine").map((one) => one.children);
  const other = lines.find((one) => all(one.ElsewhereLine).length > 0);
  return {
    kind: "Territories",
    ...heading(b, first(children.heading), first(children.TerritoriesLine)),
    source: nameOf(first(children.Name), spanOf(node)),
    territories: lines.flatMap((one) => all(one.territory)).map((one) => territory(b, one)),
    ...given(
      "elsewhere",
      other && heading(b, first(other.heading), first(other.ElsewhereLine)).name,
    ),
    span: block.span,
  };
}

function territory(b: Builder, node: cst.TerritoryCstNode): Territory {
  const span = spanOf(node);
  const { children } = node;
  const where = first(children.where);
  return {
    ...heading(b, first(children.heading), first(children.TerritoryLine)),
    where: expression(b, first(where?.children.expression), span),
    ahead: all(children.Name).map((name) => nameOf(name, span)),
    span,
  };
}
