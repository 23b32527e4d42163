/** What one more deal would pay: one like those that somebody has sold. */
import { attempt } from "../evaluate/fault.ts";
import { Rational } from "../evaluate/rational.ts";
import { payPayee } from "../evaluate/run.ts";
import type { Axis } from "./axis.ts";
import type { Seller } from "./seller.ts";

export interface NextDeal {
  /** How much of the axis it adds. */
  readonly adds: Rational;
  /** What the payout grows by. */
  readonly pays: Rational;
}

/** A deal as large as the average of `deals` that made what the axis is at; undefined if there are none. */
export function nextDeal(seller: Seller, axis: Axis, deals: number): NextDeal | undefined {
  if (deals === 0 || axis.here.isZero()) return undefined;
  const adds = axis.here.over(Rational.of(BigInt(deals)));
  const evaluator = axis.at(axis.here.plus(adds));
  if (evaluator === undefined) return undefined;
  return attempt(() => {
    const now = payPayee(seller.evaluator(seller.plan), seller.payee, seller.period);
    const then = payPayee(evaluator, seller.payee, seller.period);
    return { adds, pays: then.payout.amount.minus(now.payout.amount) };
  });
}
