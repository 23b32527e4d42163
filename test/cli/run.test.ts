// `attain run`: what it pays, on the screen and in files, all of it worked out by hand; and that it pays nothing if anything is wrong.
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  attain,
  contentsOf,
  filesIn,
  json,
  project,
  PROJECT,
  read,
  settings,
} from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];
const OUT = "out/FY2026-Q1";

interface Receipt {
  readonly asOf: string;
  readonly plans: readonly { readonly path: string; readonly sha256: string }[];
  readonly data: readonly { readonly file: string; readonly sha256: string }[];
  readonly config: string;
  readonly totals: Readonly<Record<string, string>>;
  readonly payouts: string;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The receipt of the first quarter, of the project with changes. */
async function receipt(
  changes: Parameters<typeof project>[0],
  ...more: string[]
): Promise<Receipt> {
  const folder = project(changes);
  const { code, err } = await attain(folder, ...FIRST, ...more);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(read(folder, `${OUT}/receipt.json`)) as Receipt;
}

describe("the screen", () => {
  it("shows what each person is paid, and the sum", async () => {
    const { code, out, err } = await attain(project(), ...FIRST);
    expect([code, err]).toEqual([0, ""]);
    // 130,000.50 + 20,000.33 = 150,000.83; 8,000.05 + 800.01 = 8,800.06; 500 + 0; 8,500.05 + 800.01 = 9,300.06.
    // 20,000.33 / 80,000 = 25.0004125%, which isn't shown as 25%.
    expect(out).toBe(`
Sales 2026  FY2026-Q1, 2026-01-01 to 2026-03-31
2 payees · 3 credits of Bookings, 150,000.83 USD in all

  Payee            Bookings       quota  attainment  Commission  Large deals          Paid
  Núñez, Ana     130,000.50  100,000.00   130.0005%    8,000.05       500.00  8,500.05 USD
  Bo "Buzz" Lee   20,000.33   80,000.00   ≈25.0004%      800.01         0.00    800.01 USD
  Total                                                8,800.06       500.00  9,300.06 USD

out/FY2026-Q1: payouts.csv, payouts.json, receipt.json, 2 statements
`);
  });

  it("says that credits went to people whom the plan isn't for", async () => {
    const deals = `${PROJECT["data/deals.csv"]}D5,R3,10,2026-01-02\nD6,R3,10,2026-01-03\n`;
    const { out } = await attain(project({ "data/deals.csv": deals }), ...FIRST);
    expect(out).toContain("note  2 credits went to people whom the plan isn't for.\n");
  });

  it("counts one such credit as one", async () => {
    const deals = `${PROJECT["data/deals.csv"]}D5,R3,10,2026-01-02\n`;
    const { out } = await attain(project({ "data/deals.csv": deals }), ...FIRST);
    expect(out).toContain("note  1 credit went to ");
  });
});

describe("the files", () => {
  it("are the payouts, as CSV and as JSON, a receipt, and a statement for each person", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    expect(filesIn(join(folder, "out"))).toEqual([
      "FY2026-Q1/payouts.csv",
      "FY2026-Q1/payouts.json",
      "FY2026-Q1/receipt.json",
      "FY2026-Q1/statements/Sales/FY2026-Q1/R1.json",
      "FY2026-Q1/statements/Sales/FY2026-Q1/R1.md",
      "FY2026-Q1/statements/Sales/FY2026-Q1/R2.json",
      "FY2026-Q1/statements/Sales/FY2026-Q1/R2.md",
    ]);
    expect(read(folder, `${OUT}/payouts.csv`)).toBe(
      [
        "plan,period,payee,name,component,amount,currency",
        'Sales,FY2026-Q1,R1,"Núñez, Ana",commission,8000.05,USD',
        'Sales,FY2026-Q1,R1,"Núñez, Ana",bonus,500.00,USD',
        'Sales,FY2026-Q1,R1,"Núñez, Ana",payout,8500.05,USD',
        'Sales,FY2026-Q1,R2,"Bo ""Buzz"" Lee",commission,800.01,USD',
        'Sales,FY2026-Q1,R2,"Bo ""Buzz"" Lee",bonus,0.00,USD',
        'Sales,FY2026-Q1,R2,"Bo ""Buzz"" Lee",payout,800.01,USD',
        "",
      ].join("\n"),
    );
    expect(JSON.parse(read(folder, `${OUT}/payouts.json`))).toEqual(PAYOUTS);
  });

  it("are the same bytes when it is run again", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    const before = contentsOf(join(folder, "out"));
    rmSync(join(folder, "out"), { recursive: true });
    await attain(folder, ...FIRST, "--fresh");
    expect(contentsOf(join(folder, "out"))).toEqual(before);
  });
});

