/** A run: plans paid for a period, each payout computed by two evaluators that must agree to the last digit. */
import type { Period } from "@attain/runtime";
import { type CompiledModule, type Disagreement, disagreements } from "../emit/compiled.ts";
import { Evaluator } from "../evaluate/evaluator.ts";
import {
  eligible,
  type PaidAmounts,
  payEach,
  type PlanFault,
  type PlanResult,
} from "../evaluate/run.ts";
import { loadPlan } from "../host/load-plan.ts";
import type { Dataset } from "../ir/dataset.ts";
import { narrowed } from "../what-if/narrow-data.ts";
import type { RunCache } from "./cache/run-cache.ts";
import type { Due } from "./due.ts";
import { type Io, progress } from "./io.ts";
import { codeOf, type Planned } from "./programs.ts";
import type { Session } from "./session.ts";

export interface Paid {
  readonly planned: Planned;
  readonly result: PaidResult;
}

export interface PaidResult extends Omit<PlanResult, "payees"> {
  readonly payees: readonly PaidAmounts[];
  /** Those of them who were computed in this run; the others are paid as before. */
  readonly computed: readonly string[];
}

export interface Run {
  readonly paid: readonly Paid[];
  readonly faults: readonly (PlanFault & { readonly planned: Planned })[];
  readonly disagreements: readonly (Disagreement & { readonly planned: Planned })[];
}

/** What of a run is asked for. */
export interface PayOptions {
  /** Everybody, if it isn't there. */
  readonly isAsked?: (planned: Planned, payee: string) => boolean;
  /** Everything is computed, and nothing kept, if it isn't there. */
  readonly cache?: RunCache | undefined;
}

/** Pays what is due; `data` gives the data of each plan. */
export async function pay(
  io: Io,
  session: Session,
  due: readonly Due[],
  data: (planned: Planned) => Dataset,
  { isAsked = () => true, cache }: PayOptions = {},
): Promise<Run> {
  const bar = progress(io, "Paying");
  const total = due.reduce((sum, { parts }) => sum + parts.length, 0);
  const paid: Paid[] = [];
  const differing: Run["disagreements"][number][] = [];
  bar.at(0, total);
  for (const { planned, parts } of due) {
    for (const part of parts) {
      const before = paid.length;
      const { found, result } = await payPart(session, planned, data(planned), part, {
        isAsked: (payee) => isAsked(planned, payee),
        cache,
        onPaid: (share) => bar.at(before + share, total),
      });
      paid.push({ planned, result });
      differing.push(...found.map((difference) => ({ ...difference, planned })));
      bar.at(paid.length, total);
    }
  }
  bar.end();
  const faults = paid.flatMap(({ planned, result }) =>
    result.faults.map((fault) => ({ ...fault, planned })),
  );
  return { paid, faults, disagreements: differing };
}

interface PartOptions {
  readonly isAsked: (payee: string) => boolean;
  readonly cache: RunCache | undefined;
  readonly onPaid: (share: number) => void;
}

/** One plan and one pay period. Whoever's pay can't have changed isn't computed again. */
async function payPart(
  session: Session,
  planned: Planned,
  data: Dataset,
  period: Period,
  { isAsked, cache, onPaid }: PartOptions,
): Promise<{ readonly result: PaidResult; readonly found: readonly Disagreement[] }> {
  const { program, plan } = planned;
  const evaluator = new Evaluator(program, plan, data);
  const everybody = eligible(evaluator);
  const asked = everybody.filter(isAsked);
  const kept = cache?.open(planned, period, evaluator);
  kept?.keepOnly(everybody);
  const known = new Map(asked.map((payee) => [payee, kept?.paid(payee)]));
  const changed = asked.filter((payee) => known.get(payee) === undefined);
  const result = payEach(evaluator, period, changed, asked.length, onPaid);
  const found = await heldAgainst(session, planned, data, result);
  const computed = new Map(result.payees.map((one) => [one.payee, one]));
  if (found.length === 0) for (const one of result.payees) kept?.keep(one);
  const payees = asked.flatMap((payee) => known.get(payee) ?? computed.get(payee) ?? []);
  return { result: { ...result, payees, computed: changed }, found };
}

/** What the emitted code pays otherwise; where only few are paid, it reads what can matter to them. */
async function heldAgainst(
  session: Session,
  planned: Planned,
  data: Dataset,
  result: PlanResult,
): Promise<readonly Disagreement[]> {
  const { faults, payees, evaluator } = result;
  if (faults.length > 0 || payees.length === 0) return [];
  const { program, plan } = planned;
  const module = await moduleOf(session, planned);
  const isFew = payees.length * 4 < (evaluator.data.get(plan.people)?.rows.length ?? 0);
  const own = isFew ? narrowed(program, plan, data, ...payees.map(({ payee }) => payee)) : data;
  return disagreements(module, program, own, result);
}

const modules = new WeakMap<Planned, Promise<CompiledModule>>();

/** Loaded once for all pay periods. */
function moduleOf(session: Session, planned: Planned): Promise<CompiledModule> {
  const module = modules.get(planned) ?? loadPlan(codeOf(session, planned));
  modules.set(planned, module);
  return module;
}
