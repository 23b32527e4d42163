/** What other plans pay, read by the one at hand. */
import type * as ir from "../ir/ir.ts";
import { paidComponents } from "../ir/reads.ts";
import { type Evaluator, periodScope, type Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { payoutOf } from "./payout.ts";
import { Rational } from "./rational.ts";

/** What another plan pays by a component, or as its payout: nothing to those whom it isn't for. */
export function otherPay(
  e: Evaluator,
  node: ir.Pay & { readonly plan: string },
  at: Scope,
): Rational {
  const other = e.other(node.plan);
  const scope = periodScope(at);
  const kind = node.name === "payout" ? "payout" : "component";
  const set = other.given.value(kind, node.name, scope);
  if (set !== undefined) return set as Rational;
  if (!isFor(other, scope.payee ?? "", node)) return Rational.ZERO;
  if (node.name !== "payout") return other.pay(node.name, scope);
  return other.untraced(
    () =>
      payoutOf(other, scope, () =>
        paidComponents(other.plan).reduce(
          (sum, { name }) => sum.plus(other.pay(name, scope)),
          Rational.ZERO,
        ),
      ).amount,
  );
}

/** Whether a plan is for somebody. A test must give the row of whom it asks that of. */
function isFor(e: Evaluator, payee: string, { origin }: ir.Node): boolean {
  const { people, eligible } = e.plan;
  if (eligible === undefined) return true;
  const data = e.find(people, payee);
  if (data !== undefined) return e.condition(eligible, { row: { source: people, data } });
  throw new Fault("ATN9101", { what: `the row of ${payee} in ${people}` }, origin);
}