const PAYOUTS = [
  {
    plan: "Sales",
    period: "FY2026-Q1",
    payee: "R1",
    name: "Núñez, Ana",
    currency: "USD",
    components: { commission: "8000.05", bonus: "500.00" },
    adjustment: "0.00",
    payout: "8500.05",
  },
  {
    plan: "Sales",
    period: "FY2026-Q1",
    payee: "R2",
    name: 'Bo "Buzz" Lee',
    currency: "USD",
    components: { commission: "800.01", bonus: "0.00" },
    adjustment: "0.00",
    payout: "800.01",
  },
];

describe("the receipt", () => {
  it("says what was paid, for when, from what and by what", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    const hash = (path: string): string => sha256(read(folder, path));
    const bytes = (path: string): number => Buffer.byteLength(read(folder, path));
    const data = ["data/deals.csv", "data/quotas.csv", "data/reps.csv"];
    expect(JSON.parse(read(folder, `${OUT}/receipt.json`))).toEqual({
      period: "FY2026-Q1",
      asOf: "2026-03-31",
      scope: "all",
      // Only a built command line knows the hash of its sources.
      compiler: {
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
        sha256: "not built",
      },
      runtime: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string, sha256: "not built" },
      plans: ["plans/house.plan", "plans/sales.plan"].map((path) => ({ path, sha256: hash(path) })),
      data: data.map((file) => ({ file, sha256: hash(file), bytes: bytes(file) })),
      config: hash("attain.json"),
      totals: { USD: "9300.06" }, // 8,500.05 + 800.01
      payees: 2,
      payouts: hash(`${OUT}/payouts.csv`),
    });
  });

  it("is the same for the same inputs, whatever else is in the folder", async () => {
    const other = { "README.md": "# Plans\n", "data/old.csv": "id\n", "plans/notes.txt": "" };
    expect(await receipt(other)).toEqual(await receipt({}));
  });

  it("changes with the plan, and only there", async () => {
    const [before, after] = [
      await receipt({}),
      await receipt({ "plans/sales.plan": `// 2026\n${PROJECT["plans/sales.plan"]}` }),
    ];
    expect(after.plans[0]).toEqual(before.plans[0]);
    expect(after.plans[1]?.sha256).not.toBe(before.plans[1]?.sha256);
    expect({ ...after, plans: before.plans }).toEqual(before);
  });

  it("changes with the data, and what it pays", async () => {
    const deals = PROJECT["data/deals.csv"].replace("60000.00", "60000.10");
    const [before, after] = [await receipt({}), await receipt({ "data/deals.csv": deals })];
    // Ten cents more at 10% are one cent more: 9,300.07.
    expect(after.totals).toEqual({ USD: "9300.07" });
    expect(after.payouts).not.toBe(before.payouts);
    expect(after.data[0]?.sha256).not.toBe(before.data[0]?.sha256);
    expect(after.data.slice(1)).toEqual(before.data.slice(1));
    expect([after.plans, after.config]).toEqual([before.plans, before.config]);
  });

  it("changes with a setting, and only there", async () => {
    const lint = settings({ lint: { unused: "off" } });
    const [before, after] = [await receipt({}), await receipt({ "attain.json": lint })];
    expect(after.config).not.toBe(before.config);
    expect({ ...after, config: before.config }).toEqual(before);
  });

  it("says for which day the run is made: the last of the period, or --as-of", async () => {
    const [before, after] = [await receipt({}), await receipt({}, "--as-of", "2026-04-15")];
    expect(before.asOf).toBe("2026-03-31");
    expect(after).toEqual({ ...before, asOf: "2026-04-15" });
  });
});

describe("--format json", () => {
  it("prints the receipt and the payouts as one document, and writes the same files", async () => {
    const folder = project();
    const printed = await json(folder, ...FIRST);
    expect(printed).toEqual({
      command: "run",
      exit: 0,
      diagnostics: [],
      problems: [],
      notes: [],
      written: filesIn(join(folder, "out")).map((path) => `out/${path}`),
      receipt: JSON.parse(read(folder, `${OUT}/receipt.json`)) as unknown,
      payouts: PAYOUTS,
      kpis: [],
      people: { computed: 2, unchanged: 0 },
    });
  });
});
