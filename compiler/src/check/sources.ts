/** Sources: the types of their fields, their keys, and what every row promises. */
import { CURRENCIES, PERIOD_KINDS, type PeriodKind, minorUnits } from "@attain/runtime";
import { listed, nearest } from "../base/text.ts";
import type { Scope, Symbol_ } from "../bind/scope.ts";
import {
  missingPart,
  noKey,
  repeatedPart,
  reservedName,
  takenName,
  unknownField,
  unknownType,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Name } from "../syntax/ast/node.ts";
import type { Check, Field, Limit, SourceDeclaration, TypeNode } from "../syntax/ast/source.ts";
import type { Location, SourceFile } from "../text/source-file.ts";
import { literalNumber } from "./literals.ts";
import {
  COUNT,
  DATE,
  type EnumType,
  RATIO,
  type Sign,
  TEXT,
  type Type,
  UNKNOWN,
  type Unit,
  YES_NO,
  money,
  numberOf,
  typeName,
} from "./types.ts";

export interface FieldInfo {
  readonly name: string;
  /** Of a value that is there; `optional` says whether it may be missing. */
  readonly type: Type;
  readonly optional: boolean;
  readonly key: boolean;
  /** Digits after the point that a cell may have. */
  readonly places?: number;
  readonly percent: boolean;
  readonly limits: readonly { readonly bound: Limit["bound"]; readonly value: string }[];
  readonly presentWhen?: Expression;
  readonly doc?: string;
  readonly at: Location;
}

export interface SourceInfo {
  readonly name: string;
  readonly people: boolean;
  readonly label?: string;
  readonly doc?: string;
  readonly fields: ReadonlyMap<string, FieldInfo>;
  readonly keys: readonly FieldInfo[];
  /** The fields that hold the first and the last day on which a row is valid. */
  readonly validity?: { readonly from: string; readonly until: string };
  readonly checks: readonly Check[];
  readonly file: SourceFile;
  readonly at: Location;
}

type Report = (diagnostic: Diagnostic) => void;

/** Every source that reaches a file, by its name. */
export function checkSources(scope: Scope, report: Report): Map<string, SourceInfo> {
  const sources = new Map<string, SourceInfo>();
  for (const symbol of scope.symbols.values()) {
    if (symbol.kind === "source") {
      sources.set(symbol.name, sourceInfo(symbol.declaration, symbol.at, scope, report));
    }
    reportReserved(symbol, report);
  }
  return sources;
}

function reportReserved({ name, at }: Symbol_, report: Report): void {
  const meaning = CURRENCIES.has(name) ? "a currency" : isPeriodKind(name) ? "a period" : undefined;
  if (meaning !== undefined)
    report(diagnose(reservedName, at, { name, meaning }, { help: "Choose another name." }));
}

function sourceInfo(
  node: SourceDeclaration,
  at: Location,
  scope: Scope,
  report: Report,
): SourceInfo {
  const { file } = at;
  const fields = new Map<string, FieldInfo>();
  for (const field of node.fields) {
    const known = fields.get(field.name.text);
    if (known === undefined) {
      fields.set(field.name.text, fieldInfo(field, file, scope, report));
    } else {
      report(
        diagnose(
          takenName,
          { file, span: field.name.span },
          { name: field.name.text },
          { related: [{ at: known.at, message: "declared here first" }] },
        ),
      );
    }
  }
  const validity = validDays(node, fields, file, report);
  const keys = [...fields.values()].filter((field) => field.key);
  if (keys.length === 0) reportNoKey(node, at, report);
  return {
    name: node.name.text,
    people: node.people,
    fields,
    keys,
    checks: node.checks,
    file,
    at,
    ...(node.label === undefined ? {} : { label: node.label }),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    ...(validity === undefined ? {} : { validity }),
  };
}

