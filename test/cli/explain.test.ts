// `attain explain`: what one person was paid adds up, to the last digit, and a code has a page.
import { describe, expect, it } from "vitest";
import { attain, emptyFolder, json, project, PROJECT } from "../support/command-line.ts";

const FIRST = ["--period", "FY2026-Q1"];
const SALES = PROJECT["plans/sales.plan"];

interface Line {
  readonly text: string;
  readonly amount?: string;
  readonly unit?: string;
  readonly result?: string;
  readonly at?: { readonly file: string; readonly line: number };
  readonly adds?: boolean;
  readonly row?: { readonly source: string; readonly row: number };
  readonly parts?: readonly Line[];
}

interface Explanation {
  readonly payee: string;
  readonly plan: string;
  readonly period: string;
  readonly currency: string;
  readonly total: string;
  readonly adds: boolean;
  readonly lines: readonly Line[];
}

async function explained(folder: string, ...words: string[]): Promise<Explanation[]> {
  const document = await json(folder, "explain", ...words);
  return (document as { explanations: Explanation[] }).explanations;
}

/** An exact number: `12.5`, or `1/3` where its digits don't end. */
interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

function exact(text: string): Exact {
  const [, sign = "", whole = "", digits = "", under = "1"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text) ?? expect.fail(`no number: ${text}`);
  const over = BigInt(whole + digits) * (sign === "-" ? -1n : 1n);
  return { over, under: BigInt(under) * 10n ** BigInt(digits.length) };
}

/** Whether numbers make a sum, to the last digit. */
function makes(amounts: readonly (string | undefined)[], sum: string | undefined): boolean {
  const total = amounts
    .map((amount) => exact(amount ?? "0"))
    .reduce(
      (a, b) => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under }),
      exact("0"),
    );
  const { over, under } = exact(sum ?? "");
  return total.over * under === over * total.under;
}

/** The lines that say they are the sum of those below, and aren't. */
function wrongSums(lines: readonly Line[]): string[] {
  return lines.flatMap(({ text, amount, adds, parts = [] }) => {
    const amounts = parts.map((part) => part.amount);
    const isRight = adds !== true || makes(amounts, amount);
    return [...(isRight ? [] : [text]), ...wrongSums(parts)];
  });
}

describe("the exact sum of lines", () => {
  it("tells a sum from what is nearly one", () => {
    expect(makes(["0.1", "0.2"], "0.3")).toBe(true);
    expect(makes(["1/3", "1/3", "1/3"], "1")).toBe(true);
    expect(makes(["0.333333333333333333", "2/3"], "1")).toBe(false);
    expect(makes(["-800.0132", "800.01"], "-0.0032")).toBe(true);
  });
});

describe("one person", () => {
  it("shows each step, row of a table and deal, with the lines of the plan", async () => {
    const { code, out, err } = await attain(project(), "explain", "R1", ...FIRST);
    expect([code, err]).toEqual([0, ""]);
    // 50,000 x 4% = 2,000; 50,000 x 6% = 3,000; 30,000.50 x 10% = 3,000.05; two deals of 50,000 or more: 2 x 250 = 500.
    expect(out).toBe(`Núñez, Ana, Sales 2026, FY2026-Q1

Commission                                                                 8,000.05 USD  plans/sales.plan:21
└─ earns Commission on Bookings (130,000.50 USD), attainment 130.0005%     8,000.05 USD  :22
   ├─ from 0% to 50%: 50,000.00 USD x 4%                                   2,000.00 USD  :17
   ├─ from 50% to 100%: 50,000.00 USD x 6%                                 3,000.00 USD  :18
   └─ from 100% to 130.0005%: 30,000.50 USD x 10%                          3,000.05 USD  :19

Large deals                                                                  500.00 USD  :25
├─ for each Bookings where credited >= 50,000 USD: earns 250 USD, rounded
│    half even to cent                                                                   :25
├─ D1                                                                        250.00 USD  Deals row 2
└─ D2                                                                        250.00 USD  Deals row 3

Paid                                                                       8,500.05 USD

Where the numbers come from
  attainment       130.0005%  Bookings (130,000.50 USD) / quota (100,000.00 USD)  plans/sales.plan:14
  quota       100,000.00 USD  Quotas.amount, Quotas row 2                         :13

Bookings: 2 from Deals
  Deals  dated             credited  row
  D1     2026-01-15   60,000.00 USD    2
  D2     2026-02-20   70,000.50 USD    3
  Sum                130,000.50 USD

`);
  });

  it("shows no lines of the plan, if it is asked not to", async () => {
    const folder = project();
    const { out } = await attain(folder, "explain", "R1", ...FIRST, "--plan-lines", "off");
    expect(out).toContain("Deals row 2");
    expect(out).not.toMatch(/\.plan:|  :\d/);
    const other = await attain(folder, "explain", "R1", ...FIRST, "--plan-lines", "some");
    expect([other.code, other.out]).toEqual([2, ""]);
    expect(other.err).toContain("--plan-lines is on or off, not some.\n");
  });
});

