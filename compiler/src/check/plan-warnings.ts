/** What only shows when all definitions of a plan are known. */
import { periodOf } from "@attain/runtime";
import { type Symbol_, describe } from "../bind/scope.ts";
import type { WholePlan } from "../bind/whole-plan.ts";
import {
  neverPaid,
  noComponents,
  unused,
  weightsNotWhole,
} from "../diagnostics/catalogue/plans.ts";
import type { Component } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { PlanDeclaration, PlanMember } from "../syntax/ast/plan.ts";
import { type Env, report } from "./checker.ts";
import { periodOfComponent } from "./components.ts";
import { literalNumber, percentSum } from "./literals.ts";
import { isCoarser } from "./periods.ts";
import type { Frame } from "./plans.ts";

/** Whether a plan pays anything, and whether its parts make the whole. */
export function checkWhole(
  env: Env,
  { members, name }: PlanDeclaration,
  frame: Frame,
  fileOf: WholePlan["fileOf"],
): void {
  const components = members.filter((member): member is Component => member.kind === "Component");
  const isSteered = members.some(isKpi);
  if (components.length === 0 && members.length > 0 && !isSteered) {
    const help =
      "Add a component: `component commission`, then `earns 5% of Bookings` and `rounded half even to cent`.";
    report(env, noComponents, name.span, { plan: name.text }, { help });
  }
  warnWeights(env, components, members);
  for (const component of components)
    warnNeverPaid({ ...env, file: fileOf(component) }, component, frame);
}

/** What is paid when a longer period ends is paid only if one ends while the plan holds. */
function warnNeverPaid(env: Env, component: Component, { pays, from, until }: Frame): void {
  const period = periodOfComponent(component, pays);
  if (!isCoarser(period, pays)) return;
  const { calendar } = env.checker;
  const last = periodOf(calendar, period, until);
  const isPaid = last.end === until || periodOf(calendar, period, from).end < until;
  if (isPaid) return;
  const facts = { name: component.name.text, period, end: until };
  const help = `Let the plan hold until ${last.end}, or pay the component each ${pays}.`;
  report(env, neverPaid, component.each?.name.span ?? component.name.span, facts, { help });
}

/** The weights of a plan make 100 %; only those that are numbers, or parameters that are one and stay it, are added up. */
function warnWeights(
  env: Env,
  components: readonly Component[],
  members: readonly PlanMember[],
): void {
  const weights = components.flatMap((component) =>
    component.steps.filter((step) => step.kind === "Weight"),
  );
  const shares = weights.map((step) => literalNumber(fixedValue(step.share, members)));
  const [first] = weights;
  if (first === undefined || shares.some((share) => share?.unit !== "%")) return;
  const total = percentSum(shares.map((share) => share?.value ?? "0"));
  if (total === "100%") return;
  const help = 'If that is meant, say so below one of them: `allow partial-weights "reason"`.';
  const related = weights
    .slice(1)
    .map((step) => ({ at: { file: env.file, span: step.span }, message: "and this one" }));
  report(env, weightsNotWhole, first.span, { total }, { help, related });
}

/** The value of a parameter of the plan that never changes, where one is named. */
function fixedValue(node: Expression, members: readonly PlanMember[]): Expression {
  if (node.kind !== "Reference") return node;
  const parameter = members.find(
    (member) => member.kind === "Parameter" && member.name.text === node.name.text,
  );
  const isFixed = parameter?.kind === "Parameter" && parameter.changes.length === 0;
  return isFixed ? parameter.value : node;
}

/** What is told in reports, whether pay depends on it or not. */
function isKpi(member: PlanMember): boolean {
  return member.kind === "Goal" || (member.kind === "Measure" && member.role === "kpi");
}

/** What needs nobody to need it. */
const EARNING: ReadonlySet<PlanMember["kind"]> = new Set([
  "Payout",
  "Component",
  "Draw",
  "Exception",
]);

export function warnUnused(
  env: Env,
  node: PlanDeclaration,
  symbols: ReadonlyMap<string, Symbol_>,
  read: ReadonlySet<string>,
): void {
  const used = new Set([...read, ...node.members.flatMap(creditsReturned)]);
  for (const member of node.members) {
    if (EARNING.has(member.kind) || isKpi(member) || !("name" in member) || member.name.text === "")
      continue;
    const symbol = symbols.get(member.name.text);
    if (symbol === undefined || symbol.declaration !== member || used.has(member.name.text))
      continue;
    report(
      env,
      unused,
      member.name.span,
      { name: member.name.text },
      { help: `No component of the plan needs ${describe(symbol)} of this name.` },
    );
  }
}

/** The credits that a credit follows with `credited as … in CREDIT`. */
function creditsReturned(member: PlanMember): string[] {
  if (member.kind !== "Credit") return [];
  return member.lines.flatMap((line) => (line.kind === "As" ? [line.credit.text] : []));
}
