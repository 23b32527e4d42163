/** Late changes: closed periods of a project, computed again with the plans and the data of today. */
import { parsePeriod, type Period } from "@attain/runtime";
import { exactAmount } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import { differences } from "../ledger/differences.ts";
import { type Amount, amountOf, type DifferenceEntry } from "../ledger/entry.ts";
import { type Closed, closedParts, type Ledger } from "../ledger/ledger.ts";
import { refused } from "./book.ts";
import type { Due } from "./due.ts";
import type { Paid } from "./pay.ts";
import { ADJUSTMENT, type PayoutRow } from "./payouts.ts";
import type { Planned } from "./programs.ts";

/** What is closed of plans, to be computed again. */
export function closedOf(ledger: Ledger, plans: readonly Planned[]): Due[] {
  const closed = closedParts(ledger);
  return plans.flatMap((planned) => {
    const own = closed.filter(({ plan }) => plan === planned.plan.name);
    const parts = own.map((part) => sameDays(planned, part));
    const [period] = parts;
    return period === undefined ? [] : [{ planned, period, parts }];
  });
}

/** The period of the plan's calendar that is closed. Another calendar would compute other days under its name. */
function sameDays({ program, plan }: Planned, { period, start, end }: Closed): Period {
  const now = parsePeriod(program.calendar, period);
  if (now?.start === start && now.end === end && now.kind === plan.pays) return now;
  const days =
    now === undefined ? "isn't in the calendar of the plan" : `is ${now.start} to ${now.end}`;
  const change =
    now?.start === start && now.end === end ? `is no ${plan.pays}, which the plan pays` : days;
  throw refused(
    `${period} of ${plan.name} was closed for ${start} to ${end}, and now it ${change}.`,
    "Closed periods keep their days: give a plan that is paid otherwise a name of its own, and end the one that was.",
  );
}

/** The amounts of payouts as a ledger keeps them: those of a row make its payout. */
export function amountsOf(rows: readonly PayoutRow[]): Amount[] {
  return rows.flatMap(({ plan, period, payee, name, currency, components, adjustment }) => {
    const steps = amountOf(adjustment).isZero() ? [] : [[ADJUSTMENT, adjustment] as const];
    return [...Object.entries(components), ...steps].map(([component, amount]) => ({
      plan,
      period,
      payee,
      name,
      component,
      amount,
      currency,
    }));
  });
}

/** What the ledger posted for recomputed parts, and what they come to now. */
export function lateChanges(
  ledger: Ledger,
  recomputed: readonly Paid[],
  rows: readonly PayoutRow[],
  isAsked: (payee: string) => boolean,
): DifferenceEntry[] {
  const parts = recomputed.map(({ result }) => ({
    plan: result.plan.name,
    period: result.period.name,
  }));
  return differences(ledger, parts, amountsOf(rows)).filter(({ payee }) => isAsked(payee));
}

/** Rows with the late changes that are paid with them; who has no row gets one, for the period of the run. */
export function rowsWithLate(
  rows: readonly PayoutRow[],
  late: readonly DifferenceEntry[],
  period: string,
): PayoutRow[] {
  const groups = new Map<string, DifferenceEntry[]>();
  for (const change of late)
    groups.set(personKey(change), [...(groups.get(personKey(change)) ?? []), change]);
  // Of several pay periods of a person the last carries them.
  const last = new Map(rows.map((row) => [personKey(row), row]));
  const paid = rows.map((row) => {
    const own = groups.get(personKey(row));
    return own === undefined || last.get(personKey(row)) !== row ? row : withLate(row, own);
  });
  const others = [...groups].filter(([key]) => !last.has(key));
  const added = others.flatMap(([, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const { plan, payee, name, currency } = first;
    const nothing = exactAmount(Rational.ZERO, currency);
    const row = { plan, period, payee, name, currency, components: {}, adjustment: nothing };
    return [withLate({ ...row, payout: nothing }, own)];
  });
  return [...paid, ...added];
}

function withLate(row: PayoutRow, changes: readonly DifferenceEntry[]): PayoutRow {
  const sums = new Map<string, Rational>();
  for (const { period, amount } of changes)
    sums.set(period, (sums.get(period) ?? Rational.ZERO).plus(amountOf(amount)));
  const total = [...sums.values()].reduce((sum, one) => sum.plus(one), amountOf(row.payout));
  const late = [...sums].map(([period, sum]) => [period, exactAmount(sum, row.currency)]);
  return {
    ...row,
    late: Object.fromEntries(late) as NonNullable<PayoutRow["late"]>,
    payout: exactAmount(total, row.currency),
  };
}

/** Of late changes to one period, such as a commission and the draw that it repays, each is told by itself. */
export interface LatePart {
  /** The period, and the component where there are several. */
  readonly of: string;
  readonly amount: Rational;
}

export function latePartsOf(row: PayoutRow, late: readonly DifferenceEntry[]): LatePart[] {
  return Object.entries(row.late ?? {}).flatMap(([period, sum]) => {
    const own = late.filter((one) => one.period === period && personKey(one) === personKey(row));
    if (own.length < 2) return [{ of: period, amount: amountOf(sum) }];
    return own.map(({ component, amount }) => ({
      of: `${period}, ${component}`,
      amount: amountOf(amount),
    }));
  });
}

function personKey({ plan, payee, currency }: Pick<Amount, "plan" | "payee" | "currency">): string {
  return JSON.stringify([plan, payee, currency]);
}
