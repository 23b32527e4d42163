/** Every place of a file where a name stands, and as what: read off the tree alone, so it works whatever is wrong. */
import { PEOPLE } from "@attain/compiler/check/scenarios";
import { CASE_HEADING } from "@attain/compiler/check/test-grids";
import { pathOfText } from "@attain/compiler/check/test-names";
import type { Component } from "@attain/compiler/syntax/ast/component";
import type { Credit } from "@attain/compiler/syntax/ast/credit";
import type { Declaration, File } from "@attain/compiler/syntax/ast/file";
import type { Name } from "@attain/compiler/syntax/ast/node";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { ScenarioDeclaration } from "@attain/compiler/syntax/ast/scenario";
import type {
  Field,
  SourceDeclaration,
  TerritoriesDeclaration,
  TypeNode,
} from "@attain/compiler/syntax/ast/source";
import type { Axis, Table } from "@attain/compiler/syntax/ast/table";
import type { GridLine, TestDeclaration } from "@attain/compiler/syntax/ast/test";
import { visit, within } from "./nested-sites.ts";
import { type Role, type Site, site, type Standing } from "./site.ts";

const known = new WeakMap<File, readonly Site[]>();

/** All of them, in the order of the text. */
export function sitesOf(tree: File): readonly Site[] {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const found = tree.declarations.flatMap(ofDeclaration);
  const sites = found.filter(({ name }) => name.span.start < name.span.end);
  sites.sort((a, b) => a.name.span.start - b.name.span.start);
  known.set(tree, sites);
  return sites;
}

function ofDeclaration(node: Declaration): Site[] {
  switch (node.kind) {
    case "Import":
    case "Calendar":
      return [];
    case "Unit":
      return node.units.map(({ name }) => site(name, { is: "declaration" }, {}));
    case "Type": {
      const role: Role = { is: "value declared", type: node.name.text };
      return [declaration(node.name, {}), ...node.members.map((name) => site(name, role, {}))];
    }
    case "Source":
      return ofSource(node);
    case "Shared":
      return ofMember(node.member, {});
    case "Plan":
      return ofPlan(node);
    case "Territories":
      return ofTerritories(node);
    case "Test":
      return ofTest(node);
    case "Scenario":
      return ofScenario(node);
  }
}

function declaration(name: Name, standing: Standing): Site {
  return site(name, { is: "declaration" }, standing);
}

function ofSource(node: SourceDeclaration): Site[] {
  const standing = { row: node.name };
  const days = node.validity === undefined ? [] : [node.validity.from, node.validity.until];
  return [
    declaration(node.name, {}),
    ...node.fields.flatMap((field) => ofField(node, field, standing)),
    ...days.map((name) => site(name, { is: "own field", source: node }, standing)),
    ...node.checks.flatMap((check) => within(check, "Check", standing)),
  ];
}

function ofField(source: SourceDeclaration, node: Field, standing: Standing): Site[] {
  const { name, type, ...rest } = node;
  const types =
    type.kind === "OneOf"
      ? type.members.map((value) => site(value, { is: "value declared" }, standing))
      : ofTypeName(source, type, standing);
  return [
    site(name, { is: "field declared", source }, standing),
    ...types,
    ...within(rest, "Field", standing),
  ];
}

/** `Money in currency` names a column of the same row. */
function ofTypeName(
  source: SourceDeclaration,
  { in: currency, ...rest }: Extract<TypeNode, { kind: "TypeName" }>,
  standing: Standing,
): Site[] {
  const named = within(rest, rest.kind, standing);
  return currency === undefined
    ? named
    : [...named, site(currency, { is: "field named", source: source.name }, standing)];
}

function ofTerritories(node: TerritoriesDeclaration): Site[] {
  const { name, source, territories, elsewhere } = node;
  const role: Role = { is: "value declared", type: name.text };
  const standing = { row: source };
  const ends = elsewhere === undefined ? [] : [site(elsewhere, role, {})];
  return [
    declaration(name, {}),
    site(source, { is: "source" }, {}),
    ...territories.flatMap(({ name: own, where, ahead }) => [
      site(own, role, {}),
      ...visit(where, standing),
      ...ahead.map((other) => site(other, { is: "territory", of: node }, {})),
    ]),
    ...ends,
  ];
}

function ofPlan(node: PlanDeclaration): Site[] {
  const standing = { plan: node };
  const { name, base, replaces, without, people, pays, members, ...rest } = node;
  return [
    declaration(name, {}),
    ...(base === undefined ? [] : [site(base, { is: "other plan" }, {})]),
    ...[...replaces, ...without].map((one) => site(one, { is: "inherited" }, standing)),
    ...(people === undefined ? [] : [site(people.source, { is: "people" }, standing)]),
    ...visit(people?.where, { ...standing, ...(people && { row: people.source }) }),
    ...(pays === undefined
      ? []
      : [
          site(pays.period, { is: "pay period" }, standing),
          site(pays.currency, { is: "currency" }, standing),
        ]),
    ...within(rest, "Plan", standing),
    ...members.flatMap((member) => ofMember(member, standing)),
  ];
}