function reportNoKey(node: SourceDeclaration, at: Location, report: Report): void {
  if (node.name.text === "") return;
  const help =
    "Write `key` after the type of the field, or of the fields, that tell its rows apart: `id : Text key`.";
  report(diagnose(noKey, at, { source: node.name.text }, { help }));
}

function fieldInfo(node: Field, file: SourceFile, scope: Scope, report: Report): FieldInfo {
  const type = typeOfNode(node.type, file, scope, report);
  const limits = node.limits.flatMap((limit) => checkedLimit(limit, type, file, report) ?? []);
  const places = node.places ?? placesOf(type, scope);
  return {
    name: node.name.text,
    type:
      type.kind === "number"
        ? { ...type, sign: signOf(limits, type.sign), ...gridOf(type.unit, node.places) }
        : type,
    optional: node.optional,
    key: node.key,
    percent: node.percent,
    limits,
    at: { file, span: node.name.span },
    ...(places === undefined ? {} : { places }),
    ...(node.presentWhen === undefined ? {} : { presentWhen: node.presentWhen }),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
  };
}

/** Money in data is in whole cents unless its field says how many places it has. */
function gridOf(unit: Unit, places: number | undefined): { readonly grid?: "cents" } {
  if (unit.kind !== "money") return {};
  return places === undefined || places <= minorUnits(unit.currency) ? { grid: "cents" } : {};
}

function placesOf(type: Type, scope: Scope): number | undefined {
  if (type.kind !== "number") return undefined;
  const { unit } = type;
  switch (unit.kind) {
    case "money":
      return minorUnits(unit.currency);
    case "count":
      return 0;
    case "quantity": {
      const symbol = scope.symbols.get(unit.name);
      return symbol?.kind === "unit" ? (symbol.declaration.places ?? 0) : 0;
    }
    case "ratio":
    case "number":
    case "rate":
      return undefined;
  }
}

function signOf(limits: FieldInfo["limits"], otherwise: Sign): Sign {
  const atLeast = limits.filter(({ bound }) => bound === "at least").map(({ value }) => value);
  const above = limits.filter(({ bound }) => bound === "above").map(({ value }) => value);
  if (
    above.some((value) => !isNegative(value)) ||
    atLeast.some((value) => !isNegative(value) && !isZero(value))
  )
    return "positive";
  return atLeast.some((value) => !isNegative(value)) ? "not negative" : otherwise;
}

function isNegative(digits: string): boolean {
  return digits.startsWith("-") && !isZero(digits);
}

function isZero(digits: string): boolean {
  return !/[1-9]/.test(digits);
}

function checkedLimit(
  limit: Limit,
  type: Type,
  file: SourceFile,
  report: Report,
): FieldInfo["limits"][number] | undefined {
  const literal = literalNumber(limit.value);
  if (type.kind === "unknown" || limit.value.kind === "Missing") return undefined;
  const fitsUnit =
    literal !== undefined && type.kind === "number" && literal.unit === unitOfLimit(type.unit);
  if (fitsUnit) return { bound: limit.bound, value: literal.value };
  const expected = type.kind === "number" ? `an amount of ${typeName(type)}` : "no limit";
  report(
    diagnose(
      wrongType,
      { file, span: limit.value.span },
      { expected, found: "this" },
      {
        help: `A limit is written with its unit, such as \`0 USD\` or \`0%\`${type.kind === "number" ? "" : `; ${typeName(type)} has no order`}.`,
      },
    ),
  );
  return undefined;
}

/** The unit that a literal of this unit is written with. */
function unitOfLimit(unit: Unit): string {
  switch (unit.kind) {
    case "ratio":
      return "%";
    case "count":
    case "number":
      return "";
    case "money":
      return unit.currency;
    case "quantity":
      return unit.name;
    case "rate":
      return `${unitOfLimit(unit.of)} per ${unit.per}`;
  }
}

