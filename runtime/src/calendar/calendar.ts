/** What a company's calendar decides: when its year starts, how its weeks lie, which days are worked. */
import { addDays, dayNumber, dateOfDay, plainDate, type PlainDate, weekdayOf } from "./date.ts";

/** From 0 for Monday to 6 for Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** How the thirteen weeks of a quarter make three periods. */
export type WeekPattern = "4-4-5" | "4-5-4" | "5-4-4";

/** A year that starts on a weekday: the first or last one of a month, or the one nearest to its first day. */
export interface WeekdayStart {
  readonly weekday: Weekday;
  readonly which: "first" | "last" | "nearest";
  readonly month: number;
  readonly weeks: WeekPattern;
}

export interface Calendar {
  /** The first month of the year, or the weekday that it starts on. */
  readonly yearStarts: { readonly month: number } | WeekdayStart;
  /** Whether FY2026 is the year that starts in 2026 or the one that ends in it. */
  readonly namedBy: "start" | "end";
  readonly weekStarts: Weekday;
  /** The month, quarter and year of a week (or cycle) are those of its first or of its last day. */
  readonly straddlingBy: "first day" | "last day";
  /** Pay cycles of so many days, counted from a date. */
  readonly cycle?: { readonly days: number; readonly from: PlainDate };
  readonly weekend: readonly Weekday[];
  readonly holidays: readonly PlainDate[];
}

/** The calendar year, weeks from Monday, Saturday and Sunday free. */
export const CALENDAR_YEAR: Calendar = {
  yearStarts: { month: 1 },
  namedBy: "start",
  weekStarts: 0,
  straddlingBy: "last day",
  weekend: [5, 6],
  holidays: [],
};

/** The first day of the fiscal year called `name` (2026 for FY2026). */
export function yearStart(calendar: Calendar, name: number): PlainDate {
  const { yearStarts } = calendar;
  const nominal = calendar.namedBy === "end" && yearStarts.month > 1 ? name - 1 : name;
  const first = plainDate(nominal, yearStarts.month, 1);
  return "which" in yearStarts ? weekdayNear(first, yearStarts) : first;
}

/** The name of the fiscal year that `date` lies in. */
export function yearNameOf(calendar: Calendar, date: PlainDate): number {
  let name = Number(date.slice(0, 4)) + 1;
  while (yearStart(calendar, name) > date) name -= 1;
  return name;
}

/** Days from `from` to `until`, both included, that are neither weekend nor holiday. */
export function workingDays(calendar: Calendar, from: PlainDate, until: PlainDate): number {
  let days = 0;
  for (let day = dayNumber(from); day <= dayNumber(until); day += 1) {
    if (isWorkingDay(calendar, dateOfDay(day))) days += 1;
  }
  return days;
}

function isWorkingDay(calendar: Calendar, date: PlainDate): boolean {
  return (
    !calendar.weekend.some((day) => day === weekdayOf(date)) && !calendar.holidays.includes(date)
  );
}

/** The date on which a year starts by weekday. `first` is the first day of its month. */
function weekdayNear(first: PlainDate, start: WeekdayStart): PlainDate {
  const ahead = (start.weekday - weekdayOf(first) + 7) % 7;
  switch (start.which) {
    case "first":
      return addDays(first, ahead);
    case "nearest":
      return addDays(first, ahead > 3 ? ahead - 7 : ahead);
    case "last": {
      const month = Number(first.slice(5, 7));
      const next = plainDate(
        Number(first.slice(0, 4)) + (month === 12 ? 1 : 0),
        (month % 12) + 1,
        1,
      );
      const behind = (weekdayOf(next) - start.weekday + 7) % 7 || 7;
      return addDays(next, -behind);
    }
  }
}
