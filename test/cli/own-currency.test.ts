// Everybody is paid in their own currency: each row carries it, and nothing is added across.
import { describe, expect, it } from "vitest";
import { attain, contentsOf, folderOf, json, read, write } from "../support/command-line.ts";

const PLAN = `people Reps
  id       : Text key
  name     : Text
  currency : Currency

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

source FxRates
  currency : Currency key
  month    : Month key
  rate     : USD per Currency to 8 places above 0 USD per Currency

plan Sales
  for    Reps
  during FY2026
  pays   each Quarter in currency

  credit Bookings from Deals
    dated closed
    worth amount
    to    rep

  component commission "Commission"
    earns (5% of Bookings) in currency by FxRates.rate on end of Quarter
    rounded half even to cent
`;

// What Ada has, in yen at 0.0064, and Bo, in dinars at 3.3; Cy has dollars, and no rate is asked for.
const FILES = {
  "attain.json": `${JSON.stringify({
    data: {
      Reps: { file: "data/reps.csv" },
      Deals: { file: "data/deals.csv" },
      FxRates: { file: "data/fx.csv" },
    },
  })}\n`,
  "plans/sales.plan": PLAN,
  "data/reps.csv": "id,name,currency\nR1,Ada,JPY\nR2,Bo,KWD\nR3,Cy,USD\nR4,Di,KWD\n",
  "data/deals.csv":
    "id,rep,amount,closed\nD1,R1,30000,2026-01-15\nD2,R2,10000,2026-02-01\nD3,R3,1234.56,2026-03-01\nD4,R4,660,2026-03-01\n",
  "data/fx.csv":
    "currency,month,rate\nJPY,2026-03,0.0064\nKWD,2026-03,3.3\nJPY,2026-06,0.0060\nKWD,2026-06,3.2\nEUR,2026-03,1.25\nEUR,2026-06,1.25\n",
};

// 1,500 / 0.0064 = 234,375. 500 / 3.3 = 151.515151…: 151.515. 61.728: 61.73. 33 / 3.3 = 10.
describe("pay in everybody's own currency", () => {
  it("is shown, written and totalled in it", async () => {
    const folder = folderOf(FILES);
    const { code, out } = await attain(folder, "run", "--period", "FY2026-Q1");
    expect(code).toBe(0);
    expect(out.replace(/ +/g, " ")).toContain(`
 Ada 30,000.00 USD 234,375 234,375 JPY
 Bo 10,000.00 USD 151.515 151.515 KWD
 Cy 1,234.56 USD 61.73 61.73 USD
 Di 660.00 USD 10.000 10.000 KWD
 Total JPY 234,375 234,375 JPY
 Total KWD 161.515 161.515 KWD
 Total USD 61.73 61.73 USD
`);
    expect(read(folder, "out/FY2026-Q1/payouts.csv")).toContain(
      "Sales,FY2026-Q1,R2,Bo,payout,151.515,KWD\n",
    );
    expect(JSON.parse(read(folder, "out/FY2026-Q1/receipt.json"))).toMatchObject({
      totals: { JPY: "234375", KWD: "161.515", USD: "61.73" },
    });
    const statements = Object.entries(contentsOf(folder)).filter(([path]) =>
      /R[12]\.md$/.test(path),
    );
    expect(statements.map(([, text]) => /\*\*Payout: (.*)\*\*/.exec(text)?.[1])).toEqual([
      "234,375 JPY",
      "151.515 KWD",
    ]);
  });

  it("is explained in it", async () => {
    const document = await json(folderOf(FILES), "explain", "R1", "--period", "FY2026-Q1");
    expect(document).toMatchObject({
      explanations: [
        {
          currency: "JPY",
          total: "234375",
          lines: [{ name: "commission", amount: "234375", unit: "JPY", adds: true }],
        },
      ],
    });
    const { out } = await attain(folderOf(FILES), "explain", "R2", "--period", "FY2026-Q1");
    expect(out).toContain("rounded half even to cent");
    expect(out).toContain("151.515 KWD");
    expect(out).not.toContain("Money in");
  });

  it("is explained with the rate as the data has it, and its row", async () => {
    const folder = folderOf(FILES);
    const { out } = await attain(folder, "explain", "R1", "--period", "FY2026-Q1");
    const told = out.replace(/\s+/g, " ");
    expect(told).toContain("(2026-03-31) (/ 0.0064 USD per JPY)");
    expect(told).toContain("FxRates.rate (JPY, 2026-03) 0.0064 USD per JPY FxRates row 2");
    // Each deal of a component that is paid deal by deal: 30,000 x 5% = 1,500 USD.
    const each = PLAN.replace('commission "Commission"', "commission for each Bookings").replace(
      "5% of Bookings",
      "5% of credited",
    );
    write(folder, "plans/sales.plan", each);
    const deals = (await attain(folder, "explain", "R2", "--period", "FY2026-Q1")).out;
    // 10,000 x 5% = 500 USD / 3.3
    expect(deals).toContain("D2: 500.00 USD / 3.3 USD per KWD = ≈151.515 KWD, rounded");
    expect(deals.replace(/\s+/g, " ")).toContain(
      "FxRates.rate (KWD, 2026-03) 3.3 USD per KWD FxRates row 3",
    );
  });

  it("is posted in both currencies when somebody's changes after a close", async () => {
    const folder = folderOf(FILES);
    await attain(folder, "close", "FY2026-Q1");
    write(folder, "data/reps.csv", FILES["data/reps.csv"].replace("Bo,KWD", "Bo,EUR"));
    const { code, out } = await attain(folder, "run", "--period", "FY2026-Q2");
    expect(code).toBe(0);
    // 500 USD at 1.25 are 400 EUR.
    expect(out).toMatch(/Bo +Sales +FY2026-Q2 +late changes to FY2026-Q1: -151\.515 KWD/);
    expect(out).toMatch(/Bo +Sales +FY2026-Q2 +late changes to FY2026-Q1: \+400\.00 EUR/);
  });

  it("is tested in it", async () => {
    const test = `
test "yen" for Sales, R1 in FY2026-Q1
  given currency is JPY
  given FxRates
    | currency | month   | rate   |
    | JPY      | 2026-03 | 0.0064 |
  given Bookings is 30,000 USD
  expect payout is 234,375 USD
`;
    const { code, out } = await attain(
      folderOf({ ...FILES, "plans/sales.plan": FILES["plans/sales.plan"] + test }),
      "test",
    );
    expect(code).toBe(1);
    expect(out).toContain("234,375.00 USD");
    expect(out).toContain("234,375 JPY");
  });
});
