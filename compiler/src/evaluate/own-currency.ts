/** What somebody was paid, in a plan that pays everybody in their own currency, as if the plan paid in that one. */
import type * as ir from "../ir/ir.ts";
import { Rational } from "./rational.ts";

/**
 * Plain data with a currency in place of the unit that stands for it. What is one object stays one object, so a trace
 * still leads to its node of the plan.
 */
export function inCurrency<Data>(data: Data, plan: ir.Plan, currency: string): Data {
  if (plan.paidIn === undefined) return data;
  const copies = new Map<object, unknown>();
  return copied(data) as Data;

  function copied(part: unknown): unknown {
    if (part === plan.currency) return currency;
    if (typeof part !== "object" || part === null || part instanceof Rational) return part;
    const known = copies.get(part);
    if (known !== undefined) return known;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(part) ? [] : {};
    copies.set(part, copy);
    for (const [key, value] of Object.entries(part))
      (copy as Record<string, unknown>)[key] = copied(value);
    return copy;
  }
}
