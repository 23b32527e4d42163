/** Aggregates, and the credits that they run over. */
import { uncountedCollection } from "../../diagnostics/catalogue/reading.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { type Span, cover } from "../../text/source-file.ts";
import type { Collection, Expression } from "../ast/expression.ts";
import type * as cst from "../cst.generated.ts";
import { parenthesis, window } from "./expressions.ts";
import { type Builder, all, first, given, has, missing, nameOf, spanOf, unquote } from "./nodes.ts";

const AGGREGATES = ["Count", "Total", "Average", "Largest", "Smallest", "Distinct"] as const;

export function aggregate(b: Builder, node: cst.AggregateCstNode): Expression {
  const { children } = node;
  const span = spanOf(node);
  const word = AGGREGATES.find((kind) => has(children[kind])) ?? "Count";
  const inners = all(children.inner).map((part) => inner(b, part));
  const value = word === "Count" ? undefined : (inners.shift() ?? missing(span));
  return {
    kind: "Aggregate",
    how: word.toLowerCase() as Lowercase<typeof word>,
    ...given("value", value),
    of: collection(b, first(children.collection), span),
    ...given("weight", inners[0]),
    span,
  };
}

export function rank(b: Builder, node: cst.RankCstNode): Expression {
  const { children } = node;
  const span = spanOf(node);
  const value = first(children.inner);
  return {
    kind: "Rank",
    value: value === undefined ? missing(span) : inner(b, value),
    of: collection(b, first(children.collection), span),
    first: has(children.Lowest) ? "lowest" : "highest",
    span,
  };
}

export function inner(b: Builder, node: cst.InnerCstNode): Expression {
  const group = first(node.children.parenthesis);
  if (group !== undefined) return parenthesis(b, group);
  const route = first(node.children.path);
  return route === undefined ? missing(spanOf(node)) : pathExpression(route);
}

/** `rep.manager` as an expression. */
function pathExpression(node: cst.PathCstNode): Expression {
  const [start, ...fields] = path(node);
  if (start === undefined) return missing(spanOf(node));
  return fields.reduce<Expression>(
    (of, field) => ({ kind: "Access", of, field, span: cover(of.span, field.span) }),
    { kind: "Reference", name: start, span: start.span },
  );
}

export function path(node: cst.PathCstNode | undefined): ReturnType<typeof nameOf>[] {
  return all(node?.children.pathPart).map((part) => {
    const { Name, TextLiteral } = part.children;
    const text = first(TextLiteral);
    if (text === undefined) return nameOf(first(Name), spanOf(part));
    return { text: unquote(text.image), span: spanOf(text) };
  });
}

export function collection(
  b: Builder,
  node: cst.CollectionCstNode | undefined,
  after: Span,
): Collection {
  const none: Collection = {
    kind: "Collection",
    credit: nameOf(undefined, after),
    span: missing(after).span,
  };
  if (node === undefined) return none;
  const span = spanOf(node);
  const over = first(node.children.window);
  const windowed = given("window", over === undefined ? undefined : window(over));
  const name = first(node.children.Name);
  if (name !== undefined)
    return { kind: "Collection", credit: nameOf(name, span), ...windowed, span };
  const group = first(node.children.parenthesis);
  const rows = group === undefined ? undefined : parenthesis(b, group);
  if (rows?.kind === "Collection") return { ...rows, ...windowed, span };
  if (rows?.kind === "Reference")
    return { kind: "Collection", credit: rows.name, ...windowed, span };
  if (rows !== undefined && rows.kind !== "Missing") {
    b.report(diagnose(uncountedCollection, { file: b.file, span: rows.span }, {}));
  }
  return none;
}