describe("what is shown of one person", () => {
  it("shows the first of many deals, or all, and what they come to", async () => {
    // D10 to D24, 15 deals of 50,000: each is a large deal.
    const deals = Array.from({ length: 15 }, (_, i) => `D${i + 10},R1,50000,2026-01-15\n`);
    const folder = project({ "data/deals.csv": `id,rep,amount,closed\n${deals.join("")}` });
    const { out } = await attain(folder, "explain", "R1", ...FIRST);
    expect(out).toContain("└─ and 5 more deals (--all-deals shows them)");
    expect(out).toMatch(/└─ and 5 more deals \(--all-deals shows them\) +1,250\.00 USD\n/);
    expect(out).toContain("Bookings: 15 from Deals\n");
    expect(out).toMatch(
      /\n {2}and 5 more deals \(--all-deals shows them\)\n {2}Sum +750,000\.00 USD\n/,
    );
    expect(out).not.toContain("D20");
    const { out: all } = await attain(folder, "explain", "R1", ...FIRST, "--all-deals");
    expect(all.match(/D24/g)).toHaveLength(2);
    expect(all).not.toContain("more deals");
  });

  it("is found by key or by name, with or without the other", async () => {
    const folder = project();
    const byKey = await explained(folder, "R2", ...FIRST);
    expect(byKey).toHaveLength(1);
    expect(byKey[0]).toMatchObject({
      payee: "R2",
      plan: "Sales",
      period: "FY2026-Q1",
      currency: "USD",
      total: "800.01",
    });
    expect(await explained(folder, 'Bo "Buzz" Lee', ...FIRST)).toEqual(byKey);
  });

  it("is explained for each pay period of a longer one", async () => {
    const found = await explained(project(), "R2", "-p", "FY2026-H1");
    expect(found.map(({ period, total }) => `${period} ${total}`)).toEqual([
      "FY2026-Q1 800.01",
      "FY2026-Q2 5250.00", // 1,600 + 2,400 + 1,000 + 250
    ]);
  });
});

/** Plans whose numbers are harder: digits that don't end, a cap, a gate, shares, steps on the payout. */
const HARDER = {
  "digits that don't end": SALES.replace(
    "earns Commission on Bookings",
    "earns Bookings / 3\n    times 11 / 7",
  ),
  "a multiplier and a cap": SALES.replace(
    "earns Commission on Bookings",
    "earns Commission on Bookings\n    times 150% when attainment > 100%\n    never above 9,000 USD, the excess is lost",
  ),
  "a gate": SALES.replace(
    "earns Commission",
    "only if attainment >= 100%, then from the first dollar\n    earns Commission",
  ),
  "steps on the payout": SALES.replace(
    'payout "Paid"',
    'payout "Paid"\n    times 107%\n    never above 8,600 USD, the excess is lost\n    rounded down to 1 USD',
  ),
} as const;

