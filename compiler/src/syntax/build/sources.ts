/** Files, calendars, units, types and sources, from the concrete tree. */
import type { Declaration, Phrase } from "../ast/file.ts";
import type { Name } from "../ast/node.ts";
import type { Check, Field, Limit, SourceDeclaration, TypeNode } from "../ast/source.ts";
import type * as cst from "../cst.generated.ts";
import { type Block, linesOf } from "./block.ts";
import { expression, sum } from "./expressions.ts";
import { docAbove, heading } from "./lines.ts";
import {
  type Builder,
  all,
  first,
  given,
  has,
  inOrder,
  isReal,
  keyOf,
  nameOf,
  spanOf,
  unquote,
} from "./nodes.ts";

export function importFile(node: cst.ImportFileCstNode): Declaration {
  const span = spanOf(node);
  const path = first(node.children.TextLiteral);
  const place =
    path === undefined || !isReal(path) ? { start: span.end, end: span.end } : spanOf(path);
  const value = path === undefined || !isReal(path) ? "" : unquote(path.image);
  return { kind: "Import", path: { kind: "TextLiteral", value, span: place }, span };
}

export function calendar(node: cst.CalendarCstNode): Declaration {
  return { kind: "Calendar", phrases: all(node.children.phrase).map(phrase), span: spanOf(node) };
}

function phrase(node: cst.PhraseCstNode): Phrase {
  return {
    words: inOrder(...Object.values(node.children)).map((token) => token.image),
    span: spanOf(node),
  };
}

export function unit(node: cst.UnitCstNode): Declaration {
  const span = spanOf(node);
  const units = all(node.children.unitName).map((one) => ({
    name: nameOf(first(one.children.Name), span),
    ...given("places", places(first(one.children.places))),
  }));
  return { kind: "Unit", units, span };
}

export function namedType(b: Builder, node: cst.NamedTypeCstNode): Declaration {
  const span = spanOf(node);
  return {
    kind: "Type",
    name: nameOf(first(node.children.Name), span),
    ...given("doc", docAbove(b, first(node.children.TypeLine))),
    members: members(first(node.children.oneOf)),
    span,
  };
}

export function source(b: Builder, node: cst.SourceCstNode, block: Block): SourceDeclaration {
  const { children } = node;
  const line = first(children.PeopleLine) ?? first(children.SourceLine);
  const lines = linesOf(block, "sourceLine").map((one) => one.children);
  const validity = first(lines.flatMap((one) => all(one.validity)));
  return {
    kind: "Source",
    people: has(children.PeopleLine),
    ...heading(b, first(children.heading), line),
    fields: lines.flatMap((one) => all(one.field)).map((one) => field(b, one)),
    ...given("validity", validity === undefined ? undefined : validDays(validity)),
    checks: lines.flatMap((one) => all(one.check)).map((one) => check(b, one)),
    span: block.span,
  };
}

function validDays(node: cst.ValidityCstNode): NonNullable<SourceDeclaration["validity"]> {
  const span = spanOf(node);
  const [from, until] = inOrder(node.children.Name);
  return { from: nameOf(from, span), until: nameOf(until, span), span };
}

function check(b: Builder, node: cst.CheckCstNode): Check {
  const span = spanOf(node);
  const text = first(node.children.TextLiteral);
  const message = text === undefined || !isReal(text) ? undefined : unquote(text.image);
  return {
    condition: expression(b, first(node.children.expression), span),
    ...given("message", message),
    span,
  };
}

function field(b: Builder, node: cst.FieldCstNode): Field {
  const { children } = node;
  const span = spanOf(node);
  const name = nameOf(first(children.FieldLine), span);
  const type = first(children.type);
  const presentWhen = has(children.Present)
    ? expression(b, first(children.expression), span)
    : undefined;
  return {
    name,
    ...given("doc", docAbove(b, first(children.FieldLine))),
    type:
      type === undefined
        ? { kind: "TypeName", name: nameOf(undefined, span), span }
        : typeNode(type),
    optional: all(children.Question).some(isReal),
    key: all(children.Key).some(isReal),
    ...given("places", places(first(children.places))),
    percent: has(children.Percent),
    limits: all(children.limit).map((one) => limit(b, one)),
    ...given("presentWhen", presentWhen),
    span,
  };
}

function typeNode(node: cst.TypeCstNode): TypeNode {
  const span = spanOf(node);
  const oneOf = first(node.children.oneOf);
  if (oneOf !== undefined) return { kind: "OneOf", members: members(oneOf), span };
  const [name, other] = inOrder(node.children.Name);
  const second = other === undefined ? undefined : nameOf(other, span);
  return {
    kind: "TypeName",
    name: nameOf(name, span),
    ...given(has(node.children.In) ? "in" : "per", second),
    span,
  };
}

function members(node: cst.OneOfCstNode | undefined): Name[] {
  return all(node?.children.member).map(member);
}

export function member(node: cst.MemberCstNode): Name {
  return keyOf(first(node.children.TextLiteral) ?? first(node.children.Name), spanOf(node));
}

function places(node: cst.PlacesCstNode | undefined): number | undefined {
  const digits = first(node?.children.NumberLiteral)?.image;
  return digits === undefined || digits === "" ? undefined : Number(digits);
}

function limit(b: Builder, node: cst.LimitCstNode): Limit {
  const span = spanOf(node);
  const { AtLeast, AtMost, Above } = node.children;
  const bound = has(AtLeast)
    ? "at least"
    : has(AtMost)
      ? "at most"
      : has(Above)
        ? "above"
        : "below";
  return { bound, value: sum(b, first(node.children.sum), span), span };
}
