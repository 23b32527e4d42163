/** Tables of rates and values, from the concrete tree. */
import type { Span } from "../../text/source-file.ts";
import type { Axis, Give, Row, Table, TableKind } from "../ast/table.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { postfix, product, sum } from "./expressions.ts";
import { allow, grid, heading } from "./lines.ts";
import { matrix } from "./matrix.ts";
import { type Builder, all, first, given, has, missing, spanOf } from "./nodes.ts";
import { member } from "./sources.ts";

export function table(b: Builder, node: cst.TableCstNode, block: Block): Table {
  const { children } = node;
  const lines = linesOf(block, "tableLine");
  const kind = first(children.kind);
  return {
    kind: "Table",
    role: has(children.LookupLine) ? "lookup" : "rates",
    ...heading(b, first(children.heading), first(children.RatesLine) ?? first(children.LookupLine)),
    ...given("application", kind === undefined ? undefined : tableKind(b, kind)),
    axes: all(children.axis).map((one) => axis(b, one)),
    ...given(
      "earlier",
      has(children.RatedAgain)
        ? ("again" as const)
        : has(children.KeepTheirRate)
          ? ("kept" as const)
          : undefined,
    ),
    rows: lines.flatMap((line) => row(b, line) ?? []),
    ...given(
      "matrix",
      matrix(b, grid([...block.grid, ...block.lines.flatMap((line) => line.grid)])),
    ),
    allows: lines.flatMap((line) => all(line.children.allow)).map(allow),
    span: block.span,
  };
}

function tableKind(b: Builder, node: cst.KindCstNode): TableKind {
  const span = spanOf(node);
  const { Marginal, Interpolated, Above, product: pivot } = node.children;
  if (has(Marginal)) return { kind: "marginal", span };
  if (has(Interpolated)) return { kind: "interpolated", span };
  if (!has(Above)) return { kind: "whole", span };
  const amount = first(pivot);
  return {
    kind: "whole above",
    pivot: amount === undefined ? missing(span) : product(b, amount),
    span,
  };
}

function axis(b: Builder, node: cst.AxisCstNode): Axis {
  const span = spanOf(node);
  const value = first(node.children.postfix);
  const each = has(node.children.Before)
    ? "before"
    : has(node.children.After)
      ? "after"
      : undefined;
  return {
    value: value === undefined ? missing(span) : postfix(b, value),
    ...given("each", each),
    span,
  };
}

function row(b: Builder, node: cst.TableLineCstNode): Row | undefined {
  const { fromRow, belowRow, atRow, forRow } = node.children;
  const span = spanOf(node);
  const [from, below, at, named] = [first(fromRow), first(belowRow), first(atRow), first(forRow)];
  if (from !== undefined) {
    const [start, to] = all(from.children.sum).map((part) => sum(b, part));
    const value = has(from.children.Continues)
      ? "continues"
      : give(b, first(from.children.give), span);
    return {
      kind: "From",
      inclusive: has(from.children.FromLine),
      from: start ?? missing(span),
      ...given("to", to),
      value,
      span,
    };
  }
  if (below !== undefined) {
    return {
      kind: "Below",
      limit: sum(b, first(below.children.sum), span),
      value: give(b, first(below.children.give), span),
      span,
    };
  }
  if (at !== undefined) {
    return {
      kind: "At",
      at: sum(b, first(at.children.sum), span),
      value: give(b, first(at.children.give), span),
      span,
    };
  }
  if (named === undefined) return undefined;
  const members = has(named.children.AnythingElse)
    ? "anything else"
    : all(named.children.member).map(member);
  return { kind: "For", members, value: give(b, first(named.children.give), span), span };
}

function give(b: Builder, node: cst.GiveCstNode | undefined, after: Span): Give {
  const span = node === undefined ? missing(after).span : spanOf(node);
  return {
    verb: has(node?.children.Gives) ? "gives" : "pay",
    value: sum(b, first(node?.children.sum), span),
    span,
  };
}
