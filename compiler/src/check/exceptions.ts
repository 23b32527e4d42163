/** Exceptions: for whom and when they hold, and that what they give fits what they stand in place of. */
import { describe } from "../bind/scope.ts";
import { missingPart, outOfPlace, unknownName, wrongKind } from "../diagnostics/catalogue/names.ts";
import { unroundedPay } from "../diagnostics/catalogue/types.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import { nearest } from "../base/text.ts";
import type { Component, Step } from "../syntax/ast/component.ts";
import type { Exception, PlanMember } from "../syntax/ast/plan.ts";
import type { SourceFile } from "../text/source-file.ts";
import { isCarried } from "./carried.ts";
import { type Env, report } from "./checker.ts";
import { condition, demand } from "./expressions/demand.ts";
import { daysOf } from "./plan-heading.ts";
import { isSegmented } from "./segments.ts";
import type { Type } from "./types.ts";

/** The exceptions of a plan to one of its measures or components. */
export function exceptionsTo(name: string, members: readonly PlanMember[]): readonly Exception[] {
  return members.filter(
    (member): member is Exception => member.kind === "Exception" && member.target.text === name,
  );
}

/** Checks what exceptions give, where the thing that they are to is typed; `env` is its own. */
export function checkExceptions(
  env: Env,
  exceptions: readonly Exception[],
  type: Type,
  fileOf: (member: PlanMember) => SourceFile,
): void {
  for (const exception of exceptions) {
    const inside = { ...env, file: fileOf(exception) };
    if (exception.when !== undefined) condition(inside, exception.when);
    if (exception.value === undefined) continue;
    demand(inside, exception.value, type);
    const given = env.notes.types.get(exception.value);
    const isPaid = type.kind === "number" && type.grid === "rounded";
    if (isPaid && given?.kind === "number" && given.grid === undefined) {
      const help = "Write an amount in whole cents, or a measure with a `rounded` line.";
      report(inside, unroundedPay, exception.value.span, {}, { help });
    }
  }
}

/** Whether a step's result passes on to the next period. */
function carries(step: Step): boolean {
  return isCarried(step) || step.kind === "Settled" || step.kind === "TruedUp";
}

/** In a component that carries, or is paid in parts, one amount for the period has no place. */
function unfit(component: Component): string | undefined {
  if (component.steps.some(carries)) return "that carries";
  return isSegmented(component) ? "`each Segment`" : undefined;
}

/** What can be said of an exception without what it is to. */
export function checkException(env: Env, node: Exception): void {
  const { target } = node;
  const declaration = `The exception "${node.name.text}"`;
  if (node.value === undefined) {
    const help = "Add a line such as `means 60% of Quotas.amount`.";
    report(env, missingPart, node.name.span, { declaration, part: "what holds instead" }, { help });
  }
  if (node.when === undefined && node.during === undefined) {
    const help = 'Add a line such as `when id is "ada"`, or `during FY2026-Q2`.';
    report(env, missingPart, node.name.span, { declaration, part: "for whom, or when" }, { help });
  }
  for (const day of [node.during?.from, node.during?.to]) if (day !== undefined) daysOf(env, day);
  if (target.text === "") return;
  const symbol = env.checker.symbols.get(target.text);
  if (symbol === undefined) {
    const known = [...env.checker.symbols.values()].filter(
      ({ kind }) => kind === "measure" || kind === "component",
    );
    const meant = nearest(
      target.text,
      known.map(({ name }) => name),
    );
    report(env, unknownName, target.span, { name: target.text }, suggestion(target.span, meant));
    return;
  }
  if (symbol.kind !== "measure" && symbol.kind !== "component") {
    const facts = {
      name: target.text,
      kind: describe(symbol),
      expected: "a measure or a component",
    };
    const related = [{ at: symbol.at, message: "declared here" }];
    report(env, wrongKind, target.span, facts, { related });
    return;
  }
  const kind = symbol.kind === "component" ? unfit(symbol.declaration) : undefined;
  if (kind === undefined) return;
  const facts = {
    thing: `An exception to a component ${kind}`,
    place: "to a measure that it is made of",
  };
  report(env, outOfPlace, target.span, facts);
}
