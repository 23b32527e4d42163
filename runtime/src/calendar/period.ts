/** Periods of a calendar: their first and last days, their names, what contains and what follows them. */
import { type Calendar, yearNameOf, yearStart } from "./calendar.ts";
import {
  addDays,
  addMonths,
  daysBetween,
  monthOf,
  parseDate,
  plainDate,
  type PlainDate,
  weekdayOf,
  yearOf,
} from "./date.ts";

/** From the shortest to the longest. A `Cycle` is a pay cycle of so many days. */
export const PERIOD_KINDS = ["Day", "Week", "Cycle", "Month", "Quarter", "Half", "Year"] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A span of days with a name, such as `FY2026-Q1`. Both days belong to it. */
export interface Period {
  readonly kind: PeriodKind;
  readonly name: string;
  readonly start: PlainDate;
  readonly end: PlainDate;
}

/** The period of a kind that `date` lies in. */
export function periodOf(calendar: Calendar, kind: PeriodKind, date: PlainDate): Period {
  switch (kind) {
    case "Day":
      return { kind, name: date, start: date, end: date };
    case "Week":
      return weekOf(calendar, date);
    case "Cycle":
      return cycleOf(calendar, date);
    default:
      return fiscalPeriodOf(calendar, kind, date);
  }
}

/**
 * The period of `kind` that `period` belongs to. One that straddles two (a week across a month's end) belongs
 * to the one that the calendar's `straddlingBy` says.
 */
export function containing(calendar: Calendar, kind: PeriodKind, period: Period): Period {
  const inside = calendar.straddlingBy === "first day" ? period.start : period.end;
  return periodOf(calendar, kind, inside);
}

export function nextPeriod(calendar: Calendar, period: Period): Period {
  return periodOf(calendar, period.kind, addDays(period.end, 1));
}

export function previousPeriod(calendar: Calendar, period: Period): Period {
  return periodOf(calendar, period.kind, addDays(period.start, -1));
}

/** The periods of a kind from the one that `from` lies in to the one that `until` lies in. */
export function periodsBetween(
  calendar: Calendar,
  kind: PeriodKind,
  from: PlainDate,
  until: PlainDate,
): Period[] {
  const periods: Period[] = [];
  for (
    let period = periodOf(calendar, kind, from);
    period.start <= until;
    period = nextPeriod(calendar, period)
  ) {
    periods.push(period);
  }
  return periods;
}

/** The periods like `period`, from the first one that belongs to the same `kind` up to `period` itself. */
export function toDate(calendar: Calendar, kind: PeriodKind, period: Period): Period[] {
  const whole = containing(calendar, kind, period);
  const periods = [period];
  for (
    let earlier = previousPeriod(calendar, period);
    containing(calendar, kind, earlier).name === whole.name;
    earlier = previousPeriod(calendar, earlier)
  ) {
    periods.unshift(earlier);
  }
  return periods;
}

/** The periods of `period`'s `kind` that belong to `whole`, in order. */
export function periodsIn(calendar: Calendar, kind: PeriodKind, whole: Period): Period[] {
  return periodsBetween(calendar, kind, addDays(whole.start, -31), addDays(whole.end, 31)).filter(
    (part) => containing(calendar, whole.kind, part).name === whole.name,
  );
}

const NAMES: readonly [RegExp, PeriodKind][] = [
  [/^FY(\d{4})$/, "Year"],
  [/^FY(\d{4})-H([12])$/, "Half"],
  [/^FY(\d{4})-Q([1-4])$/, "Quarter"],
  [/^FY(\d{4})-P(\d{2})$/, "Month"],
  [/^(\d{4})-(\d{2})$/, "Month"],
  [/^(\d{4})-W(\d{2})$/, "Week"],
  [/^(\d{4})-C(\d{2})$/, "Cycle"],
];

/** The period that `name` names, or undefined: `FY2026`, `FY2026-H1`, `FY2026-Q1`, `2026-03`, `FY2026-P03`, `2026-W09`, `2026-C03`, `2026-03-02`. */
export function parsePeriod(calendar: Calendar, name: string): Period | undefined {
  const day = parseDate(name);
  if (day !== undefined) return periodOf(calendar, "Day", day);
  for (const [pattern, kind] of NAMES) {
    const parts = pattern.exec(name);
    if (parts !== null) {
      return find(calendar, kind, name, Number(parts[1]));
    }
  }
  return undefined;
}

