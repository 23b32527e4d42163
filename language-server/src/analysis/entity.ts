/** What a name can stand for. */
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { FieldInfo, SourceInfo } from "@attain/compiler/check/sources";
import type { Location } from "@attain/compiler/text/source-file";

export type Entity =
  | { readonly kind: "symbol"; readonly symbol: Symbol_ }
  | { readonly kind: "field"; readonly source: SourceInfo; readonly field: FieldInfo }
  /** A value of a list of values; `type` is the name of the list if it has one. */
  | { readonly kind: "value"; readonly name: string; readonly type?: string; readonly at: Location }
  /** A word with a meaning of its own: `payee`, `USD`, `Quarter`, `days`. */
  | { readonly kind: "word"; readonly word: BuiltIn; readonly name: string }
  /** The rule that an `allow` names, or the code that a test expects. */
  | { readonly kind: "rule"; readonly code: string }
  /** Another file of the project. */
  | { readonly kind: "file"; readonly path: string };

export type BuiltIn =
  | "type"
  | "currency"
  | "period"
  | "payee"
  | "credited"
  | "payout"
  /** Of what passes from one pay period to the next: `owed`. */
  | "fact"
  | "method"
  | "function"
  | "part of year";

/** Where an entity is declared in a plan file. */
export function declaredAt(entity: Entity): Location | undefined {
  switch (entity.kind) {
    case "symbol":
      return entity.symbol.at;
    case "field":
      return entity.field.at;
    case "value":
      return entity.at;
    default:
      return undefined;
  }
}

export function nameOfEntity(entity: Entity): string {
  switch (entity.kind) {
    case "symbol":
      return entity.symbol.name;
    case "field":
      return entity.field.name;
    case "value":
    case "word":
      return entity.name;
    case "rule":
      return entity.code;
    case "file":
      return entity.path;
  }
}

/** Whether two stand for the same declaration. */
export function sameEntity(a: Entity, b: Entity): boolean {
  const [one, other] = [declaredAt(a), declaredAt(b)];
  if (one !== undefined && other !== undefined)
    return one.file.path === other.file.path && one.span.start === other.span.start;
  return a.kind === b.kind && one === other && nameOfEntity(a) === nameOfEntity(b);
}

/** `quota means …` declares a quota called `quota`: the word that begins the line is its name. */
export function isNamedByWord(entity: Entity): boolean {
  if (entity.kind !== "symbol" || entity.symbol.kind !== "measure") return false;
  const { name, span } = entity.symbol.declaration;
  return name.span.start === span.start;
}
