// What comes to light after a period is closed is paid with the next one, and the closed one stays as it is.
import { describe, expect, it } from "vitest";
import { changed, Q1, Q2, shown } from "../support/closed-project.ts";
import {
  attain,
  contentsOf,
  folderOf,
  json,
  project,
  PROJECT,
  read,
  write,
} from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];

describe("late changes", () => {
  it("are shown in a run of the open period, and paid with it", async () => {
    const folder = await changed();
    const { out } = await attain(folder, "run", "--period", Q2);
    // Ana: 0.00 + 120.00. Bo: 5,250.00 - 400.00.
    expect(out).toContain(`
Late changes to closed periods

  Payee          Plan   Paid with  Adjustment                                    Payout
  Núñez, Ana     Sales  FY2026-Q2  late changes to FY2026-Q1: +120.00 USD    120.00 USD
  Bo "Buzz" Lee  Sales  FY2026-Q2  late changes to FY2026-Q1: -400.00 USD  4,850.00 USD
`);
    expect(read(folder, "out/FY2026-Q2/payouts.csv")).toContain(`
Sales,FY2026-Q2,R2,"Bo ""Buzz"" Lee",bonus,250.00,USD
Sales,FY2026-Q2,R2,"Bo ""Buzz"" Lee",late changes to FY2026-Q1,-400.00,USD
Sales,FY2026-Q2,R2,"Bo ""Buzz"" Lee",payout,4850.00,USD
`);
    // 5,250.00 + 120.00 - 400.00
    expect(JSON.parse(read(folder, "out/FY2026-Q2/receipt.json"))).toMatchObject({
      totals: { USD: "4970.00" },
    });
    const statement = read(folder, "out/FY2026-Q2/statements/Sales/FY2026-Q2/R1.md");
    expect(statement).toContain("**Paid: 120.00 USD**");
    expect(statement).toContain(
      "\n| Late changes to FY2026-Q1 | 120.00 USD |\n| **Paid** | **120.00 USD** |\n",
    );
  });

  it("are no part of what is explained, which says so", async () => {
    const folder = await changed();
    const { out } = await attain(folder, "explain", "R1", "--period", Q2);
    expect(out).toContain(
      "note  This is what FY2026-Q2 itself comes to. What closed periods of Sales come to now, less what was posted for them, is paid with it, too: attain run --period FY2026-Q2 --dry-run shows it, and attain explain with a closed period, such as --period FY2026-Q1, what that comes to now.\n",
    );
    expect((await attain(folder, "explain", "R1", "--period", Q1)).out).not.toContain("note  ");
    expect((await attain(project(), "explain", "R1", "--period", Q2)).out).not.toContain("note  ");
  });

  it("are posted in the period that is closed next, and lead back to what they correct", async () => {
    const folder = await changed();
    const first = read(folder, "ledger/0001.jsonl");
    expect((await attain(folder, "close", Q2)).out).toContain(
      "FY2026-Q2 is closed: 6 entries, 4,970.00 USD, in ledger/0002.jsonl\n",
    );
    expect(read(folder, "ledger/0001.jsonl")).toBe(first);
    const { entries, totals } = await shown(folder, "--period", Q1);
    const late = entries.filter(({ kind }) => kind === "difference");
    expect(
      late.map(({ payee, amount, corrects, postedIn }) => [payee, amount, corrects, postedIn]),
    ).toEqual([
      ["R1", "120.00", 2, Q2],
      ["R2", "-400.00", 4, Q2],
    ]);
    // What the first quarter comes to now: 8,120.05 + 500.00 + 400.01
    expect(totals).toEqual({ USD: "9020.06" });
    const again = (await json(folder, "run", "--period", Q1)) as { receipt: { totals: object } };
    expect(again.receipt.totals).toEqual(totals);
  });
});

describe("what is late", () => {
  it("are paid once", async () => {
    const folder = await changed();
    await attain(folder, "close", Q2);
    const quotas = `${PROJECT["data/quotas.csv"]}R1,FY2026-Q3,100000\nR2,FY2026-Q3,80000\n`;
    write(folder, "data/quotas.csv", quotas);
    const { out } = await attain(folder, "close", "FY2026-Q3");
    expect(out).not.toContain("Late changes");
    expect((await shown(folder, "--period", "FY2026-Q3")).totals).toEqual({ USD: "0.00" });
  });

  it("come from a plan that has changed, too", async () => {
    const folder = project();
    await attain(folder, "close", Q1);
    write(folder, "plans/sales.plan", SALES.replace("earns 250 USD", "earns 300 USD"));
    const { payouts } = (await json(folder, "run", "--period", Q2)) as {
      payouts: { payee: string; late?: object; payout: string }[];
    };
    // Ana had two large deals: 2 x 50. Bo has one in the second quarter, 5,000 + 300, and nothing late.
    expect(payouts).toMatchObject([
      { payee: "R1", late: { [Q1]: "100.00" }, payout: "100.00" },
      { payee: "R2", payout: "5300.00" },
    ]);
    expect(payouts[1]).not.toHaveProperty("late");
  });

  it("are taken back from who isn't paid any more, and have a row of their own", async () => {
    const folder = project();
    await attain(folder, "close", Q1);
    write(folder, "data/reps.csv", PROJECT["data/reps.csv"].replace('Lee",AE', 'Lee",Manager'));
    const { payouts } = (await json(folder, "run", "--period", Q2)) as { payouts: object[] };
    expect(payouts).toMatchObject([
      { payee: "R1", payout: "0.00" },
      { payee: "R2", period: Q2, components: {}, late: { [Q1]: "-800.01" }, payout: "-800.01" },
    ]);
  });

  it("are those of one person where one is asked for", async () => {
    const folder = await changed();
    const { payouts } = (await json(folder, "run", "--period", Q2, "--payee", "R1")) as {
      payouts: object[];
    };
    expect(payouts).toMatchObject([{ payee: "R1", late: { [Q1]: "120.00" }, payout: "120.00" }]);
    expect(payouts).toHaveLength(1);
  });
});

