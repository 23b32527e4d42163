/** Credits and their lines, from the concrete tree. */
import type { Span } from "../../text/source-file.ts";
import type { Credit, CreditLine, Recipient } from "../ast/credit.ts";
import type { Fairly } from "../ast/plan.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { path } from "./collections.ts";
import { expression, postfix, sum } from "./expressions.ts";
import { allow, grain, heading, never, roundLine, when } from "./lines.ts";
import { type Builder, all, first, given, has, missing, nameOf, spanOf } from "./nodes.ts";

export function credit(b: Builder, node: cst.CreditCstNode, block: Block): Credit {
  const { children } = node;
  const lines = linesOf(block, "creditLine");
  return {
    kind: "Credit",
    ...heading(b, first(children.heading), first(children.CreditLine)),
    source: nameOf(first(children.Name), spanOf(node)),
    lines: lines.flatMap((line) => creditLine(b, line) ?? []),
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: block.span,
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
    return has(children.TheCompany)
      ? { kind: "ToCompany", span }
      : { kind: "To", recipient: recipient(b, first(children.recipient), span), span };
  const [split, overlay, limit, fair] = [
    children.split,
    children.overlay,
    children.never,
    children.fairly,
  ].map((one) =>
    first<cst.SplitCstNode | cst.OverlayCstNode | cst.NeverCstNode | cst.FairlyCstNode>(one),
  );
  const [roll, as] = [first(children.rollUp), first(children.creditedAs)];
  if (roll !== undefined) return rollUp(b, roll);
  if (as !== undefined) return creditedAs(b, as);
  for (const line of [split, overlay, limit, fair]) {
    if (line !== undefined) return shareLine(b, line);
  }
  return roundLine(first(children.roundedLine), span);
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
      return fairly(node);
  }
}

function rollUp(b: Builder, node: cst.RollUpCstNode): CreditLine {
  const span = spanOf(node);
  const { children } = node;
  const share = first(children.sum);
  const levels = first(children.NumberLiteral);
  return {
    kind: "RollUp",
    ...given("share", share === undefined ? undefined : sum(b, share, span)),
    path: path(first(children.path)),
    ...given(
      "levels",
      has(children.EveryLevel) ? ("every" as const) : levels && Number(levels.image),
    ),
    span,
  };
}

function creditedAs(b: Builder, node: cst.CreditedAsCstNode): CreditLine {
  const span = spanOf(node);
  const { children } = node;
  const original = first(children.postfix);
  return {
    kind: "As",
    original: original === undefined ? missing(span) : postfix(b, original),
    credit: nameOf(first(children.Name), span),
    span,
  };
}

/** Rounding of parts, so that they make the whole. */
export function fairly(node: cst.FairlyCstNode): Fairly {
  const span = spanOf(node);
  const { children } = node;
  return {
    kind: "Fairly",
    to: grain(first(children.grain), span),
    ties: path(first(children.path)),
    span,
  };
}

function recipient(b: Builder, node: cst.RecipientCstNode | undefined, after: Span): Recipient {
  if (node === undefined) return { payee: missing(after), span: missing(after).span };
  return {
    payee: sum(b, first(node.children.sum), after),
    ...given("when", when(b, first(node.children.when))),
    ...given(
      "each",
      has(node.children.Each) ? nameOf(first(node.children.Name), after) : undefined,
    ),
    span: spanOf(node),
  };
}
