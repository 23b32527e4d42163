/** The payout of a person along what the rates run along, with its cliffs. */
import { Fault } from "@attain/compiler/evaluate/fault";
import { Rational } from "@attain/compiler/evaluate/rational";
import { payPayee } from "@attain/compiler/evaluate/run";
import { type Axis, axisOf } from "./axis.ts";
import type { Scene } from "./scene.ts";

export interface Point {
  readonly x: Rational;
  readonly payout: Rational;
}

export interface Jump {
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
export function payCurve(scene: Scene): PayCurve | undefined {
  const axis = axisOf(scene);
  if (axis === undefined) return undefined;
  const end = endOf(axis);
  const even = Array.from({ length: Number(EVENLY) + 1 }, (_, i) =>
    end.times(Rational.of(BigInt(i), EVENLY)),
  );
  const bounds = axis.bounds.filter(
    (bound) => bound.compare(Rational.ZERO) > 0 && bound.compare(end) <= 0,
  );
  const places = [...even, ...bounds, ...bounds.map((bound) => bound.minus(axis.grain)), axis.here];
  const points = sortedOnce(places).flatMap((x) => pointAt(scene, axis, x) ?? []);
  const here = hereOf(scene, axis);
  return here === undefined
    ? undefined
    : { axis, points, here, cliffs: cliffsIn(scene, axis, bounds) };
}

/** As it is, not as it would be. */
function hereOf(scene: Scene, axis: Axis): Point | undefined {
  try {
    const { payout } = payPayee(scene.evaluator(scene.plan), scene.payee, scene.period);
    return { x: axis.here, payout: payout.amount };
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
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
function pointAt(scene: Scene, axis: Axis, x: Rational): Point | undefined {
  const evaluator = axis.at(x);
  if (evaluator === undefined) return undefined;
  try {
    const { payout } = payPayee(evaluator, scene.payee, scene.period);
    return { x: axis.valueIn(evaluator), payout: payout.amount };
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** More than one unit of the currency for a cent of sales. */
function cliffsIn(scene: Scene, axis: Axis, bounds: readonly Rational[]): Jump[] {
  return sortedOnce(bounds).flatMap((bound) => {
    const [below, at] = [
      pointAt(scene, axis, bound.minus(axis.grain)),
      pointAt(scene, axis, bound),
    ];
    if (below === undefined || at === undefined) return [];
    const jump = at.payout.minus(below.payout);
    const size = jump.isNegative() ? jump.negated() : jump;
    return size.compare(Rational.ONE) > 0 ? [{ x: at.x, below: below.payout, at: at.payout }] : [];
  });
}