function ofMember(member: PlanMember, outside: Standing): Site[] {
  const standing = { ...outside, member };
  switch (member.kind) {
    case "Credit":
      return ofCredit(member, standing);
    case "Table":
      return ofTable(member, standing);
    case "Component":
      return ofComponent(member, standing);
    case "Payout":
      return within(member, member.kind, standing);
    default: {
      const { name, ...rest } = member;
      return [declaration(name, standing), ...within(rest, member.kind, standing)];
    }
  }
}

function ofCredit({ name, source, ...rest }: Credit, outside: Standing): Site[] {
  return [
    declaration(name, outside),
    site(source, { is: "source" }, outside),
    ...within(rest, "Credit", { ...outside, row: source }),
  ];
}

function ofComponent({ name, each, ...rest }: Component, outside: Standing): Site[] {
  const standing = each?.for === true ? { ...outside, row: each.name, credit: each.name } : outside;
  return [
    declaration(name, outside),
    ...(each === undefined ? [] : [site(each.name, { is: each.for ? "credit" : "each" }, outside)]),
    ...visit(each?.of, outside),
    ...visit(each?.where, standing),
    ...within(rest, "Component", standing),
  ];
}

/** The values that its rows and headings are for belong to what the table runs along. */
function ofTable({ name, rows, matrix, ...rest }: Table, standing: Standing): Site[] {
  const [down, across] = rest.axes;
  return [
    declaration(name, standing),
    ...within(rest, "Table", standing),
    ...rows.flatMap((row) => ofCases(row, down, standing)),
    ...(matrix?.columns ?? []).flatMap((heading) => ofCases(heading, across, standing)),
    ...(matrix?.rows ?? []).flatMap(({ heading, values }) => [
      ...ofCases(heading, down, standing),
      ...visit(values, standing),
    ]),
  ];
}

function ofCases(
  node: { readonly kind: string },
  axis: Axis | undefined,
  standing: Standing,
): Site[] {
  return within(node, node.kind, standing).map((found) =>
    found.role.is === "name" ? site(found.name, { is: "case", axis }, standing) : found,
  );
}

function ofTest(node: TestDeclaration): Site[] {
  const standing = { test: node };
  return [
    site(node.plan, { is: "plan" }, standing),
    ...(node.payee === undefined ? [] : [site(node.payee, { is: "payee key" }, standing)]),
    ...node.givens.flatMap((given) =>
      given.kind === "Value"
        ? [...ofPath(given.path, true, standing), ...visit(given.value, standing)]
        : ofRows(given.path[0], given.grid, standing),
    ),
    ...node.expects.flatMap((expect) => {
      if (expect.kind === "Error") return [site(expect.code, { is: "code" }, standing)];
      if (expect.kind === "Grid") return ofHeadings(expect.grid, false, standing);
      return [...ofPath(expect.path, false, standing), ...visit(expect.value, standing)];
    }),
    ...node.cases.flatMap(({ grid }) => ofCaseHeadings(grid, standing)),
  ];
}

/** The values that it sets are read as those of the plan. */
function ofScenario(node: ScenarioDeclaration): Site[] {
  const { plan, givens, headcounts } = node;
  const standing = { scenario: node };
  return [
    site(plan, { is: "plan" }, standing),
    ...givens.flatMap((given) => [
      ...ofPath(given.path, true, standing),
      ...(given.kind === "Value" ? visit(given.value, standing) : []),
    ]),
    ...headcounts.flatMap(({ grid: [head] }) =>
      (head?.cells ?? []).flatMap((cell) =>
        cell.text === PEOPLE ? [] : ofPath(pathOfText(cell), true, standing),
      ),
    ),
  ];
}

function ofPath(path: readonly Name[], given: boolean, standing: Standing): Site[] {
  return path.map((name, index) => site(name, { is: "path", path, index, given }, standing));
}

/** Rows of a source, or values of payees where no source is named. */
function ofRows(source: Name | undefined, grid: readonly GridLine[], standing: Standing): Site[] {
  if (source === undefined) return ofHeadings(grid, true, standing);
  const columns = grid[0]?.cells ?? [];
  return [
    site(source, { is: "source" }, standing),
    ...columns.map((cell) => site(cell, { is: "column", source }, standing)),
  ];
}

function ofHeadings([head]: readonly GridLine[], given: boolean, standing: Standing): Site[] {
  const named = (head?.cells ?? []).filter(({ text }) => text !== "payee" && text !== "period");
  return named.flatMap((cell) => ofPath(pathOfText(cell), given, standing));
}

/** `given quota`, `expect commission`. */
function ofCaseHeadings([head]: readonly GridLine[], standing: Standing): Site[] {
  return (head?.cells ?? []).flatMap((cell) => {
    const [, word, name = ""] = CASE_HEADING.exec(cell.text) ?? [];
    if (word === undefined) return [];
    const span = { start: cell.span.end - name.length, end: cell.span.end };
    return ofPath(pathOfText({ text: name, span }), word === "given", standing);
  });
}
