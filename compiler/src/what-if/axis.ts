/** What the rates of a plan run along, and by how much sales must be multiplied to reach a place on it. */
import { smallestUnit, CURRENCIES, type PeriodKind } from "@attain/runtime";
import { Rational } from "../evaluate/rational.ts";
import { attempt } from "../evaluate/fault.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { type Given, NOTHING_GIVEN } from "../evaluate/given.ts";
import type * as ir from "../ir/ir.ts";
import { measureRead, walk } from "../ir/reads.ts";
import { type Multiplied, scaledPlan } from "./scaled-plan.ts";
import { unitOf } from "./goal.ts";
import type { Seller } from "./seller.ts";

/** A number that grows with sales. */
export interface Axis {
  readonly name: string;
  readonly unit: ir.Unit;
  /** Where the payee is now. */
  readonly here: Rational;
  /** Evaluates with as many sales as give the axis a value; undefined if it can't have that. */
  readonly at: (x: Rational) => Evaluator | undefined;
  readonly valueIn: (evaluator: Evaluator) => Rational;
  /** The change of the axis that one more cent, or one more of what is counted, makes. */
  readonly grain: Rational;
  /** Where rows of the tables that run along it begin. */
  readonly bounds: readonly Rational[];
}

interface Candidate {
  readonly name: string;
  readonly unit: ir.Unit;
  readonly node: ir.NumberExpr;
  readonly bounds: readonly Rational[];
}

/** The first axis of the plan's tables that grows with the credits of the payee; or the one with a name. */
export function axisOf(seller: Seller, along?: string): Axis | undefined {
  // Each segment has a place of its own on it.
  if (seller.plan.components.some(({ segments }) => segments !== undefined)) return undefined;
  const candidates = candidatesIn(seller);
  const named = candidates.filter(({ name }) => name === along);
  const own = along !== undefined && named.length === 0 ? measureNamed(seller, along) : named;
  for (const candidate of along === undefined ? candidates : own) {
    const axis = attempt(() => grown(seller, candidate));
    if (axis !== undefined) return axis;
  }
  return undefined;
}

/** A measure that no table is read at. */
function measureNamed({ plan }: Seller, name: string): Candidate[] {
  const measure = measureIn(plan, name);
  return measure === undefined
    ? []
    : [{ name, unit: unitOf(measure), node: measureRead(measure), bounds: [] }];
}

function measureIn({ measures, pays }: ir.Plan, name: string): ir.Measure | undefined {
  return measures.find(
    (one) => one.name === name && one.period === pays && one.type.kind === "number",
  );
}

/** How a measure or the total of a credit is read in a pay period. */
export function readingOf(plan: ir.Plan, name: string): ir.NumberExpr | undefined {
  const credit = plan.credits.find((one) => one.name === name);
  if (credit !== undefined) return totalOf(credit, plan.pays);
  const measure = measureIn(plan, name);
  return measure && measureRead(measure);
}

function totalOf({ name, unit, origin }: ir.Credit, period: PeriodKind): ir.NumberExpr {
  const of: ir.Credits = { kind: "credits", credit: name, window: { kind: "period", period } };
  const value: ir.NumberExpr = { op: "credited", unit, origin };
  return { op: "total", of, value, unit, origin };
}

/** Measures that tables are read at, then the totals of credits. */
function candidatesIn({ plan, period }: Seller): Candidate[] {
  const read = new Map<string, Candidate>();
  const note = (node: ir.Expr | undefined, table: string): void => {
    const named = namedIn(node);
    if (named === undefined) return;
    const { name, unit } = named;
    const bounds = boundsOf(plan.tables.find((one) => one.name === table));
    const known = read.get(name);
    read.set(name, { name, unit, node: named.node, bounds: [...(known?.bounds ?? []), ...bounds] });
  };
  for (const component of plan.components) {
    walk(component, (part) => {
      const node = part as unknown as ir.Expr;
      if (node.op === "rates") note(placeOf(node.place), node.table);
      if (node.op === "lookup") note(node.at[0], node.table);
    });
  }
  const totals = plan.credits.map((credit): Candidate => {
    const { name, unit } = credit;
    return { name, unit, node: totalOf(credit, period.kind), bounds: [] };
  });
  const measures = [...read.values()].filter(({ unit }) => unit === "ratio");
  const others = [...read.values()].filter(({ unit }) => unit !== "ratio");
  return [...measures, ...others, ...totals];
}

/** Where rates are read; what a component pays is no axis of sales. */
function placeOf(place: ir.Place): ir.Expr | undefined {
  if (place.kind === "paid") return undefined;
  return place.kind === "interval" ? place.to : place.at;
}

/** The measure, or the total of a credit, that an expression is or is a part of. */
function namedIn(node: ir.Expr | undefined): Omit<Candidate, "bounds"> | undefined {
  if (node?.op === "measure" && node.type.kind === "number") {
    return { name: node.name, unit: node.type.unit, node: node as ir.NumberExpr };
  }
  if (node?.op === "total" && node.of.kind === "credits")
    return { name: node.of.credit, unit: node.unit, node };
  return undefined;
}

/** Rows whose bounds are written as numbers. */
function boundsOf(table: ir.Table | undefined): Rational[] {
  const body = table?.body;
  const places =
    body?.kind === "steps"
      ? body.rows.map(({ from }) => from)
      : body?.kind === "lines"
        ? body.points.map(({ at }) => at)
        : [];
  return places.flatMap((place) => (place.op === "number" ? [Rational.parse(place.value)] : []));
}

