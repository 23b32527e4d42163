/** Prizes for the first among people. */
import { PayFault } from "../fault.ts";
import { type Quantity, ratio, sum } from "../number/quantity.ts";
import { shareOut } from "../number/share.ts";
import { type Member, inTieOrder } from "./portion.ts";

export interface Contestant extends Member {
  readonly value: Quantity<string>;
  /** Decides between equals, where the rule asks for it. */
  readonly second?: Quantity<string>;
}

export interface ContestRule {
  readonly first: "highest" | "lowest";
  /**
   * What becomes of equals: each takes the prize of the best of their places; they share the prizes of all of
   * their places in multiples of `increment`; or `second` decides between them.
   */
  readonly ties:
    | { readonly kind: "higher" }
    | { readonly kind: "share"; readonly increment: string }
    | { readonly kind: "by"; readonly first: "highest" | "lowest" };
}

/**
 * The prize of `payee`: `prizes` are those of the first, the second, and so on, at least one. Zero for somebody
 * who isn't among the contestants or comes after the last prize.
 *
 * `ATN9008` where two are equal even by what should decide between them, and a prize hangs on it.
 */
export function prizeOf<Unit extends string>(
  prizes: readonly [Quantity<Unit>, ...Quantity<Unit>[]],
  contestants: readonly Contestant[],
  payee: string,
  rule: ContestRule,
): Quantity<Unit> {
  const nothing = prizes[0].minus(prizes[0]);
  const own = contestants.find((other) => other.payee === payee);
  if (own === undefined) return nothing;
  const better = contestants.filter((other) => compare(other, own, rule) < 0).length;
  const equals = inTieOrder(contestants.filter((other) => compare(other, own, rule) === 0));
  const atStake = prizes.slice(better, better + equals.length);
  const [best = nothing] = atStake;
  if (equals.length === 1 || atStake.length === 0 || rule.ties.kind === "higher") return best;
  if (rule.ties.kind === "by") {
    const names = equals.map((other) => other.payee).join(" and ");
    throw new PayFault("ATN9008", { people: names, place: String(better + 1) });
  }
  const share = ratio("1").over(ratio(String(equals.length)));
  const parts = shareOut(
    sum(atStake, best.unit),
    equals.map(() => share),
    rule.ties.increment,
  );
  return parts[equals.indexOf(own)] ?? nothing;
}

/** Below zero if `a` comes before `b`. */
function compare(a: Contestant, b: Contestant, { first, ties }: ContestRule): number {
  const order = inOrder(a.value.compare(b.value), first);
  if (order !== 0 || ties.kind !== "by" || a.second === undefined || b.second === undefined)
    return order;
  return inOrder(a.second.compare(b.second), ties.first);
}

function inOrder(order: number, first: "highest" | "lowest"): number {
  return first === "highest" ? -order : order;
}
