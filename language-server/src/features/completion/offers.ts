/** Declarations, fields and values as they are offered. */
import type { Symbol_ } from "@attain/compiler/bind/scope";
import { describe } from "@attain/compiler/bind/scope";
import { positionsIn } from "@attain/compiler/check/periods";
import type { FieldInfo, SourceInfo } from "@attain/compiler/check/sources";
import { fits, type Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import { asMember, asName } from "../../analysis/spelling.ts";
import { typeOfEntity, typeText } from "../../analysis/types.ts";
import type { View } from "../../project/project.ts";
import { word } from "./words.ts";
import { type CompletionKind, FITS, LIKELY, type Offer, POSSIBLE } from "./item.ts";

const KINDS: Readonly<Record<string, CompletionKind>> = {
  source: "struct",
  unit: "unit",
  type: "class",
  plan: "class",
  parameter: "constant",
  credit: "event",
  measure: "variable",
  table: "function",
  component: "method",
};

export function symbolOffer(view: View, symbol: Symbol_, rank: number): Offer {
  const type = typeOfEntity(view, { kind: "symbol", symbol });
  const text = type && typeText(type);
  const { declaration } = symbol;
  const doc = "doc" in declaration ? declaration.doc : undefined;
  const label = "label" in declaration ? declaration.label : undefined;
  const words = [label, doc].filter((part) => part !== undefined).join("\n\n");
  return {
    label: symbol.name,
    kind: KINDS[symbol.kind] ?? "variable",
    detail: text ?? describe(symbol),
    ...(words === "" ? {} : { doc: words }),
    insert: asName(symbol.name),
    rank,
  };
}

export function fieldOffer(
  { name, type, optional, doc }: FieldInfo,
  source: SourceInfo,
  expected: Type | undefined,
): Offer {
  const text = typeText(type) ?? "";
  return {
    label: name,
    kind: "field",
    detail: `${text}${optional ? "?" : ""} of ${source.name}`,
    ...(doc === undefined ? {} : { doc }),
    insert: asName(name),
    rank: rankOf(type, expected),
  };
}

/** Fields, and the fields of the rows that they refer to. */
export function fieldOffers(source: SourceInfo, expected: Type | undefined): Offer[] {
  return [...source.fields.values()].map((field) => fieldOffer(field, source, expected));
}

export function ownFields(
  source: SourceInfo | undefined,
  test: (field: FieldInfo) => boolean,
): Offer[] {
  if (source === undefined) return [];
  return [...source.fields.values()]
    .filter(test)
    .map((field) => fieldOffer(field, source, undefined));
}

export function rankOf(type: Type | undefined, expected: Type | undefined): number {
  if (expected === undefined || type === undefined || type.kind === "unknown") return LIKELY;
  return fits(bare(type), bare(expected)) ? FITS : POSSIBLE;
}

/** The values of a list, of a period of the year, of yes and no. */
export function membersOf(type: Type): Offer[] {
  if (type.kind === "yes or no")
    return [word("yes", "value", "True.", FITS), word("no", "value", "False.", FITS)];
  const names =
    type.kind === "enum" ? type.members : type.kind === "period" ? positionsIn(type.period) : [];
  return names.map((name) => memberOffer(name, typeText(type) ?? ""));
}

export function memberOffer(name: string, list: string): Offer {
  return { label: name, kind: "enum member", detail: list, insert: asMember(name), rank: FITS };
}

export function demoted(offers: readonly Offer[]): Offer[] {
  return offers.map((offer) => ({ ...offer, rank: offer.rank + 1 }));
}
