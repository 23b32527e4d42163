/**
 * Changes of the project of `command-line.ts`, and whom each pays more or less in the first quarter. By hand, before:
 * Ana has 130,000.50 on a quota of 100,000: 50,000 x 4% + 50,000 x 6% + 30,000.50 x 10% = 8,000.05, and a bonus of 500.
 * Bo has 20,000.33 on 80,000: x 4% = 800.0132, rounded 800.01, and no bonus.
 */
import { describe, expect, test } from "vitest";
import { type Files, json, PROJECT, settings } from "../support/command-line.ts";
import { change, committed } from "../support/git-project.ts";

/** Who, what, and the amounts: before, after, and by each cause, which is what stands in that line now (or stood). */
type Expected = readonly [
  who: "Ana" | "Bo" | "Cy",
  component: string,
  before: string | null,
  after: string | null,
  ...causes: (readonly [clause: string, amount: string])[],
];

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly pays: readonly Expected[];
  /** Whether nothing had to be paid to know. */
  readonly same?: true;
}

const SALES = PROJECT["plans/sales.plan"];

/** The plan with other words in some places, each of which must be there. */
function plan(...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    expect(text, from).toContain(from);
    return text.replaceAll(from, to);
  }, SALES);
}

const sales = (...edits: readonly (readonly [string, string])[]): Files => ({
  "plans/sales.plan": plan(...edits),
});

const [ROW_1, ROW_2, ROW_3] = ["from   0% pay 4%", "from  50% pay 6%", "from 100% pay 10%"];
const ROUNDED = "earns Commission on Bookings\n    rounded half even to cent";
const LARGE = 'component bonus "Large deals" for each Bookings where credited >= 50,000 USD';
const BONUS = `  ${LARGE}\n    earns 250 USD\n    rounded half even to cent\n\n`;

