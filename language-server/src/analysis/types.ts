/** The types of declarations, and types as a plan writes them. */
import type { CheckedPlan } from "@attain/compiler/check/plans";
import { type Type, unitName, type Window } from "@attain/compiler/check/types";
import type { Symbol_ } from "@attain/compiler/bind/scope";
import type { View } from "../project/project.ts";
import type { Entity } from "./entity.ts";

/** `USD per Quarter`, `Ratio`, `Reps?`; undefined for what could not be typed. */
export function typeText(type: Type): string | undefined {
  switch (type.kind) {
    case "number":
      return unitName(type.unit) + windowText(type.window);
    case "enum":
      return type.name ?? `one of ${type.members.join(", ")}`;
    case "points":
      return "percentage points";
    case "yes or no":
      return "YesNo";
    case "text":
      return "Text";
    case "date":
      return "Date";
    case "duration":
      return type.unit;
    case "period":
      return type.period;
    case "row":
      return type.source;
    case "optional": {
      const of = typeText(type.of);
      return of === undefined ? undefined : `${of}?`;
    }
    case "timeline": {
      const of = typeText(type.of);
      return of === undefined ? undefined : `${of}, changing by day`;
    }
    case "unknown":
      return undefined;
  }
}

function windowText(window: Window | undefined): string {
  switch (window?.kind) {
    case "each":
      return ` per ${window.period}`;
    case "to date":
      return ` ${window.period.toLowerCase()} to date`;
    case "deal":
      return " of one deal";
    case undefined:
      return "";
  }
}

/** The type of the value that a declaration gives; undefined where it gives none, or none could be found. */
export function typeOfEntity(view: View, entity: Entity): Type | undefined {
  if (entity.kind === "field") {
    const { type, optional, name, at } = entity.field;
    return optional ? { kind: "optional", of: type, because: { kind: "field", name, at } } : type;
  }
  if (entity.kind !== "symbol") return undefined;
  const { symbol } = entity;
  if (symbol.kind === "parameter") return typeOfParameter(view, symbol.name);
  for (const plan of plansThatSee(view, symbol)) {
    const type = typeInPlan(plan, symbol);
    if (type !== undefined && type.kind !== "unknown") return type;
  }
  return undefined;
}

/** The plan around a declaration; for what is shared, all plans that it reaches, those of its own file first. */
function plansThatSee(view: View, symbol: Symbol_): CheckedPlan[] {
  const views = [view, ...view.project.importers(view.path)];
  return views
    .flatMap(({ checked }) => checked.program.plans)
    .filter((plan) => plan.symbols.get(symbol.name)?.declaration === symbol.declaration);
}

function typeInPlan(plan: CheckedPlan, symbol: Symbol_): Type | undefined {
  switch (symbol.kind) {
    case "measure":
    case "component":
      return plan.typeOf(symbol.name, plan.pays);
    case "credit": {
      const worth = plan.credit(symbol.name)?.worth;
      return worth && { ...worth, window: { kind: "each", period: plan.pays } };
    }
    case "table":
      return [...plan.tables.values()].find(({ info }) => info.name === symbol.name)?.info.value;
    default:
      return undefined;
  }
}

function typeOfParameter(view: View, name: string): Type | undefined {
  const views = [view, ...view.project.importers(view.path)];
  for (const { checked } of views) {
    const { parameters, plans } = checked.program;
    const known = [...plans.map((plan) => plan.parameters), parameters];
    const found = known.find((all) => all.has(name))?.get(name);
    if (found !== undefined) return found.type;
  }
  return undefined;
}
