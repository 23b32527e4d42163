/** What a change of plans and data pays: the two sides, and each change by itself in between. */
import {
  type PayImpact,
  impactsOf,
  isChanged,
  type Pay,
  type Total,
  totalsOf,
} from "../../diff/impact.ts";
import { stepsOf } from "../../diff/steps.ts";
import { Evaluator } from "../../evaluate/evaluator.ts";
import { Rational } from "../../evaluate/rational.ts";
import { eligible } from "../../evaluate/run.ts";
import { amountOf } from "../../ledger/entry.ts";
import { type Io, progress } from "../io.ts";
import { ADJUSTMENT, type PayoutRow } from "../payouts.ts";
import { type Change, type Edition, Editions, type PaidEdition, settingsOf } from "./editions.ts";
import { type Renamed, renamed } from "./pairs.ts";
import { type Reach, reachOf } from "./reach.ts";
import type { Side, Sides } from "./sides.ts";

/** Changes that are made together, since a project with only some of them makes no sense. */
export interface Step {
  readonly changes: readonly Change[];
  /** Whether plans mean something else after it, or are paid by other data. */
  readonly matters: boolean;
  readonly effects: readonly Effect[];
  /** Where on the payout curve of a plan it changes pay. */
  readonly reaches: readonly Reach[];
}

/** What a step moves, in one currency. */
export interface Effect {
  readonly currency: string;
  readonly difference: Rational;
  /** How many people get more or less by it. */
  readonly payees: number;
}

export interface Comparison {
  readonly base: Side;
  readonly head: Side;
  readonly period: string;
  /** How many payouts there are on either side. */
  readonly payouts: number;
  /** Whether the plans mean the same and the data is the same: then nothing had to be paid. */
  readonly isSame: boolean;
  readonly impacts: readonly PayImpact[];
  readonly totals: readonly Total[];
  /** In the order in which they were made. */
  readonly steps: readonly Step[];
  readonly renamed: readonly string[];
  /** Keys and names of all who are paid. */
  readonly people: readonly { readonly key: string; readonly name: string }[];
}

export async function compare(
  io: Io,
  sides: Sides,
  period: string | undefined,
): Promise<Comparison> {
  const editions = new Editions(io, sides, period);
  const all = new Set(editions.changes);
  const base = editions.side(nameOf(sides.base), new Set());
  const head = editions.side(nameOf(sides.head), all);
  if (base.due.length === 0 && head.due.length === 0) editions.refuseNothingDue(head);
  const names = renamed(base, head);
  const facts = {
    base: sides.base,
    head: sides.head,
    period: [...head.due, ...base.due][0]?.period.name ?? "",
    renamed: names.told,
  };
  if (isSame(editions, base, head, names)) {
    const people = await peopleOf(editions, head);
    const payouts = people.length;
    return { ...facts, payouts, isSame: true, impacts: [], totals: [], steps: [], people: [] };
  }
  const told = await oneByOne(io, editions, base, head, names);
  return { ...facts, ...told, isSame: false };
}

function nameOf({ name }: Side): string {
  return name;
}

/** Whether nobody can be paid anything else, whatever the data is. */
function isSame(editions: Editions, base: Edition, head: Edition, names: Renamed): boolean {
  return (
    editions.changes.every(({ kind }) => kind === "lines") &&
    settingsOf(base.session.config) === settingsOf(head.session.config) &&
    base.forms.size === head.forms.size &&
    [...base.forms].every(([name, form]) => head.forms.get(names.plan(name)) === form)
  );
}

/** One for each payout. */
async function peopleOf(editions: Editions, edition: Edition): Promise<string[]> {
  const data = await editions.data(edition);
  return edition.due.flatMap(({ planned, parts }) => {
    const keys = eligible(new Evaluator(planned.program, planned.plan, data(planned)));
    return parts.flatMap(() => keys);
  });
}

type OneByOne = Pick<Comparison, "payouts" | "impacts" | "totals" | "steps" | "people">;