describe("a closed period", () => {
  it("don't change what a closed period has written", async () => {
    const folder = await changed();
    const before = contentsOf(folder);
    const { code, out } = await attain(folder, "run", "--period", Q1);
    expect(code).toBe(0);
    expect(out).toContain(
      "Nothing was written: FY2026-Q1 is closed, by entry 1 of the ledger. This is what it would come to now.\n",
    );
    expect(contentsOf(folder)).toEqual(before);
    expect((await attain(folder, "run", "--period", Q1, "--out", "out")).err).toContain(
      "out is where runs of open periods go, and this one is closed: name another folder.\n",
    );
    expect((await attain(folder, "run", "--period", Q1, "--out", "now")).code).toBe(0);
    expect(read(folder, "now/FY2026-Q1/payouts.csv")).toContain("commission,8120.05,USD");
  });

  it("aren't shown before their turn", async () => {
    const folder = await changed();
    const quotas = `${PROJECT["data/quotas.csv"]}R1,FY2026-Q3,100000\nR2,FY2026-Q3,80000\n`;
    write(folder, "data/quotas.csv", quotas);
    const { out } = await attain(folder, "run", "--period", "FY2026-Q3");
    expect(out).toContain(
      "note  Late changes aren't shown: FY2026-Q2 of Sales comes before FY2026-Q3, and isn't closed yet.\n",
    );
    expect(out).not.toContain("Late changes to closed periods");
  });
});

// Ada is guaranteed 3,000 USD a month, and repays at most 500 USD of it a month, from what lies above 3,000 USD.
const DRAW = {
  "attain.json": `${JSON.stringify({
    data: { Reps: { file: "data/reps.csv" }, Deals: { file: "data/deals.csv" } },
  })}\n`,
  "data/reps.csv": "id,name,new\nA,Ada Lind,yes\nB,Ben Okoro,no\n",
  "data/deals.csv":
    "id,rep,amount,closed\nD1,A,20000,2026-01-20\nD2,A,45000,2026-02-20\nD3,B,50000,2026-01-15\n",
  "plans/ae.plan": `people Reps
  id   : Text key
  name : Text
  new  : YesNo

source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date

plan AE
  for    Reps
  during FY2026
  pays   each Month in USD

  credit Bookings from Deals
    dated closed
    worth amount
    to    rep

  component commission
    earns 10% of Bookings
    rounded half even to cent

  draw advance
    guarantees 3,000 USD when new
    repaid from pay above 3,000 USD
    repaid at most 500 USD

  payout
    settled against advance
`,
};

describe("late changes with a draw", () => {
  it("are told by component, and as what changes the opening debt", async () => {
    const folder = folderOf(DRAW);
    // Ada: 2,000 earned, 1,000 drawn. Ben: 5,000.
    expect((await attain(folder, "close", "2026-01")).code).toBe(0);
    // 5,000 x 10% = 500 more are earned, so 500 less are drawn. Ben's deal is gone: 5,000 less.
    write(
      folder,
      "data/deals.csv",
      "id,rep,amount,closed\nD1,A,20000,2026-01-20\nD2,A,45000,2026-02-20\nD4,A,5000,2026-01-30\n",
    );
    const { out } = await attain(folder, "close", "2026-02");
    // 4,500 less the 500 that are owed now, not the 1,000 that January closed with: 4,000.
    expect(out.replace(/ +/g, " ")).toContain(`
 Ada Lind AE 2026-02 late changes to 2026-01, commission: +500.00 USD
 late changes to 2026-01, payout adjustment: -500.00 USD 4,000.00 USD
 Ben Okoro AE 2026-02 late changes to 2026-01: -5,000.00 USD -5,000.00 USD
note With late changes the payout of Ben Okoro in AE is below zero, -5,000.00 USD: neither a floor nor \`repaid at most\` holds for them.
`);
    const statement = read(folder, "out/2026-02/statements/AE/2026-02/A.md");
    expect(statement).toContain(`
| commission | 4,500.00 USD |
| settled against advance | -500.00 USD |
| Late changes to 2026-01, commission | 500.00 USD |
| Late changes to 2026-01, payout adjustment | -500.00 USD |
| **Payout** | **4,000.00 USD** |
`);
    expect(statement).toContain(
      "- owed before: 500.00 USD, drawn since 2026-01, with the late changes to 2026-01\n",
    );
  });
});
