// Faults: the codes that the runtime throws, where it throws them, and what they tell.
import {
  averageOverDays,
  type Calendar,
  CALENDAR_YEAR,
  type FaultCode,
  interpolate,
  money,
  PayFault,
  periodOf,
  prorated,
  ratio,
  RowIndex,
  split,
  type Steps,
  valueAt,
} from "@attain/runtime";
import { expect, test } from "vitest";

const index = new RowIndex(
  "Quotas",
  [
    { rep: "ada", from: "2026-01-01", until: "2026-06-30" },
    { rep: "ada", from: "2026-06-30", until: undefined },
  ] as const,
  ({ rep }) => rep,
  ({ from, until }) => ({ from, until }),
);

/** Nobody ever works. */
const CLOSED: Calendar = { ...CALENDAR_YEAR, weekend: [0, 1, 2, 3, 4, 5, 6] };
const APRIL = periodOf(CLOSED, "Month", "2026-04-01");
const BY_WORKING_DAYS = { from: "Quarter", into: "Month", by: "working days" } as const;

const table: Steps<"ratio", string> = {
  name: "Tier",
  rows: [
    { from: ratio("50%"), value: "silver" },
    { from: ratio("100%"), value: "gold" },
  ],
};

const falling: Steps<"ratio", string> = { name: "Tier", rows: table.rows.toReversed() };

function halves(second: string): unknown {
  const shares = [
    { payee: "ada", share: ratio("50%"), tie: "1" },
    { payee: "ben", share: ratio(second), tie: "2" },
  ];
  return split(money("10", "USD"), shares, { credit: "Sales", key: "D1", increment: "0.01" });
}

test.each([
  ["ATN9001", () => index.get("cy"), { source: "Quotas", keys: "cy" }],
  [
    "ATN9001",
    () => index.getOn("ada", "2025-12-31"),
    { source: "Quotas", keys: "ada on 2025-12-31" },
  ],
  ["ATN9002", () => valueAt(table, ratio("49%")), { table: "Tier", value: "0.49", unit: "ratio" }],
  [
    "ATN9002",
    () => interpolate({ name: "Line", points: [] }, money("2", "USD").over(money("3", "USD"))),
    { table: "Line", value: "2/3", unit: "ratio" },
  ],
  ["ATN9003", () => halves("49%"), { credit: "Sales", row: "D1" }],
  ["ATN9004", () => index.findOn("ada", "2026-06-30"), { source: "Quotas", date: "2026-06-30" }],
  ["ATN9005", () => valueAt(falling, ratio("1")), { table: "Tier", value: "0.5", unit: "ratio" }],
  [
    "ATN9007",
    () => averageOverDays(CLOSED, APRIL, "working days", () => money("1", "USD")),
    { period: "2026-04" },
  ],
  [
    "ATN9007",
    () => prorated(CLOSED, money("1", "USD"), BY_WORKING_DAYS, APRIL),
    { period: "FY2026-Q2" },
  ],
  ["ATN9006", () => money("1", "USD").over(money("0", "USD")), { unit: "USD" }],
] as const satisfies readonly (readonly [FaultCode, () => unknown, Record<string, string>])[])(
  "tells with %s what was wrong",
  (code, run, facts) => {
    const fault = caught(run);
    expect(fault).toBeInstanceOf(PayFault);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).toMatchObject({ code, facts });
  },
);

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

test("writes its code and its facts", () => {
  const fault = new PayFault("ATN9001", { source: "Quotas", keys: "ada, FY2026-Q1" });
  expect(fault.message).toBe("ATN9001 source: Quotas, keys: ada, FY2026-Q1");
});

test("throws none where there is nothing wrong", () => {
  expect(index.getOn("ada", "2026-07-01").from).toBe("2026-06-30");
  expect(index.findOn("cy", "2026-07-01")).toBeUndefined();
  expect(halves("50%")).toHaveLength(2);
});
