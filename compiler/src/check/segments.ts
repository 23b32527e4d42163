/** Components that are paid for each stretch of the pay period on which some value is the same. */
import { outOfPlace } from "../diagnostics/catalogue/names.ts";
import { missingWords, noProration, notATimeline } from "../diagnostics/catalogue/types.ts";
import type { Component } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { maybeZero, withWindow } from "./algebra.ts";
import { type Env, type PlanEnv, report } from "./checker.ts";
import { textOf } from "./expressions/demand.ts";
import { isCoarser, monthsIn } from "./periods.ts";
import { type NumberType, type Type, UNKNOWN, typeName } from "./types.ts";

type Prorated = Extract<Expression, { kind: "Prorated" }>;

/** `component commission each Segment of Quotas.amount`. */
export function isSegmented({ each }: Component): boolean {
  return each?.for === false && each.name.text === "Segment";
}

/** What its segments are segments of: something that is different on different days. */
export function checkSegments(env: Env, plan: PlanEnv, { each }: Component): void {
  if (each === undefined || each.for || each.name.text !== "Segment") {
    if (each?.of === undefined) return;
    const facts = { thing: "`of`", place: "after `each Segment`" };
    report(env, outOfPlace, each.of.span, facts);
    return;
  }
  const help =
    "Name the value that cuts the period where it changes: `each Segment of Quotas.amount`, of a source with `valid from`, or a parameter with `from` lines.";
  if (each.of === undefined) {
    report(env, missingWords, each.name.span, { question: "Segments of what?" }, { help });
    return;
  }
  const { of } = each;
  const inPeriod = { ...env, plan: { ...plan, period: plan.pays } };
  const type = env.checker.typeOf(inPeriod, of);
  if (type.kind === "timeline" || type.kind === "unknown") return;
  report(env, notATimeline, of.span, { what: `\`${textOf(env, of)}\`` }, { help });
}

/** Years to date go on over the segments of a period: what runs along them is paid for the period. */
export function refuseWindow(
  env: Env,
  span: { readonly start: number; readonly end: number },
): void {
  const facts = { thing: "A window of time", place: "in a component of the pay period" };
  const help =
    "A component `each Segment` reads everything for its segment alone, measures included.";
  report(env, outOfPlace, span, facts, { help });
}

/** `prorated by days into Segment`: the part of the segment at hand, or all of it where there is none. */
export function intoSegment(env: Env, node: Prorated, of: NumberType): Type {
  const { plan } = env;
  if (plan === undefined || of.window?.kind !== "each") return UNKNOWN;
  const from = of.window.period;
  const isByDays = node.by.kind === "working days" || node.by.name.text === "days";
  const isWhole =
    from === plan.pays || (monthsIn(plan.pays) !== undefined && isCoarser(from, plan.pays));
  if (!isByDays || !isWhole) {
    const method = node.by.kind === "working days" ? "working days" : node.by.name.text;
    const facts = { found: typeName(of), into: `by ${method} into a Segment` };
    const help = isByDays
      ? `Write the amount per ${plan.pays}: a segment is a part of it.`
      : "A segment has so many days: `by days`, or `by working days`.";
    report(env, noProration, node.span, facts, { help });
    return UNKNOWN;
  }
  const { grid: _, ...rest } = of;
  const sign = node.by.kind === "working days" ? maybeZero(of.sign) : of.sign;
  return withWindow({ ...rest, sign }, { kind: "each", period: plan.period });
}