// Ana and Bo, by hand. Thirds: 130,000.50 / 3 x 11 / 7 = 68,095.5 and 20,000.33 / 3 x 11 / 7 = 10,476.363… Cap: 8,000.05 x 150% is above
// 9,000. Gate: Bo is at 25%. Steps: 8,500.05 x 107% = 9,095.0535 is above 8,600; 800.01 x 107% = 856.0107, down to 856.
const PAID = {
  "digits that don't end": ["68595.50", "10476.36"],
  "a multiplier and a cap": ["9500.00", "800.01"],
  "a gate": ["8500.05", "0.00"],
  "steps on the payout": ["8600.00", "856.00"],
} as const;

describe("explanations", () => {
  it.each(["R1", "R2"])(
    "add up to what is paid to %s, and each line to its parts",
    async (payee) => {
      const folder = project();
      const { payouts } = (await json(folder, "run", "-p", "FY2026-H1")) as {
        payouts: {
          period: string;
          payee: string;
          payout: string;
          components: Record<string, string>;
        }[];
      };
      const explanations = await explained(folder, payee, "-p", "FY2026-H1");
      expect(explanations).toHaveLength(2);
      for (const { period, total, lines } of explanations) {
        const paid = payouts.find((row) => row.payee === payee && row.period === period);
        expect(total).toBe(paid?.payout);
        expect(lines.map(({ amount }) => amount)).toEqual(Object.values(paid?.components ?? {}));
        expect(
          makes(
            lines.map(({ amount }) => amount),
            total,
          ),
        ).toBe(true);
        expect(wrongSums(lines)).toEqual([]);
      }
    },
  );

  const names = Object.keys(HARDER) as (keyof typeof HARDER)[];
  it.each(names)("add up with %s", async (name) => {
    const folder = project({ "plans/sales.plan": HARDER[name].replace(/^test[^]*/m, "") });
    const totals: string[] = [];
    for (const payee of ["R1", "R2"]) {
      const [one] = await explained(folder, payee, ...FIRST);
      totals.push(one?.total ?? "");
      expect(makes(one?.lines.map(({ amount }) => amount) ?? [], one?.total)).toBe(true);
      expect(one?.adds).toBe(true);
      expect(wrongSums(one?.lines ?? [])).toEqual([]);
    }
    expect(totals).toEqual(PAID[name]);
  });
});

describe("lines", () => {
  it("show what each step changed, and what it came to", async () => {
    const folder = project({
      "plans/sales.plan": HARDER["a multiplier and a cap"].replace(/^test[^]*/m, ""),
    });
    const [one] = await explained(folder, "R1", ...FIRST);
    // 8,000.05 x 150% = 12,000.075, which is 4,000.025 more; 9,000 is 3,000.075 less.
    expect(one?.lines[0]?.parts?.map(({ text, amount, result }) => [text, amount, result])).toEqual(
      [
        [
          "earns Commission on Bookings (130,000.50 USD), attainment 130.0005%",
          "8000.05",
          undefined,
        ],
        ["times 150% when attainment (130.0005%) > 100%: met", "4000.025", "12000.075"],
        ["never above 9,000 USD, the excess is lost", "-3000.075", "9000.00"],
      ],
    );
  });

  it("are exact for other programs, and rounded with a sign for people", async () => {
    const plan = HARDER["digits that don't end"].replace(/^test[^]*/m, "");
    const folder = project({ "plans/sales.plan": plan });
    const [one] = await explained(folder, "R2", ...FIRST);
    const [earns, times, rounded] = one?.lines[0]?.parts ?? [];
    // 20,000.33 / 3 = 2,000,033 / 300; x 11 / 7 = 22,000,363 / 2,100 = 3,142,909 / 300 = 10,476.3633…
    expect([earns?.amount, times?.result, rounded?.result]).toEqual([
      "2000033/300",
      "3142909/300",
      "10476.36",
    ]);
    const { out } = await attain(folder, "explain", "R2", ...FIRST);
    expect(out).toMatch(/earns Bookings \(20,000\.33 USD\) \/ 3 +≈6,666\.78 USD/);
    expect(out).toMatch(/→ ≈10,476\.36 USD +:/);
  });

  it("name the rows of the table, the rows of data and the lines of the plan", async () => {
    const [one] = await explained(project(), "R1", ...FIRST);
    const [commission, bonus] = one?.lines ?? [];
    const [earns] = commission?.parts ?? [];
    expect(earns?.adds).toBe(true);
    expect(earns?.parts?.map(({ text, amount, at }) => [text, amount, at?.line])).toEqual([
      ["from 0% to 50%: 50,000.00 USD x 4%", "2000.00", 17],
      ["from 50% to 100%: 50,000.00 USD x 6%", "3000.00", 18],
      ["from 100% to 130.0005%: 30,000.50 USD x 10%", "3000.05", 19],
    ]);
    expect(bonus?.parts?.map(({ row }) => row)).toEqual([
      undefined,
      { source: "Deals", row: 2 },
      { source: "Deals", row: 3 },
    ]);
  });
});

