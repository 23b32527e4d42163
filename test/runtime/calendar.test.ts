// Calendars: years of whole weeks, ISO weeks, straddling weeks, pay cycles and working days, by published facts.
import {
  addDays,
  type Calendar,
  CALENDAR_YEAR,
  containing,
  dateOfDay,
  dayNumber,
  lengthInDays,
  parsePeriod,
  type PeriodKind,
  periodOf,
  periodsBetween,
  periodsIn,
  type PlainDate,
  type Weekday,
  type WeekdayStart,
  workingDays,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { datesBetween, paying, spanOf, WEEKDAYS, WEEKLY, weekdayFrom } from "./calendars.ts";
import { always } from "./fuzz.ts";

const [MONDAY, THURSDAY, SATURDAY, SUNDAY] = [0, 3, 5, 6] as const;

function startingOn(yearStarts: WeekdayStart, namedBy: "start" | "end" = "start"): Calendar {
  return { ...CALENDAR_YEAR, yearStarts, namedBy, weekStarts: SUNDAY };
}

/** The calendar of the National Retail Federation: 4-5-4 from the Sunday nearest to 1 February. */
const RETAIL = startingOn({ weekday: SUNDAY, which: "nearest", month: 2, weeks: "4-5-4" });

test.each([
  // Published by the NRF; 2012, 2017 and 2023 have 53 weeks.
  ["FY2012", "2012-01-29..2013-02-02"],
  ["FY2016", "2016-01-31..2017-01-28"],
  ["FY2017", "2017-01-29..2018-02-03"],
  ["FY2018", "2018-02-04..2019-02-02"],
  ["FY2022", "2022-01-30..2023-01-28"],
  ["FY2023", "2023-01-29..2024-02-03"],
  ["FY2024", "2024-02-04..2025-02-01"],
  ["FY2025", "2025-02-02..2026-01-31"],
  // 4 + 5 + 4 weeks: 2 February + 28 days = 2 March; + 35 = 6 April; + 28 = 4 May.
  ["FY2025-P01", "2025-02-02..2025-03-01"],
  ["FY2025-P02", "2025-03-02..2025-04-05"],
  ["FY2025-P03", "2025-04-06..2025-05-03"],
  ["FY2025-Q1", "2025-02-02..2025-05-03"],
  ["FY2025-H2", "2025-08-03..2026-01-31"],
  // The 53rd week belongs to the last month, quarter and half.
  ["FY2023-P12", "2023-12-31..2024-02-03"],
  ["FY2023-Q4", "2023-10-29..2024-02-03"],
])("knows the retail calendar: %s is %s", (name, span) => {
  expect(spanOf(parsePeriod(RETAIL, name))).toBe(span);
});

test.each([
  ["4-4-5", [4, 4, 5]],
  ["4-5-4", [4, 5, 4]],
  ["5-4-4", [5, 4, 4]],
] as const)("makes quarters of %s weeks", (weeks, quarter) => {
  const calendar = startingOn({ weekday: MONDAY, which: "first", month: 1, weeks });
  const year = periodOf(calendar, "Year", "2026-06-01"); // 2026-01-05..2027-01-03, 52 weeks
  const months = periodsIn(calendar, "Month", year).map((month) => lengthInDays(month) / 7);
  expect(months).toEqual([...quarter, ...quarter, ...quarter, ...quarter]);
});

/** The day a year starts on, found by walking. */
function walked({ weekday, which, month }: WeekdayStart, year: number): number {
  const first = Date.UTC(year, month - 1, 1) / 86_400_000;
  switch (which) {
    case "first":
      return weekdayFrom(first, weekday);
    case "nearest":
      return weekdayFrom(first - 3, weekday);
    case "after last":
      return weekdayFrom(Date.UTC(year, month, 1) / 86_400_000 - 6, weekday);
  }
}

test("starts each year where a walk from its month finds the weekday, after 52 or 53 weeks", () => {
  for (const { yearStarts, ...calendar } of WEEKLY) {
    if (!("which" in yearStarts)) throw new Error("A year of months is among those of weeks.");
    for (let year = 2000; year <= 2100; year += 1) {
      const named = { ...calendar, yearStarts, namedBy: "start" } as const;
      const period = parsePeriod(named, `FY${year}`);
      expect(period?.start).toBe(dateOfDay(walked(yearStarts, year)));
      expect([364, 371]).toContain(period === undefined ? 0 : lengthInDays(period));
    }
  }
});

test.each([
  // By its end, FY2026 is the year whose last day lies in 2026.
  [{ month: 7 }, "2025-07-01..2026-06-30"],
  [{ weekday: SUNDAY, which: "nearest", month: 2, weeks: "4-5-4" }, "2025-02-02..2026-01-31"],
  // Ends on the last Saturday of September, of January, of December.
  [{ weekday: SUNDAY, which: "after last", month: 9, weeks: "4-4-5" }, "2025-09-28..2026-09-26"],
  [{ weekday: SUNDAY, which: "after last", month: 1, weeks: "4-4-5" }, "2025-01-26..2026-01-31"],
  [{ weekday: SUNDAY, which: "after last", month: 12, weeks: "4-4-5" }, "2025-12-28..2026-12-26"],
  // The calendar year in weeks, though it starts on 2025-12-29 or ends on 2027-01-03.
  [{ weekday: MONDAY, which: "nearest", month: 1, weeks: "4-4-5" }, "2025-12-29..2027-01-03"],
  [{ weekday: MONDAY, which: "first", month: 1, weeks: "4-4-5" }, "2026-01-05..2027-01-03"],
] as const)("names a year by its end: FY2026 from %o is %s", (yearStarts, span) => {
  const calendar: Calendar = { ...CALENDAR_YEAR, yearStarts, namedBy: "end" };
  expect(spanOf(parsePeriod(calendar, "FY2026"))).toBe(span);
});

function nameOf(calendar: Calendar, kind: PeriodKind, date: PlainDate): string {
  return periodOf(calendar, kind, date).name;
}

test.each([
  // Examples of Wikipedia’s “ISO week date”.
  ["1977-01-01", "1976-W53"],
  ["1977-12-31", "1977-W52"],
  ["1978-01-02", "1978-W01"],
  ["1979-12-31", "1980-W01"],
  ["1980-12-28", "1980-W52"],
  ["1980-12-29", "1981-W01"],
  ["1981-12-31", "1981-W53"],
  ["1982-01-03", "1981-W53"],
  ["2005-01-01", "2004-W53"],
  ["2005-01-02", "2004-W53"],
  ["2005-12-31", "2005-W52"],
  ["2006-01-01", "2005-W52"],
  ["2006-01-02", "2006-W01"],
  ["2007-12-31", "2008-W01"],
  ["2008-12-28", "2008-W52"],
  ["2008-12-29", "2009-W01"],
  ["2009-12-31", "2009-W53"],
  ["2010-01-03", "2009-W53"],
  ["2010-01-04", "2010-W01"],
] as const)("puts %s into the ISO week %s", (date, week) => {
  expect(nameOf(CALENDAR_YEAR, "Week", date)).toBe(week);
});

test("gives 53 ISO weeks to the years that have them: 71 in 400", () => {
  const long: number[] = [];
  for (let year = 2001; year <= 2400; year += 1) {
    if (parsePeriod(CALENDAR_YEAR, `${year}-W53`) !== undefined) long.push(year);
  }
  expect(long).toHaveLength(71);
  expect(long.filter((year) => year < 2100)).toEqual([
    2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048, 2054, 2060, 2065, 2071, 2076, 2082, 2088,
    2093, 2099,
  ]);
  // 146,097 days of 400 years are 20,871 weeks.
  expect(periodsBetween(CALENDAR_YEAR, "Week", "2001-01-01", "2400-12-31")).toHaveLength(20_871);
});

test.each([
  // Weeks from Sunday, numbered by the same rule, are the MMWR weeks of the CDC.
  ["2014-12-28", "2014-W53"],
  ["2015-01-03", "2014-W53"],
  ["2015-01-04", "2015-W01"],
  ["2020-12-27", "2020-W53"],
  ["2021-01-02", "2020-W53"],
  ["2022-12-31", "2022-W52"],
  ["2023-01-01", "2023-W01"],
  ["2023-12-31", "2024-W01"],
  ["2026-01-03", "2025-W53"],
] as const)("puts %s into week %s if weeks start on Sunday", (date, week) => {
  expect(nameOf({ ...CALENDAR_YEAR, weekStarts: SUNDAY }, "Week", date)).toBe(week);
});

test.each([
  // Monday 2026-03-30 to Sunday 2026-04-05. April’s Mondays are the 6th, 13th, 20th and 27th; the week of the 27th
  // ends on 3 May.
  ["first day", "2026-03", "FY2026-Q1", "04-06 04-13 04-20 04-27"],
  ["last day", "2026-04", "FY2026-Q2", "03-30 04-06 04-13 04-20"],
] as const)(
  "puts a week that straddles into the month of its %s",
  (by, month, quarter, mondays) => {
    const calendar: Calendar = { ...CALENDAR_YEAR, straddlingBy: by };
    const week = periodOf(calendar, "Week", "2026-04-01");
    expect(containing(calendar, "Month", week).name).toBe(month);
    expect(containing(calendar, "Quarter", week).name).toBe(quarter);
    const april = periodOf(calendar, "Month", "2026-04-01");
    const weeks = periodsIn(calendar, "Week", april).map(({ start }) => start.slice(5));
    expect(weeks.join(" ")).toBe(mondays);
  },
);

test.each([
  // Fortnights from Monday 2026-01-05. The one of 2025-12-22 still starts in 2025: 355 days ÷ 14 = 25.4, so it is C26.
  ["2026-01-04", "2025-C26", "2025-12-22..2026-01-04"],
  ["2026-01-05", "2026-C01", "2026-01-05..2026-01-18"],
  ["2026-02-18", "2026-C04", "2026-02-16..2026-03-01"], // 5 January + 3 × 14 days
  ["2026-12-31", "2026-C26", "2026-12-21..2027-01-03"], // + 25 × 14
] as const)("counts pay cycles: %s lies in %s", (date, name, span) => {
  const cycle = periodOf(paying(14, "2026-01-05"), "Cycle", date);
  expect([cycle.name, spanOf(cycle)]).toEqual([name, span]);
});

test("pays some years 27 fortnights, and reaches three digits with cycles of days", () => {
  // From 2026-01-01: 26 × 14 = 364 days later, 2026-12-31 starts the 27th.
  expect(nameOf(paying(14, "2026-01-01"), "Cycle", "2026-12-31")).toBe("2026-C27");
  expect(nameOf(paying(3, "2026-01-01"), "Cycle", "2026-12-31")).toBe("2026-C122"); // 364 ÷ 3 = 121.3
});

test.each([
  // 2026-01-01 is a Thursday. January has 22 days from Monday to Friday; the 1st and the 19th are free.
  ["2026-01-01", "2026-01-31", 20],
  ["2026-01-01", "2026-01-01", 0],
  ["2026-01-02", "2026-01-02", 1],
  ["2026-01-03", "2026-01-04", 0], // Saturday and Sunday
  ["2026-07-01", "2026-07-31", 23], // the 4th is a Saturday and so was free before
  ["2026-01-05", "2026-01-02", 0], // backwards
] as const)("counts from %s to %s %i working days", (from, until, days) => {
  const holidays: PlainDate[] = ["2026-01-01", "2026-01-19", "2026-01-19", "2026-07-04"];
  expect(workingDays({ ...CALENDAR_YEAR, holidays }, from, until)).toBe(days);
});

test("counts working days as one does on a wall calendar, whatever the weekend", () => {
  const dates = datesBetween("2024-01-01", "2025-12-31");
  const cases = fc.record({
    first: fc.nat(dates.length - 1),
    last: fc.nat(dates.length - 1),
    weekend: fc.subarray([...WEEKDAYS]),
    holidays: fc.array(fc.constantFrom(...dates.slice(0, 60)), { maxLength: 20 }),
  });
  always(cases, ({ first, last, weekend, holidays }) => {
    const [from, until] = [dates[first] ?? "2024-01-01", dates[last] ?? "2024-01-01"];
    const worked = dates.filter(
      (date) =>
        from <= date &&
        date <= until &&
        !weekend.includes(weekdayOf(date)) &&
        !holidays.includes(date),
    );
    expect(workingDays({ ...CALENDAR_YEAR, weekend, holidays }, from, until)).toBe(worked.length);
  });
});

function weekdayOf(date: PlainDate): Weekday {
  return ((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7) as Weekday;
}

test("keeps Friday free where it is the weekend", () => {
  // 2026-03-01 to 2026-03-31: five Sundays, Mondays and Tuesdays, and four of each other weekday.
  const gulf: Calendar = { ...CALENDAR_YEAR, weekend: [4, SATURDAY] };
  expect(workingDays(gulf, "2026-03-01", "2026-03-31")).toBe(31 - 4 - 4);
  expect(workingDays({ ...CALENDAR_YEAR, weekend: [] }, "2026-03-01", "2026-03-31")).toBe(31);
});

test("starts weeks on the day the calendar says", () => {
  for (const weekStarts of WEEKDAYS) {
    const week = periodOf({ ...CALENDAR_YEAR, weekStarts }, "Week", "2026-05-13");
    expect([weekdayOf(week.start), week.end]).toEqual([weekStarts, addDays(week.start, 6)]);
  }
  expect(weekdayOf("2026-01-01")).toBe(THURSDAY);
  expect(dayNumber("1970-01-01")).toBe(0); // a Thursday too
});
