/** Spans of days seen from a period: to date, last, those before it; and amounts prorated from one period to another. */
import { PayFault } from "../fault.ts";
import type { Quantity } from "../number/quantity.ts";
import { count } from "../number/quantity.ts";
import { type Calendar, firstMonth, workingDays } from "./calendar.ts";
import { addDays } from "./date.ts";
import {
  containing,
  lengthInDays,
  type Period,
  type PeriodKind,
  periodsIn,
  previousPeriod,
  toDate,
} from "./period.ts";
import type { Days } from "../credit/credit-book.ts";

/**
 * The days that a period covers where `pays` is what is paid: its own, or for a period of several weeks (or cycles)
 * those of the weeks that belong to it.
 */
export function daysCovered(calendar: Calendar, pays: PeriodKind, period: Period): Days {
  const isStraddling = (pays === "Week" || pays === "Cycle") && period.kind !== pays;
  const parts = isStraddling ? periodsIn(calendar, pays, period) : [];
  const [first, last] = [parts[0], parts.at(-1)];
  return first === undefined || last === undefined ? period : { start: first.start, end: last.end };
}

/**
 * The days of a span on which a plan holds, of which `term` is the first and the last; none if the end comes before
 * the start. Seen from a period in which the plan doesn't hold at all, such as the one before its first, a span is
 * what the data has.
 */
export function within(days: Days, term: Days, from: Days = days): Days {
  if (!holdsIn(from, term)) return days;
  return {
    start: days.start > term.start ? days.start : term.start,
    end: days.end < term.end ? days.end : term.end,
  };
}

/** Those of several periods in which a plan holds; seen from a period in which it doesn't, all of them. */
export function periodsWithin(periods: readonly Period[], term: Days, from: Days): Period[] {
  return periods.filter((period) => !holdsIn(from, term) || holdsIn(period, term));
}

/** Whether a plan holds on some of the days. */
export function holdsIn(days: Days, term: Days): boolean {
  return days.start <= term.end && term.start <= days.end;
}

/** Whether nothing of the year (quarter …) that `period` belongs to lies before it. */
export function isFirstOf(calendar: Calendar, kind: PeriodKind, period: Period): boolean {
  return toDate(calendar, kind, period).length < 2;
}

/** From the first day that belongs to the same `kind` as `period`, to its last day. */
export function daysToDate(calendar: Calendar, kind: PeriodKind, period: Period): Days {
  return { start: (toDate(calendar, kind, period)[0] ?? period).start, end: period.end };
}

/** The same without the period itself. */
export function daysEarlier(days: Days, period: Period): Days {
  return { start: days.start, end: addDays(period.start, -1) };
}

/** The period of `kind` before the one that `period` belongs to. */
export function lastPeriod(calendar: Calendar, kind: PeriodKind, period: Period): Period {
  return previousPeriod(calendar, containing(calendar, kind, period));
}

/** The periods of kind `pays` in the year (quarter …) to date. */
export function periodsToDate(
  calendar: Calendar,
  kind: PeriodKind,
  pays: PeriodKind,
  period: Period,
): Period[] {
  const whole = containing(calendar, kind, period);
  return periodsIn(calendar, pays, whole).filter((part) => part.end <= period.end);
}

/**
 * The periods of kind `kind` that are paid with `period`: itself, those inside it, or the longer one that ends
 * with it, if one does.
 */
export function periodsPaid(calendar: Calendar, kind: PeriodKind, period: Period): Period[] {
  if (kind === period.kind) return [period];
  const inside = periodsIn(calendar, kind, period);
  if (inside.length > 0) return inside;
  const longer = containing(calendar, kind, period);
  return periodsIn(calendar, period.kind, longer).at(-1)?.name === period.name ? [longer] : [];
}

const MONTHS: Partial<Record<PeriodKind, number>> = { Month: 1, Quarter: 3, Half: 6, Year: 12 };

/** How an amount per `from` becomes one per `into`. */
export interface Proration {
  readonly from: PeriodKind;
  readonly into: PeriodKind;
  readonly by: "days" | "working days" | "months";
}

/** An amount of the `from` that `period` belongs to, as the part of it that falls into its `into`. */
export function prorated<Unit extends string>(
  calendar: Calendar,
  amount: Quantity<Unit>,
  { from, into, by }: Proration,
  period: Period,
): Quantity<Unit> {
  if (by === "months")
    return amount.times(count(MONTHS[into] ?? 1)).dividedBy(count(MONTHS[from] ?? 1));
  const [long, short] = [containing(calendar, from, period), containing(calendar, into, period)];
  const days = (of: Period): number =>
    by === "days" ? lengthInDays(of) : workingDays(calendar, of.start, of.end);
  if (days(long) === 0) throw new PayFault("ATN9007", { period: long.name });
  return amount.times(count(days(short))).dividedBy(count(days(long)));
}

const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Which quarter, half or month of its year a period lies in, by name: `Q1`, `H2`, `March`. */
export function partOfYear(calendar: Calendar, kind: PeriodKind, period: Period): string {
  const { name } = containing(calendar, kind, period);
  const [, letter = "", part = name] = /-([A-Z]?)(\w+)$/.exec(name) ?? [];
  if (kind !== "Month") return letter + part;
  // The months of a year of weeks are counted from the start of the year, not of January.
  const months = letter === "P" ? firstMonth(calendar) - 1 : 0;
  return MONTH_NAMES[(Number(part) - 1 + months) % 12] ?? part;
}
