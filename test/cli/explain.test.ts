// `attain explain`: what one person was paid adds up, to the last digit, and a code has a page.
import { describe, expect, it } from "vitest";
import { attain, emptyFolder, json, project, PROJECT, read } from "../support/command-line.ts";

const FIRST = ["--period", "FY2026-Q1"];
const SALES = PROJECT["plans/sales.plan"];

interface Line {
  readonly text: string;
  readonly amount?: string;
  readonly unit?: string;
  readonly origin?: { readonly path: string; readonly start: number; readonly end: number };
  readonly row?: { readonly source: string; readonly row: number };
  readonly parts?: readonly Line[];
}

interface Explanation {
  readonly payee: string;
  readonly plan: string;
  readonly period: string;
  readonly currency: string;
  readonly total: string;
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

/** The lines that hold money and aren't the sum of the lines below that do. */
function wrongSums(lines: readonly Line[]): string[] {
  return lines.flatMap(({ text, amount, parts = [] }) => {
    const inner = parts.filter((part) => part.amount !== undefined && part.unit === "USD");
    const adds =
      amount === undefined ||
      inner.length === 0 ||
      makes(
        inner.map((part) => part.amount),
        amount,
      );
    return [...(adds ? [] : [text]), ...wrongSums(parts)];
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
    expect(out).toBe(`Núñez, Ana, Sales 2026, FY2026-Q1

commission — Commission                                                           8,000.05 USD  plans/sales.plan:21
├─ earns Commission on Bookings  (Bookings 130,000.50 USD, attainment 130.0005%)  8,000.05 USD  plans/sales.plan:22
│  ├─ 50,000.00 USD from 0% to 50% at 4%                                          2,000.00 USD  plans/sales.plan:17
│  ├─ 50,000.00 USD from 50% to 100% at 6%                                        3,000.00 USD  plans/sales.plan:18
│  ├─ 30,000.50 USD from 100% to 130.0005% at 10%                                 3,000.05 USD  plans/sales.plan:19
│  ├─ Deals D1, dated 2026-01-15, 60,000.00 USD                                                 Deals row 1
│  └─ Deals D2, dated 2026-02-20, 70,000.50 USD                                                 Deals row 2
└─ rounded half even to cent                                                          0.00 USD  plans/sales.plan:23

bonus — Large deals                                                                 500.00 USD  plans/sales.plan:25
├─ Deals D1, dated 2026-01-15                                                       250.00 USD  Deals row 1
│  ├─ earns 250 USD                                                                 250.00 USD  plans/sales.plan:26
│  └─ rounded half even to cent                                                       0.00 USD  plans/sales.plan:27
└─ Deals D2, dated 2026-02-20                                                       250.00 USD  Deals row 2
   ├─ earns 250 USD                                                                 250.00 USD  plans/sales.plan:26
   └─ rounded half even to cent                                                       0.00 USD  plans/sales.plan:27

Paid                                                                              8,500.05 USD

`);
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
      "FY2026-Q2 5250", // 1,600 + 2,400 + 1,000 + 250
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
  "digits that don't end": ["68595.5", "10476.36"],
  "a multiplier and a cap": ["9500", "800.01"],
  "a gate": ["8500.05", "0"],
  "steps on the payout": ["8600", "856"],
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
      expect(wrongSums(one?.lines ?? [])).toEqual([]);
    }
    expect(totals).toEqual(PAID[name]);
  });

  it("name the rows of the table, the deals and the words of the plan", async () => {
    const folder = project();
    const [one] = await explained(folder, "R1", ...FIRST);
    const [commission, bonus] = one?.lines ?? [];
    const [earns] = commission?.parts ?? [];
    expect(earns?.parts?.map(({ text, amount, row }) => [text, amount, row?.row])).toEqual([
      ["50,000.00 USD from 0% to 50% at 4%", "2000", undefined],
      ["50,000.00 USD from 50% to 100% at 6%", "3000", undefined],
      ["30,000.50 USD from 100% to 130.0005% at 10%", "3000.05", undefined],
      ["Deals D1, dated 2026-01-15, 60,000.00 USD", undefined, 1],
      ["Deals D2, dated 2026-02-20, 70,000.50 USD", undefined, 2],
    ]);
    expect(bonus?.parts?.map(({ row }) => row)).toEqual([
      { source: "Deals", row: 1 },
      { source: "Deals", row: 2 },
    ]);
    const words = ({ origin }: Line): string =>
      read(folder, origin?.path ?? "").slice(origin?.start, origin?.end);
    expect(earns?.parts?.slice(0, 3).map(words)).toEqual([
      "from   0% pay 4%",
      "from  50% pay 6%",
      "from 100% pay 10%",
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
    expect(out + err).toContain("error ATN7201  `data/deals.csv` has no column `amount`.\n");
    expect(err).toMatch(/^Nothing was paid: there are \d problems in the data\.$/m);
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
