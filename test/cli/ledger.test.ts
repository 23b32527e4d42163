// `attain close` and `attain ledger`: periods paid for good, late changes paid with the next one, nothing changed unseen.
import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  attain,
  contentsOf,
  emptyFolder,
  filesIn,
  json,
  project,
  PROJECT,
  read,
  write,
} from "../support/command-line.ts";

const [Q1, Q2] = ["FY2026-Q1", "FY2026-Q2"];
const SALES = PROJECT["plans/sales.plan"];

/**
 * A deal of Ana's comes late, and Bo's was typed wrong. The first quarter comes to:
 *
 * Ana: 130,000.50 + 1,200 = 131,200.50 on 100,000: 2,000 + 3,000 + 31,200.50 x 10% = 8,120.05, 120.00 more than 8,000.05.
 * Bo: 10,000.33 x 4% = 400.0132, rounded 400.01, 400.00 less than 800.01.
 */
const LATE = `${PROJECT["data/deals.csv"].replace("20000.33", "10000.33")}D5,R1,1200,2026-03-20\n`;

interface Shown {
  readonly entries: readonly {
    readonly n: number;
    readonly kind: string;
    readonly payee: string;
    readonly period: string;
    readonly component: string;
    readonly amount: string;
    readonly postedIn: string;
    readonly corrects?: number;
  }[];
  readonly totals: Readonly<Record<string, string>>;
}

async function shown(folder: string, ...words: string[]): Promise<Shown> {
  return (await json(folder, "ledger", "show", ...words)) as Shown;
}

/** A project whose first quarter is closed, and whose data has changed since. */
async function changed(): Promise<string> {
  const folder = project();
  expect((await attain(folder, "close", Q1)).code).toBe(0);
  write(folder, "data/deals.csv", LATE);
  return folder;
}

