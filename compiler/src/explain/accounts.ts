/** What passes from one pay period to the next: draws that are owed and repaid, pay that is carried. */
import { listed } from "../base/text.ts";
import type { Column, StepTrace } from "../evaluate/components.ts";
import { formatNumber } from "../evaluate/format.ts";
import type { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import type { Line } from "./explanation.ts";
import { tellNumbers } from "./numbers.ts";
import type { Telling } from "./telling.ts";

/** What came from the period before, what each limit changes, and what passes on. */
export function carriedLines(t: Telling, traced: StepTrace): Line[] {
  const { step, before, facts, limits = [], traces } = traced;
  if (facts === undefined) return [];
  tellNumbers(t, traces);
  const { pays } = t.plan;
  const { opening, closing } = facts;
  const { unit, origin } = step;
  const due = before.plus(opening);
  const base = { unit, parts: [], adds: false } as const;
  const words = `carried in from the ${pays} before${lateText(t)}`;
  const cameIn = { ...base, text: words, amount: opening, result: due, origin };
  let sofar = due;
  const lines = limits.map<Line>(({ limit, after }) => {
    const amount = after.minus(sofar);
    sofar = after;
    const said = t.words.withValues(limit.origin, traces);
    return amount.isZero()
      ? { ...base, text: `${said}: not reached`, amount, origin: limit.origin }
      : { ...base, text: said, amount, result: after, origin: limit.origin };
  });
  return [
    ...(opening.isZero() ? [] : [cameIn]),
    ...lines,
    ...(closing.isZero() ? [] : [remark(`carried on to the next ${pays}`, closing, unit)]),
  ];
}

/** What was owed before, what is drawn or repaid, and what is still owed. */
export function settledLines(t: Telling, draw: ir.Draw, traced: StepTrace): Line[] {
  const { step, facts, since } = traced;
  if (facts === undefined) return [];
  const { opening, drawn, repaid, forgiven, closing } = facts;
  const moved = (text: string, amount: Rational): Line[] =>
    amount.isZero() ? [] : [{ text, amount, unit: step.unit, parts: [], adds: false }];
  return [
    ...guaranteeLines(t, draw, traced),
    ...(opening.isZero() && t.late.length === 0
      ? []
      : [remark("owed before", opening, step.unit, sinceText(since, opening) + lateText(t))]),
    ...moved("drawn", drawn),
    ...moved("repaid", repaid.negated()),
    ...(forgiven.isZero() ? [] : [remark("forgiven", forgiven, step.unit)]),
    ...(draw.repaid === "never" ? [] : [remark("still owed", closing, step.unit)]),
  ];
}

function guaranteeLines(t: Telling, { guarantee }: ir.Draw, { traces }: StepTrace): Line[] {
  if (guarantee === undefined) return [];
  const { value, when, origin } = guarantee;
  const isAsked = traces.some(({ node }) => node === value || node === when);
  if (!isAsked)
    return [{ text: `the plan ended on ${t.plan.until}`, origin, parts: [], adds: false }];
  const holds = traces[0]?.value !== false;
  const words = t.words.withValues(origin, traces);
  const text = when === undefined ? words : `${words}: ${holds ? "met" : "not met"}`;
  return [{ text, origin, parts: [], adds: false }];
}

function sinceText(since: string | undefined, opening: Rational): string {
  return since === undefined || opening.isZero() ? "" : `, drawn since ${since}`;
}

/** Why a period doesn't open with what the statement before it closed with. */
function lateText({ late }: Telling): string {
  return late.length === 0 ? "" : `, with the late changes to ${listed(late, "and")}`;
}

/** An amount that isn't part of the pay. */
function remark(text: string, amount: Rational, unit: ir.Unit, after = ""): Line {
  return { text: `${text}: ${formatNumber(amount, unit)}${after}`, parts: [], adds: false };
}

/** Where a gate was closed no step is taken, and what there was stays. */
export function keptLines(t: Telling, { accounts }: Column, unit: ir.Unit): Line[] {
  return [...(accounts ?? [])].flatMap(([name, { forgiven, closing }]) => {
    const isDraw = t.plan.draws.some((draw) => draw.name === name);
    const what = isDraw ? `${t.words.named(name)}, still owed` : "carried on";
    return [
      ...(forgiven.isZero() ? [] : [remark(`${t.words.named(name)}, forgiven`, forgiven, unit)]),
      ...(closing.isZero() ? [] : [remark(what, closing, unit)]),
    ];
  });
}
