/** Late changes: what closed periods come to now, less what was posted for them, each led back to its first entry. */
import { exactAmount } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import { type Amount, amountOf, type DifferenceEntry } from "./entry.ts";
import { closedParts, keyOf, type Ledger, partKey, postedIn } from "./ledger.ts";

/** What was posted for one thing: the first entry of it, and the sum of all. */
interface Posted {
  readonly first: Amount & { readonly n: number };
  readonly sum: Rational;
}

/**
 * The differences of recomputed parts of a ledger. What was posted and isn't recomputed any more comes to nothing now; parts
 * that weren't recomputed stay as they are.
 */
export function differences(
  ledger: Ledger,
  recomputedParts: readonly { readonly plan: string; readonly period: string }[],
  recomputed: readonly Amount[],
): DifferenceEntry[] {
  const parts = new Set(recomputedParts.map(partKey));
  const closes = new Map(closedParts(ledger).map((part) => [partKey(part), part]));
  const posted = postedByKey(ledger);
  const now = new Map(recomputed.map((amount) => [keyOf(amount), amount]));
  const found: DifferenceEntry[] = [];
  for (const key of new Set([...posted.keys(), ...now.keys()])) {
    const before = posted.get(key);
    const amount = now.get(key) ?? before?.first;
    const close = amount && closes.get(partKey(amount));
    if (amount === undefined || close === undefined || !parts.has(partKey(amount))) continue;
    const is = now.has(key) ? amountOf(amount.amount) : Rational.ZERO;
    const difference = is.minus(before?.sum ?? Rational.ZERO);
    if (difference.isZero()) continue;
    const { plan, period, payee, name, component, currency } = amount;
    found.push({
      kind: "difference",
      corrects: before?.first.n ?? close.n,
      plan,
      period,
      payee,
      name,
      component,
      amount: exactAmount(difference, currency),
      currency,
    });
  }
  const place = new Map([...closes.keys()].map((key, i) => [key, i]));
  return found.sort((a, b) => {
    const [i = 0, j = 0] = [place.get(partKey(a)), place.get(partKey(b))];
    return i - j || order(a.payee, b.payee) || a.corrects - b.corrects || order(keyOf(a), keyOf(b));
  });
}

function postedByKey(ledger: Ledger): Map<string, Posted> {
  const posted = new Map<string, Posted>();
  for (const entry of postedIn(ledger)) {
    const key = keyOf(entry);
    const amount = amountOf(entry.amount);
    const before = posted.get(key);
    // The first entry of somebody who was added late is a difference; the close is what that one goes back to.
    if (before === undefined) posted.set(key, { first: originalOf(entry), sum: amount });
    else posted.set(key, { ...before, sum: before.sum.plus(amount) });
  }
  return posted;
}

function originalOf(
  entry: Amount & { readonly n: number; readonly corrects?: number },
): Posted["first"] {
  return entry.corrects === undefined ? entry : { ...entry, n: entry.corrects };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
