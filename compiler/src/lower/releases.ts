/** Releases and clawbacks, from the checked tree to the representation. */
import { known } from "../base/assert.ts";
import type { CheckedPlan } from "../check/plans.ts";
import type * as ir from "../ir/ir.ts";
import type { Component } from "../syntax/ast/component.ts";
import type { Expression, ReleasePart } from "../syntax/ast/expression.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, meaningAt, originAt } from "./context.ts";
import { type Node, lowerNumber, unexpected } from "./expressions.ts";
import { halfEven, payUnit, roundingIn } from "./paid-in.ts";
import { lowerDate } from "./time.ts";

/** Whether another member pays what a component earns. */
export function isReleased({ declaration }: CheckedPlan, name: string): boolean {
  return declaration.members.some(
    (member) =>
      member.kind === "Component" &&
      member.steps.some(
        (step) =>
          step.kind === "Earns" &&
          step.value.kind === "Released" &&
          step.value.component.text === name,
      ),
  );
}

/** What a release or a clawback pays; undefined for any other component. */
export function lowerReleases(
  c: Context,
  plan: CheckedPlan,
  node: Component,
  value: Expression,
): ir.Released | ir.TakenBack | undefined {
  if (value.kind === "Released") return lowerReleased(c, plan, value);
  return value.kind === "TakenBack" ? lowerTakenBack(c, plan, node, value) : undefined;
}

function lowerReleased(c: Context, plan: CheckedPlan, node: Node<"Released">): ir.Released {
  const name = node.component.text;
  const component = known(
    plan.declaration.members.find(
      (member): member is Component => member.kind === "Component" && member.name.text === name,
    ),
    "the component that is released",
  );
  const credit =
    component.each?.for === true ? plan.credits.get(component.each.name.text) : undefined;
  const inside: Context = {
    ...c,
    period: plan.pays,
    ...(credit === undefined ? {} : { credit, row: credit.source.name }),
  };
  return {
    op: "released",
    component: name,
    parts: node.parts.map((part) => lowerPart(inside, plan, part)),
    rounding: lastRounding(plan, component),
    unit: payUnit(plan),
    origin: originAt(c, node.span),
  };
}

/** The rounding that a component ends with; half even to cents where it needs none. */
function lastRounding(plan: CheckedPlan, { steps }: Component): ir.Rounding {
  const last = steps.findLast((step) => step.kind === "Round");
  return last === undefined ? halfEven(plan) : roundingIn(plan, last.rounding);
}

function lowerPart(
  c: Context,
  plan: CheckedPlan,
  { share, time, span }: ReleasePart,
): ir.ReleasePart {
  return {
    share: share === "the rest" ? share : lowerNumber(c, share),
    time: lowerTime(c, plan, time),
    origin: originAt(c, span),
  };
}

function lowerTime(
  c: Context,
  plan: CheckedPlan,
  time: ReleasePart["time"],
): ir.ReleasePart["time"] {
  switch (time.kind) {
    case "at once":
      return time;
    case "on":
      return { kind: "on", date: lowerDate(c, time.date) };
    case "parts":
      return {
        kind: "parts",
        count: time.count,
        each: time.each.text as "Month",
        from: lowerDate(c, time.from),
        odd: time.odd ?? "last",
      };
    case "with": {
      const source = known(plan.sources.get(time.source.text), "a source");
      const target = c.credit?.source.name;
      const reference = [...source.columns.values()].find(
        ({ type }) => type.kind === "row" && type.source === target,
      );
      const row: Context = { notes: c.notes, file: c.file, plan, row: source.name };
      return {
        kind: "with",
        source: source.name,
        reference: known(reference, "a reference").name,
        by: lowerNumber(row, time.by),
        date: lowerDate(row, time.date),
      };
    }
  }
}

function lowerTakenBack(
  c: Context,
  plan: CheckedPlan,
  component: Component,
  node: Node<"TakenBack">,
): ir.TakenBack {
  const meaning = meaningAt(c, node);
  if (meaning?.kind !== "clawback") throw unexpected(node);
  const row: Context = { notes: c.notes, file: c.file, plan, row: node.source.text };
  const date = lowerDate(row, known(node.date, "the day of a clawback"));
  return {
    op: "taken back",
    component: node.component.text,
    credit: meaning.credit.name,
    source: node.source.text,
    reference: meaning.reference,
    where: node.where.map((filter) => lowerCondition(row, filter)),
    date,
    share: lowerShare(row, node, date),
    rounding: lastRounding(plan, component),
    unit: payUnit(plan),
    origin: originAt(c, node.span),
  };
}

function lowerShare(
  c: Context,
  { share, span }: Node<"TakenBack">,
  at: ir.DateExpr,
): ir.NumberExpr {
  const origin = originAt(c, span);
  if (share === undefined || share === "all")
    return { op: "number", value: "1", unit: "ratio", origin };
  if (!("unserved" in share)) return lowerNumber(c, share);
  const { months, from, by, span: place } = share.unserved;
  return {
    op: "unserved",
    months,
    by: by.text === "days" ? "days" : "months",
    from: lowerDate(c, from),
    at,
    origin: originAt(c, place),
  };
}