describe("attain close", () => {
  it("posts what everybody is paid, by component, and writes the files of the run", async () => {
    const folder = project();
    const { code, out, err } = await attain(folder, "close", Q1);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(
      "\nFY2026-Q1 is closed: 4 entries, 9,300.06 USD, in ledger/0001.jsonl\nSeal: ",
    );
    expect(out).toContain("\nPayouts and statements: out/FY2026-Q1\n");
    const ran = project();
    await attain(ran, "run", "--period", Q1);
    expect(filesIn(folder).filter((path) => path.startsWith("out/"))).toEqual(
      filesIn(ran).filter((path) => path.startsWith("out/")),
    );
    const { entries, totals } = await shown(folder);
    expect(
      entries.map(({ n, kind, payee, component, amount }) => [n, kind, payee, component, amount]),
    ).toEqual([
      [2, "pay", "R1", "commission", "8000.05"],
      [3, "pay", "R1", "bonus", "500.00"],
      [4, "pay", "R2", "commission", "800.01"],
      [5, "pay", "R2", "bonus", "0.00"],
    ]);
    expect(totals).toEqual({ USD: "9300.06" });
  });

  it("says in its own entry what everything was computed from and by", async () => {
    const folder = project();
    await attain(folder, "close", Q1, "--as-of", "2026-04-05");
    const receipt = JSON.parse(read(folder, "out/FY2026-Q1/receipt.json")) as {
      readonly plans: object;
      readonly data: readonly { readonly file: string; readonly sha256: string }[];
      readonly config: string;
      readonly compiler: { readonly sha256: string };
    };
    const [head = ""] = read(folder, "ledger/0001.jsonl").split("\n");
    expect(JSON.parse(head)).toMatchObject({
      n: 1,
      kind: "close",
      period: Q1,
      asOf: "2026-04-05",
      closes: [{ plan: "Sales", period: Q1, start: "2026-01-01", end: "2026-03-31" }],
      compiler: receipt.compiler.sha256,
      config: receipt.config,
      plans: receipt.plans,
      data: receipt.data.map(({ file, sha256 }) => ({ file, sha256 })),
      totals: { USD: "9300.06" },
    });
  });

  it("posts what the steps of the payout change, so that entries make the payout", async () => {
    const limited = SALES.replace(
      'payout "Paid"',
      'payout "Paid"\n    never above 8,000 USD, the excess is lost',
    ).replace(/^test[^]*/m, "");
    const folder = project({ "plans/sales.plan": limited });
    await attain(folder, "close", Q1);
    const { entries, totals } = await shown(folder, "--payee", "R1");
    expect(entries.map(({ component, amount }) => [component, amount])).toEqual([
      ["commission", "8000.05"],
      ["bonus", "500.00"],
      ["payout adjustment", "-500.05"],
    ]);
    expect(totals).toEqual({ USD: "8000.00" });
  });

  it("closes a period once", async () => {
    const folder = project();
    await attain(folder, "close", Q1);
    const before = contentsOf(folder);
    expect(await attain(folder, "close", Q1)).toEqual({
      code: 1,
      out: "",
      err: "FY2026-Q1 is closed already, by entry 1 of the ledger.\nNothing was posted. What has changed since is paid when the next period is closed; attain run --period with that period shows it.\n",
    });
    expect(contentsOf(folder)).toEqual(before);
    expect(await json(folder, "close", Q1)).toMatchObject({
      exit: 1,
      error: { kind: "ledger", message: "FY2026-Q1 is closed already, by entry 1 of the ledger." },
    });
  });

  it("closes periods in their order, before it looks at any data", async () => {
    const folder = project();
    await attain(folder, "close", Q1);
    const { code, err } = await attain(folder, "close", "FY2026-Q3");
    expect([code, err]).toEqual([
      1,
      "FY2026-Q3 can't be closed: FY2026-Q2 of Sales comes before FY2026-Q3, and isn't closed yet.\nNothing was posted.\n",
    ]);
    const later = project();
    await attain(later, "close", Q2);
    expect((await attain(later, "close", Q1)).err).toContain(
      "FY2026-Q1 of Sales lies before FY2026-Q2, which is closed.\n",
    );
  });

  it("posts nothing in a dry run, nor where anything is at fault", async () => {
    const folder = project();
    const { code, out } = await attain(folder, "close", Q1, "--dry-run");
    expect([code, out]).toEqual([
      0,
      expect.stringContaining("Nothing was posted: this is a dry run."),
    ]);
    write(folder, "data/deals.csv", "id,rep,amount,closed\nD1,R1,sixty,2026-01-15\n");
    expect((await attain(folder, "close", Q1)).code).toBe(1);
    expect(filesIn(folder)).toEqual(Object.keys(PROJECT).sort());
  });

  it("can't be undone by a plan that gets another name", async () => {
    const folder = project();
    await attain(folder, "close", Q1);
    write(folder, "plans/sales.plan", SALES.replaceAll("Sales", "NewSales"));
    const { code, err } = await attain(folder, "close", Q1);
    expect([code, err]).toEqual([
      1,
      "FY2026-Q1 of Sales is closed, and Sales isn't in the project any more; NewSales would pay days of it again in FY2026-Q1.\nNothing was posted. If NewSales is Sales under another name, give it back the one that the ledger knows. If it is another plan, put Sales back beside it.\n",
    ]);
    const { out } = await attain(folder, "run", "--period", Q2);
    expect(out).toContain(
      "note  Sales isn't in the project any more: what is closed of it stays as it is.\n",
    );
  });

  it("keeps the days that were closed", async () => {
    const folder = await changed();
    write(
      folder,
      "plans/sales.plan",
      SALES.replace(
        'import "house.plan"',
        'import "house.plan"\n\ncalendar starts February, named by its start',
      ),
    );
    const { code, err } = await attain(folder, "run", "--period", Q2);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(
        "FY2026-Q1 of Sales was closed for 2026-01-01 to 2026-03-31, and now it is 2026-02-01 to 2026-04-30.\n",
      ),
    ]);
  });

  it.each([
    [["close"], "Which period? Name one, such as attain close FY2026-Q1."],
    [["close", Q1, Q2], "Which period? Name one, such as attain close FY2026-Q1."],
    [["close", Q1, "--as-of", "today"], "today is no date: write it as 2026-03-31."],
    [["ledger"], "What of the ledger? Write attain ledger verify, or attain ledger show."],
    [["ledger", "verify", "--payee", "R1"], "--payee belongs to attain ledger show."],
    [["ledger", "show", "--seal", "x"], "--seal belongs to attain ledger verify."],
  ])("is answered where it can't be understood: %s", async (words, message) => {
    const { code, err } = await attain(project(), ...words);
    expect([code, err]).toEqual([
      2,
      `${message}\nattain ${words[0]} --help shows how it is used.\n`,
    ]);
  });
});

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

