/** Plans and their members, from the concrete tree. */
import type {
  Component,
  Credit,
  CreditLine,
  Declaration,
  Measure,
  Parameter,
  Payout,
  PlanDeclaration,
  PlanMember,
  Recipient,
  Step,
} from "../ast.ts";
import type { Span } from "../../text/source-file.ts";
import type * as cst from "../cst.generated.ts";
import { expression, path, sum } from "./expressions.ts";
import { allow, day, docAbove, grain, heading, never, rounding, when } from "./lines.ts";
import {
  all,
  type Builder,
  first,
  given,
  has,
  inOrder,
  isReal,
  missing,
  nameOf,
  spanOf,
  unquote,
} from "./nodes.ts";
import { table } from "./tables.ts";

export function shared(b: Builder, node: cst.SharedCstNode): Declaration | undefined {
  const inner = first(node.children.planMember);
  const member = inner === undefined ? undefined : planMember(b, inner);
  return member === undefined ? undefined : { kind: "Shared", member, span: spanOf(node) };
}

export function plan(b: Builder, node: cst.PlanCstNode): PlanDeclaration {
  const { children } = node;
  const [people, pays] = [first(children.planFor), first(children.planPays)];
  return {
    kind: "Plan",
    ...heading(b, first(children.heading), first(children.PlanLine)),
    ...given("people", people === undefined ? undefined : planFor(b, people)),
    ...given("during", planDuring(first(children.planDuring))),
    ...given("pays", pays === undefined ? undefined : planPays(pays)),
    members: all(children.planMember).flatMap((one) => planMember(b, one) ?? []),
    allows: all(children.allow).map(allow),
    span: spanOf(node),
  };
}

function planFor(b: Builder, node: cst.PlanForCstNode): NonNullable<PlanDeclaration["people"]> {
  return {
    source: nameOf(first(node.children.Name), spanOf(node)),
    ...given("where", when(b, first(node.children.where))),
  };
}

function planDuring(node: cst.PlanDuringCstNode | undefined): PlanDeclaration["during"] {
  const [from, to] = all(node?.children.day).map(day);
  return from === undefined ? undefined : { from, ...given("to", to) };
}

function planPays(node: cst.PlanPaysCstNode): NonNullable<PlanDeclaration["pays"]> {
  const [period, currency] = inOrder(node.children.Name);
  return { period: nameOf(period, spanOf(node)), currency: nameOf(currency, spanOf(node)) };
}

function planMember(b: Builder, node: cst.PlanMemberCstNode): PlanMember | undefined {
  const [kind] = Object.values(node.children).flat();
  if (kind === undefined) return undefined;
  switch (kind.name) {
    case "parameter":
      return parameter(b, kind);
    case "credit":
      return credit(b, kind);
    case "measure":
      return measure(b, kind);
    case "table":
      return table(b, kind);
    case "component":
      return component(b, kind);
    case "payout":
      return payout(b, kind);
  }
}

function parameter(b: Builder, node: cst.ParameterCstNode): Parameter {
  const { children } = node;
  const span = spanOf(node);
  const [value, ...later] = all(children.expression).map((one) => expression(b, one, span));
  const changes = all(children.DateLiteral).map((date, i) => ({
    from: {
      kind: "DateLiteral" as const,
      value: isReal(date) ? date.image : "",
      span: spanOf(date),
    },
    value: later[i] ?? missing(span),
  }));
  return {
    kind: "Parameter",
    ...heading(b, first(children.heading), first(children.ParameterLine)),
    value: value ?? missing(span),
    changes,
    span,
  };
}

function measure(b: Builder, node: cst.MeasureCstNode): Measure {
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
  const rounded = first(children.roundedLine);
  return {
    kind: "Measure",
    role,
    name: ownName,
    ...words,
    value: expression(b, first(children.expression), span),
    ...given("rounding", rounding(first(rounded?.children.rounding), span)),
    allows: all(children.allow).map(allow),
    span,
  };
}

function credit(b: Builder, node: cst.CreditCstNode): Credit {
  const { children } = node;
  const lines = all(children.creditLine);
  return {
    kind: "Credit",
    ...heading(b, first(children.heading), first(children.CreditLine)),
    source: nameOf(first(children.Name), spanOf(node)),
    lines: lines.flatMap((line) => creditLine(b, line) ?? []),
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: spanOf(node),
  };
}

function creditLine(b: Builder, node: cst.CreditLineCstNode): CreditLine | undefined {
  const { children } = node;
  const span = spanOf(node);
  const value = expression(b, first(children.expression), span);
  if (has(children.WhereLine)) return { kind: "Where", condition: value, span };
  if (has(children.DatedLine)) return { kind: "Dated", date: value, span };
  if (has(children.WorthLine)) return { kind: "Worth", value, span };
  if (has(children.ToLine))
    return { kind: "To", recipient: recipient(b, first(children.recipient), span), span };
  const [split, overlay, limit, fairly] = [
    children.split,
    children.overlay,
    children.never,
    children.fairly,
  ].map((one) =>
    first<cst.SplitCstNode | cst.OverlayCstNode | cst.NeverCstNode | cst.FairlyCstNode>(one),
  );
  for (const line of [split, overlay, limit, fairly]) {
    if (line !== undefined) return shareLine(b, line);
  }
  return undefined;
}

function shareLine(
  b: Builder,
  node: cst.SplitCstNode | cst.OverlayCstNode | cst.NeverCstNode | cst.FairlyCstNode,
): CreditLine {
  const span = spanOf(node);
  switch (node.name) {
    case "split": {
      const share = has(node.children.TheRest)
        ? "the rest"
        : sum(b, first(node.children.sum), span);
      return {
        kind: "Split",
        share,
        recipient: recipient(b, first(node.children.recipient), span),
        span,
      };
    }
    case "overlay": {
      const share = sum(b, first(node.children.sum), span);
      return {
        kind: "Overlay",
        share,
        recipient: recipient(b, first(node.children.recipient), span),
        span,
      };
    }
    case "never":
      return never(b, node);
    case "fairly":
      return {
        kind: "Fairly",
        to: grain(first(node.children.grain), span),
        ties: path(first(node.children.path)),
        span,
      };
  }
}

function recipient(b: Builder, node: cst.RecipientCstNode | undefined, after: Span): Recipient {
  if (node === undefined) return { payee: missing(after), span: missing(after).span };
  return {
    payee: sum(b, first(node.children.sum), after),
    ...given("when", when(b, first(node.children.when))),
    span: spanOf(node),
  };
}

function component(b: Builder, node: cst.ComponentCstNode): Component {
  const { children } = node;
  const span = spanOf(node);
  const each = has(children.Each)
    ? {
        for: has(children.For),
        name: nameOf(first(children.Name), span),
        ...given("where", when(b, first(children.where))),
      }
    : undefined;
  return {
    kind: "Component",
    ...heading(b, first(children.heading), first(children.ComponentLine)),
    ...given("each", each),
    ...steps(b, children.step),
    span,
  };
}

function payout(b: Builder, node: cst.PayoutCstNode): Payout {
  const label = first(node.children.TextLiteral);
  return {
    kind: "Payout",
    ...given("label", label === undefined || !isReal(label) ? undefined : unquote(label.image)),
    ...given("doc", docAbove(b, first(node.children.PayoutLine))),
    ...steps(b, node.children.step),
    span: spanOf(node),
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
  const how = rounding(first(rounded?.children.rounding), span);
  return how === undefined ? undefined : { kind: "Round", rounding: how, span };
}