/** The period called `name`, searched in the year it names and a little around it. */
function find(
  calendar: Calendar,
  kind: PeriodKind,
  name: string,
  year: number,
): Period | undefined {
  if (kind === "Cycle" && calendar.cycle === undefined) return undefined;
  const around = name.startsWith("FY") ? yearStart(calendar, year) : plainDate(year, 1, 1);
  return periodsBetween(calendar, kind, addDays(around, -7), addDays(around, 377)).find(
    (period) => period.name === name,
  );
}

/** Weeks are numbered as in ISO 8601: week 1 is the one with the fourth of its seven days in the year first. */
function weekOf(calendar: Calendar, date: PlainDate): Period {
  const start = addDays(date, -((weekdayOf(date) - calendar.weekStarts + 7) % 7));
  const middle = addDays(start, 3);
  const year = yearOf(middle);
  const number = Math.floor(daysBetween(plainDate(year, 1, 1), middle) / 7) + 1;
  return { kind: "Week", name: `${year}-W${two(number)}`, start, end: addDays(start, 6) };
}

/** Cycles are numbered within the calendar year that they start in. */
function cycleOf(calendar: Calendar, date: PlainDate): Period {
  const { cycle } = calendar;
  if (cycle === undefined) throw new RangeError("The calendar has no pay cycle.");
  const offset = Math.floor(daysBetween(cycle.from, date) / cycle.days) * cycle.days;
  const start = addDays(cycle.from, offset);
  const number = Math.floor(daysBetween(plainDate(yearOf(start), 1, 1), start) / cycle.days) + 1;
  return {
    kind: "Cycle",
    name: `${yearOf(start)}-C${two(number)}`,
    start,
    end: addDays(start, cycle.days - 1),
  };
}

type FiscalKind = "Month" | "Quarter" | "Half" | "Year";
const MONTHS_OF: Record<FiscalKind, number> = { Month: 1, Quarter: 3, Half: 6, Year: 12 };

function fiscalPeriodOf(calendar: Calendar, kind: FiscalKind, date: PlainDate): Period {
  const year = yearNameOf(calendar, date);
  const months = MONTHS_OF[kind];
  const starts = monthStarts(calendar, year);
  const month = starts.findLastIndex((start) => start <= date);
  const part = Math.floor(month / months);
  const start = starts[part * months] ?? date;
  const after = starts[(part + 1) * months] ?? yearStart(calendar, year + 1);
  return {
    kind,
    name: fiscalName(calendar, kind, year, part, start),
    start,
    end: addDays(after, -1),
  };
}

/** The first days of the twelve months of a fiscal year: calendar months, or 4 or 5 weeks each. */
function monthStarts(calendar: Calendar, year: number): PlainDate[] {
  const first = yearStart(calendar, year);
  const { yearStarts } = calendar;
  if (!("which" in yearStarts)) {
    return Array.from({ length: 12 }, (_, i) => addMonths(first, i, "clamp"));
  }
  const quarter = yearStarts.weeks.split("-").map(Number);
  const starts: PlainDate[] = [];
  let weeks = 0;
  for (let month = 0; month < 12; month += 1) {
    starts.push(addDays(first, weeks * 7));
    weeks += quarter[month % 3] ?? 0;
  }
  return starts;
}

function fiscalName(
  calendar: Calendar,
  kind: FiscalKind,
  year: number,
  part: number,
  start: PlainDate,
): string {
  switch (kind) {
    case "Year":
      return `FY${year}`;
    case "Half":
      return `FY${year}-H${part + 1}`;
    case "Quarter":
      return `FY${year}-Q${part + 1}`;
    case "Month":
      return "which" in calendar.yearStarts
        ? `FY${year}-P${two(part + 1)}`
        : `${yearOf(start)}-${two(monthOf(start))}`;
  }
}

/** How many days of `period` lie from `from` to `until`, both included. */
export function daysWithin(period: Period, from: PlainDate, until: PlainDate): number {
  const start = from > period.start ? from : period.start;
  const end = until < period.end ? until : period.end;
  return Math.max(0, daysBetween(start, end) + 1);
}

/** The number of days of a month-long, or any, period. */
export function lengthInDays(period: Period): number {
  return daysBetween(period.start, period.end) + 1;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
