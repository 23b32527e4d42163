/** Tests, from the concrete tree. */
import type { IToken } from "chevrotain";
import type { Span } from "../../text/source-file.ts";
import type { TextLiteral } from "../ast/expression.ts";
import type { Expect, Given, TestDeclaration } from "../ast/test.ts";
import type * as cst from "../cst.generated.ts";
import type { Block } from "./block.ts";
import { path } from "./collections.ts";
import { expression } from "./expressions.ts";
import { day, grid } from "./lines.ts";
import {
  type Builder,
  all,
  given as field,
  first,
  has,
  isReal,
  keyOf,
  nameOf,
  spanOf,
  unquote,
} from "./nodes.ts";

export function test(b: Builder, node: cst.TestCstNode, block: Block): TestDeclaration {
  const { children } = node;
  const span = spanOf(node);
  const payee = first(children.payeeKey);
  const key = first(payee?.children.Name) ?? first(payee?.children.TextLiteral);
  const lines = block.lines
    .filter((line) => line.node.name === "testLine")
    .map((line) => ({
      ...(line.node as cst.TestLineCstNode).children,
      grid: line.grid,
      span: line.span,
    }));
  return {
    kind: "Test",
    title: titleOf(first(children.TextLiteral), span),
    plan: nameOf(first(children.Name), span),
    ...field("payee", key === undefined ? undefined : keyOf(key, span)),
    ...field("period", day(first(children.day))),
    givens: lines.flatMap((line) => all(line.given).map((one) => given(b, one, line))),
    expects: lines.flatMap((line) => all(line.expect).map((one) => expect(b, one, line))),
    cases: lines
      .filter((line) => has(line.CasesLine))
      .map((line) => ({ grid: grid(line.grid), span: line.span })),
    span: block.span,
  };
}

/** The text of a title; empty at `span`, where there is none. */
export function titleOf(title: IToken | undefined, span: Span): TextLiteral {
  const real = title !== undefined && isReal(title);
  return {
    kind: "TextLiteral",
    value: real ? unquote(title.image) : "",
    span: real ? spanOf(title) : span,
  };
}

/** Where a line and the grid below it stand. */
export interface Place {
  readonly grid: readonly IToken[];
  readonly span: Span;
}

export function given(b: Builder, node: cst.GivenCstNode, { grid: below, span }: Place): Given {
  const { children } = node;
  const to = path(first(children.path));
  if (!has(children.Is)) return { kind: "Grid", path: to, grid: grid(below), span };
  const value = expression(b, first(children.expression), span);
  return { kind: "Value", path: to, ...field("period", day(first(children.day))), value, span };
}

function expect(b: Builder, node: cst.ExpectCstNode, { grid: below, span }: Place): Expect {
  const { children } = node;
  if (has(children.Error)) return { kind: "Error", code: nameOf(first(children.Name), span), span };
  if (!has(children.Is) && !has(children.path)) return { kind: "Grid", grid: grid(below), span };
  const value = expression(b, first(children.expression), span);
  return {
    kind: "Value",
    path: path(first(children.path)),
    ...field("period", day(first(children.day))),
    value,
    span,
  };
}
