/** Plans, from the checked tree to the representation. */
import type { PeriodKind } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { isCarried } from "../check/carried.ts";
import { newNotes } from "../check/checker.ts";
import { periodOfComponent } from "../check/components.ts";
import type { CheckedPlan } from "../check/plans.ts";
import type { TableInfo } from "../check/tables.ts";
import { bare, valueType } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { AmountStep, Component, Payout, Step } from "../syntax/ast/component.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import type { Measure } from "../syntax/ast/plan.ts";
import type { SourceFile } from "../text/source-file.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, originAt, typeAt, unitAt } from "./context.ts";
import { lowerShared } from "./contests.ts";
import { lowerCredit } from "./credits.ts";
import { lowerBalance, lowerCarried, lowerDraw, lowerTruedUp } from "./draws.ts";
import { lowerExceptions } from "./exceptions.ts";
import { lower, lowerNumber, plainDate, unexpected } from "./expressions.ts";
import { lowerName } from "./names.ts";
import { lowerKpis } from "./kpis.ts";
import { isReleased, lowerReleases } from "./releases.ts";
import { paidIn, payUnit, roundingIn } from "./paid-in.ts";
import { lowerTable } from "./tables.ts";

export function lowerPlan(plan: CheckedPlan): ir.Plan {
  const alone = lowerAlone(plan);
  return { ...alone, ...lowerKpis(plan, alone), others: othersOf(plan).map(lowerAlone) };
}

/** The plans that one reads, each after those that it reads itself. */
function othersOf({ others }: CheckedPlan): CheckedPlan[] {
  const all = [...others].flatMap((other) => [...othersOf(other), other]);
  return [...new Set(all)];
}

function lowerAlone(plan: CheckedPlan): ir.Plan {
  const { declaration: node, file } = plan;
  const outside: Context = { notes: plan.peopleNotes, file, row: plan.people.name };
  const components = node.members.filter(
    (member): member is Component => member.kind === "Component",
  );
  const payout = node.members.find((member): member is Payout => member.kind === "Payout");
  const where = node.people?.where;
  const currencyOf = paidIn(plan);
  return {
    name: node.name.text,
    ...words(node),
    people: plan.people.name,
    ...(where === undefined ? {} : { eligible: lowerCondition(outside, where) }),
    from: plan.from,
    until: plan.until,
    pays: plan.pays,
    currency: payUnit(plan),
    ...(currencyOf === undefined ? {} : { paidIn: currencyOf }),
    parameters: [...plan.parameters].map(([name, { notes }]) =>
      lowerParameter(plan.symbols, name, notes),
    ),
    credits: [...plan.credits.values()].flatMap((credit) =>
      credit === undefined ? [] : [lowerCredit(plan, credit)],
    ),
    tables: distinctTables(plan).map(({ info, period }) => lowerTable(plan, info, period)),
    measures: plan.readings.map(({ name, period }) => lowerMeasure(plan, name, period)),
    kpis: [],
    goals: [],
    components: components.map((component) => lowerComponent(plan, component)),
    draws: node.members.flatMap((one) => (one.kind === "Draw" ? [lowerDraw(plan, one)] : [])),
    balances: node.members.flatMap((one) =>
      one.kind === "Balance" ? [lowerBalance(plan, one)] : [],
    ),
    payout: {
      ...(payout?.label === undefined ? {} : { label: payout.label }),
      gates:
        payout === undefined
          ? []
          : gatesOf(stepContext(plan, "payout", plan.fileOf(payout), plan.pays), payout.steps),
      steps:
        payout === undefined
          ? []
          : lowerSteps(plan, "payout", plan.fileOf(payout), payout.steps, plan.pays, payUnit(plan)),
      origin: originAt(
        { file: payout === undefined ? file : plan.fileOf(payout) },
        (payout ?? node).span,
      ),
    },
    others: [],
    origin: originAt({ file }, node.span),
  };
}

function words({ label, doc }: { readonly label?: string; readonly doc?: string }): {
  readonly label?: string;
  readonly doc?: string;
} {
  return { ...(label === undefined ? {} : { label }), ...(doc === undefined ? {} : { doc }) };
}