describe("what can't be explained", () => {
  it.each([
    ["nothing named", [], "Whom or what? Name one payee, or one code."],
    ["two people", ["R1", "R2", ...FIRST], "Whom or what? Name one payee, or one code."],
    ["no period", ["R1"], "Which period? Write --period, such as --period FY2026-Q1."],
    [
      "a name with a slip in it",
      ["Núñes, Ana", ...FIRST],
      "No plan of FY2026-Q1 pays Núñes, Ana. Did you mean Núñez, Ana?",
    ],
    ["nobody", ["Zachary", ...FIRST], "No plan of FY2026-Q1 pays Zachary.\n"],
    [
      "somebody whom no plan is for",
      ["Cy Adler", ...FIRST],
      "No plan of FY2026-Q1 is for Cy Adler (R3).\n",
    ],
  ])("asks again for %s", async (_, words, answer) => {
    const { code, out, err } = await attain(project(), "explain", ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(answer);
  });

  it("suggests a name for a part of it, without its accents", async () => {
    const { err } = await attain(project(), "explain", "Nunez", ...FIRST);
    expect(err).toContain("Did you mean Núñez, Ana?");
  });

  it("tells somebody whom no plan is for from nobody", async () => {
    const { err } = await attain(project(), "explain", "R3", ...FIRST);
    expect(err).not.toContain("Did you mean R1?");
    expect(err).toContain("Cy Adler");
  });

  it("tells the fault that keeps it from being paid", async () => {
    const { code, out, err } = await attain(project(), "explain", "R1", "-p", "FY2026-Q3");
    expect(code).toBe(1);
    expect(out + err).toContain(
      "error ATN9001  `Quotas` has no row for rep R1, quarter FY2026-Q3.  plans/sales.plan:13:15\n",
    );
  });

  it("tells the problems of the data", async () => {
    const { code, out, err } = await attain(
      project({ "data/deals.csv": "id,rep\n" }),
      "explain",
      "R1",
      ...FIRST,
    );
    expect(code).toBe(1);
    expect(out + err).toContain(
      "error ATN7201  `data/deals.csv` has no columns `amount` or `closed`.\n",
    );
    expect(err).toMatch(/^Nothing was paid: there is a problem in the data\.$/m);
  });
});

describe("a code", () => {
  it.each(["ATN1003", "atn1003"])("has a page: %s", async (code) => {
    // It needs no project.
    const {
      code: exit,
      out,
      err,
    } = await attain(project({ "attain.json": undefined }), "explain", code);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^# \S/);
    expect(out).toContain("**Why it matters.** ");
    expect(out).toContain("**What to do.** ");
  });

  it("is given as JSON", async () => {
    const { out } = await attain(emptyFolder(), "explain", "ATN1003");
    expect(await json(emptyFolder(), "explain", "atn1003")).toMatchObject({
      exit: 0,
      page: { code: "ATN1003", name: "unknown-line", severity: "error", text: out },
    });
  });

  it("may not be known", async () => {
    const unknown = await attain(project(), "explain", "ATN9999");
    expect([unknown.code, unknown.out]).toEqual([2, ""]);
    expect(unknown.err).toMatch(/^There is no code ATN9999\./);
    const near = await attain(project(), "explain", "ATN10003");
    expect([near.code, near.out]).toEqual([2, ""]);
    expect(near.err).toMatch(/^There is no code ATN10003\. Did you mean ATN1\d{3}\?\n/);
  });
});
