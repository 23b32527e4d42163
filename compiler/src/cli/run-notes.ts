/** What people should know about a run that went well: plans that aren't due, credits for nobody, plans that pay nobody. */
import type { Period } from "@attain/runtime";
import { counted, listed } from "../base/text.ts";
import { COMPANY, type CreditRecord } from "../evaluate/credits.ts";
import { Fault } from "../evaluate/fault.ts";
import { eligible } from "../evaluate/run.ts";
import type { Paid, PaidResult } from "./pay.ts";
import { quoteIn } from "./programs.ts";
import type { Ready } from "./ready.ts";

export interface PlanNote {
  readonly plan: string;
  /** The pay period that it is about; the whole run if none is named. */
  readonly period?: string;
  readonly message: string;
}

/** The credits of a rule; undefined where they can't be told, and nobody's pay has asked for them. */
export function creditsOf({ evaluator }: PaidResult, name: string): CreditRecord[] | undefined {
  try {
    return [...evaluator.allCredits(name)];
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

export function isDated({ date }: CreditRecord, { start, end }: Period): boolean {
  return start <= date && date <= end;
}

/** Plans that pay nothing in the period of the run. */
export function notesOnOthers({ notDue }: Ready): PlanNote[] {
  return notDue.map(({ planned: { plan }, why }) => ({
    plan: plan.name,
    message: `${plan.name} isn't paid in this period: ${why}.`,
  }));
}

/** Credits of the period to people whom the plan doesn't pay. */
export function notesOnUncovered({ result }: Paid): PlanNote[] {
  const { plan, period, evaluator } = result;
  const people = new Set(eligible(evaluator));
  const credits = plan.credits.flatMap(({ name }) => creditsOf(result, name) ?? []);
  const count = credits.filter(
    (one) => one.payee !== COMPANY && !people.has(one.payee) && isDated(one, period),
  ).length;
  if (count === 0) return [];
  const message = `${counted(count, "credit")} went to people whom the plan isn't for.`;
  return [{ plan: plan.name, period: period.name, message }];
}

/** How many rows a note names. */
const NAMED = 5;

/**
 * Rows of the period that are dated before the plan begins or after it has ended: nobody is paid for them, unless another
 * plan of the project takes rows of that source on that day.
 */
export function notesOnOutside({ plans }: Ready, { result }: Paid): PlanNote[] {
  const { plan, period, evaluator } = result;
  return plan.credits.flatMap(({ name, source }) => {
    const others = plans.filter((one) => one.plan.credits.some((rule) => rule.source === source));
    const isLost = ({ date }: CreditRecord): boolean =>
      others.every((one) => date < one.plan.from || date > one.plan.until);
    const lost = (creditsOf(result, name) ?? []).filter(
      (one) => isDated(one, period) && isLost(one),
    );
    const rows = [...new Map(lost.map(({ row }) => [row.row, row])).values()];
    if (rows.length === 0) return [];
    const file = evaluator.data.get(source)?.file ?? source;
    const shown = rows.slice(0, NAMED).map(({ key, row }) => `${key} (row ${row})`);
    const more = rows.length > NAMED ? [`${rows.length - NAMED} more`] : [];
    const message = `${plan.name} holds from ${plan.from} to ${plan.until}, and ${counted(rows.length, "row")} of ${file} in ${period.name} that give ${name} lie outside of it: ${listed([...shown, ...more], "and")}. Nobody is paid for them.`;
    return [{ plan: plan.name, period: period.name, message }];
  });
}

/** A warning for each plan that pays nobody anything in the whole run, and why. */
export function warningsOnNobody(ready: Ready, paid: readonly Paid[]): PlanNote[] {
  return ready.due.flatMap(({ planned, period }) => {
    const results = paid.filter((one) => one.planned === planned).map(({ result }) => result);
    const isPaid = results.some(({ payees }) =>
      payees.some(
        ({ payout, components }) =>
          !payout.amount.isZero() || components.some(({ amount }) => !amount.isZero()),
      ),
    );
    const [first] = results;
    const isMeantTo = planned.plan.components.length > 0;
    if (isPaid || first === undefined || !isMeantTo) return [];
    const message = `${planned.plan.name} pays nobody in ${period.name}: ${whyNobody(ready, first, period)}`;
    return [{ plan: planned.plan.name, message }];
  });
}

function whyNobody({ session }: Ready, result: PaidResult, period: Period): string {
  const { plan, evaluator } = result;
  if ((evaluator.data.get(plan.people)?.rows ?? []).length === 0)
    return `${plan.people} has no rows.`;
  if (eligible(evaluator).length === 0) {
    const where = plan.eligible && quoteIn(session)(plan.eligible.origin);
    return `no row of ${plan.people} is one where ${where ?? "…"}.`;
  }
  for (const { name, source } of plan.credits) {
    const credits = creditsOf(result, name) ?? [];
    const dates = credits.map(({ date }) => date).sort();
    const [first, last] = [dates[0], dates.at(-1)];
    if (first === undefined || last === undefined) return `no row of ${source} gives ${name}.`;
    if (credits.some((one) => isDated(one, period))) continue;
    return `no row of ${source} gives ${name} from ${period.start} to ${period.end}. The data has ${name} from ${first} to ${last}.`;
  }
  return "attain explain shows how each payout comes to nothing.";
}
