/** Types of values as types of TypeScript. */
import type * as ir from "../ir/ir.ts";

/** The type of a value in TypeScript. */
export function tsType(type: ir.ValueType): string {
  switch (type.kind) {
    case "number":
      return quantityType(type.unit);
    case "yes or no":
      return "boolean";
    case "date":
      return "PlainDate";
    case "enum":
      if (isLong(type)) return "string";
      return type.members.length === 0
        ? "never"
        : type.members.map((member) => JSON.stringify(member)).join(" | ");
    case "text":
    case "period":
    case "row":
      return "string";
  }
}

/** A list too long to be written out, such as that of all currencies; data has been held to it. */
export function isLong({ members }: Extract<ir.ValueType, { kind: "enum" }>): boolean {
  return members.length > 60;
}

function quantityType(unit: ir.Unit): string {
  if (unit === "ratio") return "Ratio";
  if (unit === "count") return "Count";
  return /^[A-Z]{3}$/.test(unit) ? `Money<"${unit}">` : `Quantity<${JSON.stringify(unit)}>`;
}
