/** Draws, balances and steps that carry, from the checked tree to the representation. */
import { known } from "../base/assert.ts";
import { isCarried } from "../check/carried.ts";
import { TO_DATE } from "../check/periods.ts";
import type { CheckedPlan } from "../check/plans.ts";
import { irUnit } from "../check/value-type.ts";
import type * as ir from "../ir/ir.ts";
import type { Step, TruedUp } from "../syntax/ast/component.ts";
import type { Balance, Draw, DrawLine } from "../syntax/ast/draw.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, originAt } from "./context.ts";
import { lowerNumber } from "./expressions.ts";
import { roundingIn } from "./paid-in.ts";
import { lowerDate } from "./time.ts";

/** Where the lines of draws and balances stand: beside the pay period, and nothing else. */
function linesContext(plan: CheckedPlan, node: Draw | Balance): Context {
  const notes = known(plan.notes.get(plan.pays), "notes");
  return { notes, file: plan.fileOf(node), plan, period: plan.pays };
}

function words({ label, doc }: Draw | Balance): { readonly label?: string; readonly doc?: string } {
  return { ...(label === undefined ? {} : { label }), ...(doc === undefined ? {} : { doc }) };
}

export function lowerDraw(plan: CheckedPlan, node: Draw): ir.Draw {
  const c = linesContext(plan, node);
  const opens = line(node, "Opens");
  const forgiven = lowerForgiven(c, node);
  const rounding = line(node, "Round");
  return {
    name: node.name.text,
    ...words(node),
    ...lowerGuarantee(c, node),
    repaid: lowerRepaid(c, node),
    ...(rounding === undefined ? {} : { rounding: roundingIn(plan, rounding.rounding) }),
    ...(opens === undefined ? {} : { opening: lowerNumber(c, opens.value) }),
    ...(forgiven === undefined ? {} : { forgiven }),
    origin: originAt(c, node.name.span),
  };
}

function line<Kind extends DrawLine["kind"]>(
  { lines }: Draw,
  kind: Kind,
): Extract<DrawLine, { kind: Kind }> | undefined {
  return lines.find((one): one is Extract<DrawLine, { kind: Kind }> => one.kind === kind);
}

function lowerGuarantee(c: Context, node: Draw): Pick<ir.Draw, "guarantee"> {
  const found = line(node, "Guarantees");
  if (found === undefined) return {};
  const { value, when, span } = found;
  return {
    guarantee: {
      value: lowerNumber(c, value),
      ...(when === undefined ? {} : { when: lowerCondition(c, when) }),
      origin: originAt(c, span),
    },
  };
}

function lowerRepaid(c: Context, node: Draw): ir.Repayment | "never" {
  const from = line(node, "RepaidFrom");
  if (from === undefined) return "never";
  const [since, most] = [line(node, "RepaidSince"), line(node, "RepaidAtMost")];
  return {
    ...(from.share === undefined ? {} : { share: lowerNumber(c, from.share) }),
    ...(from.kept === undefined ? {} : { kept: lowerNumber(c, from.kept) }),
    ...(since === undefined ? {} : { since: lowerDate(c, since.date) }),
    ...(most === undefined ? {} : { limit: lowerNumber(c, most.limit) }),
    origin: originAt(c, from.span),
  };
}

/** Forgiven after a day is what is owed when a pay period has ended on it, or later. */
function lowerForgiven(c: Context, node: Draw): ir.Condition | undefined {
  const [when, after] = [line(node, "ForgivenWhen"), line(node, "ForgivenAfter")];
  if (when !== undefined) return lowerCondition(c, when.condition);
  if (after === undefined) return undefined;
  const origin = originAt(c, after.span);
  const period = known(c.period, "the pay period");
  return {
    op: "compare dates",
    by: ">=",
    left: { op: "edge", edge: "end", period, origin },
    right: lowerDate(c, after.date),
    origin,
  };
}

export function lowerBalance(plan: CheckedPlan, node: Balance): ir.Balance {
  const c = linesContext(plan, node);
  const opens = known(
    node.lines.find((one) => one.kind === "Opens"),
    "what a balance opens at",
  );
  const becomes = known(
    node.lines.find((one) => one.kind === "Becomes"),
    "what a balance becomes",
  );
  const rounding = node.lines.find((one) => one.kind === "Round");
  const { opening } = known(plan.account(node.name.text), "a balance");
  return {
    name: node.name.text,
    ...words(node),
    unit: irUnit(opening.unit),
    opening: lowerNumber(c, opens.value),
    becomes: lowerNumber(c, becomes.value),
    ...(rounding === undefined
      ? {}
      : { rounding: roundingIn(plan, rounding.rounding, irUnit(opening.unit)) }),
    origin: originAt(c, node.name.span),
  };
}

/** Lines that carry and follow each other, as one step; nothing for those after the first. */
export function lowerCarried(
  c: Context,
  steps: readonly Step[],
  place: number,
  unit: ir.Unit,
): ir.Step[] {
  const before = steps[place - 1];
  if (before !== undefined && isCarried(before)) return [];
  const after = steps.findIndex((step, i) => i > place && !isCarried(step));
  const limits = steps.slice(place, after === -1 ? undefined : after).flatMap<ir.Limit>((step) => {
    if (step.kind !== "Never" && step.kind !== "Held") return [];
    const op = step.kind === "Held" ? "held below" : (`never ${step.bound}` as const);
    return [{ op, limit: lowerNumber(c, step.limit), origin: originAt(c, step.span) }];
  });
  const [first] = limits;
  const last = limits.at(-1);
  const origin = { ...known(first, "a limit").origin, end: known(last, "a limit").origin.end };
  return [{ op: "carried", limits, unit, origin }];
}

/** `component`: the name of the one that the step belongs to. */
export function lowerTruedUp(c: Context, step: TruedUp, component: string, unit: ir.Unit): ir.Step {
  const origin = originAt(c, step.span);
  const window = { kind: "to date", period: TO_DATE[step.period], earlier: true } as const;
  return {
    op: "trued up",
    paid: {
      op: "over periods",
      of: { op: "pay", name: component, unit, origin },
      each: known(c.plan, "the plan").pays,
      window,
      unit,
      origin,
    },
    mayBeNegative: step.below === "may be negative",
    unit,
    origin,
  };
}
