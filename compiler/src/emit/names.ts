/** Names of the plan as names of TypeScript. */
import type * as ir from "../ir/ir.ts";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Members that every emitted class has. */
const TAKEN = new Set(["constructor", "data", "eligible", "payout", "toString"]);

/** A property or method called `name`. */
export function memberName(name: string): string {
  const safe = name.replace(/[^\w$]/g, "_");
  const start = /^\d/.test(safe) ? `_${safe}` : safe;
  return TAKEN.has(start) ? `${start}_` : start;
}

/** `.name`, or `["na me"]`. */
export function access(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** A key of an object or an interface. */
export function propertyKey(name: string): string {
  return IDENTIFIER.test(name) ? name : JSON.stringify(name);
}

/** `AccountExecutive` for `accountExecutive` or `account executive`. */
export function typeNameOf(name: string): string {
  const words = name
    .replace(/[^\w$]+/g, " ")
    .trim()
    .split(" ");
  return words.map((word) => `${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`).join("");
}

export function lowerFirst(name: string): string {
  return `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}`;
}

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
      return type.members.length === 0
        ? "never"
        : type.members.map((member) => JSON.stringify(member)).join(" | ");
    case "text":
    case "period":
    case "row":
      return "string";
  }
}

export function quantityType(unit: ir.Unit): string {
  if (unit === "ratio") return "Ratio";
  if (unit === "count") return "Count";
  return /^[A-Z]{3}$/.test(unit) ? `Money<"${unit}">` : `Quantity<${JSON.stringify(unit)}>`;
}
