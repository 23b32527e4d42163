/** Where on the payout curve a step changes pay, whether or not anybody is there yet. */
import { attempt } from "../../evaluate/fault.ts";
import { Rational } from "../../evaluate/rational.ts";
import { Evaluator } from "../../evaluate/evaluator.ts";
import { currencyOf } from "../../evaluate/rounding.ts";
import { eligible, payPayee } from "../../evaluate/run.ts";
import type { Dataset } from "../../ir/dataset.ts";
import type { Unit } from "../../ir/value.ts";
import { axisWords } from "../../paper/clauses.ts";
import { type Axis, axisOf } from "../../what-if/axis.ts";
import type { Due } from "../due.ts";
import { sellerOf } from "../sellers.ts";

export interface Reach {
  readonly plan: string;
  /** What the rates run along. */
  readonly axis: string;
  readonly unit: Unit;
  /** The first place that was looked at where pay differs; undefined where it does from the start. */
  readonly from: Rational | undefined;
  /** The last one; undefined where it differs to the end. */
  readonly to: Rational | undefined;
  readonly currency: Unit;
  /** The place of the largest difference, and the difference. */
  readonly most: { readonly at: Rational; readonly difference: Rational };
}

/** One side of a step. */
export interface ReachSide {
  readonly due: Due;
  readonly data: Dataset;
}

const EVENLY = 20n;

/** For the first person of a plan that is on both sides; undefined where pay differs nowhere that can be shown. */
export function reachOf(before: ReachSide, now: ReachSide): Reach | undefined {
  const { planned, parts } = now.due;
  const [period] = parts;
  const payee = eligible(new Evaluator(planned.program, planned.plan, now.data))[0];
  if (period === undefined || payee === undefined) return undefined;
  const [old, fresh] = [before, now].map(({ due, data }) => {
    const seller = sellerOf(due.planned, data, payee, period);
    const axis = axisOf(seller);
    const pay = (x: Rational): Rational | undefined =>
      attempt(() => {
        const evaluator = axis?.at(x);
        return evaluator && payPayee(evaluator, payee, period).payout.amount;
      });
    return { axis, pay };
  });
  const axis = fresh?.axis;
  if (axis === undefined || old?.axis === undefined) return undefined;
  const places = placesOn([axis, old.axis]);
  const differing = places.map((x) => ({ x, difference: difference(old.pay(x), fresh?.pay(x)) }));
  return reachIn(differing, {
    plan: planned.plan.name,
    axis: axisWords(planned.plan, axis),
    unit: axis.unit,
    currency: currencyOf(new Evaluator(planned.program, planned.plan, now.data), payee),
  });
}

interface Place {
  readonly x: Rational;
  readonly difference: Rational;
}

function reachIn(
  places: readonly Place[],
  facts: Pick<Reach, "plan" | "axis" | "unit" | "currency">,
): Reach | undefined {
  const moved = places.filter((place) => !place.difference.isZero());
  const [first, last] = [moved[0], moved.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const most = moved.reduce((a, b) => (sizeOf(b).compare(sizeOf(a)) > 0 ? b : a));
  return {
    ...facts,
    from: first === places[0] ? undefined : (lastSame(places, first) ?? first).x,
    to: last === places.at(-1) ? undefined : last.x,
    most: { at: most.x, difference: most.difference },
  };
}

/** Pay differs past the last place where it doesn't. */
function lastSame(places: readonly Place[], place: Place): Place | undefined {
  return places[places.indexOf(place) - 1];
}

function sizeOf({ difference: amount }: Place): Rational {
  return amount.isNegative() ? amount.negated() : amount;
}

function difference(old: Rational | undefined, now: Rational | undefined): Rational {
  return old === undefined || now === undefined ? Rational.ZERO : now.minus(old);
}

/** Where tables begin a row, and evenly: to twice the goal, and half as far again as the last row. */
function placesOn(axes: readonly Axis[]): Rational[] {
  const bounds = axes.flatMap((axis) => axis.bounds);
  const far = bounds.map((bound) => bound.times(Rational.of(3n, 2n)));
  const goals = axes.map(({ unit, here }) => (unit === "ratio" ? Rational.ONE : here));
  const ends = [...far, ...goals.map((goal) => goal.times(Rational.of(2n)))];
  const end = ends.reduce((a, b) => Rational.greatest(a, b), Rational.ZERO);
  const even = Array.from({ length: Number(EVENLY) + 1 }, (_, i) =>
    end.times(Rational.of(BigInt(i), EVENLY)),
  );
  const sorted = [...even, ...bounds].filter((x) => !x.isNegative()).sort((a, b) => a.compare(b));
  return sorted.filter((x, i) => i === 0 || !x.equals(sorted[i - 1] ?? x));
}
