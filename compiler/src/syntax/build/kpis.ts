/** KPIs and goals, from the concrete tree. */
import type { Among, Direction, Goal, Level, Need } from "../ast/kpi.ts";
import type { Measure } from "../ast/plan.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { collection } from "./collections.ts";
import { expression } from "./expressions.ts";
import { allow, heading, rounding } from "./lines.ts";
import { type Builder, all, first, given, has, isReal, nameOf, spanOf, unquote } from "./nodes.ts";

export function kpi(b: Builder, node: cst.KpiCstNode, block: Block): Measure {
  const { children } = node;
  const span = spanOf(node);
  const lines = linesOf(block, "kpiLine");
  const baseline = lines.find((line) => has(line.children.BaselineLine));
  const rounded = first(lines.flatMap((line) => all(line.children.roundedLine)));
  const directions = lines.flatMap((line) => all(line.children.direction));
  return {
    kind: "Measure",
    role: "kpi",
    ...heading(b, first(children.heading), first(children.KpiLine)),
    value: expression(b, first(children.expression), span),
    ...given("rounding", rounding(first(rounded?.children.rounding), span)),
    kpi: {
      ...given("better", direction(first(directions))),
      ...given(
        "baseline",
        baseline && expression(b, first(baseline.children.expression), spanOf(baseline)),
      ),
      needs: lines.flatMap((line) => all(line.children.need)).map(need),
    },
    level: level(
      b,
      lines.flatMap((line) => all(line.children.level)),
    ),
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: block.span,
  };
}

export function goal(b: Builder, node: cst.GoalCstNode, block: Block): Goal {
  const { children } = node;
  const span = spanOf(node);
  const lines = linesOf(block, "goalLine");
  const [of, each] = all(children.Name);
  const value = (name: "FromLine" | "ToLine"): Goal["to"] => {
    const line = lines.find((one) => has(one.children[name]));
    return line && expression(b, first(line.children.expression), spanOf(line));
  };
  return {
    kind: "Goal",
    ...heading(b, first(children.heading), first(children.GoalLine)),
    kpi: nameOf(of, span),
    ...given("each", each && nameOf(each, span)),
    level: level(
      b,
      lines.flatMap((line) => all(line.children.level)),
    ),
    ...given("from", value("FromLine")),
    ...given("to", value("ToLine")),
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: block.span,
  };
}

function direction(node: cst.DirectionCstNode | undefined): Direction | undefined {
  return node && { which: has(node.children.HigherLine) ? "higher" : "lower", span: spanOf(node) };
}

function need(node: cst.NeedCstNode): Need {
  const span = spanOf(node);
  const [name, what] = all(node.children.Name);
  const label = first(node.children.TextLiteral);
  return {
    name: nameOf(name, span),
    what: nameOf(what, span),
    ...given("label", label === undefined || !isReal(label) ? undefined : unquote(label.image)),
    span,
  };
}

function level(b: Builder, nodes: readonly cst.LevelCstNode[]): Level {
  const among = nodes.find((node) => has(node.children.AmongLine));
  return {
    where: nodes
      .filter((node) => has(node.children.WhereLine))
      .map((node) => expression(b, first(node.children.expression), spanOf(node))),
    ...given("among", among && amongOf(b, among)),
  };
}

function amongOf(b: Builder, node: cst.LevelCstNode): Among {
  const span = spanOf(node);
  const by = first(node.children.Name);
  return {
    kind: "Among",
    people: collection(b, first(node.children.collection), span),
    ...given("by", by && nameOf(by, span)),
    span,
  };
}
