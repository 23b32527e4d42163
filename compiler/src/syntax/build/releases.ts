/** Releases and clawbacks, from the concrete tree: components that pay what another one earned, or take it back. */
import type { IToken } from "chevrotain";
import type { Span } from "../../text/source-file.ts";
import type { Component, Step } from "../ast/component.ts";
import type { Expression, ReleasePart } from "../ast/expression.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { inner } from "./collections.ts";
import { expression, parenthesis, point, sum } from "./expressions.ts";
import { allow, heading, roundLine } from "./lines.ts";
import { literal } from "./literals.ts";
import { type Builder, all, first, given, has, inOrder, missing, nameOf, spanOf } from "./nodes.ts";

type Part<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export function release(b: Builder, node: cst.ReleaseCstNode, block: Block): Component {
  const { children } = node;
  const lines = linesOf(block, "releaseLine").map((line) => line.children);
  const span = spanOf(node);
  const value: Part<"Released"> = {
    kind: "Released",
    component: nameOf(first(children.Name), span),
    parts: lines.flatMap((line) => all(line.releases)).map((one) => releasePart(b, one)),
    span,
  };
  return {
    kind: "Component",
    ...heading(b, first(children.heading), first(children.ReleaseLine)),
    steps: [{ kind: "Earns", value, span: fromOf(children.Of, span) }],
    allows: lines.flatMap((line) => all(line.allow)).map(allow),
    span: block.span,
  };
}

/** `of commission`: what a heading says after its name. */
function fromOf(of: readonly IToken[] | undefined, { start, end }: Span): Span {
  const token = first(of);
  return { start: token === undefined ? start : spanOf(token).start, end };
}

function releasePart(b: Builder, node: cst.ReleasesCstNode): ReleasePart {
  const { children } = node;
  const span = spanOf(node);
  const number = first(children.literal);
  const group = first(children.parenthesis);
  const share =
    number !== undefined
      ? (literal(number) ?? missing(span))
      : group === undefined
        ? "the rest"
        : parenthesis(b, group);
  return { share, time: timeOf(b, node), span };
}

function timeOf(b: Builder, node: cst.ReleasesCstNode): ReleasePart["time"] {
  const { children } = node;
  const span = spanOf(node);
  const equal = first(children.instalments);
  if (has(children.AtOnce)) return { kind: "at once" };
  if (equal !== undefined) {
    const part = equal.children;
    const odd = has(part.OddCents) ? (has(part.First) ? "first" : "last") : undefined;
    return {
      kind: "parts",
      count: Number(first(part.NumberLiteral)?.image ?? "1"),
      each: nameOf(first(part.Name), span),
      from: sum(b, first(part.sum), span),
      ...given("odd", odd),
    };
  }
  const date = sum(b, first(children.sum), span);
  if (!has(children.With)) return { kind: "on", date };
  const by = first(children.inner);
  return {
    kind: "with",
    source: nameOf(first(children.Name), span),
    by: by === undefined ? missing(span) : inner(b, by),
    date,
  };
}

export function clawback(b: Builder, node: cst.ClawbackCstNode, block: Block): Component {
  const { children } = node;
  const nodes = linesOf(block, "clawbackLine");
  const lines = nodes.map((line) => line.children);
  const span = spanOf(node);
  const [component, source] = inOrder(children.Name);
  const where = lines.filter((line) => has(line.WhereLine));
  const dated = lines.find((line) => has(line.DatedLine));
  const by = first(lines.flatMap((line) => (has(line.ByLine) ? all(line.Name) : [])));
  const takes = first(lines.flatMap((line) => all(line.takes)));
  const rounded = first(lines.flatMap((line) => all(line.roundedLine)));
  const value: Part<"TakenBack"> = {
    kind: "TakenBack",
    component: nameOf(component, span),
    source: nameOf(source, span),
    where: where.map((line) => expression(b, first(line.expression), span)),
    ...given("date", dated && expression(b, first(dated.expression), span)),
    ...given("by", by && nameOf(by, span)),
    ...given("share", takes && takenShare(b, takes)),
    keepsRates: lines.some((line) => has(line.DealsKeep)),
    span,
  };
  const steps: Step[] = [{ kind: "Earns", value, span: fromOf(children.Of, span) }];
  const round = roundLine(rounded, rounded === undefined ? span : spanOf(rounded));
  return {
    kind: "Component",
    ...heading(b, first(children.heading), first(children.ClawbackLine)),
    steps: round === undefined ? steps : [...steps, round],
    allows: lines.flatMap((line) => all(line.allow)).map(allow),
    span: block.span,
  };
}

function takenShare(b: Builder, node: cst.TakesCstNode): Part<"TakenBack">["share"] {
  const { children } = node;
  const span = spanOf(node);
  if (has(children.All)) return "all";
  if (!has(children.UnservedPart)) return sum(b, first(children.sum), span);
  const [unit, by] = inOrder(children.Name);
  const from = point(b, first(children.point), span);
  const count = Number(first(children.NumberLiteral)?.image ?? "0");
  const name = nameOf(unit, span);
  const months = /^Years?$/.test(name.text) ? count * 12 : count;
  return { unserved: { months, unit: name, from, by: nameOf(by, span), span } };
}
