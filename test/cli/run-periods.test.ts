// `attain run`: which plans are paid in a period, each by its own calendar.
import { describe, expect, it } from "vitest";
import { attain, filesIn, json, project, PROJECT } from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];
const OUT = "out/FY2026-Q1";

interface Receipt {
  readonly totals: Readonly<Record<string, string>>;
}

describe("periods", () => {
  it("pays each pay period of a longer one", async () => {
    const { receipt: half, payouts } = (await json(project(), "run", "-p", "FY2026-H1")) as {
      receipt: Receipt;
      payouts: { period: string; payee: string; payout: string }[];
    };
    expect(payouts.map(({ period, payee, payout }) => `${period} ${payee} ${payout}`)).toEqual([
      "FY2026-Q1 R1 8500.05",
      "FY2026-Q1 R2 800.01",
      "FY2026-Q2 R1 0.00",
      "FY2026-Q2 R2 5250.00",
    ]);
    expect(half.totals).toEqual({ USD: "14550.06" }); // 9,300.06 + 5,250
  });

  it.each([
    [
      "none",
      [],
      "Which period? Write --period, such as --period FY2026-Q1. Sales pays each Quarter ",
    ],
    [
      "one that isn't written so",
      ["-p", "Q1"],
      "The calendar has no period Q1. Periods are written FY2026, ",
    ],
    ["an empty one", ["-p", ""], "The calendar has no period "],
    [
      "nearly one",
      ["-p", "2026-Q1"],
      "The calendar has no period 2026-Q1. Did you mean FY2026-Q1?",
    ],
    [
      "one before the plan",
      ["-p", "FY2025-Q4"],
      "No plan pays in FY2025-Q4. Sales pays each Quarter ",
    ],
    ["one too short", ["-p", "2026-01"], "No plan pays in 2026-01. Sales pays each Quarter "],
    ["no date", ["-p", "FY2026-Q1", "--as-of", "2026-02-30"], "2026-02-30 is no date: "],
  ])("asks again for %s", async (_, words, answer) => {
    const folder = project();
    const { code, out, err } = await attain(folder, "run", ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(answer);
    expect(filesIn(folder)).not.toContainEqual(expect.stringMatching(/^out\//));
  });
});

describe("no plans", () => {
  it("pay nothing", async () => {
    const { code, err } = await attain(project({ "plans/sales.plan": undefined }), ...FIRST);
    expect(code).toBe(2);
    expect(err).toContain("There is nothing to pay: no file has a plan.\n");
  });
});

describe("plans", () => {
  const managers = `import "house.plan"

plan Managers
  for    Reps where role is Manager
  during FY2026
  pays   each Quarter in USD

  component fixed
    earns 100 USD
    rounded half even to cent
`;

  it("pays those that are named, or all", async () => {
    const folder = project({ "plans/managers.plan": managers });
    const payees = async (...words: string[]): Promise<string[]> => {
      const { payouts } = (await json(folder, ...FIRST, ...words)) as {
        payouts: { payee: string }[];
      };
      return payouts.map(({ payee }) => payee);
    };
    expect(await payees()).toEqual(["R3", "R1", "R2"]);
    expect(await payees("Managers")).toEqual(["R3"]);
    expect(await payees("Sales")).toEqual(["R1", "R2"]);
  });

  it("adds up each currency by itself", async () => {
    const euros = managers.replace("in USD", "in EUR").replace("100 USD", "100 EUR");
    const { totals } = (
      (await json(project({ "plans/managers.plan": euros }), ...FIRST)) as { receipt: Receipt }
    ).receipt;
    expect(totals).toEqual({ EUR: "100.00", USD: "9300.06" });
  });

  it("suggests the plan that was meant", async () => {
    const { code, err } = await attain(project(), ...FIRST, "Sale");
    expect(code).toBe(2);
    expect(err).toContain("There is no plan Sale. Did you mean Sales?");
  });

  it("refuses two plans of one name", async () => {
    const folder = project({ "plans/copy.plan": PROJECT["plans/sales.plan"] });
    const { code, err } = await attain(folder, ...FIRST);
    expect(code).toBe(1);
    expect(err).toContain("error ATN8206  Two plans are called `Sales`.");
    expect(err).toContain("Nothing was paid: 1 error.\n");
    expect(filesIn(folder)).not.toContain(`${OUT}/payouts.csv`);
  });

  it("says which plans aren't paid in the period, and why", async () => {
    const folder = project({
      "plans/managers.plan": managers.replace("each Quarter", "each Month"),
    });
    const { out } = await attain(folder, "run", "-p", "2026-01");
    expect(out).toContain("note  Sales isn't paid in this period: it pays each Quarter.\n");
    const ended = managers.replace("during FY2026", "during 2026-04-01 to 2026-12-31");
    const { out: later } = await attain(project({ "plans/managers.plan": ended }), ...FIRST);
    expect(later).toContain(
      "note  Managers isn't paid in this period: it holds from 2026-04-01 to 2026-12-31.\n",
    );
  });
});

/** The plan paid each month, on a quota that is spread over them. */
function monthly(text: string): string {
  const months = text.replace("each Quarter in", "each Month in").replace(/^test[^]*/m, "");
  return months.replace("Quotas.amount", "Quotas.amount prorated by months into Month");
}

describe("calendars", () => {
  // Managers whose year starts in February: their first quarter ends on 30 April, and has Bo's deal of 1 April in it.
  const FISCAL = PROJECT["plans/sales.plan"]
    .replace(
      'import "house.plan"',
      'import "house.plan"\n\ncalendar starts February, named by its start',
    )
    .replace("plan Sales", "plan Fiscal")
    .replace(/^test[^]*/m, "");
  const folder = (): string => project({ "plans/fiscal.plan": FISCAL });
  const paid = async (...words: string[]): Promise<string[]> => {
    const { payouts } = (await json(folder(), ...FIRST, ...words)) as {
      payouts: { plan: string; payee: string; payout: string }[];
    };
    return payouts.map(({ plan, payee, payout }) => `${plan} ${payee} ${payout}`);
  };

  it("are those of the plans: each is paid by its own", async () => {
    expect(await paid("Sales")).toEqual(["Sales R1 8500.05", "Sales R2 800.01"]);
    // February to April: Ana has 70,000.50 on 100,000: 50,000 x 4% + 20,000.50 x 6% = 3,200.03, and one large deal, 250.
    // Bo has 20,000.33 + 90,000 on 80,000: 40,000 x 4% + 40,000 x 6% + 30,000.33 x 10% = 7,000.033, and 250.
    expect(await paid("Fiscal")).toEqual(["Fiscal R1 3450.03", "Fiscal R2 7250.03"]);
  });

  it("that mean different days by the name of a period aren't paid in one run", async () => {
    const both = folder();
    const { code, out, err } = await attain(both, ...FIRST);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(
      "FY2026-Q1 is 2026-02-01 to 2026-04-30 for Fiscal and 2026-01-01 to 2026-03-31 for Sales. Pay them one after the other: attain run Fiscal --period FY2026-Q1 --out DIR.\n",
    );
    expect(filesIn(both).filter((path) => path.startsWith("out/"))).toEqual([]);
  });

  it("that mean the same days are", async () => {
    const months = project({
      "plans/fiscal.plan": monthly(FISCAL),
      "plans/sales.plan": monthly(PROJECT["plans/sales.plan"]),
    });
    const { payouts } = (await json(months, "run", "-p", "2026-03")) as {
      payouts: { plan: string; period: string; payee: string }[];
    };
    expect(payouts.map(({ plan, payee, period }) => `${plan} ${payee} ${period}`)).toEqual([
      "Fiscal R1 2026-03",
      "Fiscal R2 2026-03",
      "Sales R1 2026-03",
      "Sales R2 2026-03",
    ]);
  });

  it("are those of the plans in explanations too", async () => {
    const { explanations } = (await json(folder(), "explain", "R1", "-p", "FY2026-Q1")) as {
      explanations: { plan: string; total: string }[];
    };
    expect(explanations.map(({ plan, total }) => `${plan} ${total}`)).toEqual([
      "Fiscal 3450.03",
      "Sales 8500.05",
    ]);
  });
});