/** One table for each period that it is read over; a table that several components read is lowered once. */
function distinctTables({
  tables,
}: CheckedPlan): { readonly info: TableInfo; readonly period: PeriodKind }[] {
  const seen = new Set<string>();
  return [...tables.values()].filter(({ info, period }) => {
    const key = `${info.name} ${period}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

export function lowerParameter(
  symbols: CheckedPlan["symbols"],
  name: string,
  notes: Context["notes"],
): ir.Parameter {
  const symbol = symbols.get(name);
  if (symbol?.kind !== "parameter") throw new Error(`Attain lost the parameter ${name}.`);
  const c: Context = { notes, file: symbol.at.file };
  const { declaration: node } = symbol;
  return {
    name,
    ...words(node),
    type: valueType(typeAt(c, node.value)),
    value: lower(c, node.value),
    changes: node.changes.map((change) => ({
      from: plainDate(change.from.value),
      value: lower(c, change.value),
    })),
    origin: originAt(c, node.span),
  };
}

function lowerMeasure(plan: CheckedPlan, name: string, period: PeriodKind): ir.Measure {
  const symbol = plan.symbols.get(name);
  if (symbol?.kind !== "measure") throw new Error(`Attain lost the measure ${name}.`);
  const node: Measure = symbol.declaration;
  const c: Context = {
    notes: known(plan.notes.get(period), "notes"),
    file: symbol.at.file,
    plan,
    period,
  };
  const of = lower(c, node.value);
  const origin = originAt(c, node.span);
  const value: ir.Expr =
    node.rounding === undefined
      ? of
      : {
          op: "round",
          of: of as ir.NumberExpr,
          rounding: roundingIn(plan, node.rounding, unitAt(c, node.value)),
          origin: originAt(c, node.rounding.span),
        };
  return {
    name,
    ...words(node),
    role: node.role,
    period,
    type: valueType(plan.typeOf(name, period)),
    value,
    exceptions: lowerExceptions(c, plan, name),
    origin,
  };
}

function lowerComponent(plan: CheckedPlan, node: Component): ir.Component {
  const name = node.name.text;
  const period = periodOfComponent(node, plan.pays);
  const c = stepContext(plan, name, plan.fileOf(node), period, node);
  const earns = node.steps.find((step) => step.kind === "Earns");
  const rest = node.steps.filter((step) => step.kind !== "Gate" && step.kind !== "Earns");
  const first = known(earns, "what a component earns");
  const start = unitAt(c, first.value);
  const derived = lowerReleases(c, plan, node, first.value);
  const shared =
    derived ??
    lowerShared(
      c,
      first.value,
      node.steps.find((step) => step.kind === "Fairly"),
    );
  return {
    name,
    ...words(node),
    scope: scopeOf(c, node),
    isReleased: isReleased(plan, name),
    period,
    ...(node.each?.of === undefined ? {} : { segments: segmentedBy(c, node.each.of) }),
    gates: gatesOf(c, node.steps),
    exceptions: lowerExceptions(stepContext(plan, name, plan.fileOf(node), period), plan, name),
    earns:
      shared === undefined
        ? amount(c, first, start)
        : { value: shared, unit: start, origin: originAt(c, first.span) },
    // What is taken back is rounded deal by deal.
    steps: derived === undefined ? stepsFrom(c, rest, start, { name, plan }) : [],
    origin: originAt(c, node.span),
  };
}

/** What a component of segments is cut by, day by day. */
function segmentedBy(c: Context, node: Expression): ir.Keyed | ir.Named {
  const plan = known(c.plan, "the plan");
  const of = lowerName({ ...c, period: plan.pays }, node);
  if (of.op !== "keyed" && of.op !== "parameter") throw unexpected(node);
  const origin = originAt(c, node.span);
  const date: ir.DateExpr = { op: "edge", edge: "start", period: "Day", origin };
  return { ...of, type: valueType(bare(typeAt(c, node))), reading: { how: "on", date }, origin };
}

function gatesOf(c: Context, steps: readonly Step[]): ir.Gate[] {
  return steps.flatMap((step) =>
    step.kind === "Gate"
      ? [{ condition: lowerCondition(c, step.condition), origin: originAt(c, step.span) }]
      : [],
  );
}

function scopeOf(c: Context, node: Component): ir.Component["scope"] {
  if (node.each?.for !== true) return { kind: "period" };
  const where = node.each.where === undefined ? {} : { where: lowerCondition(c, node.each.where) };
  return { kind: "each credit", credit: node.each.name.text, ...where };
}

function stepContext(
  plan: CheckedPlan,
  name: string,
  file: SourceFile,
  period: PeriodKind,
  node?: Component,
): Context {
  const notes = plan.stepNotes.get(name) ?? newNotes();
  const credit = node?.each?.for === true ? plan.credits.get(node.each.name.text) : undefined;
  return {
    notes,
    file,
    plan,
    period,
    component: name,
    ...(credit === undefined ? {} : { credit, row: credit.source.name }),
  };
}

function lowerSteps(
  plan: CheckedPlan,
  name: string,
  file: SourceFile,
  steps: readonly Step[],
  period: PeriodKind,
  unit: ir.Unit,
): ir.Step[] {
  const c = stepContext(plan, name, file, period);
  return stepsFrom(c, steps, unit, { name, plan });
}

/** The steps after the first; each knows the unit of what it gives. */
function stepsFrom(
  c: Context,
  steps: readonly Step[],
  start: ir.Unit,
  { name, plan }: { readonly name: string; readonly plan: CheckedPlan },
): ir.Step[] {
  let unit = start;
  return steps.flatMap<ir.Step>((step, i) => {
    const origin = originAt(c, step.span);
    switch (step.kind) {
      case "Gate":
      case "Earns":
      case "Fairly":
        return [];
      case "Plus":
      case "Less":
        return [{ op: step.kind === "Plus" ? "plus" : "less", ...amount(c, step, unit) }];
      case "Times":
        unit = productUnit(unit, unitAt(c, step.value));
        return [{ op: "times", ...amount(c, step, unit) }];
      case "Weight":
        return [{ op: "weight", share: lowerNumber(c, step.share), unit, origin }];
      case "Held":
        return lowerCarried(c, steps, i, unit);
      case "Never":
        if (isCarried(step)) return lowerCarried(c, steps, i, unit);
        return [
          {
            op: step.bound === "above" ? "never above" : "never below",
            limit: lowerNumber(c, step.limit),
            ...(step.when === undefined ? {} : { when: lowerCondition(c, step.when) }),
            unit,
            origin,
          },
        ];
      case "TruedUp":
        return [lowerTruedUp(c, step, name, unit)];
      case "Settled":
        return [{ op: "settled", draw: step.draw.text, unit, origin }];
      case "Round":
        return [
          {
            op: "rounded",
            rounding: roundingIn(plan, step.rounding, unit),
            unit,
            origin,
          },
        ];
    }
  });
}

function amount(
  c: Context,
  step: AmountStep<"Earns" | "Plus" | "Less" | "Times">,
  unit: ir.Unit,
): ir.AmountStep {
  return {
    value: lowerNumber(c, step.value),
    ...(step.when === undefined ? {} : { when: lowerCondition(c, step.when) }),
    unit,
    origin: originAt(c, step.span),
  };
}

const BARE: ReadonlySet<ir.Unit> = new Set(["ratio", "count", "number"]);

/** The unit of a product; the checker has made sure that there is one. */
function productUnit(a: ir.Unit, b: ir.Unit): ir.Unit {
  if (BARE.has(a) && BARE.has(b))
    return a === "ratio" || b === "ratio" ? "ratio" : a === b ? a : "number";
  if (BARE.has(a)) return b;
  if (BARE.has(b)) return a;
  if (b.endsWith(` per ${a}`)) return b.slice(0, -` per ${a}`.length);
  return a.slice(0, -` per ${b}`.length);
}
