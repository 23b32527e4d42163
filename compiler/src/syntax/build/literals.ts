/** Numbers, percents, texts, dates and periods, from the concrete tree. */
import type { Literal } from "../ast/expression.ts";
import type * as cst from "../cst.generated.ts";
import { inOrder, isReal, nameOf, spanOf, unquote, given } from "./nodes.ts";

export function literal(node: cst.LiteralCstNode | undefined): Literal | undefined {
  const [token, ...rest] = node === undefined ? [] : inOrder(...Object.values(node.children));
  if (node === undefined || token === undefined || !isReal(token)) return undefined;
  const span = spanOf(node);
  switch (token.tokenType.name) {
    case "PercentLiteral":
      return { kind: "PercentLiteral", value: digits(token.image), span };
    case "PointsLiteral":
      return { kind: "PointsLiteral", value: digits(token.image), span };
    case "TextLiteral":
      return { kind: "TextLiteral", value: unquote(token.image), span };
    case "DateLiteral":
      return { kind: "DateLiteral", value: token.image, span };
    case "PeriodLiteral":
      return { kind: "PeriodLiteral", name: token.image, span };
    case "NumberLiteral": {
      const [unit, per] = rest
        .filter((name) => name.tokenType.name === "Identifier")
        .map((name) => nameOf(name, span));
      return {
        kind: "NumberLiteral",
        value: digits(token.image),
        ...given("unit", unit),
        ...given("per", per),
        span,
      };
    }
    default:
      return { kind: "YesNoLiteral", value: token.image === "yes", span };
  }
}

/** The decimal text of a number as it is written: without grouping, sign of unit, or space. */
function digits(image: string): string {
  return image.replace(/[^\d.]/g, "");
}
