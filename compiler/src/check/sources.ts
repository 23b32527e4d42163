/** Sources: the types of their fields, their keys, and what every row promises. */
import { CURRENCIES, minorUnits } from "@attain/runtime";
import { listed, nearest } from "../base/text.ts";
import type { Scope, Symbol_ } from "../bind/scope.ts";
import {
  missingPart,
  noKey,
  outOfPlace,
  reservedName,
  takenName,
  unknownField,
  wrongKind,
} from "../diagnostics/catalogue/names.ts";
import { wrongType } from "../diagnostics/catalogue/types.ts";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Name } from "../syntax/ast/node.ts";
import type {
  Check,
  Field,
  Limit,
  SourceDeclaration,
  TerritoriesDeclaration,
} from "../syntax/ast/source.ts";
import { type Location, type SourceFile, textAt } from "../text/source-file.ts";
import { literalNumber } from "./literals.ts";
import {
  isPeriodKind,
  isSimpleType,
  reportUnusable,
  territoriesType,
  typeOfNode,
} from "./type-names.ts";
import { type NumberType, type Sign, type Type, type Unit, amountOf, typeName } from "./types.ts";

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

/** A field that no column holds: the territory that a row lies in. */
export interface TerritoryField extends FieldInfo {
  readonly territories: TerritoriesDeclaration;
}

export interface SourceInfo {
  readonly name: string;
  readonly people: boolean;
  readonly label?: string;
  readonly doc?: string;
  /** What columns hold. */
  readonly columns: ReadonlyMap<string, FieldInfo>;
  /** All that is known of a row: its columns, and the territories that it lies in. */
  readonly fields: ReadonlyMap<string, FieldInfo | TerritoryField>;
  readonly keys: readonly FieldInfo[];
  /** The fields that hold the first and the last day on which a row is valid. */
  readonly validity?: { readonly from: string; readonly until: string };
  readonly checks: readonly Check[];
  readonly file: SourceFile;
  readonly at: Location;
}

export type Report = (diagnostic: Diagnostic) => void;

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

/** Names that mean something everywhere. */
export function reportReserved({ name, at }: Pick<Symbol_, "name" | "at">, report: Report): void {
  const meaning = CURRENCIES.has(name)
    ? "a currency"
    : isPeriodKind(name)
      ? "a period"
      : (WORDS.get(name) ?? (isSimpleType(name) ? "a type" : undefined));
  if (meaning !== undefined)
    report(diagnose(reservedName, at, { name, meaning }, { help: "Choose another name." }));
  reportUnusable(name, at, report);
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["payee", "the person who is paid"],
  ["credited", "the amount of the credit at hand"],
  ["payout", "the sum of the components"],
]);

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
    reportReserved({ name: field.name.text, at: { file, span: field.name.span } }, report);
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
  checkForeign(node, fields, file, report);
  const validity = validDays(node, fields, file, report);
  const keys = [...fields.values()].filter((field) => field.key);
  if (keys.length === 0) reportNoKey(node, at, report);
  return {
    name: node.name.text,
    people: node.people,
    columns: fields,
    fields: new Map([...fields, ...territoryFields(node.name.text, fields, scope, report)]),
    keys,
    checks: node.checks,
    file,
    at,
    ...(node.label === undefined ? {} : { label: node.label }),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    ...(validity === undefined ? {} : { validity }),
  };
}

/** The maps of territories for a source, each as a field of its rows. */
function territoryFields(
  source: string,
  columns: ReadonlyMap<string, FieldInfo>,
  scope: Scope,
  report: Report,
): [string, TerritoryField][] {
  return [...scope.symbols.values()].flatMap<[string, TerritoryField]>((symbol) => {
    if (symbol.kind !== "territories" || symbol.declaration.source.text !== source) return [];
    const { name, at, declaration } = symbol;
    const column = columns.get(name);
    if (column !== undefined) {
      const related = [{ at: column.at, message: "the column" }];
      report(diagnose(takenName, at, { name }, { related, help: "Rename one of them." }));
      return [];
    }
    return [[name, territoryField(declaration, at)]];
  });
}

function territoryField(territories: TerritoriesDeclaration, at: Location): TerritoryField {
  const { name, doc } = territories;
  return {
    name: name.text,
    type: territoriesType(territories),
    optional: false,
    key: false,
    percent: false,
    limits: [],
    at,
    territories,
    ...(doc === undefined ? {} : { doc }),
  };
}

/** `Money in currency` names a field of the same row with a currency in it. */
function checkForeign(
  { fields: nodes }: SourceDeclaration,
  fields: ReadonlyMap<string, FieldInfo>,
  file: SourceFile,
  report: Report,
): void {
  for (const { type } of nodes) {
    const name = type.kind === "TypeName" ? type.in : undefined;
    if (name === undefined || name.text === "") continue;
    const field = fields.get(name.text);
    if (field?.type.kind === "enum" && field.type.name === "Currency" && !field.optional) continue;
    const found = field === undefined ? `\`${name.text}\`` : typeName(field.type);
    const help = `Declare the field that says which: \`${name.text} : Currency\`.`;
    const facts = { expected: "A field of this source with a currency", found };
    report(diagnose(wrongType, { file, span: name.span }, facts, { help }));
  }
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
    case "foreign":
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
    literal !== undefined && type.kind === "number" && unitsOfLimit(type).includes(literal.unit);
  if (fitsUnit) return { bound: limit.bound, value: literal.value };
  if (type.kind !== "number") {
    const facts = { thing: "A limit", place: "after the type of a number" };
    report(diagnose(outOfPlace, { file, span: limit.span }, facts));
    return undefined;
  }
  const facts = {
    expected: `A limit: ${amountOf(type)}`,
    found: textAt({ file, span: limit.value.span }),
  };
  const help = `A limit is written with its unit: \`${limit.bound} ${LITERALS[type.unit.kind] ?? `0 ${unitOfLimit(type.unit)}`}\`.`;
  report(diagnose(wrongType, { file, span: limit.value.span }, facts, { help }));
  return undefined;
}

const LITERALS: Partial<Record<Unit["kind"], string>> = { ratio: "0%", count: "0", number: "0" };

/** How literals of this unit write it: `seat`, and `seats` for several; with the period of the type, or without. */
function unitsOfLimit({ unit, window }: NumberType): readonly string[] {
  const name = unitOfLimit(unit);
  const names = unit.kind === "quantity" ? [name, `${name}s`] : [name];
  return window?.kind === "each"
    ? [...names, ...names.map((one) => `${one} per ${window.period}`)]
    : names;
}

function unitOfLimit(unit: Unit): string {
  switch (unit.kind) {
    case "ratio":
      return "%";
    case "count":
    case "number":
      return "";
    case "money":
      return unit.currency;
    case "foreign":
      return "";
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
    const kind = field === undefined ? "no field" : `a field with ${typeName(field.type)}`;
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

/** Says that a source has no such field, and which one may have been meant. */
export function unknownFieldOf(source: SourceInfo, name: Name, file: SourceFile): Diagnostic {
  const meant = nearest(name.text, source.fields.keys());
  const fields = `Its fields are ${listed([...source.fields.keys()], "and")}.`;
  const related = [{ at: source.at, message: `\`${source.name}\` is declared here` }];
  return diagnose(
    unknownField,
    { file, span: name.span },
    { source: source.name, name: name.text },
    { ...suggestion(name.span, meant, fields), related },
  );
}
