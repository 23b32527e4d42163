// The year of one team, month by month: each month is closed on what was known then, and every figure is found by hand.
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { attain, filesIn, json, newFolder, read, write } from "../support/command-line.ts";
import { type Explained, unexplained } from "./amounts.ts";

// Twelve closes, and each computes all months before it again.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = fileURLToPath(new URL("../../examples/team-year", import.meta.url));
const MONTHS = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, "0")}`);

/** What tells rows of a file apart: a later arrival with the same takes the place of an earlier one. */
const KEYS: Readonly<Record<string, readonly number[]>> = {
  "accounts.csv": [0],
  "cancellations.csv": [0],
  "deals.csv": [0],
  "fx-rates.csv": [0, 1],
  "holders.csv": [0, 2],
  "quotas.csv": [0, 3],
  "reps.csv": [0],
  "service.csv": [0, 3],
};

interface Entry {
  readonly kind: "pay" | "difference";
  readonly period: string;
  readonly payee: string;
  readonly component: string;
  readonly amount: string;
  readonly postedIn: string;
}

interface Shown {
  readonly entries: readonly Entry[];
  readonly totals: Readonly<Record<string, string>>;
}

type Row = Readonly<Record<string, string>>;

/** What a close has left behind, by month. */
interface Closed {
  readonly payouts: readonly Row[];
  readonly balances: readonly Row[];
  readonly statements: readonly (Explained & {
    readonly late?: Readonly<Record<string, string>>;
  })[];
  readonly ledger: string;
  readonly shown: Shown;
}

const folder = newFolder();
const year = new Map<string, Closed>();

beforeAll(async () => {
  cpSync(root, folder, { recursive: true, filter: isKept });
  for (const [i, month] of MONTHS.entries()) {
    for (const [file, text] of Object.entries(knownIn(month))) write(folder, `data/${file}`, text);
    const { code, out, err } = await attain(folder, "close", month);
    expect([code, err], out).toEqual([0, ""]);
    const at = `out/${month}`;
    const statements = filesIn(join(folder, at, "statements")).filter((path) =>
      path.endsWith(".json"),
    );
    year.set(month, {
      payouts: rowsOf(read(folder, `${at}/payouts.csv`)),
      balances: rowsOf(read(folder, `${at}/balances.csv`)),
      statements: statements.map(
        (path) => JSON.parse(read(folder, `${at}/statements/${path}`)) as Explained,
      ),
      ledger: read(folder, ledgerOf(i)),
      shown: (await json(folder, "ledger", "show")) as Shown,
    });
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the test makes itself isn't copied. */
function isKept(path: string): boolean {
  return !["data", "out", "ledger"].includes(basename(path));
}

function ledgerOf(i: number): string {
  return `ledger/${String(i + 1).padStart(4, "0")}.jsonl`;
}

/** The files as they stood when a month was closed: all that had arrived by then. */
function knownIn(month: string): Record<string, string> {
  const arrived = MONTHS.filter((one) => one <= month);
  return Object.fromEntries(
    Object.entries(KEYS).map(([file, keys]) => {
      const rows = new Map<string, string>();
      for (const one of arrived) {
        for (const row of rowsIn(one, file)) {
          const cells = row.split(",");
          rows.set(keys.map((key) => cells[key]).join(), row);
        }
      }
      const [heading = ""] = readFileSync(join(root, "data", file), "utf8").split("\n");
      return [file, `${[heading, ...rows.values()].join("\n")}\n`];
    }),
  );
}

/** The rows of a file that arrived in a month; in most months most files have nothing new. */
function rowsIn(month: string, file: string): string[] {
  const arrived = join(root, "arrivals", month);
  if (!readdirSync(arrived).includes(file)) return [];
  return readFileSync(join(arrived, file), "utf8").trimEnd().split("\n").slice(1);
}

function rowsOf(text: string): Row[] {
  const [heading = [], ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(heading.map((name, i) => [name, cells[i] ?? ""])));
}

/** Cents of exact text, of which nothing lies below. */
function cents(text = "0.00"): bigint {
  expect(text).toMatch(/^-?\d+\.\d\d$/);
  return BigInt(text.replace(".", ""));
}

function sum(amounts: readonly (string | undefined)[]): bigint {
  return amounts.reduce((all, amount) => all + cents(amount), 0n);
}

function of(month: string): Closed {
  const closed = year.get(month);
  if (closed === undefined) throw new Error(`${month} isn't closed.`);
  return closed;
}

/** What a person is paid in a month, late changes among it. */
function paid(month: string, payee: string): string | undefined {
  return of(month).payouts.find((row) => row["payee"] === payee && row["component"] === "payout")?.[
    "amount"
  ];
}

/** What stands in an account of a person at the end of each month, where there is any. */
function closingOf(payee: string, account: string): string[] {
  return MONTHS.flatMap((month) => {
    const { balances } = of(month);
    const row = balances.find((one) => one["payee"] === payee && one["balance"] === account);
    return row === undefined ? [] : [row["closing"] ?? ""];
  });
}

