/** Plans and their members, from the concrete tree. */
import type { Component, Payout, Step } from "../ast/component.ts";
import type { Name } from "../ast/node.ts";
import type { Measure, Parameter, PlanDeclaration, PlanMember } from "../ast/plan.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { awards, shares } from "./contests.ts";
import { credit, fairly } from "./credits.ts";
import { balance, carryingStep, draw } from "./draws.ts";
import { exception } from "./exceptions.ts";
import { goal, kpi } from "./kpis.ts";
import { clawback, release } from "./releases.ts";
import { expression, point } from "./expressions.ts";
import {
  allow,
  day,
  docAbove,
  heading,
  labelOf,
  never,
  roundLine,
  rounding,
  when,
} from "./lines.ts";
import {
  type Builder,
  all,
  first,
  given,
  has,
  inOrder,
  isReal,
  nameOf,
  spanOf,
  unquote,
} from "./nodes.ts";
import { table } from "./tables.ts";

export function plan(
  b: Builder,
  node: cst.PlanCstNode,
  block: Block,
  members: readonly PlanMember[],
): PlanDeclaration {
  const { children } = node;
  const lines = linesOf(block, "planLine").map((line) => line.children);
  const people = first(lines.flatMap((line) => all(line.planFor)));
  const pays = first(lines.flatMap((line) => all(line.planPays)));
  const during = first(lines.flatMap((line) => all(line.planDuring)));
  const exceptions = lines.flatMap((line) => all(line.planExcept)).map((one) => one.children);
  return {
    kind: "Plan",
    ...heading(b, first(children.heading), first(children.PlanLine)),
    ...given("people", people === undefined ? undefined : planFor(b, people)),
    ...given("during", planDuring(during)),
    ...given("pays", pays === undefined ? undefined : planPays(pays)),
    ...given(
      "base",
      has(children.Extends) ? nameOf(first(children.Name), spanOf(node)) : undefined,
    ),
    replaces: exceptions.flatMap((one) => (has(one.ReplacesLine) ? namesOf(one) : [])),
    without: exceptions.flatMap((one) => (has(one.WithoutLine) ? namesOf(one) : [])),
    members,
    allows: lines.flatMap((line) => all(line.allow)).map(allow),
    span: block.span,
  };
}

function namesOf({ Name: names }: cst.PlanExceptCstChildren): Name[] {
  return all(names).map((token) => nameOf(token, spanOf(token)));
}

function planFor(b: Builder, node: cst.PlanForCstNode): NonNullable<PlanDeclaration["people"]> {
  return {
    source: nameOf(first(node.children.Name), spanOf(node)),
    ...given("where", when(b, first(node.children.where))),
  };
}

export function planDuring(node: cst.PlanDuringCstNode | undefined): PlanDeclaration["during"] {
  const [from, to] = all(node?.children.day).map(day);
  return from === undefined ? undefined : { from, ...given("to", to) };
}

function planPays(node: cst.PlanPaysCstNode): NonNullable<PlanDeclaration["pays"]> {
  const [period, currency] = inOrder(node.children.Name);
  return { period: nameOf(period, spanOf(node)), currency: nameOf(currency, spanOf(node)) };
}

export function planMember(b: Builder, block: Block): PlanMember | undefined {
  if (block.head.name !== "memberLine") return undefined;
  const [kind] = Object.values((block.head as cst.MemberLineCstNode).children).flat();
  switch (kind?.name) {
    case "parameter":
      return parameter(b, kind, block);
    case "credit":
      return credit(b, kind, block);
    case "measure":
      return measure(b, kind, block);
    case "kpi":
      return kpi(b, kind, block);
    case "goal":
      return goal(b, kind, block);
    case "table":
      return table(b, kind, block);
    case "component":
      return component(b, kind, block);
    case "payout":
      return payout(b, kind, block);
    case "release":
      return release(b, kind, block);
    case "clawback":
      return clawback(b, kind, block);
    case "exception":
      return exception(b, kind, block);
    case "draw":
      return draw(b, kind, block);
    case "balance":
      return balance(b, kind, block);
    default:
      return undefined;
  }
}

function parameter(b: Builder, node: cst.ParameterCstNode, block: Block): Parameter {
  const { children } = node;
  const span = spanOf(node);
  const lines = linesOf(block, "parameterLine");
  const later = lines.filter((line) => has(line.children.FromLine));
  const changes = later.map((line) => {
    const date = first(all(line.children.DateLiteral).filter(isReal));
    return {
      from: {
        kind: "DateLiteral" as const,
        value: date?.image ?? "",
        span: spanOf(date ?? line),
      },
      value: expression(b, first(line.children.expression), spanOf(line)),
    };
  });
  return {
    kind: "Parameter",
    ...heading(b, first(children.heading), first(children.ParameterLine)),
    value: expression(b, first(children.expression), span),
    changes,
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: block.span,
  };
}