const CASES: readonly Case[] = [
  {
    // 30,000.50 x 12% = 3,600.06 instead of 3,000.05
    name: "the rate of the last row",
    files: sales([ROW_3, "from 100% pay 12%"]),
    pays: [["Ana", "commission", "8000.05", "8600.06", ["from 100% pay 12%", "600.01"]]],
  },
  {
    // 50,000 x 7% = 3,500 instead of 3,000
    name: "the rate of the second row",
    files: sales([ROW_2, "from  50% pay 7%"]),
    pays: [["Ana", "commission", "8000.05", "8500.05", ["from  50% pay 7%", "500.00"]]],
  },
  {
    // Ana 50,000 x 5% = 2,500 instead of 2,000; Bo 20,000.33 x 5% = 1,000.0165
    name: "the rate of the first row, which everybody reaches",
    files: sales([ROW_1, "from   0% pay 5%"]),
    pays: [
      ["Ana", "commission", "8000.05", "8500.05", ["from   0% pay 5%", "500.00"]],
      ["Bo", "commission", "800.01", "1000.02", ["from   0% pay 5%", "200.01"]],
    ],
  },
  {
    name: "two rates: each has its own part",
    files: sales([ROW_1, "from   0% pay 5%"], [ROW_3, "from 100% pay 12%"]),
    pays: [
      [
        "Ana",
        "commission",
        "8000.05",
        "9100.06",
        ["from   0% pay 5%", "500.00"],
        ["from 100% pay 12%", "600.01"],
      ],
      ["Bo", "commission", "800.01", "1000.02", ["from   0% pay 5%", "200.01"]],
    ],
  },
  {
    // 50,000 x 4% + 70,000 x 6% + 10,000.50 x 10% = 2,000 + 4,200 + 1,000.05
    name: "a boundary up",
    files: sales([ROW_3, "from 120% pay 10%"]),
    pays: [["Ana", "commission", "8000.05", "7200.05", ["from 120% pay 10%", "-800.00"]]],
  },
  {
    // Ana 20,000 x 4% + 80,000 x 6% + 3,000.05 = 8,600.05; Bo 16,000 x 4% + 4,000.33 x 6% = 640 + 240.0198
    name: "a boundary down",
    files: sales([ROW_2, "from  20% pay 6%"]),
    pays: [
      ["Ana", "commission", "8000.05", "8600.05", ["from  20% pay 6%", "600.00"]],
      ["Bo", "commission", "800.01", "880.02", ["from  20% pay 6%", "80.01"]],
    ],
  },
  {
    // 30,000 x 10% + 0.50 x 15% = 3,000.075: 8,000.075, and half a cent goes to the even one, 8
    name: "a new row",
    files: sales([ROW_3, `${ROW_3}\n    from 130% pay 15%`]),
    pays: [["Ana", "commission", "8000.05", "8000.08", ["from 130% pay 15%", "0.03"]]],
  },
  {
    name: "a new row that nobody reaches",
    files: sales([ROW_3, `${ROW_3}\n    from 150% pay 15%`]),
    pays: [],
  },
  {
    // 50,000 x 4% + 80,000.50 x 6% = 2,000 + 4,800.03
    name: "a row less",
    files: sales([`    ${ROW_3}\n`, ""]),
    pays: [["Ana", "commission", "8000.05", "6800.03", [ROW_3, "-1200.02"]]],
  },
  {
    // Of 60,000.00 and 70,000.50 only the second is large now.
    name: "a threshold up",
    files: sales([">= 50,000 USD", ">= 65,000 USD"]),
    pays: [["Ana", "bonus", "500.00", "250.00", [LARGE.replace("50,000", "65,000"), "-250.00"]]],
  },
  {
    name: "a threshold that the deal just reaches",
    files: sales([">= 50,000 USD", ">= 60,000 USD"]),
    pays: [],
  },
  {
    name: "a threshold that the deal just doesn't exceed",
    files: sales([">= 50,000 USD", "> 60,000 USD"]),
    pays: [["Ana", "bonus", "500.00", "250.00", [LARGE.replace(">= 50", "> 60"), "-250.00"]]],
  },
  {
    // 2 x 300
    name: "an amount",
    files: sales(["earns 250 USD", "earns 300 USD"]),
    pays: [["Ana", "bonus", "500.00", "600.00", ["earns 300 USD", "100.00"]]],
  },
  {
    name: "a filter of credits that loses a deal",
    files: sales(["    dated closed", "    where amount >= 50,000 USD\n    dated closed"]),
    pays: [["Bo", "commission", "800.01", "0.00", ["where amount >= 50,000 USD", "-800.01"]]],
  },
  {
    name: "a filter of credits that loses nothing",
    files: sales(["    dated closed", "    where amount > 20,000 USD\n    dated closed"]),
    pays: [],
  },
  {
    name: "a cap",
    files: sales([
      ROUNDED,
      "earns Commission on Bookings\n    never above 7,500 USD, the excess is lost\n    rounded half even to cent",
    ]),
    pays: [
      [
        "Ana",
        "commission",
        "8000.05",
        "7500.00",
        ["never above 7,500 USD, the excess is lost", "-500.05"],
      ],
    ],
  },
  {
    name: "a floor",
    files: sales([
      ROUNDED,
      "earns Commission on Bookings\n    never below 1,000 USD\n    rounded half even to cent",
    ]),
    pays: [["Bo", "commission", "800.01", "1000.00", ["never below 1,000 USD", "199.99"]]],
  },
  {
    // 8,000.05 and 800.0132
    name: "a rounding",
    files: sales([ROUNDED, "earns Commission on Bookings\n    rounded down to 1 USD"]),
    pays: [
      ["Ana", "commission", "8000.05", "8000.00", ["rounded down to 1 USD", "-0.05"]],
      ["Bo", "commission", "800.01", "800.00", ["rounded down to 1 USD", "-0.01"]],
    ],
  },
  {
    name: "a component less",
    files: sales([BONUS, ""]),
    pays: [["Ana", "bonus", "500.00", null, [LARGE, "-500.00"]]],
  },
  {
    name: "a component more",
    files: sales([
      BONUS,
      `${BONUS}  component thanks\n    earns 100 USD\n    rounded half even to cent\n\n`,
    ]),
    pays: [
      ["Ana", "thanks", null, "100.00", ["component thanks", "100.00"]],
      ["Bo", "thanks", null, "100.00", ["component thanks", "100.00"]],
    ],
  },
  {
    name: "a gate of the payout",
    files: sales(['  payout "Paid"', '  payout "Paid"\n    only if attainment >= 50%']),
    pays: [["Bo", "payout adjustment", null, "-800.01", ["only if attainment >= 50%", "-800.01"]]],
  },
  {
    // Cy isn't paid by a filter any more, and his quota has come with the data. He sold nothing.
    name: "a filter of people, and the data that it needs",
    files: {
      ...sales(["for    Reps where role is AE", "for    Reps"]),
      "data/quotas.csv": `${PROJECT["data/quotas.csv"]}R3,FY2026-Q1,50000\n`,
    },
    pays: [["Cy", "", null, "0.00"]],
  },
  {
    name: "a rate that gets a name",
    files: sales([ROW_3, "from 100% pay top"], ["  rates", "  parameter top means 10%\n\n  rates"]),
    pays: [],
  },
  {
    name: "a measure that gets another name",
    files: sales(["attainment", "reach"]),
    pays: [],
    same: true,
  },
  {
    name: "a component that gets another name",
    files: sales(
      ["component commission", "component sales_pay"],
      ["expect commission", "expect sales_pay"],
    ),
    pays: [],
    same: true,
  },
  {
    name: "a plan that gets another name",
    files: sales(["plan Sales", "plan FieldSales"], ["for Sales", "for FieldSales"]),
    pays: [],
    same: true,
  },
  {
    name: "comments, labels and a test",
    files: sales(
      ["  rates", "  // What each slice pays\n  rates"],
      ['"Sales 2026"', '"The sales plan of 2026"'],
      ["given Bookings is 50,000 USD", "given Bookings is 25,000 USD"],
      ["expect commission is 2,000 USD", "expect commission is 1,000 USD"],
    ),
    pays: [],
    same: true,
  },
  {
    name: "measures in another order, and one that nothing reads",
    files: sales([
      "  quota means Quotas.amount\n  measure attainment means Bookings / quota\n",
      "  measure attainment means Bookings / quota\n  measure doubled means Bookings times 2\n  quota means Quotas.amount\n".replace(
        " times 2",
        " * 2",
      ),
    ]),
    pays: [],
    same: true,
  },
  {
    name: "a file that gets another name",
    files: {
      "plans/house.plan": undefined,
      "plans/company.plan": PROJECT["plans/house.plan"],
      ...sales(['import "house.plan"', 'import "company.plan"']),
    },
    pays: [],
    same: true,
  },
  {
    // 30,000.33 x 4% = 1,200.0132
    name: "an amount in the data",
    files: { "data/deals.csv": PROJECT["data/deals.csv"].replace("20000.33", "30000.33") },
    pays: [["Bo", "commission", "800.01", "1200.01", ["data/deals.csv", "400.00"]]],
  },
  {
    // 130,000.50 on 200,000: 100,000 x 4% + 30,000.50 x 6% = 4,000 + 1,800.03
    name: "a quota in the data",
    files: {
      "data/quotas.csv": PROJECT["data/quotas.csv"].replace(
        "R1,FY2026-Q1,100000",
        "R1,FY2026-Q1,200000",
      ),
    },
    pays: [["Ana", "commission", "8000.05", "5800.03", ["data/quotas.csv", "-2200.02"]]],
  },
  {
    // Bo: 30,000.33 x 4% = 1,200.01, then x 5% = 1,500.0165. Ana: 50,000 x 5% instead of x 4%.
    name: "data and a rate: each has its own part",
    files: {
      "data/deals.csv": PROJECT["data/deals.csv"].replace("20000.33", "30000.33"),
      ...sales([ROW_1, "from   0% pay 5%"]),
    },
    pays: [
      ["Ana", "commission", "8000.05", "8500.05", ["from   0% pay 5%", "500.00"]],
      [
        "Bo",
        "commission",
        "800.01",
        "1500.02",
        ["data/deals.csv", "400.00"],
        ["from   0% pay 5%", "300.01"],
      ],
    ],
  },
  {
    name: "a column that gets another name, in the data and in the plans",
    files: {
      "data/deals.csv": PROJECT["data/deals.csv"].replace("closed", "closed_on"),
      "plans/house.plan": PROJECT["plans/house.plan"].replace("closed :", "closed_on :"),
      ...sales(["dated closed", "dated closed_on"]),
    },
    pays: [],
  },
  {
    name: "another folder for what is written",
    files: {
      "attain.json": settings({ output: "paid" }),
    },
    pays: [],
    same: true,
  },
];

