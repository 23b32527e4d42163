/** Values of lists: where they are declared, and which lists the axes of tables run along. */
import type { Symbol_ } from "@attain/compiler/bind/scope";
import { lookUpType } from "@attain/compiler/check/type-names";
import type { EnumType, Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import type { Name } from "@attain/compiler/syntax/ast/node";
import type { SourceDeclaration, TerritoriesDeclaration } from "@attain/compiler/syntax/ast/source";
import type { Axis } from "@attain/compiler/syntax/ast/table";
import type { View } from "../project/project.ts";
import type { Entity } from "./entity.ts";
import { peopleOf, placeOf, rowOf, type Symbols, symbolsIn, typeOf } from "./scope.ts";
import type { Standing } from "./site.ts";

type Value = Extract<Entity, { kind: "value" }>;

/** The value of that name in a list. */
export function valueOfType(
  view: View,
  symbols: Symbols,
  type: EnumType,
  name: string,
): Value | undefined {
  const named = type.name === undefined ? undefined : symbols.get(type.name);
  const declared = named && valuesOfSymbol(named);
  if (declared !== undefined && declared.length > 0)
    return declared.find((value) => value.name === name);
  return valuesOfFields(view).find(({ list, value }) => value.name === name && sameList(list, type))
    ?.value;
}

/** The value of that name, if only one list has one. */
export function valueNamed(view: View, name: string): Value | undefined {
  const { symbols } = view.checked.program.scope;
  const all = [
    ...[...symbols.values()].flatMap(valuesOfSymbol),
    ...valuesOfFields(view).map(({ value }) => value),
  ].filter((value) => value.name === name);
  return all.length === 1 ? all[0] : undefined;
}

/** Of a list of values, and of a map of territories. */
function valuesOfSymbol(symbol: Symbol_): Value[] {
  const names =
    symbol.kind === "type"
      ? symbol.declaration.members
      : symbol.kind === "territories"
        ? territoriesIn(symbol.declaration)
        : [];
  return names.map(({ text, span }) => ({
    kind: "value",
    name: text,
    type: symbol.name,
    at: { file: symbol.at.file, span },
  }));
}

/** The names of a map's territories, that of all other rows among them. */
export function territoriesIn({ territories, elsewhere }: TerritoriesDeclaration): Name[] {
  const named = territories.map(({ name }) => name);
  return elsewhere === undefined ? named : [...named, elsewhere];
}

function sameList(a: EnumType, b: EnumType): boolean {
  return (
    a === b ||
    (a.members.length === b.members.length && a.members.every((name, i) => b.members[i] === name))
  );
}

/** The values that fields list themselves: `one of Won, Lost`. */
function valuesOfFields(view: View): { readonly list: EnumType; readonly value: Value }[] {
  const { scope, sources } = view.checked.program;
  return [...sources.values()].flatMap((source) => {
    const symbol = scope.symbols.get(source.name);
    const declaration: SourceDeclaration | undefined =
      symbol?.kind === "source" ? symbol.declaration : undefined;
    return (declaration?.fields ?? []).flatMap(({ name, type }) => {
      const list = source.fields.get(name.text)?.type;
      if (type.kind !== "OneOf" || list?.kind !== "enum") return [];
      return type.members.map(({ text, span }) => ({
        list,
        value: { kind: "value", name: text, at: { file: source.file, span } } as const,
      }));
    });
  });
}

/** What a table runs along. */
export function typeOfAxis(view: View, standing: Standing, { value }: Axis): Type | undefined {
  const checked = typeOf(view, value);
  if (checked !== undefined && checked.kind !== "unknown") return bare(checked);
  if (value.kind !== "Reference") return undefined;
  const name = value.name.text;
  const { sources } = placeOf(view, value)?.env.checker ?? view.checked.program;
  const near = [rowOf(view, standing), peopleOf(view, standing), ...sources.values()];
  const field = near.find((source) => source?.fields.has(name))?.fields.get(name);
  const symbols = symbolsIn(view, standing);
  return lookUpType(name, { symbols }) ?? (field && bare(field.type));
}