/** By multiplying deals where there are some; where there are none, by setting what they come to. */
function grown(seller: Seller, candidate: Candidate): Axis | undefined {
  const credits = creditsUnder(seller.plan, candidate.node);
  if (credits.size === 0) return undefined;
  const { plan, period } = seller;
  const sales = creditedTo(seller, credits);
  const grain = grainOf(plan, credits);
  const multiplied = (rows: Multiplied) => (by: Rational) =>
    seller.evaluator(scaledPlan(plan, rows, by, period));
  const least = sales.isZero() ? grain : grain.over(sales);
  const set = (to: Rational): Evaluator => seller.evaluator(plan, totalsOf(seller, credits, to));
  const own = looksAtPeople(plan) ? multiplied(ownDeals(seller, credits)) : undefined;
  const all = multiplied(new Map([...credits].map((name) => [name, undefined])));
  return (
    (own && straight(seller, candidate, own, least, Rational.ONE)) ??
    // What those below a manager have sold, say.
    straight(seller, candidate, all, least, Rational.ONE) ??
    straight(seller, candidate, set, grain, Rational.of(100_000n))
  );
}

/** An axis whose value grows evenly with a number, looked at from nothing to twice `step`; `grain` is the least change of it. */
function straight(
  seller: Seller,
  { name, unit, node, bounds }: Candidate,
  sold: (by: Rational) => Evaluator,
  grain: Rational,
  step: Rational,
): Axis | undefined {
  const { payee, period } = seller;
  const valueIn = (evaluator: Evaluator): Rational => evaluator.number(node, { payee, period });
  const [none, once, twice] = [Rational.ZERO, step, step.plus(step)].map((by) => valueIn(sold(by)));
  if (none === undefined || once === undefined || twice === undefined) return undefined;
  const slope = once.minus(none).over(step);
  // Deals are rounded to cents, so doubling them may miss by a few.
  const isStraight = isNear(twice.minus(once), once.minus(none));
  if (slope.isZero() || slope.isNegative() || !isStraight) return undefined;
  return {
    name,
    unit,
    here: valueIn(seller.evaluator(seller.plan)),
    bounds,
    valueIn,
    grain: slope.times(grain),
    at: (x) => {
      const by = x.minus(none).over(slope);
      return by.isNegative() ? undefined : sold(by);
    },
  };
}

/** The totals of credits set; components that pay deal by deal have none to pay. */
function totalsOf(
  { plan, payee, period }: Seller,
  credits: ReadonlySet<string>,
  to: Rational,
): Given {
  const dealByDeal = new Set(
    plan.components.flatMap(({ name, scope }) =>
      scope.kind === "each credit" && credits.has(scope.credit) ? [name] : [],
    ),
  );
  return {
    ...NOTHING_GIVEN,
    value: (kind, name, scope) => {
      if (scope.payee !== payee || scope.period?.name !== period.name) return undefined;
      if (kind === "component" && dealByDeal.has(name)) return Rational.ZERO;
      return kind === "credit" && credits.has(name) ? to : undefined;
    },
  };
}

/** Within a hundredth of a percent. */
function isNear(a: Rational, b: Rational): boolean {
  const difference = a.minus(b);
  const size = difference.isNegative() ? difference.negated() : difference;
  return size.times(Rational.of(10_000n)).compare(b) <= 0;
}

/** The credits that a number is made of, through measures. */
function creditsUnder(
  plan: ir.Plan,
  node: unknown,
  seen: Set<string> = new Set<string>(),
): Set<string> {
  const credits = new Set<string>();
  walk(node, (part) => {
    if (part["kind"] === "credits" && typeof part["credit"] === "string")
      credits.add(part["credit"]);
    const name = part["op"] === "measure" ? part["name"] : undefined;
    if (typeof name !== "string" || seen.has(name)) return;
    seen.add(name);
    for (const measure of plan.measures) {
      if (measure.name === name)
        for (const credit of creditsUnder(plan, measure.value, seen)) credits.add(credit);
    }
  });
  return credits;
}

/** What the payee is credited with in the period. */
function creditedTo(seller: Seller, credits: ReadonlySet<string>): Rational {
  const { plan, period, payee } = seller;
  const evaluator = seller.evaluator(plan);
  return [...credits].reduce((sum, name) => {
    const inPeriod = evaluator
      .creditsOfPayee(name, payee)
      .filter(({ date }) => date >= period.start && date <= period.end);
    return inPeriod.reduce((total, { amount }) => total.plus(amount), sum);
  }, Rational.ZERO);
}

/** Where people are compared, the deals of the payee alone: the others have sold what they have sold. */
function ownDeals(seller: Seller, credits: ReadonlySet<string>): Multiplied {
  const { plan, payee, period } = seller;
  const evaluator = seller.evaluator(plan);
  return new Map(
    [...credits].map((name) => {
      const own = evaluator
        .creditsOfPayee(name, payee)
        .filter(({ date }) => date >= period.start && date <= period.end);
      return [name, [...new Set(own.map(({ row }) => row.key))]];
    }),
  );
}

function looksAtPeople({ components, measures }: ir.Plan): boolean {
  let found = false;
  walk([components, measures], (node) => {
    if (node["kind"] === "people") found = true;
  });
  return found;
}

/** A cent of sales; one, of what is counted. */
function grainOf({ credits: rules }: ir.Plan, credits: ReadonlySet<string>): Rational {
  const unit = rules.find(({ name }) => credits.has(name))?.unit ?? "";
  return CURRENCIES.has(unit) ? Rational.parse(smallestUnit(unit)) : Rational.ONE;
}
