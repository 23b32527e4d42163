/** Periods of a calendar: their first and last days, their names, what contains and what follows them. */
import {
  type Calendar,
  startingYear,
  type WeekPattern,
  yearNameOf,
  yearStart,
} from "./calendar.ts";
import {
  addDays,
  civilOf,
  dateOfDay,
  dayNumber,
  dayOf,
  daysBetween,
  digits,
  mod,
  parseDate,
  type PlainDate,
  weekdayOf,
} from "./date.ts";

/** From the shortest to the longest. A `Cycle` is a pay cycle of so many days. */
const KINDS = ["Day", "Week", "Cycle", "Month", "Quarter", "Half", "Year"] as const;
/**
 * A `Segment` is a stretch of a pay period on which some value is the same. No calendar has it, so it isn't among the
 * kinds, and is shorter than all of them.
 */
export type PeriodKind = (typeof KINDS)[number] | "Segment";
export const PERIOD_KINDS: readonly PeriodKind[] = KINDS;

/** A span of days with a name, such as `FY2026-Q1`. Both days belong to it. */
export interface Period {
  readonly kind: PeriodKind;
  readonly name: string;
  readonly start: PlainDate;
  readonly end: PlainDate;
  /** Of a segment: the pay period that it is a part of. */
  readonly whole?: Period;
}

/** The period of a kind that `date` lies in. A `RangeError` for a `Cycle` where the calendar has none, and for a `Segment`. */
export function periodOf(calendar: Calendar, kind: PeriodKind, date: PlainDate): Period {
  switch (kind) {
    case "Day":
      return { kind, name: date, start: date, end: date };
    case "Week":
      return weekOf(calendar, dayNumber(date));
    case "Cycle":
      return cycleOf(calendar, dayNumber(date));
    case "Segment":
      throw new RangeError("No calendar has segments.");
    default:
      return fiscalPeriodOf(calendar, kind, dayNumber(date));
  }
}

/**
 * The period of `kind` that `period` belongs to. One that straddles two (a week across a month's end) belongs
 * to the one that the calendar's `straddlingBy` says.
 */
export function containing(calendar: Calendar, kind: PeriodKind, period: Period): Period {
  if (period.whole !== undefined)
    return kind === "Segment" ? period : containing(calendar, kind, period.whole);
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
  let period = periodOf(calendar, kind, from);
  const periods = period.start <= until ? [period] : [];
  while (period.end < until) {
    period = nextPeriod(calendar, period);
    periods.push(period);
  }
  return periods;
}

/**
 * The periods like `period`, from the first one that belongs to the same `kind` up to `period` itself. None if
 * `kind` is shorter.
 */
export function toDate(calendar: Calendar, kind: PeriodKind, period: Period): Period[] {
  const whole = containing(calendar, kind, period);
  return periodsIn(calendar, period.kind, whole).filter(({ start }) => start <= period.start);
}

/** The periods of `kind` that belong to `whole`, in order; none if `kind` is the longer, for they contain it. */
export function periodsIn(calendar: Calendar, kind: PeriodKind, whole: Period): Period[] {
  if (PERIOD_KINDS.indexOf(kind) > PERIOD_KINDS.indexOf(whole.kind)) return [];
  return periodsBetween(calendar, kind, whole.start, whole.end).filter(
    (part) => containing(calendar, whole.kind, part).name === whole.name,
  );
}

/** The stretches of `period` on which `valueOn` is the same day by day, in order. */
export function segmentsOf<Value>(
  period: Period,
  valueOn: (day: Period) => Value,
  isSame: (a: Value, b: Value) => boolean,
): Period[] {
  const segments: Period[] = [];
  let last: Value | undefined;
  for (let date = period.start; date <= period.end; date = addDays(date, 1)) {
    const value = valueOn({ kind: "Day", name: date, start: date, end: date });
    const before = segments.at(-1);
    const goesOn = before !== undefined && isSame(last as Value, value);
    const start = goesOn ? before.start : date;
    const name = `${period.name} from ${start}`;
    if (goesOn) segments.pop();
    segments.push({ kind: "Segment", name, start, end: date, whole: period });
    last = value;
  }
  return segments;
}

type NamedKind = Exclude<PeriodKind, "Day" | "Segment">;

const NAMES: readonly (readonly [RegExp, NamedKind])[] = [
  [/^FY(\d{4})$/, "Year"],
  [/^FY(\d{4})-H([12])$/, "Half"],
  [/^FY(\d{4})-Q([1-4])$/, "Quarter"],
  [/^FY(\d{4})-P(0[1-9]|1[0-2])$/, "Month"],
  [/^(\d{4})-(0[1-9]|1[0-2])$/, "Month"],
  [/^(\d{4})-W(\d{2})$/, "Week"],
  [/^(\d{4})-C(\d{2,3})$/, "Cycle"],
];

/**
 * The period that `name` names: `FY2026`, `FY2026-H1`, `FY2026-Q1`, `2026-03`, `FY2026-P03`, `2026-W09`, `2026-C03`,
 * `2026-03-02`. Undefined if it is no such name, if the calendar hasn't got the period, and, but for days, in the
 * years 0000 and 9999.
 */
