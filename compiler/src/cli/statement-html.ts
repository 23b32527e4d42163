/** The statement of one person as a page, with the curve and what one more deal would pay. */
import type { Explanation } from "../explain/explanation.ts";
import { amountOf } from "../ledger/entry.ts";
import { statementPage } from "../paper/statement-page.ts";
import { axisOf } from "../what-if/axis.ts";
import { nextDeal } from "../what-if/next-deal.ts";
import { payCurve } from "../what-if/pay-curve.ts";
import type { Seller } from "../what-if/seller.ts";
import type { StatementHead } from "./statements.ts";

type Head = Pick<StatementHead, "name" | "period" | "late"> &
  Partial<Pick<StatementHead, "asOf" | "receipt">>;

export function statementHtml(explanation: Explanation, seller: Seller, head: Head): string {
  const { name, period, asOf, receipt, late = {} } = head;
  const axis = axisOf(seller);
  const deals = explanation.deals[0]?.deals.length ?? 0;
  return statementPage(explanation, {
    name,
    period,
    asOf,
    receipt,
    late: Object.entries(late).map(([closed, amount]) => [closed, amountOf(amount)] as const),
    curve: axis === undefined ? undefined : payCurve(seller, axis),
    next: axis === undefined ? undefined : nextDeal(seller, axis, deals),
  });
}
