/** Scenarios, from the concrete tree. */
import type { Headcount, ScenarioDeclaration } from "../ast/scenario.ts";
import type * as cst from "../cst.generated.ts";
import type { Block } from "./block.ts";
import { grid } from "./lines.ts";
import { type Builder, all, first, isReal, nameOf, spanOf } from "./nodes.ts";
import { type Place, given, titleOf } from "./tests.ts";

export function scenario(b: Builder, node: cst.ScenarioCstNode, block: Block): ScenarioDeclaration {
  const { children } = node;
  const span = spanOf(node);
  const lines = block.lines
    .filter((line) => line.node.name === "scenarioLine")
    .map((line) => ({
      ...(line.node as cst.ScenarioLineCstNode).children,
      grid: line.grid,
      span: line.span,
    }));
  return {
    kind: "Scenario",
    title: titleOf(first(children.TextLiteral), span),
    plan: nameOf(first(children.Name), span),
    givens: lines.flatMap((line) => all(line.given).map((one) => given(b, one, line))),
    headcounts: lines.flatMap((line) => all(line.headcount).map((one) => headcount(one, line))),
    span: block.span,
  };
}

function headcount({ children }: cst.HeadcountCstNode, { grid: below, span }: Place): Headcount {
  const number = first(children.NumberLiteral);
  const isWritten = number !== undefined && isReal(number);
  const people = isWritten ? { people: { text: number.image, span: spanOf(number) } } : {};
  return { ...people, grid: grid(below), span };
}
