/** Types by their names: of fields, of units, of sources, of periods. */
import { CURRENCIES, PERIOD_KINDS, type PeriodKind } from "@attain/runtime";
import { listed, nearest } from "../base/text.ts";
import type { Scope } from "../bind/scope.ts";
import { reservedName, takenName, unknownType } from "../diagnostics/catalogue/names.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import { diagnose } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { TerritoriesDeclaration, TypeNode } from "../syntax/ast/source.ts";
import type { Location, SourceFile } from "../text/source-file.ts";
import type { Report } from "./sources.ts";
import {
  COUNT,
  DATE,
  type EnumType,
  RATIO,
  TEXT,
  type Type,
  UNKNOWN,
  YES_NO,
  money,
  numberOf,
  typeName,
} from "./types.ts";

/** The type that a node of a field writes. */
export function typeOfNode(node: TypeNode, file: SourceFile, scope: Scope, report: Report): Type {
  if (node.kind === "OneOf") return enumType(node.members, file, report);
  if (node.in !== undefined) return foreign(node.name, node.in, file, scope, report);
  const base = typeNamed(node.name, file, scope, report);
  if (node.per === undefined || node.per.text === "" || base.kind === "unknown") return base;
  if (base.kind !== "number") {
    const facts = { expected: "An amount", found: typeName(base) };
    const at = { file, span: node.name.span };
    const isInverse = node.name.text === "Currency" && CURRENCIES.has(node.per.text);
    const help = `A rate says what a unit of another currency costs: \`${node.per.text} per Currency\`. If the data has it the other way round, divide 1 by it where the file is made.`;
    report(diagnose(wrongType, at, facts, isInverse ? { help } : {}));
    return UNKNOWN;
  }
  if (isPeriodKind(node.per.text))
    return { ...base, window: { kind: "each", period: node.per.text } };
  const per = scope.symbols.get(node.per.text);
  if (per?.kind === "unit" || CURRENCIES.has(node.per.text) || node.per.text === "Currency")
    return numberOf({ kind: "rate", of: base.unit, per: node.per.text });
  reportUnknownType(node.per, file, scope, report);
  return UNKNOWN;
}

/** `Money in currency`. */
function foreign(name: Name, field: Name, file: SourceFile, scope: Scope, report: Report): Type {
  if (name.text === "Money") return numberOf({ kind: "foreign", currency: field.text });
  reportUnknownType(name, file, scope, report);
  return UNKNOWN;
}

function enumType(
  members: readonly Name[],
  file: SourceFile,
  report: Report,
  name?: string,
): EnumType {
  const seen = new Set<string>();
  for (const member of members) {
    if (seen.has(member.text)) {
      report(diagnose(takenName, { file, span: member.span }, { name: member.text }));
    }
    reportUnusable(member.text, { file, span: member.span }, report);
    seen.add(member.text);
  }
  return { kind: "enum", members: [...seen], ...(name === undefined ? {} : { name }) };
}

/** The one name that emitted code can't give to a field: to JavaScript it is what an object is made after. */
export function reportUnusable(name: string, at: Location, report: Report): void {
  if (name !== "__proto__") return;
  const facts = { name, meaning: "something to the programs that read rows" };
  report(diagnose(reservedName, at, facts, { help: "Choose another name." }));
}

const SIMPLE: Readonly<Record<string, Type>> = {
  Text: TEXT,
  Date: DATE,
  YesNo: YES_NO,
  Count: numberOf(COUNT),
  Ratio: numberOf(RATIO),
  Number: numberOf({ kind: "number" }),
  Currency: { kind: "enum", name: "Currency", members: [...CURRENCIES].sort() },
};

export const SIMPLE_TYPES: readonly string[] = Object.keys(SIMPLE);

export function isSimpleType(name: string): boolean {
  return Object.hasOwn(SIMPLE, name);
}

/** A type by its name, or unknown (reported). */
function typeNamed(name: Name, file: SourceFile, scope: Scope, report: Report): Type {
  const known = lookUpType(name.text, scope);
  if (known !== undefined) return known;
  if (name.text !== "") reportUnknownType(name, file, scope, report);
  return UNKNOWN;
}

/** The type called `name`, if there is one. */
export function lookUpType(name: string, scope: Pick<Scope, "symbols">): Type | undefined {
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name];
  if (CURRENCIES.has(name)) return numberOf(money(name));
  if (isPeriodKind(name)) return { kind: "period", period: name };
  const symbol = scope.symbols.get(name);
  switch (symbol?.kind) {
    case "unit":
      return numberOf({ kind: "quantity", name });
    case "type":
      return {
        kind: "enum",
        name,
        members: symbol.declaration.members.map((member) => member.text),
      };
    case "territories":
      return territoriesType(symbol.declaration);
    case "source":
      return { kind: "row", source: name };
    default:
      return undefined;
  }
}

/** The territories that a row may lie in. */
export function territoriesType(node: TerritoriesDeclaration): EnumType {
  const members = node.territories.map((one) => one.name.text);
  const { elsewhere } = node;
  return {
    kind: "enum",
    name: node.name.text,
    members: elsewhere === undefined ? members : [...members, elsewhere.text],
  };
}

/** What types are called elsewhere. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  string: "Text",
  str: "Text",
  varchar: "Text",
  boolean: "YesNo",
  bool: "YesNo",
  integer: "Count",
  int: "Count",
  decimal: "Number",
  float: "Number",
  double: "Number",
  percent: "Ratio",
  percentage: "Ratio",
  money: "USD",
  currency: "USD",
  dollar: "USD",
  dollars: "USD",
  euro: "EUR",
  euros: "EUR",
  datetime: "Date",
  timestamp: "Date",
};

function reportUnknownType(name: Name, file: SourceFile, scope: Scope, report: Report): void {
  const known = [
    ...Object.keys(SIMPLE),
    ...PERIOD_KINDS,
    ...[...scope.symbols.values()]
      .filter(({ kind }) => kind === "unit" || kind === "type" || kind === "source")
      .map((symbol) => symbol.name),
  ];
  const other = name.text.toLowerCase();
  const meant =
    (Object.hasOwn(OTHER_WORDS, other) ? OTHER_WORDS[other] : undefined) ??
    nearest(name.text, [...known, ...(/^[A-Za-z]{3}$/.test(name.text) ? CURRENCIES : [])]);
  const types = `Types are ${listed([...Object.keys(SIMPLE), "a currency such as `USD`", "a unit", "a source"], "or")}.`;
  const details = suggestion(name.span, meant, types);
  const facts = { kind: "type", name: name.text };
  report(diagnose(unknownType, { file, span: name.span }, facts, details));
}

export function isPeriodKind(name: string): name is PeriodKind {
  return (PERIOD_KINDS as readonly string[]).includes(name);
}
