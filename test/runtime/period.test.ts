// Periods: each kind of each calendar covers every day once, has names that lead back to it, and nests.
import {
  type Calendar,
  CALENDAR_YEAR,
  containing,
  dayNumber,
  daysWithin,
  lengthInDays,
  nextPeriod,
  parsePeriod,
  type Period,
  type PeriodKind,
  periodOf,
  periodsBetween,
  periodsIn,
  previousPeriod,
  sameValue,
  segmentsOf,
  toDate,
} from "@attain/runtime";
import { expect, test } from "vitest";
import { datesBetween, MONTHLY, paying, shown, spanOf, WEEKDAYS, WEEKLY } from "./calendars.ts";

const FISCAL: readonly PeriodKind[] = ["Month", "Quarter", "Half", "Year"];

/** All periods of a kind from 2000 to 2100. */
function century(calendar: Calendar, kind: PeriodKind): Period[] {
  return periodsBetween(calendar, kind, "2000-01-01", "2100-12-31");
}

/** What is wrong with the periods of a kind, in words. */
function faults(calendar: Calendar, kind: PeriodKind): string[] {
  const periods = century(calendar, kind);
  const names = new Set(periods.map(({ name }) => name));
  const wrong = names.size === periods.length ? [] : [`${kind}: two have one name`];
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [`${kind}: there are none`];
  if (first.start > "2000-01-01" || last.end < "2100-12-31") wrong.push(`${kind}: they fall short`);
  for (const [i, period] of periods.entries()) {
    const next = periods[i + 1];
    const gap = next === undefined ? 0 : dayNumber(next.start) - dayNumber(period.end) - 1;
    if (gap !== 0) wrong.push(`${period.name}: ${gap} days to the next`);
    if (!leadsBack(calendar, period)) wrong.push(`${period.name}: not found again`);
  }
  return wrong;
}

/** Whether its days, its name and its neighbours all lead to the same period. */
function leadsBack(calendar: Calendar, period: Period): boolean {
  const found = [
    periodOf(calendar, period.kind, period.end),
    parsePeriod(calendar, period.name),
    previousPeriod(calendar, nextPeriod(calendar, period)),
  ];
  return found.every((other) => other?.name === period.name && spanOf(other) === spanOf(period));
}

test.each(MONTHLY.map((calendar) => [shown(calendar), calendar] as const))(
  "covers every day from 2000 to 2100 once: %s",
  (_, calendar) => {
    expect(FISCAL.flatMap((kind) => faults(calendar, kind))).toEqual([]);
  },
);

test.each(WEEKDAYS)(
  "covers every day from 2000 to 2100 once, with years that start on weekday %i",
  (weekday) => {
    const calendars = WEEKLY.filter(({ weekStarts }) => weekStarts === weekday);
    const wrong = calendars.flatMap((calendar) =>
      FISCAL.flatMap((kind) =>
        faults(calendar, kind).map((fault) => `${shown(calendar)} ${fault}`),
      ),
    );
    expect(calendars).toHaveLength(3 * 6);
    expect(wrong).toEqual([]);
  },
);

test.each(WEEKDAYS)("covers every day once in weeks from weekday %i", (weekStarts) => {
  expect(faults({ ...CALENDAR_YEAR, weekStarts }, "Week")).toEqual([]);
});

test("covers every day once in days", () => {
  expect(faults(CALENDAR_YEAR, "Day")).toEqual([]);
});

test.each([1, 3, 7, 10, 14, 15, 28, 30, 366])("covers every day once in cycles of %i", (days) => {
  for (const from of ["2026-01-05", "1999-12-31", "2101-07-13"] as const) {
    const calendar = paying(days, from);
    expect(faults(calendar, "Cycle")).toEqual([]);
    expect(periodOf(calendar, "Cycle", from).start).toBe(from);
  }
});

test("leads every day of some years to the period it lies in", () => {
  const calendars = [...MONTHLY, ...WEEKLY.filter((_, i) => i % 11 === 0)];
  for (const calendar of calendars) {
    for (const kind of [...FISCAL, "Week" as const]) {
      const wrong = datesBetween("2023-11-01", "2025-03-01").filter((date) => {
        const { start, end } = periodOf(calendar, kind, date);
        return date < start || end < date;
      });
      expect(wrong).toEqual([]);
    }
  }
});