/**
 * What each is paid with each month. Up to quota a dollar pays 7.5 cents, beyond it 12: 80,000 pay 6,000, 60,000 pay 4,500, 62,000 pay
 * 4,650, 45,000 pay 3,375.
 */
const PAID: Readonly<Record<string, readonly string[]>> = {
  // Ana
  S1: [
    "4500.00", // 60,000
    "6000.00", // 80,000: quota, to the dollar
    "5250.00", // 70,000
    "7920.00", // 96,000: 6,000 + 16,000 x 12%
    "6825.00", // 65,000: 4,875. March with the late 20,000: 6,000 + 10,000 x 12% = 7,200, less the 5,250 that were paid
    "5250.00", // 50,000 and 16,000 pounds x 1.25 while Chen is away
    "6960.00", // 88,000: 6,000 + 8,000 x 12%
    "4500.00", // 60,000
    "10350.00", // 95,000 on 90,000, the average of two quotas: 6,750 + 5,000 x 12% = 7,350; first in the race: 3,000
    "6750.00", // 90,000 on 100,000
    "9900.00", // 120,000: 7,500 + 20,000 x 12%
    "6000.00", // 80,000
  ],
  // Bruno
  S2: [
    "6300.00", // 75,000: 4,500 + 15,000 x 12%
    "6900.00", // 80,000: 4,500 + 20,000 x 12%
    "1800.00", // 24,000
    "2700.00", // 36,000
    "4500.00", // 60,000
    "3900.00", // 52,000
    "3975.00", // 50,000 on 45,000: 3,375 + 5,000 x 12%
    "0.00", // 10,000: 750, less half of February's 6,900 for the cancelled half of its bookings: -2,700 are carried
    "1635.00", // 53,000: 3,375 + 8,000 x 12% = 4,335, less 2,700
    "3375.00", // 45,000
    "2250.00", // 30,000
    "5775.00", // 65,000: 3,375 + 20,000 x 12%
  ],
  // Chen, in pounds x the rate of the month
  S3: [
    "3750.00", // 40,000 x 1.25 = 50,000
    "5850.00", // 60,000 x 1.20 = 72,000: 4,650 + 10,000 x 12%
    "2400.00", // 25,000 x 1.28 = 32,000
    "2925.00", // 30,000 x 1.30 = 39,000
    "5850.00", // 24,000 x 1.25 = 30,000 on 62,000 x 10/31 = 20,000: 1,500 + 1,200; leave 4,650 x 21/31 = 3,150
    "5730.00", // 32,000 x 1.25 = 40,000 on 31,000: 2,325 + 9,000 x 12% = 3,405; leave 4,650 x 15/30 = 2,325
    "4890.00", // 50,000 x 1.28 = 64,000: 4,650 + 2,000 x 12%
    "5790.00", // 55,000 x 1.30 = 71,500: 4,650 + 9,500 x 12%
    "5250.00", // 40,000 x 1.25 = 50,000: 3,750; second in the race together with Dora: (2,000 + 1,000) / 2
    "5156.00", // 48,000 x 1.25 = 60,000: 4,500. August with the late 1,000 x 1.30: + 1,300 x 12% = 156, and now second alone: + 500
    "4320.00", // 45,000 x 1.28 = 57,600
    "8163.75", // 70,000 x 1.30 = 91,000: 4,650 + 29,000 x 12% = 8,130. November at 1.29: 450 more x 7.5% = 33.75
  ],
  // Dora, from 16 March; draw of 3,100 to June, of which half of what lies above 3,100 repays
  S4: [
    "", // not here yet
    "",
    "1600.00", // 8,000: 600, made up to 3,100 x 16/31 = 1,600
    "3100.00", // 12,000: 900, made up
    "3100.00", // 30,000 on half of 50,000: 1,875 + 5,000 x 12% = 2,475, made up
    "3406.25", // 45,000 on 37,500: 2,812.50 + 900 = 3,712.50, less half of 612.50. April's late deal only lessens what she owes
    "3556.25", // 47,500: 2,812.50 + 1,200 = 4,012.50, less half of 912.50
    "4306.25", // 60,000: 2,812.50 + 2,700 = 5,512.50, less half of 2,412.50
    "7653.75", // 78,000 on 50,000: 3,750 + 3,360 = 7,110; race 1,500; less the last 956.25, for half of 5,510 would be more
    "2500.00", // 40,000: 3,000. Third in the race after all: - 500
    "3750.00", // 50,000
    "5190.00", // 62,000: 3,750 + 12,000 x 12%
  ],
};

/** The rows of PAID added up, and all of them. */
const IN_ALL: Readonly<Record<string, string>> = {
  S1: "80205.00",
  S2: "43110.00",
  S3: "60074.75",
  S4: "38162.50",
};
const TOTAL = "221552.25";

