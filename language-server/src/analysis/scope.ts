/** What is known where a name stands: the names in scope, the row at hand, the people who are paid, the types. */
import { planMembers, type Symbol_ } from "@attain/compiler/bind/scope";
import { wholePlan } from "@attain/compiler/bind/whole-plan";
import type { Meaning, Place } from "@attain/compiler/check/checker";
import type { SourceInfo } from "@attain/compiler/check/sources";
import type { Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import type { PlanDeclaration } from "@attain/compiler/syntax/ast/plan";
import type { View } from "../project/project.ts";
import type { Standing } from "./site.ts";

export type Symbols = ReadonlyMap<string, Symbol_>;

const members = new WeakMap<View, Map<PlanDeclaration, Symbols>>();

/** The declarations that reach a place, by name. */
export function symbolsIn(view: View, standing: Standing): Symbols {
  const plan = planOf(view, standing);
  const { scope } = view.checked.program;
  if (plan === undefined) return scope.symbols;
  const known = members.get(view) ?? new Map<PlanDeclaration, Symbols>();
  members.set(view, known);
  const symbols =
    known.get(plan) ??
    planMembers(
      wholePlan(plan, view.file, scope, () => undefined),
      scope,
      () => undefined,
    );
  known.set(plan, symbols);
  return symbols;
}

/** What a plan has from the plan that it extends, by name. */
export function inheritedIn(view: View, { plan }: Standing): Symbols {
  const { scope } = view.checked.program;
  const base = scope.symbols.get(plan?.base?.text ?? "");
  return base?.kind !== "plan" || base.declaration === plan ? new Map() : membersOf(view, base);
}

/** What another plan has, by name, that a place names before a point; undefined if it names none. */
export function otherPlanIn(
  view: View,
  standing: Standing,
  name: string | undefined,
): Symbols | undefined {
  const { scope } = view.checked.program;
  const found = scope.symbols.get(name ?? "");
  if (found?.kind !== "plan" || found.declaration === planOf(view, standing)) return undefined;
  return membersOf(view, found);
}

function membersOf(
  { checked }: View,
  { declaration, at }: Extract<Symbol_, { kind: "plan" }>,
): Symbols {
  const { scope } = checked.program;
  const whole = wholePlan(declaration, at.file, scope, () => undefined);
  return planMembers(whole, scope, () => undefined);
}

/** The plan that a place lies in, or that a test or a scenario is for. */
export function planOf(
  view: View,
  { plan, test, scenario }: Standing,
): PlanDeclaration | undefined {
  const beside = test ?? scenario;
  if (plan !== undefined || beside === undefined) return plan;
  return view.parsed.tree.declarations.find(
    (declaration): declaration is PlanDeclaration =>
      declaration.kind === "Plan" && declaration.name.text === beside.plan.text,
  );
}

export function sourceNamed(view: View, name: string | undefined): SourceInfo | undefined {
  return name === undefined ? undefined : view.checked.program.sources.get(name);
}

/** The source of the row at hand. */
export function rowOf(view: View, standing: Standing): SourceInfo | undefined {
  const name = standing.row?.text;
  if (name === undefined) return undefined;
  const symbol = symbolsIn(view, standing).get(name);
  return sourceNamed(view, symbol?.kind === "credit" ? symbol.declaration.source.text : name);
}

/** The people whom a plan pays. */
export function peopleOf(view: View, standing: Standing): SourceInfo | undefined {
  return sourceNamed(view, planOf(view, standing)?.people?.source.text);
}

/**
 * Where an expression was typed. What is shared is typed where a plan uses it, and that may be a plan of another
 * file.
 */
export function placeOf(view: View, node: Expression): Place | undefined {
  const own = view.checked.program.places.get(node);
  if (own !== undefined || view.checked.program.plans.length > 0) return own;
  for (const { checked } of view.project.importers(view.path)) {
    const place = checked.program.places.get(node);
    if (place !== undefined) return place;
  }
  return undefined;
}

export function meaningOf(view: View, node: Expression): Meaning | undefined {
  return placeOf(view, node)?.env.notes.meanings.get(node);
}

/** The type of an expression, as it was checked. */
export function typeOf(view: View, node: Expression): Type | undefined {
  return placeOf(view, node)?.env.notes.types.get(node);
}

/** The type of the value itself, where there is one and it is read on some day. */
export function valueTypeOf(view: View, node: Expression): Type | undefined {
  const type = typeOf(view, node);
  return type === undefined ? undefined : bare(type);
}
