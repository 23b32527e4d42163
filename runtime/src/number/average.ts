/** Averages, and the outermost of several amounts or dates. */
import type { PlainDate } from "../calendar/date.ts";
import { type Calendar, workingDays } from "../calendar/calendar.ts";
import { addDays } from "../calendar/date.ts";
import type { Period } from "../calendar/period.ts";
import { PayFault } from "../fault.ts";
import { count, greatest, type Quantity } from "./quantity.ts";

/** A value and how much it counts. */
export interface Weighted<Unit extends string, Weight extends string> {
  readonly value: Quantity<Unit>;
  readonly weight: Quantity<Weight>;
}

/** Σ value × weight ÷ Σ weight; undefined if there is nothing, or nothing of any weight. */
export function average<Unit extends string, Weight extends string>(
  items: readonly Weighted<Unit, Weight>[],
): Quantity<Unit> | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return undefined;
  const weight = rest.reduce((sum, item) => sum.plus(item.weight), first.weight);
  if (weight.isZero()) return undefined;
  return items
    .map((item) => item.value.times(item.weight.over(weight)))
    .reduce((sum, part) => sum.plus(part));
}

/** The average over the days of a period of a value that holds on each of them. */
export function averageOverDays<Unit extends string>(
  calendar: Calendar,
  period: Period,
  by: "days" | "working days",
  valueOn: (day: PlainDate) => Quantity<Unit>,
): Quantity<Unit> {
  return averageOf(period, daysOf(calendar, period, by).map(valueOn));
}

/** The same; undefined if there is a day without a value. */
export function averageIfPresent<Unit extends string>(
  calendar: Calendar,
  period: Period,
  by: "days" | "working days",
  valueOn: (day: PlainDate) => Quantity<Unit> | undefined,
): Quantity<Unit> | undefined {
  const values = daysOf(calendar, period, by).map(valueOn);
  const present = values.filter((value) => value !== undefined);
  return present.length < values.length ? undefined : averageOf(period, present);
}

function daysOf(calendar: Calendar, period: Period, by: "days" | "working days"): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = period.start; day <= period.end; day = addDays(day, 1)) {
    if (by === "days" || workingDays(calendar, day, day) === 1) days.push(day);
  }
  return days;
}

function averageOf<Unit extends string>(
  period: Period,
  [first, ...rest]: readonly Quantity<Unit>[],
): Quantity<Unit> {
  if (first === undefined) throw new PayFault("ATN9007", { period: period.name });
  return rest.reduce((sum, value) => sum.plus(value), first).dividedBy(count(rest.length + 1));
}

/** The greatest of a list; undefined if it is empty. */
export function greatestOf<Unit extends string>(
  amounts: readonly Quantity<Unit>[],
): Quantity<Unit> | undefined {
  return amounts.reduce<Quantity<Unit> | undefined>(
    (best, next) => (best === undefined || next.isAbove(best) ? next : best),
    undefined,
  );
}

/** The least of a list; undefined if it is empty. */
export function leastOf<Unit extends string>(
  amounts: readonly Quantity<Unit>[],
): Quantity<Unit> | undefined {
  return amounts.reduce<Quantity<Unit> | undefined>(
    (best, next) => (best === undefined || next.isBelow(best) ? next : best),
    undefined,
  );
}

/** The latest of several dates; undefined if there are none. */
export function latestOf(dates: readonly PlainDate[]): PlainDate | undefined {
  return dates.reduce<PlainDate | undefined>(
    (best, next) => (best === undefined || next > best ? next : best),
    undefined,
  );
}

/** The earliest of several dates; undefined if there are none. */
export function earliestOf(dates: readonly PlainDate[]): PlainDate | undefined {
  return dates.reduce<PlainDate | undefined>(
    (best, next) => (best === undefined || next < best ? next : best),
    undefined,
  );
}

/** What `amount` has above `limit`; nothing if it has less. */
export function partAbove<Unit extends string>(
  amount: Quantity<Unit>,
  limit: Quantity<Unit>,
): Quantity<Unit> {
  return greatest(amount.minus(limit), limit.minus(limit));
}
