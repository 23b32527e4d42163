// Payouts as a table, as CSV and as JSON: the amounts of each row make its payout, whatever the payout's own steps do.
import { describe, expect, it } from "vitest";
import { attain, json, project, PROJECT, read } from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];
const SALES = PROJECT["plans/sales.plan"].replace(/^test[^]*/m, "");

/**
 * A floor and a cap on the sum, which is 8,500.05 for Ana and 800.01 for Bo: Ana is paid 8,000, 500.05 less, and Bo 1,000,
 * 199.99 more. In all 9,300.06 - 300.06 = 9,000.
 */
const LIMITED = SALES.replace(
  'payout "Paid"',
  'payout "Paid"\n    never above 8,000 USD, the excess is lost\n    never below 1,000 USD',
);

interface Row {
  readonly payee: string;
  readonly components: Readonly<Record<string, string>>;
  readonly adjustment: string;
  readonly payout: string;
}

async function payouts(folder: string): Promise<readonly Row[]> {
  return ((await json(folder, ...FIRST, "--dry-run")) as { payouts: Row[] }).payouts;
}

describe("payouts that the payout's own steps change", () => {
  it("have a column for what they change, and a total that adds up both ways", async () => {
    const { out } = await attain(project({ "plans/sales.plan": LIMITED }), ...FIRST, "--dry-run");
    expect(out).toContain(`
  Payee            Bookings       quota  attainment  Commission  Large deals  Adjustment          Paid
  Núñez, Ana     130,000.50  100,000.00   130.0005%    8,000.05       500.00     -500.05  8,000.00 USD
  Bo "Buzz" Lee   20,000.33   80,000.00   ≈25.0004%      800.01         0.00      199.99  1,000.00 USD
  Total                                                8,800.06       500.00     -300.06  9,000.00 USD
`);
  });

  it("have a row for it in CSV, and only for whom something changes", async () => {
    const folder = project({ "plans/sales.plan": LIMITED.replace("1,000 USD", "500 USD") });
    await attain(folder, ...FIRST);
    const lines = read(folder, "out/FY2026-Q1/payouts.csv").trim().split("\n");
    expect(lines.map((line) => line.split(",").slice(-3).join(","))).toEqual([
      "component,amount,currency",
      "commission,8000.05,USD",
      "bonus,500.00,USD",
      "payout adjustment,-500.05,USD",
      "payout,8000.00,USD",
      "commission,800.01,USD",
      "bonus,0.00,USD",
      "payout,800.01,USD",
    ]);
  });

  it("have it in JSON", async () => {
    const rows = await payouts(project({ "plans/sales.plan": LIMITED }));
    expect(rows.map(({ payee, adjustment, payout }) => [payee, adjustment, payout])).toEqual([
      ["R1", "-500.05", "8000.00"],
      ["R2", "199.99", "1000.00"],
    ]);
  });

  it("show what a closed gate takes back", async () => {
    const gated = SALES.replace(
      'payout "Paid"',
      'payout "Paid"\n    only if attainment >= 100%, then from the first dollar',
    );
    const rows = await payouts(project({ "plans/sales.plan": gated }));
    expect(rows.map(({ adjustment, payout }) => [adjustment, payout])).toEqual([
      ["0.00", "8500.05"],
      ["-800.01", "0.00"],
    ]);
  });

  it("have no such column where nothing changes", async () => {
    const idle = LIMITED.replace("8,000 USD", "80,000 USD").replace("1,000 USD", "0 USD");
    const folder = project({ "plans/sales.plan": idle });
    const { out } = await attain(folder, ...FIRST);
    expect(out).not.toContain("Adjustment");
    expect(read(folder, "out/FY2026-Q1/payouts.csv")).not.toContain("adjustment");
  });
});

/** The project in another currency, with one deal. */
const change = (currency: string, cent: string): Record<string, string> => ({
  "plans/house.plan": PROJECT["plans/house.plan"].replaceAll("USD", currency),
  "plans/sales.plan": SALES.replaceAll("USD", currency).replaceAll("to cent", `to ${cent}`),
  "data/deals.csv": "id,rep,amount,closed\nD1,R1,60000,2026-01-15\n",
});

describe("amounts of payouts", () => {
  it("have all digits of their currency, and no more", async () => {
    // 60,000 of 100,000: 50,000 x 4% + 10,000 x 6% = 2,600, and 250 for a large deal.
    const yen = project(change("JPY", "1 JPY"));
    expect((await payouts(yen))[0]).toMatchObject({
      components: { commission: "2600", bonus: "250" },
      adjustment: "0",
      payout: "2850",
    });
    expect((await attain(yen, ...FIRST)).out).toMatch(/ 2,600 +250 +2,850 JPY\n/);
    const dinars = project(change("KWD", "0.001 KWD"));
    expect((await payouts(dinars))[0]?.payout).toBe("2850.000");
    expect((await attain(dinars, ...FIRST)).out).toMatch(/ 2,600\.000 +250\.000 +2,850\.000 KWD\n/);
  });

  it("stand below each other, whatever the signs of names", async () => {
    const folder = project({ "data/reps.csv": "id,name,role\nR1,高橋 健,AE\nR2,Zoe\u0301,AE\n" });
    const { out } = await attain(folder, ...FIRST, "--dry-run");
    // A sign of Japanese is two columns wide, and an accent of its own none: the names take 7 and 3 columns.
    expect(out).toContain("\n  高橋 健  130,000.50");
    expect(out).toContain("\n  Zoe\u0301       20,000.33");
  });

  it("have the unit of a credit that isn't money of the plan", async () => {
    const units = {
      "plans/house.plan": `unit seat\n\n${PROJECT["plans/house.plan"].replace("amount : USD at", "seats  : seat at").replace("at least 0 USD", "at least 0 seat")}`,
      "plans/sales.plan": `import "house.plan"

plan Sales "Sales 2026"
  for    Reps where role is AE
  during FY2026
  pays   each Quarter in USD

  credit Seats from Deals
    dated closed
    worth seats
    to rep

  component commission
    earns 5 USD per seat x Seats
    rounded half even to cent
`,
      "data/deals.csv": "id,rep,seats,closed\nD1,R1,30,2026-01-15\n",
    };
    const { out } = await attain(project(units), ...FIRST, "--dry-run");
    expect(out).toMatch(/Núñez, Ana +30 seat +150\.00 +150\.00 USD\n/);
  });
});
