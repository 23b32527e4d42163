/** What a plan costs as it is, or under a scenario: paid person by person, and added up. */
import type { Period } from "@attain/runtime";
import { attempt, Fault } from "../evaluate/fault.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { Rational } from "../evaluate/rational.ts";
import { eligible, payPayee, type PlanFault } from "../evaluate/run.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Scenario } from "../ir/scenario.ts";
import { type Axis, axisOf, readingOf } from "./axis.ts";
import { crowdOf, type Member } from "./crowd.ts";
import { goalOf, reaching, SHARES } from "./goal.ts";
import { evaluatorUnder } from "./instead.ts";
import { narrowed } from "./narrow-data.ts";
import type { Seller } from "./seller.ts";

/** What is looked at: a plan, its data, and the pay periods of one period. */
export interface Ground {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly data: Dataset;
  readonly periods: readonly Period[];
}

/** What the people of a plan are told apart by: how far they are on what its rates run along. */
export interface Along {
  readonly name: string;
  readonly unit: ir.Unit;
}

/** What somebody is paid in one pay period. */
export interface Paid {
  readonly member: Member;
  readonly currency: string;
  readonly payout: Rational;
  /** Undefined where it can't be computed, as without a quota. */
  readonly reached: Rational | undefined;
  /** The totals of credits, by their names. */
  readonly credited: ReadonlyMap<string, Rational>;
}

/** The average payout of those who have sold something, at a part of what is expected. */
export interface CurvePoint {
  readonly share: Rational;
  readonly currency: string;
  readonly payout: Rational;
}

export interface Outcome {
  readonly paid: readonly Paid[];
  readonly curve: readonly CurvePoint[];
  readonly faults: readonly PlanFault[];
  /** Somebody whom the scenario places where nobody can be. */
  readonly unplaced?: Member;
}

/** What the rates of a plan run along for the first of its people for whom there is such a thing. */
export function alongOf(ground: Ground): Along | undefined {
  for (const period of ground.periods) {
    for (const payee of ownPeople(ground, undefined)) {
      const axis = axisOf(sellerIn(ground, undefined, payee, period));
      if (axis !== undefined) return { name: axis.name, unit: axis.unit };
    }
  }
  return undefined;
}

export function outcomeOf(
  ground: Ground,
  scenario: Scenario | undefined,
  along: Along | undefined,
): Outcome {
  const own = ownPeople(ground, scenario);
  const everybody = evaluatorUnder(scenario, ground.program, ground.plan, ground.data);
  const axes = axesOf(ground, scenario);
  const headcount = scenario?.headcount;
  const placed = headcount?.kind === "placed" ? headcount.along : undefined;
  const paid: Paid[] = [];
  const faults: PlanFault[] = [];
  for (const period of ground.periods) {
    const standing = placed === undefined ? own : sellersAmong(own, axes, placed, period);
    for (const member of crowdOf(standing, headcount)) {
      try {
        const { payee, at } = member;
        const axis = placed === undefined ? undefined : axes(payee, placed, period);
        const evaluator = at === undefined ? everybody : axis && reaching(axis, at);
        if (evaluator === undefined) return { paid: [], curve: [], faults: [], unplaced: member };
        paid.push(payOf(ground.plan, evaluator, member, period, along));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        faults.push({ fault: error, payee: member.payee });
      }
    }
  }
  const isSound = faults.length === 0 && along !== undefined;
  const curve = isSound ? curveOf(ground, scenario, axes, along) : [];
  return { paid, curve, faults };
}

/** What somebody's sales move in a period, found once. */
type Axes = (payee: string, along: string, period: Period) => Axis | undefined;

function axesOf(ground: Ground, scenario: Scenario | undefined): Axes {
  const known = new Map<string, { readonly axis: Axis | undefined }>();
  return (payee, along, period) => {
    const key = JSON.stringify([payee, along, period.name]);
    const found = known.get(key) ?? {
      axis: axisOf(sellerIn(ground, scenario, payee, period), along),
    };
    known.set(key, found);
    return found.axis;
  };
}

/** Those who have sold something: the deals of the others can't be made larger. Everybody, where nobody has. */
function sellersAmong(
  people: readonly string[],
  axes: Axes,
  along: string,
  period: Period,
): readonly string[] {
  const sellers = people.filter((payee) => axes(payee, along, period)?.here.isZero() === false);
  return sellers.length === 0 ? people : sellers;
}

function ownPeople({ program, plan, data }: Ground, scenario: Scenario | undefined): string[] {
  return eligible(evaluatorUnder(scenario, program, plan, data));
}

function sellerIn(
  { program, plan, data }: Ground,
  scenario: Scenario | undefined,
  payee: string,
  period: Period,
): Seller {
  // What a scenario reads keeps rows as what the plan reads does.
  const reading = { ...plan, givens: scenario?.givens ?? [] };
  const own = narrowed(program, reading, data, payee);
  return {
    plan,
    payee,
    period,
    evaluator: (changed, given) => evaluatorUnder(scenario, program, changed, own, given),
  };
}

function payOf(
  plan: ir.Plan,
  evaluator: Evaluator,
  member: Member,
  period: Period,
  along: Along | undefined,
): Paid {
  const { payee } = member;
  const scope = { payee, period };
  const { payout, currency } = payPayee(evaluator, payee, period);
  const place = along && readingOf(plan, along.name);
  const credited = plan.credits.flatMap(({ name, sharing }) => {
    const total = sharing.kind === "company" ? undefined : readingOf(plan, name);
    return total === undefined ? [] : [[name, evaluator.number(total, scope)] as const];
  });
  return {
    member,
    currency,
    payout: payout.amount,
    reached: place && attempt(() => evaluator.number(place, scope)),
    credited: new Map(credited),
  };
}

/** Everybody at the same part of what is expected of each, however far they are. */
function curveOf(
  ground: Ground,
  scenario: Scenario | undefined,
  axes: Axes,
  along: Along,
): CurvePoint[] {
  const own = ownPeople(ground, scenario);
  const points = ground.periods.flatMap((period) => {
    const crowd = crowdOf(sellersAmong(own, axes, along.name, period), scenario?.headcount);
    return crowd.flatMap(({ payee, people }) => {
      const axis = axes(payee, along.name, period);
      if (axis === undefined) return [];
      const seller = sellerIn(ground, scenario, payee, period);
      return payoutsAtShares(seller, axis).map((point) => ({ ...point, people }));
    });
  });
  const sums = new Map<string, CurvePoint & { readonly people: bigint }>();
  for (const { share, currency, payout, people } of points) {
    const key = `${currency} ${share.toString()}`;
    const before = sums.get(key) ?? { payout: Rational.ZERO, people: 0n };
    const sum = before.payout.plus(payout.times(Rational.of(people)));
    sums.set(key, { share, currency, payout: sum, people: before.people + people });
  }
  return [...sums.values()].map(({ share, currency, payout, people }) => ({
    share,
    currency,
    payout: payout.over(Rational.of(people)),
  }));
}

/** None for somebody without a goal, and where nothing can be paid. */
function payoutsAtShares(seller: Seller, axis: Axis): CurvePoint[] {
  const goal = attempt(() => goalOf(seller, axis));
  if (goal === undefined) return [];
  return SHARES.flatMap((share) => {
    const evaluator = reaching(axis, goal.times(share));
    const pay = evaluator && attempt(() => payPayee(evaluator, seller.payee, seller.period));
    return pay === undefined ? [] : [{ share, currency: pay.currency, payout: pay.payout.amount }];
  });
}
