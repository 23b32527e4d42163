/** What passes to the next pay period, as rows: for `balances.csv`, which next year's plan can open with. */
import { exactAmount } from "../evaluate/format.ts";
import type { Rational } from "../evaluate/rational.ts";
import type { Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { type Cell, csv } from "./csv.ts";
import type { Paid } from "./pay.ts";
import { nameOfPayee } from "./payees.ts";

const MOVEMENTS = ["opening", "drawn", "repaid", "forgiven", "closing"] as const;

/** One line for each payee and draw, balance, or pay that is carried; undefined where no plan has any. */
export function balancesCsv(
  paid: readonly Paid[],
  data: (paid: Paid) => Dataset,
): string | undefined {
  const lines = paid.flatMap((one) => {
    const { plan, period, payees } = one.result;
    return payees.flatMap(({ payee, accounts, currency }) =>
      [...accounts].map(([account, facts]): Cell[] => [
        plan.name,
        period.name,
        payee,
        nameOfPayee(one.planned, data(one), payee),
        account,
        ...MOVEMENTS.map((which) => ({ number: exact(plan, account, facts[which], currency) })),
        unitOf(plan, account, currency),
      ]),
    );
  });
  if (lines.length === 0) return undefined;
  return csv([["plan", "period", "payee", "name", "balance", ...MOVEMENTS, "unit"], ...lines]);
}

function exact(plan: ir.Plan, account: string, value: Rational, currency: string): string {
  const unit = unitOf(plan, account, currency);
  return unit === currency ? exactAmount(value, unit) : value.toString();
}

/** The payee's currency for what is paid; a balance may count anything else. */
function unitOf({ balances, ...plan }: ir.Plan, account: string, currency: string): ir.Unit {
  const unit = balances.find(({ name }) => name === account)?.unit ?? plan.currency;
  return unit === plan.currency ? currency : unit;
}
