// Dates: by hand, and against the Date of JavaScript in UTC, which serves here as an oracle only.
import {
  addDays,
  addMonths,
  dateOfDay,
  dayNumber,
  daysBetween,
  monthsBetween,
  parseDate,
  type PlainDate,
} from "@attain/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { always } from "./fuzz.ts";

const DAY = 86_400_000;

/** What the oracle calls the day so many days after 1970-01-01. */
function named(day: number): PlainDate {
  return new Date(day * DAY).toISOString().slice(0, 10) as PlainDate;
}

/** The number of a day by the oracle, which carries a month of 13 or a day of 0 over. */
function numbered(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY;
}

const [FIRST, LAST] = [numbered(1600, 1, 1), numbered(2400, 12, 31)];
const days = fc.integer({ min: FIRST, max: LAST });
const dates = days.map(named);

test("numbers every day from 1600 to 2400 as the oracle does, and names it back", () => {
  const wrong: string[] = [];
  for (let day = FIRST; day <= LAST; day += 1) {
    const date = named(day);
    if (dateOfDay(day) !== date || dayNumber(date) !== day) wrong.push(date);
  }
  expect(wrong).toEqual([]);
  // 801 years of 365 days, and 195 leap days: 801 ÷ 4 → 201, less 1700, 1800, 1900, 2100, 2200 and 2300.
  expect(LAST - FIRST + 1).toBe(801 * 365 + 195);
});

test("counts days from 1970", () => {
  expect(dayNumber("1970-01-01")).toBe(0);
  expect(dayNumber("1969-12-31")).toBe(-1);
  // 30 years of 365 days with 7 leap days (1972 … 1996) up to 2000-01-01, 31 days of January, 29 of February.
  expect(dayNumber("2000-03-01")).toBe(30 * 365 + 7 + 31 + 29);
  // 0000-03-01 is day −719,468 by Hinnant.
  expect(dayNumber("0000-03-01")).toBe(-719_468);
});

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["1900-02-29", false], // by 100
  ["2000-02-29", true], // by 400
  ["2100-02-29", false],
  ["2400-02-29", true],
  ["2026-02-30", false],
  ["2026-04-31", false],
  ["2026-04-30", true],
  ["2026-12-31", true],
  ["2026-13-01", false],
  ["2026-00-10", false],
  ["2026-01-00", false],
  ["2026-01-32", false],
  ["0000-01-01", true],
  ["9999-12-31", true],
  ["2026-1-1", false],
  ["26-01-01", false],
  ["2026-01-01T00:00", false],
  [" 2026-01-01", false],
  ["2026-01-01\n", false],
  ["+2026-01-01", false],
  ["٢٠٢٦-٠١-٠١", false],
  ["", false],
])("reads %o as a date: %s", (text, isDate) => {
  expect(parseDate(text)).toBe(isDate ? text : undefined);
});

test("reads exactly the days that there are", () => {
  const part = fc.integer({ min: 0, max: 40 });
  always(fc.tuple(fc.integer({ min: 1600, max: 2400 }), part, part), ([year, month, day]) => {
    const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    const isDay = month >= 1 && month <= 12 && named(numbered(year, month, day)) === text;
    expect(parseDate(text)).toBe(isDay ? text : undefined);
  });
});

test("adds and counts days", () => {
  expect(addDays("2024-02-28", 2)).toBe("2024-03-01"); // over the 29th
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  expect(daysBetween("2026-01-01", "2026-12-31")).toBe(364);
  expect(daysBetween("2026-12-31", "2026-01-01")).toBe(-364);
  always(fc.tuple(days, days), ([a, b]) => {
    expect(daysBetween(named(a), named(b))).toBe(b - a);
    expect(addDays(named(a), b - a)).toBe(named(b));
  });
});

test.each([
  ["2026-01-31", 1, "2026-02-28", "2026-03-03"], // three days more than February has
  ["2024-01-31", 1, "2024-02-29", "2024-03-02"],
  ["2024-02-29", 12, "2025-02-28", "2025-03-01"],
  ["2024-02-29", 48, "2028-02-29", "2028-02-29"],
  ["2026-08-31", 1, "2026-09-30", "2026-10-01"],
  ["2026-03-31", -1, "2026-02-28", "2026-03-03"],
  ["2026-01-15", -1, "2025-12-15", "2025-12-15"],
  ["2026-01-31", -13, "2024-12-31", "2024-12-31"],
  ["2026-12-31", 1, "2027-01-31", "2027-01-31"],
  ["2026-05-31", 0, "2026-05-31", "2026-05-31"],
] as const)("adds to %s %i months: %s clamped, %s overflowing", (date, months, last, over) => {
  expect(addMonths(date, months, "clamp")).toBe(last);
  expect(addMonths(date, months, "overflow")).toBe(over);
});

/** The last day of the month, or the same day of it if it is earlier. */
function clamped(date: PlainDate, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const last = numbered(year, month + months + 1, 0);
  return named(Math.min(numbered(year, month + months, day), last));
}

test("adds months as the oracle does", () => {
  always(fc.tuple(dates, fc.integer({ min: -300, max: 300 })), ([date, months]) => {
    const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
    expect(addMonths(date, months, "overflow")).toBe(named(numbered(year, month + months, day)));
    expect(addMonths(date, months, "clamp")).toBe(clamped(date, months));
  });
});

test.each([
  ["2026-01-15", "2026-02-15", 1],
  ["2026-01-15", "2026-02-14", 0],
  ["2026-01-31", "2026-02-28", 1], // the last day stands for the 31st
  ["2026-01-31", "2026-02-27", 0],
  ["2024-02-29", "2025-02-28", 12],
  ["2024-02-29", "2025-02-27", 11],
  ["2026-01-01", "2026-12-31", 11],
  ["2026-02-15", "2026-01-15", -1],
  ["2026-02-14", "2026-01-15", 0],
] as const)("counts from %s to %s %i whole months", (from, to, months) => {
  expect(monthsBetween(from, to)).toBe(months);
});

test("counts as many months as can be added without going past the day", () => {
  const near = fc.tuple(days, fc.integer({ min: -800, max: 800 }));
  always(near, ([day, apart]) => {
    const [from, to] = [named(day), named(day + apart)];
    const [earlier, later] = from <= to ? [from, to] : [to, from];
    let months = 0;
    while (clamped(earlier, months + 1) <= later) months += 1;
    expect(Math.abs(monthsBetween(from, to))).toBe(months);
    expect(monthsBetween(from, to)).toBe(0 - monthsBetween(to, from));
  });
});

test("has no dates before 0000 or after 9999", () => {
  expect(() => addDays("9999-12-31", 1)).toThrow(RangeError);
  expect(() => addDays("0000-01-01", -1)).toThrow(RangeError);
  expect(() => addMonths("9999-12-01", 1, "clamp")).toThrow(RangeError);
  expect(addMonths("9999-11-30", 1, "clamp")).toBe("9999-12-30");
});