describe("the year of a team", () => {
  test("ends with the data that the example holds", () => {
    for (const [file, text] of Object.entries(knownIn("2026-12")))
      expect(readFileSync(join(root, "data", file), "utf8"), file).toBe(text);
  });

  test.each(Object.entries(PAID))(
    "pays %s what is found by hand, month by month",
    (payee, amounts) => {
      for (const [i, month] of MONTHS.entries())
        expect(paid(month, payee) ?? "", month).toBe(amounts[i]);
      expect(sum(amounts.filter((amount) => amount !== ""))).toBe(cents(IN_ALL[payee]));
    },
  );

  test.each(MONTHS)("gives statements that add up in %s", (month) => {
    const { payouts, statements } = of(month);
    expect(statements.flatMap(unexplained)).toEqual([]);
    expect(statements.map(({ payee }) => payee)).toEqual([
      ...new Set(payouts.map(({ payee }) => payee)),
    ]);
    for (const { payee, total, late = {} } of statements)
      expect(cents(total) + sum(Object.values(late))).toBe(cents(paid(month, payee)));
    for (const { payee } of statements) {
      const parts = payouts.filter(
        (row) => row["payee"] === payee && row["component"] !== "payout",
      );
      expect(sum(parts.map(({ amount }) => amount))).toBe(cents(paid(month, payee)));
    }
  });

  test.each(MONTHS)("keeps balances in %s: opening, and what moved, is closing", (month) => {
    for (const row of of(month).balances.filter(({ balance }) => balance === "advance")) {
      const { opening, drawn, repaid, forgiven, closing } = row;
      expect(cents(opening) + cents(drawn) - cents(repaid) - cents(forgiven)).toBe(cents(closing));
    }
  });

  test("passes balances on, but for what a late deal has changed since", () => {
    const broken = MONTHS.slice(1).flatMap((month, i) =>
      of(month).balances.flatMap(({ payee, balance, opening = "" }) => {
        const before = of(MONTHS[i] ?? "").balances.find(
          (row) => row["payee"] === payee && row["balance"] === balance,
        );
        const closing = before?.["closing"] ?? "0.00";
        return closing === opening ? [] : [`${month} ${payee} ${balance}: ${closing}, ${opening}`];
      }),
    );
    // April's late 12,000 earned 900 that had been drawn: 3,825 - 900.
    expect(broken).toEqual(["2026-06 S4 advance: 3825.00, 2925.00"]);
  });

  test("carries what Bruno's cancelled contract took beyond his pay, and has Dora's draw repaid", () => {
    expect(closingOf("S2", "payout").slice(6, 9)).toEqual(["0.00", "-2700.00", "0.00"]);
    // 1,000; + 2,200; + 625; - 900 - 306.25; - 456.25; - 1,206.25; - 956.25
    expect(closingOf("S4", "advance")).toEqual([
      "1000.00",
      "3200.00",
      "3825.00",
      "2618.75",
      "2162.50",
      "956.25",
      "0.00",
      "0.00",
      "0.00",
      "0.00",
    ]);
  });
});

describe("the ledger of the year", () => {
  test("sums to what was paid, each month and in all", () => {
    for (const [i, month] of MONTHS.entries()) {
      const { shown, payouts } = of(month);
      const posted = shown.entries.filter(({ postedIn }) => postedIn === month);
      const out = payouts.filter(({ component }) => component === "payout");
      expect(sum(posted.map(({ amount }) => amount)), month).toBe(
        sum(out.map(({ amount }) => amount)),
      );
      const before = MONTHS.slice(0, i + 1).flatMap((one) =>
        Object.keys(PAID).map((payee) => paid(one, payee)),
      );
      expect(cents(shown.totals["USD"]), month).toBe(sum(before));
    }
    expect(of("2026-12").shown.totals).toEqual({ USD: TOTAL });
    expect(sum(Object.values(IN_ALL))).toBe(cents(TOTAL));
  });

  test("posts what was late in the open month, and nothing else", () => {
    const late = of("2026-12").shown.entries.filter(({ kind }) => kind === "difference");
    expect(
      late.map(({ postedIn, period, payee, component, amount }) =>
        [postedIn, period, payee, component, amount].join(" "),
      ),
    ).toEqual([
      "2026-05 2026-03 S1 commission 1950.00",
      "2026-06 2026-04 S4 commission 900.00",
      "2026-06 2026-04 S4 payout adjustment -900.00",
      "2026-10 2026-08 S3 commission 156.00",
      "2026-10 2026-09 S3 race 500.00",
      "2026-10 2026-09 S4 race -500.00",
      "2026-12 2026-11 S3 commission 33.75",
    ]);
  });

  test("keeps every closed month byte for byte, and is whole", async () => {
    for (const [i, month] of MONTHS.entries())
      expect(read(folder, ledgerOf(i))).toBe(of(month).ledger);
    expect(await attain(folder, "ledger", "verify")).toMatchObject({ code: 0, err: "" });
  });

  test("comes to what a year comes to that was never late", async () => {
    const fresh = newFolder();
    cpSync(root, fresh, { recursive: true, filter: (path) => basename(path) !== "out" });
    const { receipt } = (await json(fresh, "run", "--period", "FY2026", "--dry-run")) as {
      receipt: { totals: Readonly<Record<string, string>> };
    };
    rmSync(fresh, { recursive: true });
    expect(receipt.totals).toEqual({ USD: TOTAL });
  });
});
