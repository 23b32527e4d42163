// Releases and clawbacks: parts by hand and on days by hand; under fuzzing parts make the whole, and no more comes back than was paid.
import {
  CALENDAR_YEAR as calendar,
  type Due,
  duesOf,
  earningsOf,
  money,
  type Period,
  type PlainDate,
  periodOf,
  periodsBetween,
  ratio,
  type ReleasePart,
  releasedIn,
  sum,
  takenBackIn,
  type Taking,
  unserved,
} from "@attain/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { always, decimalText } from "./fuzz.ts";

const CENTS = { mode: "half even", increment: "0.01" } as const;
const january = periodOf(calendar, "Month", "2026-01-15");
const one = [{ deal: "D-1", weight: ratio("100%") }];

function dues(whole: string, parts: readonly ReleasePart[]): Due<"USD">[] {
  return duesOf(money(whole, "USD"), january, one, parts, CENTS);
}

function shown(parts: readonly Due<"USD">[]): string[] {
  return parts.map(({ date, amount }) => `${date ?? "held"} ${amount.toString()}`);
}

function paid(parts: readonly Due<"USD">[], takings: readonly Taking[], on: PlainDate): string {
  const period = periodOf(calendar, "Month", on);
  return releasedIn(calendar, "Month", parts, takings, period, "USD", CENTS).toString();
}

function taking(date: PlainDate, share: string, key = "C-1"): Taking {
  return { clawback: "churn", key, deal: "D-1", date, share: ratio(share), rounding: CENTS };
}

function takenIn(parts: readonly Due<"USD">[], takings: readonly Taking[], period: Period): string {
  return takenBackIn(parts, takings, "churn", period, "USD", CENTS).toString();
}

function equal(odd: "first" | "last"): ReleasePart[] {
  return [
    { share: "rest", time: { kind: "parts", count: 3, each: "Month", from: "2026-01-31", odd } },
  ];
}

describe("parts", () => {
  test("a share and the rest, on their days", () => {
    // 10.01 × 60 % = 6.006, 6.01 to the cent; 4.00 are left, and held.
    const parts: ReleasePart[] = [
      { share: ratio("60%"), time: { kind: "on", date: "2026-01-15" } },
      { share: "rest", time: { kind: "on", date: undefined } },
    ];
    expect(shown(dues("10.01", parts))).toEqual(["2026-01-15 6.01", "held 4"]);
  });

  test("equal parts leave odd cents to the last, or to the first", () => {
    // 100 / 3 = 33.33…: 33.33 + 33.33 + 33.34.
    expect(shown(dues("100", equal("last")))).toEqual([
      "2026-01-31 33.33",
      "2026-02-28 33.33",
      "2026-03-31 33.34",
    ]);
    expect(dues("100", equal("first"))[0]?.amount.toString()).toBe("33.34");
    // 0.02 / 3 rounds to 0.01, and three of those are more than 0.02: so it is cut to 0.00, and 0.02 is left.
    expect(dues("0.02", equal("last")).map(({ amount }) => amount.toString())).toEqual([
      "0",
      "0",
      "0.02",
    ]);
  });

  test("as money arrives, and never more than the whole", () => {
    // 100: a third is 33.33; then two thirds in all, 66.67, so 33.34 more; then 133 % in all, so what is left.
    const rows = [
      { date: "2026-03-01", key: "b", by: ratio("1").over(ratio("3")) },
      { date: "2026-02-01", key: "a", by: ratio("1").over(ratio("3")) },
      { date: "2026-04-01", key: "c", by: ratio("2").over(ratio("3")) },
      { date: "2026-05-01", key: "d", by: ratio("10%") },
    ] as const;
    const parts = dues("100", [{ share: "rest", time: { kind: "with", rows } }]);
    expect(shown(parts)).toEqual([
      "2026-02-01 33.33",
      "2026-03-01 33.34",
      "2026-04-01 33.33",
      "2026-05-01 0",
    ]);
  });
});

