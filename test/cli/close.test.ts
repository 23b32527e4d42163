// `attain close`: a period is paid for good, whole, in its order, and once.
import { describe, expect, it } from "vitest";
import { changed, LATE, Q1, Q2, shown } from "../support/closed-project.ts";
import {
  attain,
  contentsOf,
  filesIn,
  json,
  project,
  PROJECT,
  read,
  write,
} from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];

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
});

describe("a period", () => {
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

  it("posts nothing where the ledger can't be written", async () => {
    const folder = project({ ledger: "a file\n" });
    const { code, err } = await attain(folder, "close", Q1);
    expect([code, err]).toEqual([
      2,
      "ledger can't be used: a file stands where a folder is needed.\n",
    ]);
    expect(read(folder, "ledger")).toBe("a file\n");
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
});

describe("a close that would pay twice", () => {
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
    [["close", Q1, Q2], "There is no plan FY2026-Q2. The plans are Sales."],
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

describe("plans that are paid at other times, or closed by themselves", () => {
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

  it("are closed alone, without the files of whole runs", async () => {
    const folder = project({ "plans/allowance.plan": monthly });
    const { out } = await attain(folder, "close", Q1, "Allowance");
    // 3 x 100.00
    expect(out).toMatch(
      /^FY2026-Q1 is closed: 3 entries, 300\.00 USD, in ledger\/0001\.jsonl\nSeal: \w{64}\n$/m,
    );
    expect(filesIn(folder).filter((path) => path.startsWith("out/"))).toEqual([]);
    await attain(folder, "close", Q1);
    expect((await shown(folder)).totals).toEqual({ USD: "9600.06" });
    expect((await attain(folder, "close", Q1, "Sales")).code).toBe(1);
  });

  it("are closed alone where a name means different days for them", async () => {
    const fiscal = SALES.replace("plan Sales", "plan Fiscal")
      .replace(
        'import "house.plan"',
        'import "house.plan"\n\ncalendar starts February, named by its start',
      )
      .replace(/^test[^]*/m, "");
    const folder = project({ "plans/fiscal.plan": fiscal });
    expect((await attain(folder, "close", Q1)).err).toContain(
      "Pay them one after the other: attain close FY2026-Q1 Fiscal.\n",
    );
    expect((await attain(folder, "close", Q1, "Fiscal")).code).toBe(0);
    expect((await attain(folder, "close", Q1, "Sales")).code).toBe(0);
    // 3,450.03 + 7,250.03 by the one calendar, 8,500.05 + 800.01 by the other
    expect((await shown(folder)).totals).toEqual({ USD: "20000.12" });
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