test.each([
  // A year from July, named by its end: FY2026 is July 2025 to June 2026.
  [7, "end", "FY2026", "2025-07-01..2026-06-30"],
  [7, "end", "FY2026-H1", "2025-07-01..2025-12-31"],
  [7, "end", "FY2026-Q2", "2025-10-01..2025-12-31"],
  [7, "end", "FY2026-Q3", "2026-01-01..2026-03-31"],
  [7, "end", "2026-02", "2026-02-01..2026-02-28"],
  [7, "start", "FY2026", "2026-07-01..2027-06-30"],
  [2, "start", "FY2024-Q1", "2024-02-01..2024-04-30"],
  [2, "end", "FY2025-Q4", "2024-11-01..2025-01-31"],
  [12, "end", "FY2026", "2025-12-01..2026-11-30"],
  [12, "end", "FY2024-Q1", "2023-12-01..2024-02-29"],
  // A year from January is the calendar year by either name.
  [1, "start", "FY2026-Q1", "2026-01-01..2026-03-31"],
  [1, "end", "FY2026-Q1", "2026-01-01..2026-03-31"],
] as const)(
  "with years from month %i named by their %s, %s is %s",
  (month, namedBy, name, span) => {
    const calendar = { ...CALENDAR_YEAR, yearStarts: { month }, namedBy };
    expect(spanOf(parsePeriod(calendar, name))).toBe(span);
  },
);

test.each([
  "FY2026-Q0",
  "FY2026-Q5",
  "FY2026-H3",
  "FY2026-P01", // these months have names of their own
  "FY2026-P13",
  "FY26",
  "FY20266",
  "fy2026",
  "2026",
  "2026-00",
  "2026-13",
  "2026-1",
  "2026-W00",
  "2026-W54",
  "2025-W53", // 2025 has 52 weeks
  "2026-C01", // there are no cycles
  "2026-02-29",
  "FY0000",
  "FY9999-Q1",
  "9999-12",
  "9999-W52",
  "0000-W01",
  " FY2026",
  "FY2026\n",
  "",
])("finds no period called %o", (name) => {
  expect(parsePeriod(CALENDAR_YEAR, name)).toBeUndefined();
});

test("finds the first and the last years there are, and throws for no name at all", () => {
  const calendars = [...MONTHLY, ...WEEKLY, paying(1, "2026-01-05"), paying(366, "2026-01-05")];
  for (const calendar of calendars) {
    for (const year of ["0001", "9998"]) {
      expect(parsePeriod(calendar, `FY${year}-Q1`)?.name).toBe(`FY${year}-Q1`);
      expect(parsePeriod(calendar, `FY${year}-Q4`)?.name).toBe(`FY${year}-Q4`);
      for (const part of ["W01", "W99", "C01", "C999", "12"]) {
        expect(() => parsePeriod(calendar, `${year}-${part}`)).not.toThrow();
      }
    }
  }
  expect(periodOf(CALENDAR_YEAR, "Year", "9999-12-31").name).toBe("FY9999");
  expect(periodsBetween(CALENDAR_YEAR, "Month", "9999-11-30", "9999-12-31")).toHaveLength(2);
});

test("has no cycles where the calendar has none", () => {
  expect(() => periodOf(CALENDAR_YEAR, "Cycle", "2026-01-01")).toThrow(RangeError);
});

test.each([
  ["2026-01-31", "2026-03-01", "2026-01 2026-02 2026-03"],
  ["2026-01-31", "2026-01-01", "2026-01"],
  ["2026-03-01", "2026-01-31", ""],
] as const)("lists the months from %s to %s: %s", (from, until, names) => {
  const months = periodsBetween(CALENDAR_YEAR, "Month", from, until);
  expect(months.map(({ name }) => name).join(" ")).toBe(names);
});

