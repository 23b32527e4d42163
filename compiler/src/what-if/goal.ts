/** What is expected of somebody, and what is paid at parts of it. */
import type { Evaluator } from "../evaluate/evaluator.ts";
import { Rational } from "../evaluate/rational.ts";
import type * as ir from "../ir/ir.ts";
import { measureRead, readBySegment } from "../ir/reads.ts";
import type { Axis } from "./axis.ts";
import type { Seller } from "./seller.ts";

/** Half of what is expected, all of it, and half more. */
export const SHARES: readonly Rational[] = ["0.5", "1", "1.5"].map((share) =>
  Rational.parse(share),
);

/** 100% of what is reached, or the quota. */
export function goalOf(
  { plan, payee, period, evaluator }: Seller,
  axis: Axis,
): Rational | undefined {
  if (axis.unit === "ratio") return Rational.ONE;
  const quota = goalsOf(plan).find(
    (measure) => measure.role === "quota" && unitOf(measure) === axis.unit,
  );
  if (quota === undefined) return undefined;
  const value = evaluator(plan).number(measureRead(quota), { payee, period });
  return value.compare(Rational.ZERO) > 0 ? value : undefined;
}

/** The quotas and targets of the pay period, or of its segments where they are read for those. */
export function goalsOf({ measures, pays }: ir.Plan): ir.Measure[] {
  const segmented = readBySegment(measures);
  return measures.filter(
    ({ name, role, period, type }) =>
      (role === "quota" || role === "target") &&
      period === (segmented.has(name) ? "Segment" : pays) &&
      type.kind === "number",
  );
}

export function unitOf({ type }: ir.Measure): ir.Unit {
  return type.kind === "number" ? type.unit : "";
}

/** Each deal is in whole cents, so a place on the axis may be missed by a few: then with as many more. */
export function reaching(axis: Axis, x: Rational): Evaluator | undefined {
  let [aim, found] = [x, axis.at(x)];
  for (let i = 0; i < 10 && found !== undefined; i += 1) {
    const missing = x.minus(axis.valueIn(found));
    if (missing.compare(Rational.ZERO) <= 0) break;
    aim = aim.plus(Rational.greatest(missing, axis.grain));
    found = axis.at(aim);
  }
  return found;
}
