/** Exceptions, from the concrete tree. */
import type { Exception } from "../ast/plan.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { expression } from "./expressions.ts";
import { docAbove } from "./lines.ts";
import { type Builder, all, first, given, has, keyOf, nameOf, spanOf } from "./nodes.ts";
import { planDuring } from "./plans.ts";

export function exception(b: Builder, node: cst.ExceptionCstNode, block: Block): Exception {
  const { children } = node;
  const span = spanOf(node);
  const lines = linesOf(block, "exceptionLine");
  const when = lines.find((line) => has(line.children.WhenLine));
  const means = lines.find((line) => has(line.children.MeansLine));
  const during = first(lines.flatMap((line) => all(line.children.planDuring)));
  const valueOf = (line: cst.ExceptionLineCstNode) =>
    expression(b, first(line.children.expression), spanOf(line));
  return {
    kind: "Exception",
    name: keyOf(first(children.TextLiteral), span),
    ...given("doc", docAbove(b, first(children.ExceptionLine))),
    target: nameOf(first(children.Name), span),
    ...given("when", when && valueOf(when)),
    ...given("during", planDuring(during)),
    ...given("value", means && valueOf(means)),
    span: block.span,
  };
}