function validDays(
  { validity }: SourceDeclaration,
  fields: ReadonlyMap<string, FieldInfo>,
  file: SourceFile,
  report: Report,
): SourceInfo["validity"] {
  if (validity === undefined) return undefined;
  for (const name of [validity.from, validity.until]) {
    const field = fields.get(name.text);
    if (field?.type.kind === "date" || field?.type.kind === "unknown" || name.text === "") continue;
    const expected = field === undefined ? "a field of this source" : "a date";
    const kind = field === undefined ? "no field" : `a field of type ${typeName(field.type)}`;
    report(diagnose(wrongKind, { file, span: name.span }, { name: name.text, kind, expected }));
    return undefined;
  }
  if (fields.get(validity.from.text)?.optional === true) {
    const facts = { declaration: "A row without a first day", part: "when it starts to hold" };
    report(
      diagnose(missingPart, { file, span: validity.from.span }, facts, {
        help: "Only the last day may be missing: remove the `?`.",
      }),
    );
  }
  return { from: validity.from.text, until: validity.until.text };
}

/** The type that a node of a field writes. */
export function typeOfNode(node: TypeNode, file: SourceFile, scope: Scope, report: Report): Type {
  if (node.kind === "OneOf") return enumType(node.members, file, report);
  const base = typeNamed(node.name, file, scope, report);
  if (node.per === undefined || node.per.text === "" || base.kind === "unknown") return base;
  if (base.kind !== "number") {
    report(
      diagnose(
        wrongType,
        { file, span: node.name.span },
        { expected: "An amount", found: typeName(base) },
      ),
    );
    return UNKNOWN;
  }
  if (isPeriodKind(node.per.text))
    return { ...base, window: { kind: "each", period: node.per.text } };
  const per = scope.symbols.get(node.per.text);
  if (per?.kind === "unit") return numberOf({ kind: "rate", of: base.unit, per: per.name });
  reportUnknownType(node.per, file, scope, report);
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
      report(
        diagnose(
          repeatedPart,
          { file, span: member.span },
          { declaration: "This list", part: `\`${member.text}\`` },
        ),
      );
    }
    seen.add(member.text);
  }
  return { kind: "enum", members: [...seen], ...(name === undefined ? {} : { name }) };
}

const SIMPLE: Readonly<Record<string, Type>> = {
  Text: TEXT,
  Date: DATE,
  YesNo: YES_NO,
  Count: numberOf(COUNT),
  Ratio: numberOf(RATIO),
  Number: numberOf({ kind: "number" }),
};

/** A type by its name, or unknown (reported). */
export function typeNamed(name: Name, file: SourceFile, scope: Scope, report: Report): Type {
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
    case "source":
      return { kind: "row", source: name };
    default:
      return undefined;
  }
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
  const meant =
    OTHER_WORDS[name.text.toLowerCase()] ??
    nearest(name.text, [...known, ...(/^[A-Za-z]{3}$/.test(name.text) ? CURRENCIES : [])]);
  const help =
    meant === undefined
      ? `Types are ${listed([...Object.keys(SIMPLE), "a currency such as `USD`", "a unit", "a source"], "or")}.`
      : `Did you mean \`${meant}\`?`;
  report(diagnose(unknownType, { file, span: name.span }, { name: name.text }, { help }));
}

export function isPeriodKind(name: string): name is PeriodKind {
  return (PERIOD_KINDS as readonly string[]).includes(name);
}

/** Says that a source has no such field, and which one may have been meant. */
export function unknownFieldOf(source: SourceInfo, name: Name, file: SourceFile): Diagnostic {
  const meant = nearest(name.text, source.fields.keys());
  const help =
    meant === undefined
      ? `Its fields are ${listed([...source.fields.keys()], "and")}.`
      : `Did you mean \`${meant}\`?`;
  const related = [{ at: source.at, message: `\`${source.name}\` is declared here` }];
  return diagnose(
    unknownField,
    { file, span: name.span },
    { source: source.name, name: name.text },
    { help, related },
  );
}
