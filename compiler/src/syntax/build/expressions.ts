/** Expressions, from the concrete tree. */
import type { CstNode, IToken } from "chevrotain";
import { whereOfNothing } from "../../diagnostics/catalogue/reading.ts";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { type Span, cover } from "../../text/source-file.ts";
import type { BinaryOperator, Expression, ProrationMethod, Window } from "../ast/expression.ts";
import type * as cst from "../cst.generated.ts";
import { aggregate, rank } from "./collections.ts";
import { literal } from "./literals.ts";
import {
  type Builder,
  all,
  first,
  has,
  inOrder,
  isReal,
  missing,
  nameOf,
  spanOf,
  given,
} from "./nodes.ts";

/** An expression, or what is missing after `after`. */
export function expression(
  b: Builder,
  node: cst.ExpressionCstNode | undefined,
  after: Span,
): Expression {
  if (node === undefined) return missing(after);
  const [left, right] = [first(node.children.disjunction), first(node.children.expression)];
  const value = left === undefined ? missing(after) : disjunction(b, left);
  if (!has(node.children.Otherwise)) return value;
  const fallback = expression(b, right, spanOf(node));
  return { kind: "Otherwise", value, fallback, span: cover(value.span, fallback.span) };
}

function disjunction(b: Builder, node: cst.DisjunctionCstNode): Expression {
  return chain(
    node,
    all(node.children.conjunction).map((part) => conjunction(b, part)),
    node.children.Or,
  );
}

function conjunction(b: Builder, node: cst.ConjunctionCstNode): Expression {
  return chain(
    node,
    all(node.children.negation).map((part) => negation(b, part)),
    node.children.And,
  );
}

function negation(b: Builder, node: cst.NegationCstNode): Expression {
  const inner = first(node.children.comparison);
  const of = inner === undefined ? missing(spanOf(node)) : comparison(b, inner);
  return all(node.children.Not).reduceRight<Expression>(
    (value, not) => ({ kind: "Not", of: value, span: cover(spanOf(not), value.span) }),
    of,
  );
}

function comparison(b: Builder, node: cst.ComparisonCstNode): Expression {
  const { children } = node;
  const [one, ...others] = all(children.sum).map((part) => sum(b, part));
  const left = one ?? missing(spanOf(node));
  const span = cover(left.span, spanOf(node));
  const right = others[0] ?? missing(spanOf(node));
  const negated = all(children.Not).some(isReal);
  if (has(children.In)) return { kind: "Membership", of: left, among: others, negated, span };
  if (has(children.Present)) return { kind: "Presence", of: left, negated, span };
  if (has(children.Is))
    return { kind: "Binary", operator: negated ? "is not" : "is", left, right, span };
  const order = first(children.order);
  return order === undefined
    ? left
    : {
        kind: "Binary",
        operator: operatorOf(first(Object.values(order.children).flat())),
        left,
        right,
        span,
      };
}

/** The level that has no comparison in it, as in a row of a table. */
export function sum(b: Builder, node: cst.SumCstNode | undefined, after?: Span): Expression {
  if (node === undefined) return missing(after ?? { start: 0, end: 0 });
  const { Plus, Minus } = node.children;
  return chain(
    node,
    all(node.children.product).map((part) => product(b, part)),
    inOrder(Plus, Minus),
  );
}

export function product(b: Builder, node: cst.ProductCstNode): Expression {
  const { Times, Slash } = node.children;
  return chain(
    node,
    all(node.children.part).map((part) => partOf(b, part)),
    inOrder(Times, Slash),
  );
}

function partOf(b: Builder, node: cst.PartCstNode): Expression {
  return chain(
    node,
    all(node.children.limited).map((part) => limited(b, part)),
    node.children.Of,
  );
}

function limited(b: Builder, node: cst.LimitedCstNode): Expression {
  const { Above, UpTo, prefix: left, part: right } = node.children;
  const [amount, limit] = [first(left), first(right)];
  const operands = [
    amount === undefined ? missing(spanOf(node)) : prefix(b, amount),
    ...(limit === undefined ? [] : [partOf(b, limit)]),
  ];
  return chain(node, operands, inOrder(Above, UpTo));
}