const KEYS = { Ana: "R1", Bo: "R2", Cy: "R3" } as const;

interface Diff {
  readonly same: boolean;
  readonly changed: number;
  readonly steps: readonly { readonly changes: readonly ChangeJson[] }[];
  readonly impacts: readonly {
    readonly payee: string;
    readonly parts: readonly {
      readonly component: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly causes: readonly { readonly step: number; readonly amount: string }[];
    }[];
  }[];
}

interface ChangeJson {
  readonly kind: string;
  readonly file: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** The first line that a step changes, or the data. */
function clauseOf(changes: readonly ChangeJson[]): string {
  const [first] = changes;
  const lines = [...(first?.after ?? []), ...(first?.before ?? [])].map((line) => line.trim());
  return (lines.find((line) => line !== "") ?? first?.file ?? "").trim();
}

describe("changes of a plan", () => {
  test.each(CASES)("$name", async ({ files, pays, same = false }) => {
    const folder = committed(PROJECT);
    change(folder, files);
    const { diff } = (await json(folder, "diff", "main", "--period", "FY2026-Q1")) as {
      diff: Diff;
    };
    const seen = diff.impacts.flatMap(({ payee, parts }) =>
      parts.map(({ component, before, after, causes }) => [
        payee,
        component,
        before,
        after,
        ...causes.map(({ step, amount }) => [
          clauseOf(diff.steps[step - 1]?.changes ?? []),
          amount,
        ]),
      ]),
    );
    const expected = pays.filter(([, component]) => component !== "");
    expect(seen).toEqual(expected.map(([who, ...rest]) => [KEYS[who], ...rest]));
    expect(diff.changed).toBe(new Set(pays.map(([who]) => who)).size);
    expect(diff.same).toBe(same);
  });
});
