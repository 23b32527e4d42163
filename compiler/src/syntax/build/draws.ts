/** Draws, balances, and the steps that carry something from one pay period to the next, from the concrete tree. */
import type { Span } from "../../text/source-file.ts";
import type { Step } from "../ast/component.ts";
import type { Balance, BalanceLine, Draw, DrawLine, Opens } from "../ast/draw.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { expression, sum, toDate } from "./expressions.ts";
import { allow, heading, roundLine, when } from "./lines.ts";
import { type Builder, all, first, given, has, isReal, nameOf, spanOf } from "./nodes.ts";

export function draw(b: Builder, node: cst.DrawCstNode, block: Block): Draw {
  const lines = linesOf(block, "drawLine");
  return {
    kind: "Draw",
    ...heading(b, first(node.children.heading), first(node.children.DrawLine)),
    lines: lines.flatMap((line) => drawLine(b, line) ?? []),
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: block.span,
  };
}

function drawLine(b: Builder, node: cst.DrawLineCstNode): DrawLine | undefined {
  const { children } = node;
  const span = spanOf(node);
  if (has(children.GuaranteesLine)) {
    const operand = first(children.operand);
    return {
      kind: "Guarantees",
      value: expression(b, first(operand?.children.expression), span),
      ...given("when", when(b, first(operand?.children.when))),
      span,
    };
  }
  if (has(children.NeverLine)) return { kind: "NeverRepaid", span };
  const [repays, opening, forgiving] = [
    first(children.repaid),
    first(children.opens),
    first(children.forgiven),
  ];
  if (repays !== undefined) return repaid(b, repays, span);
  if (opening !== undefined) return opens(b, opening, span);
  if (forgiving !== undefined) return forgiven(b, forgiving, span);
  return roundLine(first(children.roundedLine), span);
}

function repaid(b: Builder, { children }: cst.RepaidCstNode, span: Span): DrawLine {
  if (has(children.AtMost))
    return {
      kind: "RepaidAtMost",
      limit: expression(b, first(children.expression), span),
      span,
    };
  const from = first(children.fromPay);
  const value = first(children.sum);
  if (from === undefined) return { kind: "RepaidSince", date: sum(b, value, span), span };
  const kept = has(from.children.Above)
    ? expression(b, first(from.children.expression), span)
    : undefined;
  return {
    kind: "RepaidFrom",
    ...given("share", value === undefined ? undefined : sum(b, value, span)),
    ...given("kept", kept),
    span,
  };
}

function opens(b: Builder, node: cst.OpensCstNode, span: Span): Opens {
  return { kind: "Opens", value: expression(b, first(node.children.expression), span), span };
}

function forgiven(b: Builder, { children }: cst.ForgivenCstNode, span: Span): DrawLine {
  const condition = when(b, first(children.when));
  return condition === undefined
    ? { kind: "ForgivenAfter", date: sum(b, first(children.sum), span), span }
    : { kind: "ForgivenWhen", condition, span };
}

export function balance(b: Builder, node: cst.BalanceCstNode, block: Block): Balance {
  const lines = linesOf(block, "balanceLine");
  return {
    kind: "Balance",
    ...heading(b, first(node.children.heading), first(node.children.BalanceLine)),
    lines: lines.flatMap((line) => balanceLine(b, line) ?? []),
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: block.span,
  };
}

function balanceLine(b: Builder, node: cst.BalanceLineCstNode): BalanceLine | undefined {
  const { children } = node;
  const span = spanOf(node);
  if (has(children.BecomesLine))
    return { kind: "Becomes", value: expression(b, first(children.expression), span), span };
  const opening = first(children.opens);
  if (opening !== undefined) return opens(b, opening, span);
  return roundLine(first(children.roundedLine), span);
}

/** `held below …`, `trued up …`, `settled against …`. */
export function carryingStep(b: Builder, node: cst.StepCstNode): Step | undefined {
  const { children } = node;
  const span = spanOf(node);
  const [held, truedUp, settled] = [
    first(children.held),
    first(children.truedUp),
    first(children.settled),
  ];
  if (held !== undefined)
    return { kind: "Held", limit: expression(b, first(held.children.expression), span), span };
  if (truedUp !== undefined) {
    const { ToDate, MayBeNegative, NeverNegative } = truedUp.children;
    const below = all(MayBeNegative).some(isReal)
      ? ("may be negative" as const)
      : all(NeverNegative).some(isReal)
        ? ("never negative" as const)
        : undefined;
    const { period } = toDate(first(ToDate), span);
    return { kind: "TruedUp", period, ...given("below", below), span };
  }
  if (settled !== undefined)
    return { kind: "Settled", draw: nameOf(first(settled.children.Name), span), span };
  return undefined;
}