export function parsePeriod(calendar: Calendar, name: string): Period | undefined {
  const date = parseDate(name);
  if (date !== undefined) return periodOf(calendar, "Day", date);
  for (const [pattern, kind] of NAMES) {
    const [, year, part = "1"] = pattern.exec(name) ?? [];
    if (year === undefined) continue;
    if (year === "0000" || year === "9999") return undefined;
    if (kind === "Cycle" && calendar.cycle === undefined) return undefined;
    const day = dayIn(calendar, kind, name, Number(year), Number(part));
    const period = periodOf(calendar, kind, dateOfDay(day));
    return period.name === name ? period : undefined;
  }
  return undefined;
}

/** The number of a day that lies in the period of a name, if there is such a period. */
function dayIn(
  calendar: Calendar,
  kind: NamedKind,
  name: string,
  year: number,
  part: number,
): number {
  const newYear = dayOf(year, 1, 1);
  switch (kind) {
    case "Week":
      return newYear + part * 7 - 4;
    case "Cycle":
      return Math.min(newYear + part * (calendar.cycle?.days ?? 0) - 1, dayOf(year, 12, 31));
    default:
      return name.startsWith("FY")
        ? monthStart(calendar, year, (part - 1) * MONTHS_OF[kind])
        : dayOf(year, part, 1);
  }
}

/** The period of `days` days that begins on the day of the number `start`. */
function spanOf(kind: PeriodKind, name: string, start: number, days: number): Period {
  return { kind, name, start: dateOfDay(start), end: dateOfDay(start + days - 1) };
}

/** Week 1 of a year is the first that has four of its seven days in it; with weeks from Monday that is ISO 8601. */
function weekOf(calendar: Calendar, day: number): Period {
  const start = day - mod(weekdayOf(day) - calendar.weekStarts, 7);
  const fourth = start + 3;
  const { year } = civilOf(fourth);
  const number = Math.floor((fourth - dayOf(year, 1, 1)) / 7) + 1;
  return spanOf("Week", `${digits(year, 4)}-W${digits(number, 2)}`, start, 7);
}

/** Cycles are numbered within the calendar year that they start in. */
function cycleOf({ cycle }: Calendar, day: number): Period {
  if (cycle === undefined) throw new RangeError("The calendar has no pay cycle.");
  const start = day - mod(day - dayNumber(cycle.from), cycle.days);
  const { year } = civilOf(start);
  const number = Math.floor((start - dayOf(year, 1, 1)) / cycle.days) + 1;
  return spanOf("Cycle", `${digits(year, 4)}-C${digits(number, 2)}`, start, cycle.days);
}

type FiscalKind = "Month" | "Quarter" | "Half" | "Year";
const MONTHS_OF: Readonly<Record<FiscalKind, number>> = { Month: 1, Quarter: 3, Half: 6, Year: 12 };

function fiscalPeriodOf(calendar: Calendar, kind: FiscalKind, day: number): Period {
  const year = yearNameOf(calendar, day);
  const months = MONTHS_OF[kind];
  let part = 12 / months - 1;
  while (monthStart(calendar, year, part * months) > day) part -= 1;
  const start = monthStart(calendar, year, part * months);
  const end = monthStart(calendar, year, (part + 1) * months);
  return spanOf(kind, fiscalName(calendar, kind, year, part, start), start, end - start);
}

/** Weeks of a quarter before each of its months. */
const WEEKS_BEFORE: Readonly<Record<WeekPattern, readonly number[]>> = {
  "4-4-5": [0, 4, 8],
  "4-5-4": [0, 4, 9],
  "5-4-4": [0, 5, 9],
};

/** The number of the first day of a month of a fiscal year, counted from 0; of the next year's first for 12. */
function monthStart(calendar: Calendar, year: number, month: number): number {
  if (month === 12) return yearStart(calendar, year + 1);
  const { yearStarts } = calendar;
  if ("which" in yearStarts) {
    const weeks = Math.floor(month / 3) * 13 + (WEEKS_BEFORE[yearStarts.weeks][month % 3] ?? 0);
    return yearStart(calendar, year) + weeks * 7;
  }
  const index = yearStarts.month - 1 + month;
  return dayOf(startingYear(calendar, year) + Math.floor(index / 12), (index % 12) + 1, 1);
}

function fiscalName(
  calendar: Calendar,
  kind: FiscalKind,
  year: number,
  part: number,
  start: number,
): string {
  const name = `FY${digits(year, 4)}`;
  switch (kind) {
    case "Year":
      return name;
    case "Half":
      return `${name}-H${part + 1}`;
    case "Quarter":
      return `${name}-Q${part + 1}`;
    case "Month": {
      if ("which" in calendar.yearStarts) return `${name}-P${digits(part + 1, 2)}`;
      const civil = civilOf(start);
      return `${digits(civil.year, 4)}-${digits(civil.month, 2)}`;
    }
  }
}

/** How many days of `period` lie from `from` to `until`, both included. */
export function daysWithin(period: Period, from: PlainDate, until: PlainDate): number {
  const start = from > period.start ? from : period.start;
  const end = until < period.end ? until : period.end;
  return Math.max(0, daysBetween(start, end) + 1);
}

/** The number of days of `period`. */
export function lengthInDays(period: Period): number {
  return daysBetween(period.start, period.end) + 1;
}
