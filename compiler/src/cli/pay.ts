/** A run: plans paid for a period, each payout computed by two evaluators that must agree to the last digit. */
import { type Disagreement, disagreements } from "../emit/compiled.ts";
import { type PlanFault, type PlanResult, runPlan } from "../evaluate/run.ts";
import { loadPlan } from "../host/load-plan.ts";
import type { Dataset } from "../ir/dataset.ts";
import type { Due } from "./due.ts";
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

/** Pays what is due; `data` gives the data of each plan, and `isAsked` says who is paid. */
export async function pay(
  io: Io,
  session: Session,
  due: readonly Due[],
  data: (planned: Planned) => Dataset,
  isAsked?: (planned: Planned, payee: string) => boolean,
): Promise<Run> {
  const bar = progress(io, "Paying");
  const total = due.reduce((sum, { parts }) => sum + parts.length, 0);
  const paid: Paid[] = [];
  const differing: Run["disagreements"][number][] = [];
  bar.at(0, total);
  for (const { planned, parts } of due) {
    const { program, plan } = planned;
    const dataset = data(planned);
    const module = await loadPlan(codeOf(session, planned));
    const only = isAsked && ((payee: string): boolean => isAsked(planned, payee));
    for (const part of parts) {
      const before = paid.length;
      const result = runPlan(program, plan, dataset, part, only, (share) =>
        bar.at(before + share, total),
      );
      paid.push({ planned, result });
      if (result.faults.length === 0) {
        const found = disagreements(module, program, dataset, result);
        differing.push(...found.map((difference) => ({ ...difference, planned })));
      }
      bar.at(paid.length, total);
    }
  }
  bar.end();
  const faults = paid.flatMap(({ planned, result }) =>
    result.faults.map((fault) => ({ ...fault, planned })),
  );
  return { paid, faults, disagreements: differing };
}