function prefix(b: Builder, node: cst.PrefixCstNode): Expression {
  const inner = first(node.children.postfix);
  const of = inner === undefined ? missing(spanOf(node)) : postfix(b, inner);
  return all(node.children.Minus).reduceRight<Expression>(
    (value, minus) => ({ kind: "Negate", of: value, span: cover(spanOf(minus), value.span) }),
    of,
  );
}

export function postfix(b: Builder, node: cst.PostfixCstNode): Expression {
  const { children } = node;
  const start = first(children.primary);
  const value = start === undefined ? missing(spanOf(node)) : primary(b, start);
  const suffixes = inOrder<CstNode | IToken>(
    children.Dot,
    children.window,
    children.readAt,
    children.weightedBy,
    children.prorated,
    children.shift,
    children.exchanged,
  );
  const fields = inOrder(children.Name);
  return suffixes.reduce<Expression>((of, suffix) => {
    const span = cover(of.span, spanOf(suffix));
    if ("image" in suffix) {
      const field = nameOf(fields.shift(), span);
      return { kind: "Access", of, field, span: cover(span, field.span) };
    }
    return suffixed(b, of, suffix as Suffix, span);
  }, value);
}

type Suffix =
  | cst.WindowCstNode
  | cst.ReadAtCstNode
  | cst.ExchangedCstNode
  | cst.WeightedByCstNode
  | cst.ProratedCstNode
  | cst.ShiftCstNode;

function suffixed(b: Builder, of: Expression, suffix: Suffix, span: Span): Expression {
  switch (suffix.name) {
    case "window": {
      const over = window(suffix);
      return of.kind === "Collection"
        ? { ...of, window: over, span }
        : { kind: "Windowed", of, window: over, span };
    }
    case "readAt":
      return { kind: "ReadAt", of, at: point(b, first(suffix.children.point), span), span };
    case "weightedBy":
      return { kind: "Weighted", of, by: method(first(suffix.children.method), span), span };
    case "prorated": {
      const into = nameOf(first(suffix.children.Name), span);
      return { kind: "Prorated", of, by: method(first(suffix.children.method), span), into, span };
    }
    case "exchanged": {
      const [currency, source, field] = inOrder(suffix.children.Name);
      return {
        kind: "Exchanged",
        of,
        currency: nameOf(currency, span),
        rates: { source: nameOf(source, span), field: nameOf(field, span) },
        on: point(b, first(suffix.children.point), span),
        span,
      };
    }
    case "shift": {
      const { After, Clamp, Overflow, point: date } = suffix.children;
      const monthEnd = has(Clamp) ? "clamp" : has(Overflow) ? "overflow" : undefined;
      const direction = has(After) ? "after" : "before";
      return {
        kind: "Shift",
        by: of,
        direction,
        date: point(b, first(date), span),
        ...given("monthEnd", monthEnd),
        span,
      };
    }
  }
}

export function point(b: Builder, node: cst.PointCstNode | undefined, after: Span): Expression {
  const start = first(node?.children.primary);
  const value = start === undefined ? missing(after) : primary(b, start);
  return all(node?.children.Name).reduce<Expression>((of, token) => {
    const field = nameOf(token, of.span);
    return { kind: "Access", of, field, span: cover(of.span, field.span) };
  }, value);
}

export function window(node: cst.WindowCstNode): Window {
  const span = spanOf(node);
  const words = first(node.children.ToDate);
  return words === undefined
    ? { kind: "last", period: nameOf(first(node.children.Name), span), span }
    : toDate(words, span);
}

/** `year to date`, read from its words. */
export function toDate(
  words: IToken | undefined,
  span: Span,
): Extract<Window, { kind: "to date" }> {
  const word = /^\w+/.exec(words?.image ?? "")?.[0];
  const period = TO_DATE.find((known) => known === word) ?? "year";
  return { kind: "to date", period, span };
}

const TO_DATE = ["year", "half", "quarter", "month", "week"] as const;

function method(node: cst.MethodCstNode | undefined, after: Span): ProrationMethod {
  const words = first(node?.children.WorkingDays);
  if (words !== undefined) return { kind: "working days", span: spanOf(words) };
  const name = nameOf(first(node?.children.Name), after);
  return { kind: "named", name, span: name.span };
}

