// Windows: to date, last and earlier, which periods are paid with which, and prorating that loses nothing.
import {
  type Calendar,
  CALENDAR_YEAR,
  daysEarlier,
  daysToDate,
  lastPeriod,
  money,
  parsePeriod,
  partOfYear,
  type Period,
  type PeriodKind,
  periodOf,
  periodsBetween,
  periodsIn,
  periodsPaid,
  periodsToDate,
  prorated,
  sum,
} from "@attain/runtime";
import { expect, test } from "vitest";
import { MONTHLY, spanOf, WEEKLY } from "./calendars.ts";

const MAY = periodOf(CALENDAR_YEAR, "Month", "2026-05-17");

function names(periods: readonly Period[]): string {
  return periods.map(({ name }) => name).join(" ");
}

test("looks back to the start of the year and of the quarter", () => {
  const toDate = daysToDate(CALENDAR_YEAR, "Year", MAY);
  expect(toDate).toEqual({ start: "2026-01-01", end: "2026-05-31" });
  expect(daysEarlier(toDate, MAY)).toEqual({ start: "2026-01-01", end: "2026-04-30" });
  expect(daysToDate(CALENDAR_YEAR, "Quarter", MAY)).toEqual({
    start: "2026-04-01",
    end: "2026-05-31",
  });
  expect(names(periodsToDate(CALENDAR_YEAR, "Quarter", "Month", MAY))).toBe("2026-04 2026-05");
  expect(spanOf(lastPeriod(CALENDAR_YEAR, "Quarter", MAY))).toBe("2026-01-01..2026-03-31");
});

test("finds nothing earlier in the first period of a year", () => {
  const january = periodOf(CALENDAR_YEAR, "Month", "2026-01-31");
  const { start, end } = daysEarlier(daysToDate(CALENDAR_YEAR, "Year", january), january);
  expect([start, end]).toEqual(["2026-01-01", "2025-12-31"]); // no day is in this span
});

test("takes a straddling week along in the month that it belongs to", () => {
  // The week of 2026-03-30 ends in April, and so April begins on 30 March.
  const week = periodOf(CALENDAR_YEAR, "Week", "2026-04-08");
  expect(daysToDate(CALENDAR_YEAR, "Month", week)).toEqual({
    start: "2026-03-30",
    end: "2026-04-12",
  });
});

test("pays a quarter with its last month, and its months with the quarter", () => {
  const paid = (kind: PeriodKind, date: "2026-05-17" | "2026-06-17"): string =>
    names(periodsPaid(CALENDAR_YEAR, kind, periodOf(CALENDAR_YEAR, "Month", date)));
  expect([paid("Quarter", "2026-05-17"), paid("Quarter", "2026-06-17")]).toEqual(["", "FY2026-Q2"]);
  const quarter = periodOf(CALENDAR_YEAR, "Quarter", "2026-05-17");
  expect(names(periodsPaid(CALENDAR_YEAR, "Month", quarter))).toBe("2026-04 2026-05 2026-06");
  expect(names(periodsPaid(CALENDAR_YEAR, "Quarter", quarter))).toBe("FY2026-Q2");
});

const CALENDARS: readonly Calendar[] = [
  ...MONTHLY.filter((_, i) => i % 5 === 0),
  ...WEEKLY.filter((_, i) => i % 13 === 0),
].flatMap((calendar) =>
  (["first day", "last day"] as const).map((straddlingBy) => ({
    ...calendar,
    straddlingBy,
    cycle: { days: 14, from: "2026-01-05" as const },
  })),
);

/** Inside by a year, so that all the runs that might pay it are there. */
function isInside({ start, end }: Period): boolean {
  return "2023-01-01" <= start && end <= "2026-12-31";
}

test.each([
  ["Month", "Quarter"],
  ["Month", "Year"],
  ["Quarter", "Month"],
  ["Quarter", "Half"],
  ["Year", "Month"],
  ["Week", "Month"],
  ["Month", "Week"],
  ["Cycle", "Quarter"],
  ["Month", "Month"],
] as const)("pays with each %s every %s exactly once", (pays, kind) => {
  for (const calendar of CALENDARS) {
    const runs = periodsBetween(calendar, pays, "2022-01-01", "2027-12-31");
    const paid = runs.flatMap((period) => periodsPaid(calendar, kind, period));
    const due = periodsBetween(calendar, kind, "2023-01-01", "2026-12-31").filter(isInside);
    expect(names(paid.filter(isInside))).toBe(names(due));
  }
});

test("prorates a quarter by days, working days and months", () => {
  const quota = money("9100", "USD");
  const into = (by: "days" | "working days" | "months"): string =>
    String(prorated(CALENDAR_YEAR, quota, { from: "Quarter", into: "Month", by }, MAY));
  // The second quarter of 2026 has 91 days, May 31 of them: 9100 × 31/91 = 3100.
  expect(into("days")).toBe("3100");
  // 22 + 21 + 22 = 65 working days: 9100 × 21/65 = 2940.
  expect(into("working days")).toBe("2940");
  // 9100 ÷ 3.
  expect(into("months")).toBe("9100/3");
});

test.each(["days", "working days", "months"] as const)(
  "prorates a year into months by %s that make the year",
  (by) => {
    const quota = money("1000000.01", "USD");
    for (const calendar of CALENDARS) {
      const year = periodOf(calendar, "Year", "2025-06-15");
      const parts = periodsIn(calendar, "Month", year).map((month) =>
        prorated(calendar, quota, { from: "Year", into: "Month", by }, month),
      );
      expect(sum(parts, "USD").equals(quota)).toBe(true);
    }
  },
);

test("names a period by its place in the year", () => {
  expect(["Month", "Quarter", "Half"].map((kind) => placeOf(kind as PeriodKind))).toEqual([
    "May",
    "Q2",
    "H1",
  ]);
});

function placeOf(kind: PeriodKind): string {
  return partOfYear(CALENDAR_YEAR, kind, MAY);
}

test.each([
  // The retail year from the Sunday nearest to February: its first month is called February.
  [{ weekday: 6, which: "nearest", month: 2, weeks: "4-5-4" }, "FY2026-P01", "February"],
  [{ weekday: 6, which: "nearest", month: 2, weeks: "4-5-4" }, "FY2026-P12", "January"],
  // A year that ends on the last Saturday of September begins with October.
  [{ weekday: 6, which: "after last", month: 9, weeks: "4-4-5" }, "FY2026-P01", "October"],
  [{ weekday: 0, which: "first", month: 1, weeks: "4-4-5" }, "FY2026-P03", "March"],
] as const)("calls the months of %o by their names: %s is %s", (yearStarts, name, month) => {
  const calendar: Calendar = { ...CALENDAR_YEAR, yearStarts };
  const period = parsePeriod(calendar, name);
  expect(period && partOfYear(calendar, "Month", period)).toBe(month);
});
