/** Draws: pay that is made up to a guarantee, and repaid from later pay or not. */
import { greatest, least, type Money, type Quantity, type Ratio } from "../number/quantity.ts";

/** What settling the pay of one period against a draw came to. */
export interface Drawn<Currency extends string> {
  /** What was owed before. */
  readonly opening: Money<Currency>;
  /** What was added to the pay. */
  readonly drawn: Money<Currency>;
  /** What was taken off it. */
  readonly repaid: Money<Currency>;
  readonly forgiven: Money<Currency>;
  /** What is owed after. */
  readonly owed: Money<Currency>;
  /** The pay that is left. */
  readonly paid: Money<Currency>;
}

/** What holds for one payee in one period. */
export interface DrawTerms<Currency extends string> {
  /** What the pay is made up to; undefined while nothing is guaranteed. */
  readonly guarantees: Money<Currency> | undefined;
  /** What is owed before. */
  readonly opening: Money<Currency>;
  /** What is left to the payee; nothing unless told. */
  readonly keeps?: Money<Currency>;
  /** The part of what lies above that is taken; all of it unless told. */
  readonly share?: Ratio;
  readonly atMost?: Money<Currency>;
  readonly isDue?: boolean;
  readonly isForgiven?: boolean;
  readonly round?: (amount: Money<Currency>) => Money<Currency>;
}

/**
 * What is missing to the guarantee is drawn. What lies above both the guarantee and what is kept repays what was
 * owed before. The rest stays owed, unless it is forgiven.
 */
export function settled<Currency extends string>(
  before: Money<Currency>,
  terms: DrawTerms<Currency>,
): Drawn<Currency> {
  const { opening, isDue = true, isForgiven = false } = terms;
  const zero = none(before);
  const drawn = missing(before, terms);
  const repaid = isDue ? least(opening, greatest(room(before, terms), zero)) : zero;
  const owed = opening.plus(drawn).minus(repaid);
  const paid = before.plus(drawn).minus(repaid);
  return isForgiven
    ? { opening, drawn, repaid, forgiven: owed, owed: zero, paid }
    : { opening, drawn, repaid, forgiven: zero, owed, paid };
}

/** The same where nothing of it is ever owed. */
export function toppedUp<Currency extends string>(
  before: Money<Currency>,
  terms: Pick<DrawTerms<Currency>, "guarantees" | "round">,
): Drawn<Currency> {
  const zero = none(before);
  const drawn = missing(before, terms);
  const paid = before.plus(drawn);
  return { opening: zero, drawn, repaid: zero, forgiven: zero, owed: zero, paid };
}

/** Nothing is paid, drawn or repaid; what is owed passes on, unless it is forgiven. */
export function unsettled<Currency extends string>(
  opening: Money<Currency>,
  isForgiven: boolean = false,
): Drawn<Currency> {
  const zero = none(opening);
  return {
    opening,
    drawn: zero,
    repaid: zero,
    forgiven: isForgiven ? opening : zero,
    owed: isForgiven ? zero : opening,
    paid: zero,
  };
}

function missing<Currency extends string>(
  before: Money<Currency>,
  { guarantees, round = same }: Pick<DrawTerms<Currency>, "guarantees" | "round">,
): Money<Currency> {
  const zero = none(before);
  return guarantees === undefined ? zero : greatest(round(guarantees).minus(before), zero);
}

/** How much the pay leaves to repay with; below zero where it leaves nothing. */
function room<Currency extends string>(
  before: Money<Currency>,
  { guarantees, keeps, share, atMost, round = same }: DrawTerms<Currency>,
): Money<Currency> {
  const zero = none(before);
  const kept = keeps === undefined ? zero : round(keeps);
  const above = before.minus(greatest(kept, guarantees === undefined ? zero : round(guarantees)));
  const part = share === undefined ? above : round(above.times(share));
  return least(above, part, atMost === undefined ? part : round(atMost));
}

function none<Unit extends string>(amount: Quantity<Unit>): Quantity<Unit> {
  return amount.minus(amount);
}

function same<Unit extends string>(amount: Quantity<Unit>): Quantity<Unit> {
  return amount;
}

/** The amount, if it isn't too small to be paid; else nothing. */
export function heldBelow<Unit extends string>(
  amount: Quantity<Unit>,
  limit: Quantity<Unit>,
): Quantity<Unit> {
  return amount.isBelow(limit) ? none(amount) : amount;
}