/** Every pair of a shorter kind and a longer one whose periods are made of it. */
const NESTED: readonly (readonly [PeriodKind, PeriodKind])[] = [
  ["Day", "Month"],
  ["Week", "Month"],
  ["Week", "Quarter"],
  ["Week", "Year"],
  ["Cycle", "Month"],
  ["Cycle", "Year"],
  ["Month", "Quarter"],
  ["Month", "Half"],
  ["Quarter", "Half"],
  ["Half", "Year"],
  ["Month", "Year"],
  ["Year", "Year"],
];

const SAMPLE: readonly Calendar[] = [
  ...MONTHLY.filter((_, i) => i % 5 === 0),
  ...WEEKLY.filter((_, i) => i % 17 === 0),
].flatMap((calendar) =>
  (["first day", "last day"] as const).map((straddlingBy) => ({
    ...calendar,
    straddlingBy,
    cycle: { days: 14, from: "2026-01-05" as const },
  })),
);

test.each(NESTED)("puts each %s into one %s, in order and up to date", (short, long) => {
  for (const calendar of SAMPLE) {
    const wholes = periodsBetween(calendar, long, "2023-06-15", "2026-06-15");
    const parts = wholes.flatMap((whole) => {
      const inside = periodsIn(calendar, short, whole);
      for (const [i, part] of inside.entries()) {
        expect(containing(calendar, long, part).name).toBe(whole.name);
        if (i % 7 === 0) {
          expect(toDate(calendar, long, part)).toEqual(inside.slice(0, i + 1));
        }
      }
      return inside;
    });
    const [first, last] = [parts[0], parts.at(-1)];
    const all =
      first === undefined || last === undefined
        ? []
        : periodsBetween(calendar, short, first.start, last.end);
    expect(parts).toEqual(all);
    // The days next to the span belong to the neighbours.
    const before = first === undefined ? undefined : previousPeriod(calendar, first);
    expect(before && containing(calendar, long, before).name).not.toBe(wholes[0]?.name);
    const after = last === undefined ? undefined : nextPeriod(calendar, last);
    expect(after && containing(calendar, long, after).name).not.toBe(wholes.at(-1)?.name);
  }
});

test("counts the days of a period that lie within a span", () => {
  const february = periodOf(CALENDAR_YEAR, "Month", "2026-02-10");
  expect(lengthInDays(february)).toBe(28);
  expect(daysWithin(february, "2026-01-01", "2026-12-31")).toBe(28);
  expect(daysWithin(february, "2026-02-10", "2026-12-31")).toBe(19); // the 10th to the 28th
  expect(daysWithin(february, "2026-01-20", "2026-02-01")).toBe(1);
  expect(daysWithin(february, "2026-02-10", "2026-02-09")).toBe(0);
  expect(daysWithin(february, "2026-03-01", "2026-03-31")).toBe(0);
});

test("is cut where a value changes, and its parts belong to what it belongs to", () => {
  const quarter = periodOf(CALENDAR_YEAR, "Quarter", "2026-02-01");
  const cut = (days: readonly string[]): string[] =>
    segmentsOf(quarter, ({ start }) => days.filter((day) => day <= start).length, sameValue).map(
      ({ name, start, end }) => `${name}: ${start} to ${end}`,
    );
  expect(cut([])).toEqual(["FY2026-Q1 from 2026-01-01: 2026-01-01 to 2026-03-31"]);
  expect(cut(["2026-01-01", "2026-02-15", "2026-03-31"])).toEqual([
    "FY2026-Q1 from 2026-01-01: 2026-01-01 to 2026-02-14",
    "FY2026-Q1 from 2026-02-15: 2026-02-15 to 2026-03-30",
    "FY2026-Q1 from 2026-03-31: 2026-03-31 to 2026-03-31",
  ]);
  const [segment] = segmentsOf(quarter, () => "", sameValue);
  expect(segment && containing(CALENDAR_YEAR, "Segment", segment)).toBe(segment);
  expect(segment && containing(CALENDAR_YEAR, "Quarter", segment)).toEqual(quarter);
  expect(segment && containing(CALENDAR_YEAR, "Year", segment).name).toBe("FY2026");
  expect(() => periodOf(CALENDAR_YEAR, "Segment", "2026-02-01")).toThrow(RangeError);
});