test("a part isn't paid before the period that earned it", () => {
  const early: ReleasePart[] = [{ share: "rest", time: { kind: "on", date: "2025-11-30" } }];
  expect(paid(dues("50", early), [], "2026-01-01")).toBe("50");
});

test("only what was paid comes back, and what is left to pay is cancelled in proportion", () => {
  // 60 in January, 40 due in March. Half is cancelled in February: 30 come back, and 20 are left for March.
  const parts = dues("100", [
    { share: ratio("60%"), time: { kind: "on", date: "2026-01-15" } },
    { share: "rest", time: { kind: "on", date: "2026-03-05" } },
  ]);
  const half = [taking("2026-02-10", "50%")];
  expect(takenIn(parts, half, periodOf(calendar, "Month", "2026-02-01"))).toBe("-30");
  expect(paid(parts, half, "2026-03-01")).toBe("20");
  // All of what is left in April: 30 + 20.
  const all = [...half, taking("2026-04-01", "100%", "C-2")];
  expect(takenIn(parts, all, periodOf(calendar, "Month", "2026-04-01"))).toBe("-50");
});

test("the part of each deal in what a period earned", () => {
  const credits = [
    { key: "a", amount: money("30", "USD") },
    { key: "b", amount: money("90", "USD") },
  ];
  expect(earningsOf(credits).map(({ weight }) => weight.toString())).toEqual(["0.25", "0.75"]);
  expect(earningsOf([])).toEqual([]);
});

test("the unserved part of a term, by months and by days", () => {
  // From 15 January, 12 months: by 15 July six are served; a day before that, five.
  expect(unserved("2026-01-15", 12, "2026-07-15", "months").toString()).toBe("0.5");
  expect(unserved("2026-01-15", 12, "2026-07-14", "months").times(ratio("12")).toString()).toBe(
    "7",
  );
  // 181 of 365 days are served from 1 January to 1 July.
  expect(unserved("2026-01-01", 12, "2026-07-01", "days").times(ratio("365")).toString()).toBe(
    "184",
  );
  expect(unserved("2026-01-01", 12, "2027-02-01", "days").toString()).toBe("0");
  expect(unserved("2026-01-15", 12, "2025-12-01", "months").toString()).toBe("1");
});

test("parts make the whole, and no more comes back than was paid", () => {
  const day = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([month, date]): PlainDate => `2026-${pad(month)}-${pad(date)}` as PlainDate);
  const percent = fc.integer({ min: 0, max: 99 });
  const cases = fc.tuple(
    fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
    percent,
    fc.integer({ min: 2, max: 12 }),
    day,
    day,
    fc.array(fc.tuple(day, fc.integer({ min: 0, max: 100 })), { maxLength: 3 }),
  );
  always(cases, ([cents, share, count, first, second, cancelled]) => {
    const whole = money(decimalText(cents, 2), "USD");
    const parts = duesOf(
      whole,
      january,
      one,
      [
        { share: ratio(`${share}%`), time: { kind: "on", date: first } },
        { share: "rest", time: { kind: "parts", count, each: "Month", from: second, odd: "last" } },
      ],
      CENTS,
    );
    expect(
      sum(
        parts.map(({ amount }) => amount),
        "USD",
      ).equals(whole),
    ).toBe(true);
    if (cents < 0n) return;
    const takings = cancelled.map(([date, part], i) => taking(date, `${part}%`, `C-${i}`));
    const months = periodsBetween(calendar, "Month", "2026-01-01", "2027-12-31");
    let balance = money("0", "USD");
    for (const month of months) {
      const released = releasedIn(calendar, "Month", parts, takings, month, "USD", CENTS);
      const back = takenBackIn(parts, takings, "churn", month, "USD", CENTS);
      balance = balance.plus(released).plus(back);
      expect(balance.isAtLeast(money("0", "USD"))).toBe(true);
    }
  });
});

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