describe("plans that are paid at other times", () => {
  const monthly = `import "house.plan"

plan Allowance
  for    Reps where role is Manager
  during FY2026
  pays   each Month in USD

  component fixed
    earns 100 USD
    rounded half even to cent
`;

  it("are closed each by itself, and once", async () => {
    const folder = project({ "plans/allowance.plan": monthly });
    await attain(folder, "close", "2026-01");
    const { out } = await attain(folder, "close", Q1);
    expect(out).toContain("note  2026-01 of Allowance is closed: it isn't paid again.\n");
    const { entries, totals } = await shown(folder);
    const paid = entries.map(
      ({ payee, period, component, postedIn }) => `${payee} ${component} ${period} in ${postedIn}`,
    );
    expect(paid).toEqual([
      "R3 fixed 2026-01 in 2026-01",
      "R3 fixed 2026-02 in FY2026-Q1",
      "R3 fixed 2026-03 in FY2026-Q1",
      "R1 commission FY2026-Q1 in FY2026-Q1",
      "R1 bonus FY2026-Q1 in FY2026-Q1",
      "R2 commission FY2026-Q1 in FY2026-Q1",
      "R2 bonus FY2026-Q1 in FY2026-Q1",
    ]);
    // 3 x 100.00 + 9,300.06
    expect(totals).toEqual({ USD: "9600.06" });
  });

  it("are paid late with any period, though they aren't due in it", async () => {
    const folder = project({ "plans/allowance.plan": monthly });
    await attain(folder, "close", Q1);
    write(folder, "data/deals.csv", LATE);
    const { out } = await attain(folder, "close", "2026-04");
    expect(out).toContain(`
  Payee          Plan   Paid with  Adjustment                                   Payout
  Núñez, Ana     Sales  2026-04    late changes to FY2026-Q1: +120.00 USD   120.00 USD
  Bo "Buzz" Lee  Sales  2026-04    late changes to FY2026-Q1: -400.00 USD  -400.00 USD
`);
    // 100.00 + 120.00 - 400.00
    expect(out).toContain("2026-04 is closed: 3 entries, -180.00 USD, in ledger/0002.jsonl\n");
  });
});

describe("attain ledger", () => {
  it("verifies the chain, and that it has the seal that was kept", async () => {
    const folder = await changed();
    const seal =
      /^Seal: ([0-9a-f]{64})$/m.exec((await attain(folder, "ledger", "verify")).out)?.[1] ?? "";
    await attain(folder, "close", Q2);
    const { code, out } = await attain(folder, "ledger", "verify", "--seal", seal);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^The ledger is whole: 2 closes, 12 entries\nSeal: [0-9a-f]{64}\n$/),
    ]);
    expect(await json(folder, "ledger", "verify", "--seal", "0".repeat(64))).toMatchObject({
      exit: 1,
      ledger: { whole: false, why: `no entry has the seal ${"0".repeat(64)}` },
    });
  });

  it("names the first entry that is broken, and nothing is paid or closed on top of it", async () => {
    const folder = await changed();
    const text = read(folder, "ledger/0001.jsonl").replace("800.01", "900.01");
    chmodSync(`${folder}/ledger/0001.jsonl`, 0o644);
    write(folder, "ledger/0001.jsonl", text);
    const broken =
      "The ledger is broken at ledger/0001.jsonl:4: the entry was changed: its hash isn't that of its words.\n";
    expect(await attain(folder, "ledger", "verify")).toEqual({
      code: 1,
      out: "",
      err: `${broken}Nothing after that is proven. Bring the ledger back from version control or a backup.\n`,
    });
    expect(await json(folder, "ledger", "verify")).toMatchObject({
      exit: 1,
      error: { kind: "ledger" },
      ledger: { whole: false, file: "ledger/0001.jsonl", line: 4 },
    });
    for (const words of [
      ["run", "--period", Q2],
      ["close", Q2],
      ["ledger", "show"],
    ]) {
      const { code, out, err } = await attain(folder, ...words);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain(broken);
    }
  });

  it("shows entries in a table, those of a person by name or key", async () => {
    const folder = await changed();
    await attain(folder, "close", Q2);
    expect(
      (await attain(folder, "ledger", "show", "--payee", "nunez, ana", "--period", Q1)).out,
    ).toBe(
      `FY2026-Q1, as of 2026-03-31

  Entry  Payee            Plan   Period     Component         Amount  Corrects
      2  Núñez, Ana (R1)  Sales  FY2026-Q1  commission  8,000.05 USD
      3  Núñez, Ana (R1)  Sales  FY2026-Q1  bonus         500.00 USD

FY2026-Q2, as of 2026-06-30

  Entry  Payee            Plan   Period     Component       Amount  Corrects
     11  Núñez, Ana (R1)  Sales  FY2026-Q1  commission  120.00 USD  entry 2

In all: 8,620.05 USD
`,
    );
  });

  it("says where there is nothing", async () => {
    const none = "There is no ledger yet: attain close makes it.\n";
    for (const what of ["verify", "show"])
      expect(await attain(project(), "ledger", what)).toEqual({ code: 0, out: none, err: "" });
    const folder = await changed();
    const { err } = await attain(folder, "ledger", "show", "--period", Q2);
    expect(err).toContain("Nothing was posted for FY2026-Q2. Closed are FY2026-Q1.\n");
    expect((await attain(folder, "ledger", "show", "--payee", "Ana")).err).toContain(
      "Nothing was posted to Ana. Did you mean Núñez, Ana?\n",
    );
    expect((await attain(emptyFolder(), "ledger", "verify")).err).toContain(
      "There is no attain.json here or above, so there is no ledger.\n",
    );
  });
});
