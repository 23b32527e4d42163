// Late changes and the order of closing, computed by hand.
import { CALENDAR_YEAR, type Period, periodOf } from "@attain/runtime";
import { describe, expect, it } from "vitest";
import { differences } from "../../compiler/src/ledger/differences.ts";
import { amountOf, totalsOf } from "../../compiler/src/ledger/entry.ts";
import type { Ledger } from "../../compiler/src/ledger/ledger.ts";
import { goneFrom, renamed, standingOf } from "../../compiler/src/ledger/standing.ts";
import { amount, closeMonth, MemoryDisk, paid, wholeFrom } from "./books.ts";

const JANUARY = { plan: "P", period: "2026-01" };
const FEBRUARY = { plan: "P", period: "2026-02" };

/** January pays R1 100.00 and R2 20.50; February pays R1 70.00, and 5.00 less for January. */
function twoMonths(): Ledger {
  const disk = new MemoryDisk();
  closeMonth(disk, "2026-01", [
    paid(amount("2026-01", "100.00")),
    paid(amount("2026-01", "20.50", { payee: "R2" })),
  ]);
  closeMonth(disk, "2026-02", [
    paid(amount("2026-02", "70.00")),
    { kind: "difference", corrects: 2, ...amount("2026-01", "-5.00") },
  ]);
  return wholeFrom(disk);
}

describe("late changes", () => {
  it("are what closed periods come to now, less all that was posted for them", () => {
    const now = [
      amount("2026-01", "110.00"),
      amount("2026-01", "20.50", { payee: "R2" }),
      amount("2026-02", "69.99"),
    ];
    expect(
      differences(twoMonths(), [JANUARY, FEBRUARY], now).map((one) => [
        one.period,
        one.amount,
        one.corrects,
      ]),
    ).toEqual([
      // 110.00 - (100.00 - 5.00)
      ["2026-01", "15.00", 2],
      // 69.99 - 70.00
      ["2026-02", "-0.01", 5],
    ]);
  });

  it("are none where nothing else comes out", () => {
    const now = [
      amount("2026-01", "95"),
      amount("2026-01", "20.50", { payee: "R2", name: "Grace" }),
      amount("2026-02", "70.000"),
    ];
    expect(differences(twoMonths(), [JANUARY, FEBRUARY], now)).toEqual([]);
  });

  it("take back what isn't computed any more, and go back to the close for what is new", () => {
    const now = [
      amount("2026-01", "95.00"),
      amount("2026-01", "7.00", { payee: "R3" }),
      amount("2026-01", "1/3", { component: "bonus" }),
    ];
    expect(
      differences(twoMonths(), [JANUARY], now).map((one) => [
        one.payee,
        one.component,
        one.amount,
        one.corrects,
      ]),
    ).toEqual([
      ["R1", "bonus", "1/3", 1],
      ["R2", "commission", "-20.50", 3],
      ["R3", "commission", "7.00", 1],
    ]);
  });

  it("are paid back in the currency that was paid", () => {
    const now = [amount("2026-02", "60.00", { currency: "EUR" })];
    expect(
      differences(twoMonths(), [FEBRUARY], now).map((one) => [
        one.amount,
        one.currency,
        one.corrects,
      ]),
    ).toEqual([
      ["60.00", "EUR", 4],
      ["-70.00", "USD", 5],
    ]);
  });

  it("aren't looked for in parts that weren't computed again", () => {
    expect(differences(twoMonths(), [], [])).toEqual([]);
    expect(differences(twoMonths(), [{ plan: "Q", period: "2026-01" }], [])).toEqual([]);
  });
});

describe("sums", () => {
  it("are exact, and by currency", () => {
    const amounts = ["0.1", "0.2", "-1/3", "1/3"].map((value) => amount("2026-01", value));
    const yen = amount("2026-01", "300", { currency: "JPY" });
    expect(totalsOf([yen, ...amounts])).toEqual({ JPY: "300", USD: "0.30" });
    expect(amountOf("-1/3").toString()).toBe("-1/3");
    expect(amountOf("-0.50").toString()).toBe("-0.5");
  });
});

describe("the order of closing", () => {
  const calendar = CALENDAR_YEAR;
  const month = (date: `${number}-${number}-${number}`): Period =>
    periodOf(calendar, "Month", date);
  const due = (...parts: Period[]): Parameters<typeof standingOf>[1] => [
    { plan: "P", pays: "Month", calendar, parts },
  ];
  /** Closed for whole months, as a calendar has them. */
  const closedTo = (...names: string[]): Ledger => {
    const ledger = twoMonths();
    const [close] = ledger.closes;
    if (close === undefined) return ledger;
    const closes = names.map((name, i) => {
      const { start, end } = month(`${name}-01` as "2026-01-01");
      const parts = [{ plan: "P", period: name, start, end }];
      return { ...close, head: { ...close.head, n: i + 1, closes: parts } };
    });
    return { ...ledger, closes };
  };
  const [january, february, march] = [
    month("2026-01-01"),
    month("2026-02-01"),
    month("2026-03-01"),
  ];

  it("begins anywhere, and goes on without a gap", () => {
    expect(standingOf(closedTo(), due(march))).toEqual({ kind: "open" });
    expect(standingOf(closedTo("2026-01"), due(february))).toEqual({ kind: "open" });
    expect(standingOf(closedTo("2026-01"), due(january, february, march))).toEqual({
      kind: "open",
    });
    expect(standingOf(closedTo("2026-01"), due(march))).toEqual({
      kind: "out of order",
      why: "2026-02 of P comes before 2026-03, and isn't closed yet",
    });
    expect(standingOf(closedTo("2026-02"), due(january))).toEqual({
      kind: "out of order",
      why: "2026-01 of P lies before 2026-02, which is closed",
    });
  });

  it("ends with what is closed", () => {
    expect(standingOf(closedTo("2026-01", "2026-02"), due(january, february))).toEqual({
      kind: "closed",
      by: 2,
    });
  });

  it("knows plans that are gone, and who may be one of them under another name", () => {
    const ledger = closedTo("2026-01");
    expect(goneFrom(ledger, ["P"])).toEqual([]);
    expect(goneFrom(ledger, ["Q"])).toEqual(["P"]);
    const other = due(january).map((one) => ({ ...one, plan: "Q" }));
    expect(renamed(ledger, ["Q"], other)).toMatchObject({
      gone: { plan: "P" },
      plan: "Q",
      period: "2026-01",
    });
    expect(renamed(ledger, ["P", "Q"], other)).toBeUndefined();
    const later = due(february).map((one) => ({ ...one, plan: "Q" }));
    expect(renamed(ledger, ["Q"], later)).toBeUndefined();
  });
});
