// `attain run`: what passes to the next pay period stands in balances.csv, and opens the plan of the next year.
import { describe, expect, it } from "vitest";
import { sha256 } from "../../compiler/src/host/hash.ts";
import { attain, filesIn, project, read, settings, write } from "../support/command-line.ts";

const DRAW = `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  amount : USD
  closed : Date

source Balances "balances.csv of last December"
  rep     : Reps key
  balance : Text key
  closing : USD at least 0 USD

plan Advances
  for    Reps
  during FY2026
  pays   each Month in USD

  credit Sold from Deals
    dated closed
    worth amount
    to rep

  component commission
    earns 10% of Sold
    rounded half even to cent

  draw advance "Draw"
    guarantees 1,000 USD when end of Month <= 2026-06-30
    repaid from pay above 1,000 USD
    opens at (Balances where balance is "advance").closing otherwise 0 USD

  payout
    settled against advance
    never above 5,000 USD, the excess is carried
`;

/** R1 sells for 700 of commission in January and 1,500 in February, R2 for 9,000 in January. */
const DEALS = `id,rep,amount,closed
D1,R1,7000,2026-01-20
D2,R1,15000,2026-02-20
D3,R2,90000,2026-01-20
`;

function advances(more: Readonly<Record<string, string>> = {}): string {
  return project({
    "attain.json": settings({
      data: {
        Reps: { file: "data/reps.csv" },
        Deals: { file: "data/deals.csv" },
        Balances: { file: "data/balances.csv", columns: { rep: "payee" } },
      },
    }),
    "plans/house.plan": undefined,
    "plans/sales.plan": DRAW,
    "data/reps.csv": "id\nR1\nR2\n",
    "data/deals.csv": DEALS,
    "data/balances.csv": "payee,balance,closing\n",
    ...more,
  });
}

describe("balances", () => {
  it("are written for each payee and period", async () => {
    const folder = advances();
    const { code, out } = await attain(folder, "run", "--period", "2026-02");
    expect([code, out]).toEqual([0, expect.stringContaining("balances.csv")]);
    // R1: 1,000 - 700 = 300 were owed, 500 of 1,500 lie above 1,000. R2: 9,000 - 5,000 = 4,000 came in; 1,000 are
    // drawn, for February sells nothing, so 5,000 are due and paid.
    expect(read(folder, "out/2026-02/balances.csv")).toBe(
      [
        "plan,period,payee,name,balance,opening,drawn,repaid,forgiven,closing,unit",
        "Advances,2026-02,R1,R1,payout,0.00,0.00,0.00,0.00,0.00,USD",
        "Advances,2026-02,R1,R1,advance,300.00,0.00,300.00,0.00,0.00,USD",
        "Advances,2026-02,R2,R2,payout,4000.00,0.00,0.00,0.00,0.00,USD",
        "Advances,2026-02,R2,R2,advance,0.00,1000.00,0.00,0.00,1000.00,USD",
        "",
      ].join("\n"),
    );
  });

  it("are hashed by the receipt", async () => {
    const folder = advances();
    await attain(folder, "run", "--period", "2026-02");
    const receipt = JSON.parse(read(folder, "out/2026-02/receipt.json")) as { balances: string };
    expect(receipt.balances).toBe(sha256(read(folder, "out/2026-02/balances.csv")));
  });

  it("are written anew by the next run of the period", async () => {
    const folder = advances();
    for (const _ of [1, 2]) {
      const { code, err } = await attain(folder, "run", "--period", "2026-02");
      expect([code, err]).toEqual([0, ""]);
    }
  });

  it("open the next plan", async () => {
    const folder = advances();
    await attain(folder, "run", "--period", "2026-01");
    const lines = read(folder, "out/2026-01/balances.csv").trimEnd().split("\n");
    const opening = lines.filter((line) => line.includes(",advance,") || line.startsWith("plan,"));
    const next = advances({ "data/deals.csv": "id,rep,amount,closed\n" });
    write(next, "data/balances.csv", `${opening.join("\n")}\n`);
    await attain(next, "run", "--period", "2026-01");
    // R1 owed 300, and draws 1,000.
    expect(read(next, "out/2026-01/balances.csv")).toContain(
      "R1,advance,300.00,1000.00,0.00,0.00,1300.00,USD",
    );
  });

  it("aren't written where nothing passes on", async () => {
    const folder = project();
    await attain(folder, "run", "--period", "FY2026-Q1");
    expect(filesIn(folder).filter((path) => path.endsWith("balances.csv"))).toEqual([]);
  });

  it("are still repaid by what is released when the plan has ended, and nothing is guaranteed", async () => {
    const plan = DRAW.replace(" when end of Month <= 2026-06-30", "").replace(
      '  draw advance "Draw"',
      `  release payments of commission
    pays all in 2 parts each Quarter from end of Month, odd cents last

  component salary
    earns 100 USD

  draw advance "Draw"`,
    );
    const folder = advances({
      "plans/sales.plan": plan,
      "data/deals.csv": "id,rep,amount,closed\nD1,R1,40000,2026-12-20\nD2,R2,9000,2025-12-20\n",
    });
    // Eleven months draw 1,000 - 100, to 9,900. December has 4,000 / 2 + 100, of which 1,100 repay: 8,800 are owed.
    const opening = "8800.00";
    await attain(folder, "run", "--period", "2027-01");
    expect(read(folder, "out/2027-01/balances.csv")).toContain(
      `R1,advance,${opening},0.00,0.00,0.00,${opening},USD`,
    );
    // The other 2,000, and no salary: 1,000 lie above 1,000.
    const { code, err } = await attain(folder, "run", "--period", "2027-03");
    expect([code, err]).toEqual([0, ""]);
    expect(read(folder, "out/2027-03/balances.csv")).toContain(
      `R1,advance,${opening},0.00,1000.00,0.00,7800.00,USD`,
    );
    const told = await attain(folder, "explain", "R1", "--period", "2027-03");
    expect(told.out).toMatch(/salary +0\.00 USD .*\n└─ the plan ended on 2026-12-31/);
  });

  it("stop the run where one can't be found, although nothing that is paid needs it", async () => {
    const plan = DRAW.replace(
      "  payout",
      '  balance bank\n    opens at 0 USD\n    becomes bank + (Balances where balance is "bank").closing\n\n  payout',
    );
    const folder = advances({ "plans/sales.plan": plan });
    const { code, err } = await attain(folder, "run", "--period", "2026-01");
    expect([code, err]).toEqual([1, expect.stringContaining("ATN9001")]);
    expect(filesIn(folder).filter((path) => path.startsWith("out/"))).toEqual([]);
  });
});
