/** A run: plans paid for a period, each payout computed by two evaluators that must agree to the last digit. */
import { type Period, periodsIn } from "@attain/runtime";
import { type Disagreement, disagreements } from "../emit/compiled.ts";
import { type PlanFault, type PlanResult, runPlan } from "../evaluate/run.ts";
import { loadPlan } from "../host/load-plan.ts";
import type { Dataset } from "../ir/dataset.ts";
import { type Io, progress } from "./io.ts";
import { codeOf, type Planned } from "./programs.ts";
import type { Session } from "./session.ts";

export interface Paid {
  readonly planned: Planned;
  readonly result: PlanResult;
}

export interface Run {
  readonly paid: readonly Paid[];
  readonly faults: readonly (PlanFault & { readonly planned: Planned })[];
  readonly disagreements: readonly (Disagreement & { readonly planned: Planned })[];
}

/** The pay periods of a plan in a period, if it holds then. */
export function periodsOf({ program, plan }: Planned, period: Period): Period[] {
  const periods =
    plan.pays === period.kind ? [period] : periodsIn(program.calendar, plan.pays, period);
  return periods.filter(({ start, end }) => plan.from <= end && start <= plan.until);
}

/** Pays plans; `data` gives the data of each. */
export async function pay(
  io: Io,
  session: Session,
  planned: readonly Planned[],
  period: Period,
  data: (planned: Planned) => Dataset,
): Promise<Run> {
  const bar = progress(io, "Paying");
  const paid: Paid[] = [];
  const differing: Run["disagreements"][number][] = [];
  for (const [i, one] of planned.entries()) {
    bar.at(i, planned.length);
    const dataset = data(one);
    const module = await loadPlan(codeOf(session, one));
    for (const part of periodsOf(one, period)) {
      const result = runPlan(one.program, one.plan, dataset, part);
      paid.push({ planned: one, result });
      if (result.faults.length > 0) continue;
      differing.push(
        ...disagreements(module, one.program, dataset, result).map((difference) => ({
          ...difference,
          planned: one,
        })),
      );
    }
  }
  bar.end();
  const faults = paid.flatMap(({ planned: one, result }) =>
    result.faults.map((fault) => ({ ...fault, planned: one })),
  );
  return { paid, faults, disagreements: differing };
}
