/** The payout of a person along what the rates run along, with its cliffs. */
import { attempt } from "../evaluate/fault.ts";
import { Rational } from "../evaluate/rational.ts";
import { payPayee } from "../evaluate/run.ts";
import { type Axis, axisOf } from "./axis.ts";
import type { Seller } from "./seller.ts";

interface Point {
  readonly x: Rational;
  readonly payout: Rational;
}

interface Jump {
  readonly x: Rational;
  readonly below: Rational;
  readonly at: Rational;
}

export interface PayCurve {
  readonly axis: Axis;
  readonly points: readonly Point[];
  readonly here: Point;
  readonly cliffs: readonly Jump[];
}

/** How many points lie evenly along the curve, beside the bounds of tables. */
const EVENLY = 40n;

/** Undefined where no rate grows with what this person sells. */
export function payCurve(seller: Seller, axis = axisOf(seller)): PayCurve | undefined {
  if (axis === undefined) return undefined;
  const end = endOf(axis);
  const even = Array.from({ length: Number(EVENLY) + 1 }, (_, i) =>
    end.times(Rational.of(BigInt(i), EVENLY)),
  );
  const bounds = axis.bounds.filter(
    (bound) => bound.compare(Rational.ZERO) > 0 && bound.compare(end) <= 0,
  );
  const places = [...even, ...bounds, ...bounds.map((bound) => bound.minus(axis.grain)), axis.here];
  const sampled = sortedOnce(places).flatMap((x) => pointAt(seller, axis, x) ?? []);
  const corners = cornersOf(sampled).flatMap((x) => pointAt(seller, axis, x) ?? []);
  const points = [...sampled, ...corners].sort((a, b) => a.x.compare(b.x));
  const here = hereOf(seller, axis);
  if (here === undefined) return undefined;
  return { axis, points, here, cliffs: cliffsIn(seller, axis, points) };
}

/** Between two points, where the lines on both sides of them meet: a cap, or a row that begins at no written number. */
function cornersOf(points: readonly Point[]): Rational[] {
  return points.slice(3).flatMap((after, i) => {
    const [before, from, to] = [points[i], points[i + 1], points[i + 2]];
    const [left, middle, right] = [
      signedSlope(before, from),
      signedSlope(from, to),
      signedSlope(to, after),
    ];
    if (from === undefined || to === undefined) return [];
    if (left === undefined || middle === undefined || right === undefined) return [];
    if (left.equals(right) || middle.equals(left) || middle.equals(right)) return [];
    const rise = to.payout.minus(from.payout).minus(right.times(to.x.minus(from.x)));
    const x = from.x.plus(rise.over(left.minus(right)));
    return from.x.compare(x) < 0 && x.compare(to.x) < 0 ? [x] : [];
  });
}

function signedSlope(a: Point | undefined, b: Point | undefined): Rational | undefined {
  if (a === undefined || b === undefined || a.x.equals(b.x)) return undefined;
  return b.payout.minus(a.payout).over(b.x.minus(a.x));
}

/** As it is, not as it would be. */
function hereOf(seller: Seller, axis: Axis): Point | undefined {
  return attempt(() => {
    const { payout } = payPayee(seller.evaluator(seller.plan), seller.payee, seller.period);
    return { x: axis.here, payout: payout.amount };
  });
}

/** Past the last bound, past twice the goal, and past where the payee is. */
function endOf({ bounds, here, unit }: Axis): Rational {
  const most = [
    ...bounds.map((bound) => bound.times(Rational.of(6n, 5n))),
    here.times(Rational.of(6n, 5n)),
  ];
  const goal = unit === "ratio" ? Rational.of(2n) : here.times(Rational.of(2n));
  return most.reduce((a, b) => Rational.greatest(a, b), goal);
}

function sortedOnce(places: readonly Rational[]): Rational[] {
  const sorted = places.filter((x) => !x.isNegative()).sort((a, b) => a.compare(b));
  return sorted.filter((x, i) => i === 0 || !x.equals(sorted[i - 1] ?? x));
}

/** A place where the run would stop, as outside of a table, has no point. */
function pointAt(seller: Seller, axis: Axis, x: Rational): Point | undefined {
  const evaluator = axis.at(x);
  if (evaluator === undefined) return undefined;
  return attempt(() => {
    const { payout } = payPayee(evaluator, seller.payee, seller.period);
    return { x: axis.valueIn(evaluator), payout: payout.amount };
  });
}

/** Where a cent of sales changes the payout by more than one unit of the currency. */
function cliffsIn(seller: Seller, axis: Axis, points: readonly Point[]): Jump[] {
  let isBesideJump = false;
  return points.slice(1).flatMap((point, i) => {
    const before = points[i];
    const isSuspect = before !== undefined && (isBesideJump || isSuspicious(points, i));
    const jumps = isSuspect ? jumpsBetween(seller, axis, before, point, MOST) : [];
    isBesideJump = jumps.length > 0;
    return jumps;
  });
}

/** How deep jumps between two points of the curve are looked for beside each other. */
const MOST = 4;

/** The largest, and those on both sides of it. */
function jumpsBetween(seller: Seller, axis: Axis, from: Point, to: Point, depth: number): Jump[] {
  if (depth === 0 || !isMore(jumpOf(from, to), Rational.ONE)) return [];
  const [low, high] = narrowed(seller, axis, from, to);
  const isAtOnce = high.x.minus(low.x).compare(axis.grain.times(Rational.of(2n))) <= 0;
  if (!isAtOnce || !isMore(jumpOf(low, high), Rational.ONE)) return [];
  return [
    ...jumpsBetween(seller, axis, from, low, depth - 1),
    { x: high.x, below: low.payout, at: high.payout },
    ...jumpsBetween(seller, axis, high, to, depth - 1),
  ];
}

/** Steeper than a part of the curve beside it, by a tenth: what is no jump is told when it has been narrowed down. */
function isSuspicious(points: readonly Point[], i: number): boolean {
  const slope = slopeOf(points[i], points[i + 1]);
  const beside = [slopeOf(points[i - 1], points[i]), slopeOf(points[i + 1], points[i + 2])];
  return (
    slope !== undefined &&
    beside.some((one) => one !== undefined && isMore(slope, one.times(Rational.of(11n, 10n))))
  );
}

/** Without its sign. */
function slopeOf(a: Point | undefined, b: Point | undefined): Rational | undefined {
  const signed = signedSlope(a, b);
  return signed?.isNegative() === true ? signed.negated() : signed;
}

function jumpOf(a: Point, b: Point): Rational {
  const jump = b.payout.minus(a.payout);
  return jump.isNegative() ? jump.negated() : jump;
}

function isMore(a: Rational, b: Rational): boolean {
  return a.compare(b) > 0;
}

/** The half with the larger jump, again and again, down to a cent of sales, or to where there is none. */
function narrowed(seller: Seller, axis: Axis, from: Point, to: Point): readonly [Point, Point] {
  let [low, high] = [from, to];
  for (let i = 0; i < 40 && isMore(high.x.minus(low.x), axis.grain); i += 1) {
    if (!isMore(jumpOf(low, high), Rational.ONE)) break;
    const middle = pointAt(seller, axis, low.x.plus(high.x).over(Rational.of(2n)));
    // Deals are in whole cents, so there may be nothing between the two.
    if (middle === undefined || middle.x.equals(low.x) || middle.x.equals(high.x)) break;
    if (isMore(jumpOf(low, middle), jumpOf(middle, high))) high = middle;
    else low = middle;
  }
  return [low, high];
}
