/** Splitting what a row is worth among people. */
import { PayFault } from "../fault.ts";
import { Quantity, type Ratio, ratio, sum } from "../number/quantity.ts";
import { shareOut } from "../number/share.ts";

/** A share of a row; `rest` takes what the others leave. */
export interface Share {
  readonly payee: string;
  readonly share: Ratio | "rest";
  /** Who comes first among equals when an odd unit is given away: the lower number, or text; before it, none. */
  readonly tie: Tie;
}

type Tie = Quantity<string> | string | boolean | undefined;

export interface Part<Unit extends string> {
  readonly payee: string;
  readonly amount: Quantity<Unit>;
}

/**
 * Shares `whole` so that the parts make it. With an `increment` each part is a multiple of it, by largest
 * remainder. `ATN9003` if the shares don't make 100 % or one is negative.
 */
export function split<Unit extends string>(
  whole: Quantity<Unit>,
  shares: readonly Share[],
  rule: { readonly credit: string; readonly key: string; readonly increment?: string },
): Part<Unit>[] {
  const none = ratio("0");
  const told = sum(
    shares.map(({ share }) => (share === "rest" ? none : share)),
    "ratio",
  );
  const ratios = shares.map(({ share }) => (share === "rest" ? ratio("100%").minus(told) : share));
  if (!sum(ratios, "ratio").equals(ratio("100%")) || ratios.some((share) => share.isBelow(none))) {
    throw new PayFault("ATN9003", { credit: rule.credit, row: rule.key });
  }
  if (rule.increment === undefined) {
    return shares.map(({ payee }, i) => ({ payee, amount: whole.times(ratios[i] ?? none) }));
  }
  const order = shares.map((_, i) => i).sort((a, b) => compare(shares[a], shares[b]));
  const amounts = shareOut(
    whole,
    order.map((i) => ratios[i] ?? none),
    rule.increment,
  );
  return order.map((i, place) => ({
    payee: shares[i]?.payee ?? "",
    amount: amounts[place] ?? whole.minus(whole),
  }));
}

function compare(a: Share | undefined, b: Share | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return compareTies(a.tie, b.tie) || compareTexts(a.payee, b.payee);
}

function compareTies(a: Tie, b: Tie): number {
  if (a instanceof Quantity && b instanceof Quantity) return a.compare(b);
  return compareTexts(String(a ?? ""), String(b ?? ""));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