function primary(b: Builder, node: cst.PrimaryCstNode): Expression {
  const { children } = node;
  const [kind] = Object.values(children).flat();
  if (kind === undefined) return missing(spanOf(node));
  if ("image" in kind)
    return { kind: has(children.AmountPaid) ? "AmountPaid" : "RolledUp", span: spanOf(kind) };
  switch (kind.name) {
    case "literal":
      return literal(kind) ?? missing(spanOf(node));
    case "parenthesis":
      return parenthesis(b, kind);
    case "conditional":
      return conditional(b, kind);
    case "aggregate":
      return aggregate(b, kind);
    case "rank":
      return rank(b, kind);
    case "extreme":
      return extreme(b, kind);
    case "edge":
      return edge(kind);
    case "reference":
      return reference(b, kind);
  }
}

export function parenthesis(b: Builder, node: cst.ParenthesisCstNode): Expression {
  const span = spanOf(node);
  const inner = expression(b, first(node.children.expression), span);
  const filter = first(node.children.where);
  if (filter === undefined) return { ...inner, span };
  const where = expression(b, first(filter.children.expression), spanOf(filter));
  if (inner.kind === "Reference") return { kind: "Collection", credit: inner.name, where, span };
  if (inner.kind === "Windowed" && inner.of.kind === "Reference") {
    return { kind: "Collection", credit: inner.of.name, where, window: inner.window, span };
  }
  if (inner.kind !== "Missing")
    b.report(diagnose(whereOfNothing, { file: b.file, span: inner.span }, {}));
  return { kind: "Missing", span };
}

function conditional(b: Builder, node: cst.ConditionalCstNode): Expression {
  const span = spanOf(node);
  const [condition, yes, no] = all(node.children.expression).map((part) =>
    expression(b, part, span),
  );
  return {
    kind: "Conditional",
    condition: condition ?? missing(span),
    yes: yes ?? missing(span),
    no: no ?? missing(span),
    span,
  };
}

function extreme(b: Builder, node: cst.ExtremeCstNode): Expression {
  const span = spanOf(node);
  const of = all(node.children.expression).map((part) => expression(b, part, span));
  return { kind: "Extreme", which: has(node.children.Greatest) ? "greatest" : "least", of, span };
}

function edge(node: cst.EdgeCstNode): Expression {
  const span = spanOf(node);
  const period = has(node.children.Of) ? nameOf(first(node.children.Name), span) : undefined;
  return {
    kind: "Edge",
    edge: has(node.children.Start) ? "start" : "end",
    ...given("period", period),
    span,
  };
}

function reference(b: Builder, node: cst.ReferenceCstNode): Expression {
  const { children } = node;
  const span = spanOf(node);
  const [start, along] = inOrder(children.Name);
  const name = nameOf(start, span);
  if (has(children.LeftParen)) {
    return {
      kind: "Call",
      name,
      args: all(children.expression).map((part) => expression(b, part, span)),
      span,
    };
  }
  if (!has(children.On)) return { kind: "Reference", name, span: name.span };
  const base = first(children.part);
  return {
    kind: "Apply",
    table: name,
    base: base === undefined ? missing(span) : partOf(b, base),
    ...given("along", has(children.Along) ? nameOf(along, span) : undefined),
    span,
  };
}

/** `a op b op c` from the left. Operators without a right side get a missing one. */
function chain(
  node: CstNode,
  operands: readonly Expression[],
  operators: readonly IToken[] | undefined,
): Expression {
  const [start = missing(spanOf(node)), ...rest] = operands;
  return all(operators).reduce<Expression>((left, token, i) => {
    const right = rest[i] ?? missing(spanOf(token));
    return {
      kind: "Binary",
      operator: operatorOf(token),
      left,
      right,
      span: cover(left.span, right.span),
    };
  }, start);
}

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  Or: "or",
  And: "and",
  Less: "<",
  LessOrEqual: "<=",
  Greater: ">",
  GreaterOrEqual: ">=",
  Plus: "+",
  Minus: "-",
  Above: "above",
  UpTo: "up to",
  Times: "x",
  Slash: "/",
  Of: "of",
};

function operatorOf(token: IToken | undefined): BinaryOperator {
  return OPERATORS[token?.tokenType.name ?? ""] ?? "<";
}
