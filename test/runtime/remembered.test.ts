// Remembering what was found for a payee and a period: once each, in whatever order it is asked for.
import {
  CALENDAR_YEAR,
  parsePeriod,
  PayFault,
  type Period,
  previousPeriod,
  Remembered,
} from "@attain/runtime";
import { expect, test } from "vitest";

const FIRST = "2026-01-01" as const;

function period(name: string): Period {
  const found = parsePeriod(CALENDAR_YEAR, name);
  if (found === undefined) throw new Error(`There is no period ${name}.`);
  return found;
}

/** Counts the periods up to each, one on the other; `asked` are those it was found for. */
function counting(asked: string[], fault?: string): Remembered<object, number> {
  const counted: Remembered<object, number> = new Remembered(
    CALENDAR_YEAR,
    FIRST,
    (payee: object, at: Period) => {
      asked.push(at.name);
      if (at.name === fault) throw new PayFault("ATN9001", { source: "Quotas" });
      return at.start <= FIRST ? 1 : counted.of(payee, previousPeriod(CALENDAR_YEAR, at)) + 1;
    },
  );
  return counted;
}

test("finds each period once", () => {
  const asked: string[] = [];
  const months = counting(asked);
  const ada = {};
  expect(months.of(ada, period("2026-03"))).toBe(3);
  expect(months.of(ada, period("2026-02"))).toBe(2);
  expect(months.of(ada, period("2026-04"))).toBe(4);
  expect(asked).toEqual(["2026-03", "2026-02", "2026-01", "2026-04"]);
});

test("tells people apart", () => {
  const asked: string[] = [];
  const months = counting(asked);
  expect([months.of({}, period("2026-01")), months.of({}, period("2026-01"))]).toEqual([1, 1]);
  expect(asked).toHaveLength(2);
});

test("asks for nothing that isn't needed", () => {
  const asked: string[] = [];
  const same: Remembered<object, string> = new Remembered(CALENDAR_YEAR, FIRST, (_, at) => {
    asked.push(at.name);
    return at.name;
  });
  expect(same.of({}, period("2026-12"))).toBe("2026-12");
  expect(asked).toEqual(["2026-12"]);
});

test("goes on where weeks are counted for a century", () => {
  const weeks = counting([]);
  // From 2026-W01 to 2125-W52: 99 years hold 5,166 weeks, and 52 more.
  const days = (Date.UTC(2125, 11, 24) - Date.UTC(2025, 11, 29)) / 86_400_000;
  expect(weeks.of({}, period("2125-W52"))).toBe(days / 7 + 1);
});

test("tells of the fault of a period that is needed", () => {
  const weeks = counting([], "2026-W03");
  expect(() => weeks.of({}, period("2030-W20"))).toThrow("ATN9001");
  expect(weeks.of({}, period("2026-W02"))).toBe(2);
});
