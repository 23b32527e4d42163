/** Attain in memory, for whatever plan and periods: what is opened pays everybody, and answers with the payouts in cents. */
import { rowsFor } from "@attain/compiler/emit/compiled";
import { emitModule } from "@attain/compiler/emit/module";
import { runPlan } from "@attain/compiler/evaluate/run";
import { loadPlan } from "@attain/compiler/host/load-plan";
import { payRows } from "@attain/compiler/kernel/pay";

/** Kernels. Everybody must be paid by them, and nobody by the reference evaluator, or it isn't they that are measured. */
export function openKernels({ program, plan }, columns, periods) {
  return () => {
    const paid = payRows({ program, plan, periods, columns });
    if (!("periods" in paid)) throw new Error(paid.message);
    const payouts = new Float64Array(paid.payees.length * periods.length);
    for (const [place, { payout, doubtful }] of paid.periods.entries()) {
      if (payout.divisor !== undefined || doubtful.includes(1))
        throw new Error("Somebody's pay is in doubt.");
      const toCents = 10 ** (payout.scale - 2);
      for (let payee = 0; payee < paid.payees.length; payee += 1)
        payouts[payee * periods.length + place] = Number(payout.digits[payee]) / toCents;
    }
    return payouts;
  };
}

/** The reference evaluator. */
export function openReference({ program, plan }, data, periods) {
  return () => {
    const payouts = [];
    for (const [quarter, period] of periods.entries()) {
      const { payees, faults } = runPlan(program, plan, data, period);
      if (faults.length > 0) throw new Error(faults[0].fault.message);
      for (const [place, { payout }] of payees.entries())
        payouts[place * periods.length + quarter] = Math.round(Number(payout.amount) * 100);
    }
    return payouts;
  };
}

/** The readable module that is emitted; reading the rows is part of what it does. */
export async function openModule({ program, plan }, data, periods) {
  const rows = rowsFor(program.sources, data);
  const module = await loadPlan(emitModule(program, plan, () => ""));
  return () => {
    const compiled = new module.plan(module.readData(rows));
    return compiled
      .eligible()
      .flatMap((payee) =>
        periods.map((period) => compiled.payout(payee, period).numerator.times(100).toNumber()),
      );
  };
}
