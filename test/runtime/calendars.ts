// Calendars to try things on: years from any month, and years from any weekday near any month.
import {
  type Calendar,
  CALENDAR_YEAR,
  dateOfDay,
  dayNumber,
  type Period,
  type PlainDate,
  type Weekday,
  type WeekPattern,
} from "@attain/runtime";

export const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const MONTHS: readonly number[] = Array.from({ length: 12 }, (_, i) => i + 1);
const PATTERNS: readonly WeekPattern[] = ["4-4-5", "4-5-4", "5-4-4"];

/** Twelve starts, each named by its start and by its end. */
export const MONTHLY: readonly Calendar[] = MONTHS.flatMap((month) =>
  (["start", "end"] as const).map((namedBy) => ({
    ...CALENDAR_YEAR,
    yearStarts: { month },
    namedBy,
  })),
);

/** Each weekday first in, nearest to, and after the last one of a month. Months, patterns and namings take turns. */
export const WEEKLY: readonly Calendar[] = WEEKDAYS.flatMap((weekday) =>
  (["first", "after last", "nearest"] as const).flatMap((which, i) =>
    MONTHS.filter((month) => (month + weekday) % 2 === 0).map((month) => ({
      ...CALENDAR_YEAR,
      yearStarts: {
        weekday,
        which,
        month,
        weeks: PATTERNS[(weekday + i + month) % 3] ?? "4-4-5",
      },
      namedBy: month % 4 < 2 ? ("start" as const) : ("end" as const),
      weekStarts: weekday,
    })),
  ),
);

/** A calendar with pay cycles. */
export function paying(days: number, from: PlainDate): Calendar {
  return { ...CALENDAR_YEAR, cycle: { days, from } };
}

/** A calendar in one line, for messages. */
export function shown(calendar: Calendar): string {
  return JSON.stringify(calendar.yearStarts) + calendar.namedBy;
}

/** `2026-01-01..2026-01-31`, to compare with. */
export function spanOf(period: Period | undefined): string {
  return period === undefined ? "none" : `${period.start}..${period.end}`;
}

/** The first day on or after `day` that is such a weekday. */
export function weekdayFrom(day: number, weekday: Weekday): number {
  let found = day;
  while ((new Date(found * 86_400_000).getUTCDay() + 6) % 7 !== weekday) found += 1;
  return found;
}

/** Every date from one to another. */
export function datesBetween(from: PlainDate, until: PlainDate): PlainDate[] {
  const [first, last] = [dayNumber(from), dayNumber(until)];
  return Array.from({ length: last - first + 1 }, (_, i) => dateOfDay(first + i));
}
