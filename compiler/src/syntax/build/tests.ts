/** Tests, from the concrete tree. */
import type { Expect, Given, TestDeclaration } from "../ast.ts";
import type * as cst from "../cst.generated.ts";
import { expression, path } from "./expressions.ts";
import { day, grid } from "./lines.ts";
import {
  all,
  type Builder,
  first,
  given as field,
  has,
  isReal,
  keyOf,
  nameOf,
  spanOf,
  unquote,
} from "./nodes.ts";

export function test(b: Builder, node: cst.TestCstNode): TestDeclaration {
  const { children } = node;
  const span = spanOf(node);
  const title = first(children.TextLiteral);
  const real = title !== undefined && isReal(title);
  const payee = first(children.payeeKey);
  const key = first(payee?.children.Name) ?? first(payee?.children.TextLiteral);
  return {
    kind: "Test",
    title: {
      kind: "TextLiteral",
      value: real ? unquote(title.image) : "",
      span: real ? spanOf(title) : span,
    },
    plan: nameOf(first(children.Name), span),
    ...field("payee", key === undefined ? undefined : keyOf(key, span)),
    ...field("period", day(first(children.day))),
    givens: all(children.given).map((one) => given(b, one)),
    expects: all(children.expect).map((one) => expect(b, one)),
    cases: all(children.cases).map((one) => ({
      grid: grid(one.children.GridLine),
      span: spanOf(one),
    })),
    span,
  };
}

function given(b: Builder, node: cst.GivenCstNode): Given {
  const { children } = node;
  const span = spanOf(node);
  const to = path(first(children.path));
  if (!has(children.Is)) return { kind: "Grid", path: to, grid: grid(children.GridLine), span };
  const value = expression(b, first(children.expression), span);
  return { kind: "Value", path: to, ...field("period", day(first(children.day))), value, span };
}

function expect(b: Builder, node: cst.ExpectCstNode): Expect {
  const { children } = node;
  const span = spanOf(node);
  if (has(children.Error)) return { kind: "Error", code: nameOf(first(children.Name), span), span };
  if (!has(children.Is) && !has(children.path))
    return { kind: "Grid", grid: grid(children.GridLine), span };
  const value = expression(b, first(children.expression), span);
  return {
    kind: "Value",
    path: path(first(children.path)),
    ...field("period", day(first(children.day))),
    value,
    span,
  };
}
