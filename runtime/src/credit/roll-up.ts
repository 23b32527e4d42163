/** Credit that rolls up: those above somebody are credited with what that person is. */
import { PayFault } from "../fault.ts";
import type { Ratio } from "../number/quantity.ts";
import type { Credit } from "./credit-book.ts";

export interface RollUpRule {
  /** How many levels above; all of them if it is undefined. */
  readonly levels?: number;
  /** The part that each of them gets; all of it if it is undefined. */
  readonly share?: Ratio;
}

/**
 * The credits of those above the people who are credited, level by level. `above` gives the key of who is above
 * somebody on the day of the credit, or undefined at the top. `ATN9009` if somebody is above themselves.
 */
export function rolledUp<Row, Unit extends string>(
  credits: readonly Credit<Row, Unit>[],
  above: (payee: string) => string | undefined,
  { levels = Infinity, share }: RollUpRule,
): Credit<Row, Unit>[] {
  return credits.flatMap((credit) => {
    const chain = chainAbove(credit.payee, above, levels);
    const amount = share === undefined ? credit.amount : credit.amount.times(share);
    return chain.map((payee) => ({ ...credit, payee, amount, isRolledUp: true }));
  });
}

function chainAbove(
  payee: string,
  above: (payee: string) => string | undefined,
  levels: number,
): string[] {
  const chain: string[] = [];
  for (let next = above(payee); next !== undefined && chain.length < levels; next = above(next)) {
    if (next === payee || chain.includes(next))
      throw new PayFault("ATN9009", { people: [payee, ...chain, next].join(", ") });
    chain.push(next);
  }
  return chain;
}
