/** Types as the intermediate representation knows them: units by name, without windows. */
import type * as ir from "../ir/ir.ts";
import type { Type, Unit } from "./types.ts";

/** A unit by the name that the representation gives it. */
export function irUnit(unit: Unit): ir.Unit {
  switch (unit.kind) {
    case "ratio":
    case "count":
    case "number":
      return unit.kind;
    case "money":
      return unit.currency;
    case "foreign":
      return `Money in ${unit.currency}`;
    case "quantity":
      return unit.name;
    case "rate":
      return `${irUnit(unit.of)} per ${unit.per}`;
  }
}

/** What a value is where it is there and the same on every day. */
export function bare(type: Type): Type {
  return type.kind === "optional" || type.kind === "timeline" ? bare(type.of) : type;
}

export function valueType(type: Type): ir.ValueType {
  const of = bare(type);
  switch (of.kind) {
    case "number":
      return { kind: "number", unit: irUnit(of.unit) };
    case "enum":
      return { kind: "enum", members: of.members };
    case "period":
      return { kind: "period", period: of.period };
    case "row":
      return { kind: "row", source: of.source };
    case "yes or no":
    case "text":
    case "date":
      return { kind: of.kind };
    case "points":
      return { kind: "number", unit: "ratio" };
    default:
      throw new Error("Attain lowered a plan that has a type error.");
  }
}