function measure(b: Builder, node: cst.MeasureCstNode, block: Block): Measure {
  const { children } = node;
  const span = spanOf(node);
  const line =
    first(children.QuotaLine) ?? first(children.TargetLine) ?? first(children.MeasureLine);
  const role = has(children.QuotaLine) ? "quota" : has(children.TargetLine) ? "target" : "measure";
  const { name, ...words } = heading(b, first(children.heading), line);
  // `quota means …` is a quota called `quota`.
  const ownName =
    role !== "measure" && name.text === "" && line !== undefined
      ? { text: role, span: spanOf(line) }
      : name;
  const lines = linesOf(block, "measureLine").map((one) => one.children);
  const rounded = first(lines.flatMap((one) => all(one.roundedLine)));
  return {
    kind: "Measure",
    role,
    name: ownName,
    ...words,
    ...given("label", words.label ?? labelOf(first(children.TextLiteral))),
    value: expression(b, first(children.expression), span),
    ...given("rounding", rounding(first(rounded?.children.rounding), span)),
    allows: lines.flatMap((one) => all(one.allow)).map(allow),
    span: block.span,
  };
}

function component(b: Builder, node: cst.ComponentCstNode, block: Block): Component {
  const { children } = node;
  const span = spanOf(node);
  const of = first(children.point);
  const each = has(children.Each)
    ? {
        for: has(children.For),
        name: nameOf(first(children.Name), span),
        ...given("of", of === undefined ? undefined : point(b, of, span)),
        ...given("where", when(b, first(children.where))),
      }
    : undefined;
  return {
    kind: "Component",
    ...heading(b, first(children.heading), first(children.ComponentLine)),
    ...given("each", each),
    ...steps(b, linesOf(block, "step")),
    span: block.span,
  };
}

function payout(b: Builder, node: cst.PayoutCstNode, block: Block): Payout {
  const label = first(node.children.TextLiteral);
  return {
    kind: "Payout",
    ...given("label", label === undefined || !isReal(label) ? undefined : unquote(label.image)),
    ...given("doc", docAbove(b, first(node.children.PayoutLine))),
    ...steps(b, linesOf(block, "step")),
    span: block.span,
  };
}

function steps(
  b: Builder,
  nodes: readonly cst.StepCstNode[] | undefined,
): Pick<Component, "steps" | "allows"> {
  return {
    steps: all(nodes).flatMap((node) => step(b, node) ?? []),
    allows: all(nodes)
      .flatMap((node) => all(node.children.allow))
      .map(allow),
  };
}

const AMOUNTS = [
  ["EarnsLine", "Earns"],
  ["PlusLine", "Plus"],
  ["LessLine", "Less"],
  ["TimesLine", "Times"],
] as const;

function step(b: Builder, node: cst.StepCstNode): Step | undefined {
  const { children } = node;
  const span = spanOf(node);
  const amount = AMOUNTS.find(([line]) => has(children[line]));
  if (amount !== undefined) {
    const operand = first(children.operand);
    const condition = when(b, first(operand?.children.when));
    return {
      kind: amount[1],
      value: expression(b, first(operand?.children.expression), span),
      ...given("when", condition),
      span,
    };
  }
  const [shared, awarded, fair] = [
    first(children.shares),
    first(children.awards),
    first(children.fairly),
  ];
  if (shared !== undefined) return { kind: "Earns", value: shares(b, shared), span };
  if (awarded !== undefined) return { kind: "Earns", value: awards(b, awarded), span };
  if (fair !== undefined) return fairly(fair);
  if (has(children.WeightLine))
    return { kind: "Weight", share: expression(b, first(children.expression), span), span };
  const [gate, limit, rounded] = [
    first(children.gate),
    first(children.never),
    first(children.roundedLine),
  ];
  if (gate !== undefined) {
    const condition = expression(b, first(gate.children.expression), span);
    return {
      kind: "Gate",
      condition,
      firstDollar: all(gate.children.FromTheFirstDollar).some(isReal),
      span,
    };
  }
  if (limit !== undefined) return never(b, limit);
  return carryingStep(b, node) ?? roundLine(rounded, span);
}
