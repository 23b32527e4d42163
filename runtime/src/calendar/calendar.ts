/** What a company's calendar decides: when its year starts, how its weeks lie, which days are worked. */
import { civilOf, dayNumber, dayOf, daysInMonth, mod, type PlainDate, weekdayOf } from "./date.ts";

/** From 0 for Monday to 6 for Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** How the thirteen weeks of a quarter make three months. A 53rd week belongs to the last month of the year. */
export type WeekPattern = "4-4-5" | "4-5-4" | "5-4-4";

/**
 * A year that starts on a weekday: the first one of a month, the one nearest to its first day, or the one after the
 * last of its days that can end a year (a year that ends on the last Saturday of September starts on a Sunday).
 */
export interface WeekdayStart {
  readonly weekday: Weekday;
  readonly which: "first" | "nearest" | "after last";
  /** From 1 for January. */
  readonly month: number;
  readonly weeks: WeekPattern;
}

export interface Calendar {
  /** The first month of the year (from 1 for January), or the weekday that it starts on. */
  readonly yearStarts: { readonly month: number } | WeekdayStart;
  /**
   * Whether FY2026 is the year that starts in 2026 or the one that ends in it. A year that starts with January, or
   * on the weekday first in it or nearest to it, is the calendar year by either.
   */
  readonly namedBy: "start" | "end";
  readonly weekStarts: Weekday;
  /** The month, quarter and year of a week (or cycle) are those of its first or of its last day. */
  readonly straddlingBy?: "first day" | "last day" | undefined;
  /** Pay cycles of so many days, one of which starts on `from`. */
  readonly cycle?: { readonly days: number; readonly from: PlainDate };
  readonly weekend: readonly Weekday[];
  readonly holidays: readonly PlainDate[];
}

/** The calendar year, weeks from Monday, Saturday and Sunday free. */
export const CALENDAR_YEAR: Calendar = {
  yearStarts: { month: 1 },
  namedBy: "start",
  weekStarts: 0,
  weekend: [5, 6],
  holidays: [],
};

/** The calendar year in whose month the fiscal year called `name` (2026 for FY2026) starts. */
export function startingYear({ yearStarts, namedBy }: Calendar, name: number): number {
  const endsLater =
    yearStarts.month > 1 || ("which" in yearStarts && yearStarts.which === "after last");
  return namedBy === "end" && endsLater ? name - 1 : name;
}

/** The month that the first month of the fiscal year is called by, from 1 for January. */
export function firstMonth({ yearStarts }: Calendar): number {
  const endsInIt = "which" in yearStarts && yearStarts.which === "after last";
  return endsInIt ? (yearStarts.month % 12) + 1 : yearStarts.month;
}

/** The number of the day on which the fiscal year called `name` starts. */
export function yearStart(calendar: Calendar, name: number): number {
  const { yearStarts } = calendar;
  const year = startingYear(calendar, name);
  return "which" in yearStarts ? weekdayIn(year, yearStarts) : dayOf(year, yearStarts.month, 1);
}

/** The name of the fiscal year that a day lies in. */
export function yearNameOf(calendar: Calendar, day: number): number {
  let name = civilOf(day).year + 1;
  while (yearStart(calendar, name) > day) name -= 1;
  return name;
}

/** Days from `from` to `until`, both included, that are neither weekend nor holiday. */
export function workingDays(calendar: Calendar, from: PlainDate, until: PlainDate): number {
  const isWeekend = (day: number): boolean =>
    calendar.weekend.some((free) => free === weekdayOf(day));
  let days = 0;
  for (let day = dayNumber(from); day <= dayNumber(until); day += 1) {
    if (!isWeekend(day)) days += 1;
  }
  const free = calendar.holidays.filter(
    (date) => from <= date && date <= until && !isWeekend(dayNumber(date)),
  );
  return days - new Set(free).size;
}

/** The number of the day in `year` that such a year starts on. */
function weekdayIn(year: number, { weekday, which, month }: WeekdayStart): number {
  const first = dayOf(year, month, 1);
  const ahead = mod(weekday - weekdayOf(first), 7);
  switch (which) {
    case "first":
      return first + ahead;
    case "nearest":
      return first + (ahead > 3 ? ahead - 7 : ahead);
    case "after last": {
      const next = first + daysInMonth(year, month);
      return next - mod(weekdayOf(next) - weekday, 7);
    }
  }
}