async function oneByOne(
  io: Io,
  editions: Editions,
  base: Edition,
  head: Edition,
  names: Renamed,
): Promise<OneByOne> {
  const stages = [await editions.pay(base)];
  const last = await editions.pay(head);
  const groups = await soundSteps(editions);
  const made: Change[] = [];
  const steps: Omit<Step, "effects">[] = [];
  let [before, open] = [base, [] as Change[]];
  const bar = progress(io, "One change at a time");
  for (const [i, group] of groups.entries()) {
    bar.at(i, groups.length);
    made.push(...group);
    open.push(...group);
    const isLast = i === groups.length - 1;
    const now = isLast ? head : editions.edition(new Set(made));
    const matters = now !== undefined && isAnother(before, now, open);
    const paid = isLast ? last : await paidAfter(editions, now, matters, stages.at(-1));
    if (now === undefined || paid === undefined) continue;
    stages.push(paid);
    const reaches = matters ? await reachesOf(editions, before, now, names) : [];
    steps.push({ changes: open, matters, reaches });
    [before, open] = [now, []];
  }
  bar.end();
  const impacts = impactsOf(stages.map(({ rows }) => rows.map((row) => payOf(row, names))));
  return {
    payouts: impacts.length,
    impacts,
    totals: totalsOf(impacts),
    steps: steps.map((step, i) => ({ ...step, effects: effectsOf(impacts, i) })),
    people: distinct(impacts),
  };
}

/** For each plan that means something else after a step. */
async function reachesOf(
  editions: Editions,
  base: Edition,
  head: Edition,
  names: Renamed,
): Promise<Reach[]> {
  const changed = head.due.flatMap((now) => {
    const { name } = now.planned.plan;
    const before = base.due.find(({ planned }) => names.plan(planned.plan.name) === name);
    const isOther = base.forms.get(before?.planned.plan.name ?? "") !== head.forms.get(name);
    return before !== undefined && isOther ? [{ before, now }] : [];
  });
  if (changed.length === 0) return [];
  const [old, fresh] = [await editions.data(base), await editions.data(head)];
  return changed.flatMap(
    ({ before, now }) =>
      reachOf({ due: before, data: old(before.planned) }, { due: now, data: fresh(now.planned) }) ??
      [],
  );
}

async function soundSteps(editions: Editions): Promise<(readonly Change[])[]> {
  return stepsOf(editions.changes, async (applied) => {
    if (applied.size === editions.changes.length) return true;
    const edition = editions.edition(applied);
    if (edition === undefined) return false;
    // Other data is taken up where plans can be paid by it.
    return ![...applied].some(({ kind }) => kind === "data") || editions.hasData(edition);
  });
}

/** What an edition pays; as before, where nothing matters. */
async function paidAfter(
  editions: Editions,
  edition: Edition | undefined,
  matters: boolean,
  before: PaidEdition | undefined,
): Promise<PaidEdition | undefined> {
  if (edition === undefined) return undefined;
  return matters ? editions.payOrNothing(edition) : before;
}

/** Whether something can be paid otherwise after a step. */
function isAnother(before: Edition, now: Edition, changes: readonly Change[]): boolean {
  const isOther = changes.some(
    (change) => change.kind === "data" || !change.edit.path.endsWith(".plan"),
  );
  const names = new Set([...before.forms.keys(), ...now.forms.keys()]);
  return isOther || [...names].some((name) => before.forms.get(name) !== now.forms.get(name));
}

function payOf({ components, adjustment, ...row }: PayoutRow, names: Renamed): Pay {
  const parts = Object.entries(components).map(
    ([name, amount]) => [names.component(row.plan, name), amountOf(amount)] as const,
  );
  const rest = amountOf(adjustment);
  return {
    plan: names.plan(row.plan),
    period: row.period,
    payee: row.payee,
    name: row.name,
    currency: row.currency,
    parts: new Map([...parts, ...(rest.isZero() ? [] : [[ADJUSTMENT, rest] as const])]),
  };
}

function effectsOf(impacts: readonly PayImpact[], step: number): Effect[] {
  const moved = impacts.flatMap((impact) => {
    const causes = impact.parts.flatMap((part) =>
      part.causes.filter((cause) => cause.step === step),
    );
    return causes.length === 0 ? [] : [{ impact, causes }];
  });
  const currencies = [...new Set(moved.map(({ impact }) => impact.currency))].sort();
  return currencies.map((currency) => {
    const own = moved.filter(({ impact }) => impact.currency === currency);
    return {
      currency,
      difference: own
        .flatMap(({ causes }) => causes)
        .reduce((sum, { amount }) => sum.plus(amount), Rational.ZERO),
      payees: new Set(own.map(({ impact }) => impact.payee)).size,
    };
  });
}

function distinct(impacts: readonly PayImpact[]): Comparison["people"] {
  const byKey = new Map(impacts.map(({ payee, name }) => [payee, { key: payee, name }]));
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The payouts of which something differs. */
export function changedOf({ impacts }: Comparison): readonly PayImpact[] {
  return impacts.filter(isChanged);
}
