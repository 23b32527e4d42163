/**
 * Names inside a node.
 *
 * The walk is over all nodes of all kinds. Only those are named here that change what is at hand, or whose names are
 * more than a name in scope.
 */
import type { Component } from "@attain/compiler/syntax/ast/component";
import type { CreditLine } from "@attain/compiler/syntax/ast/credit";
import type { Collection, Expression } from "@attain/compiler/syntax/ast/expression";
import type { Name } from "@attain/compiler/syntax/ast/node";
import { type PlainRole, type Role, type Site, site, type Standing } from "./site.ts";

type Part<Kind extends Expression["kind"]> = Extract<Expression, { readonly kind: Kind }>;
type RollUp = Extract<CreditLine, { readonly kind: "RollUp" }>;
type Shared = Extract<CreditLine, { readonly kind: "Split" | "Overlay" }>;

/** What a name is by the node that it stands in. */
const ROLES: Readonly<Record<string, PlainRole>> = {
  "Collection.credit": "credit",
  "As.credit": "credit",
  "Settled.draw": "draw",
  "Exception.target": "rule of pay",
  "parts.each": "period",
  "Exchanged.currency": "currency",
  "Apply.table": "rates",
  "Apply.along": "measure",
  "Call.name": "call",
  "Prorated.into": "into",
  "Edge.period": "period",
  "last.period": "period",
  "named.name": "method",
  "NumberLiteral.unit": "unit",
  "NumberLiteral.per": "per",
  "TypeName.name": "type",
  "TypeName.per": "per",
  "Never.each": "deal or share",
  "Goal.kpi": "measure",
  "Goal.each": "period",
  "Among.by": "tie",
};

/** The names in a node, or in several. */
export function visit(value: unknown, standing: Standing): Site[] {
  if (Array.isArray(value)) return value.flatMap((part) => visit(part, standing));
  if (!isNode(value)) return [];
  switch (value.kind) {
    case "Reference": {
      const node = value as Part<"Reference">;
      return [site(node.name, { is: "value", node }, standing)];
    }
    case "Access": {
      const node = value as Part<"Access">;
      return [...visit(node.of, standing), site(node.field, { is: "field", node }, standing)];
    }
    case "TextLiteral": {
      const node = value as Part<"TextLiteral">;
      return [site({ text: node.value, span: node.span }, { is: "text", node }, standing)];
    }
    case "Collection": {
      const { where, ...rest } = value as Collection;
      return [
        ...within(rest, "Collection", standing),
        ...visit(where, insideOf(value as Collection, standing)),
      ];
    }
    case "Released":
      return ofReleased(value as Part<"Released">, standing);
    case "TakenBack":
      return ofTakenBack(value as Part<"TakenBack">, standing);
    case "Exchanged": {
      const { rates, ...others } = value as Part<"Exchanged">;
      return [
        ...within(others, "Exchanged", standing),
        site(rates.source, { is: "source" }, standing),
        site(rates.field, { is: "field named", source: rates.source }, standing),
      ];
    }
    case "Split":
    case "Overlay":
      return ofShare(value as Shared, standing);
    case "RollUp": {
      const { path, ...others } = value as RollUp;
      return [...within(others, "RollUp", standing), ...ofManager(path, standing)];
    }
    default:
      return within(value, value.kind ?? "", standing);
  }
}

/** A share for each of the rows that refer to the deal is told beside that row. */
function ofShare({ share, recipient }: Shared, standing: Standing): Site[] {
  const { payee, when, each } = recipient;
  const inside = each === undefined ? standing : { ...standing, row: each };
  return [
    ...visit([share, payee, when], inside),
    ...(each === undefined ? [] : [site(each, { is: "source" }, standing)]),
  ];
}

/** What is paid later is told deal by deal if it is earned so. */
function ofReleased({ component, parts }: Part<"Released">, standing: Standing): Site[] {
  const paid = standing.plan?.members.find(
    (member): member is Component =>
      member.kind === "Component" && member.name.text === component.text,
  );
  const each = paid?.each?.for === true ? paid.each.name : undefined;
  const inside = each === undefined ? standing : { ...standing, row: each, credit: each };
  return [
    site(component, { is: "component" }, standing),
    ...parts.flatMap(({ share, time }) => [
      ...visit(share, inside),
      ...(time.kind === "with"
        ? [
            site(time.source, { is: "source" }, standing),
            ...visit([time.by, time.date], { ...standing, row: time.source }),
          ]
        : within(time, time.kind, inside)),
    ]),
  ];
}

function ofTakenBack(node: Part<"TakenBack">, standing: Standing): Site[] {
  const { component, source, by, where, date, share } = node;
  const unserved = typeof share === "object" && "unserved" in share ? share.unserved : undefined;
  const row = { ...standing, row: source };
  return [
    site(component, { is: "component" }, standing),
    site(source, { is: "source" }, standing),
    ...(by === undefined ? [] : [site(by, { is: "field named", source }, standing)]),
    ...visit([where, date], row),
    ...(unserved === undefined
      ? visit(share, row)
      : [
          site(unserved.unit, { is: "unit" }, standing),
          ...visit(unserved.from, row),
          site(unserved.by, { is: "method" }, standing),
        ]),
  ];
}

/** `manager` of the people, or `Reporting.boss` of a row about them. */
function ofManager([first, second]: readonly Name[], standing: Standing): Site[] {
  if (first === undefined) return [];
  if (second === undefined) return [site(first, { is: "tie" }, standing)];
  return [
    site(first, { is: "source" }, standing),
    site(second, { is: "field named", source: first }, standing),
  ];
}

/** The names of a node, and those of what it holds. */
export function within(node: object, kind: string, outside: Standing): Site[] {
  const of: unknown = "of" in node ? node.of : undefined;
  const standing =
    isNode(of) && of.kind === "Collection" ? insideOf(of as Collection, outside) : outside;
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (value === of && of !== undefined) return visit(of, outside);
    const names = (Array.isArray(value) ? value : [value]).filter(isName);
    if (names.length === 0) return visit(value, standing);
    return names.map((name) => site(name, roleOf(kind, key, node), standing));
  });
}

function roleOf(kind: string, key: string, node: object): Role {
  if (key === "ties") return { is: "tie" };
  if (key === "rule" && "reason" in node) return { is: "rule" };
  return { is: ROLES[`${kind}.${key}`] ?? "name" };
}

/** Where the rows of a collection are at hand one by one. */
function insideOf({ credit }: Collection, standing: Standing): Standing {
  return { ...standing, row: credit, credit };
}

interface Node {
  readonly kind?: string;
  readonly span?: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

function isName(value: unknown): value is Name {
  return isNode(value) && value.kind === undefined && "text" in value && "span" in value;
}
