// Statements: what `attain run` writes for each person, to read and for other programs.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attain, json, project, read } from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];
const OUT = "out/FY2026-Q1";

/** What is written for Ana, who is paid 8,000.05 + 500 = 8,500.05. */
async function written(...more: string[]): Promise<{
  readonly folder: string;
  readonly text: string;
  readonly receipt: string;
}> {
  const folder = project();
  await attain(folder, ...FIRST, ...more);
  const text = read(folder, `${OUT}/statements/Sales/FY2026-Q1/R1.md`);
  const hash = createHash("sha256").update(read(folder, `${OUT}/receipt.json`));
  return { folder, text, receipt: hash.digest("hex") };
}

describe("a statement", () => {
  it("has the total first, then its head, the components, the numbers and the deals", async () => {
    const { text, receipt } = await written("--as-of", "2026-04-10");
    expect(text).toBe(`# Núñez, Ana (R1)

**Paid: 8,500.05 USD**

- Plan: Sales 2026
- Period: FY2026-Q1, 2026-01-01 to 2026-03-31
- As of: 2026-04-10
- Receipt: ${receipt}

| | |
| --- | ---: |
| Commission | 8,000.05 USD |
| Large deals | 500.00 USD |
| **Paid** | **8,500.05 USD** |

## Commission: 8,000.05 USD

- earns Commission on Bookings (130,000.50 USD), attainment 130.0005%: **8,000.05 USD** _(plans/sales.plan:22)_
  - from 0% to 50%: 50,000.00 USD x 4%: **2,000.00 USD** _(plans/sales.plan:17)_
  - from 50% to 100%: 50,000.00 USD x 6%: **3,000.00 USD** _(plans/sales.plan:18)_
  - from 100% to 130.0005%: 30,000.50 USD x 10%: **3,000.05 USD** _(plans/sales.plan:19)_

## Large deals: 500.00 USD

- for each Bookings where credited >= 50,000 USD: earns 250 USD, rounded half even to cent _(plans/sales.plan:25)_
- D1: **250.00 USD** _(Deals row 2)_
- D2: **250.00 USD** _(Deals row 3)_

## Where the numbers come from

| Number | Value | How | Plan |
| --- | ---: | --- | --- |
| attainment | 130.0005% | Bookings (130,000.50 USD) / quota (100,000.00 USD) | plans/sales.plan:14 |
| quota | 100,000.00 USD | Quotas.amount, Quotas row 2 | plans/sales.plan:13 |

## Bookings: 2 from Deals

| Deals | dated | credited | row |
| --- | --- | ---: | ---: |
| D1 | 2026-01-15 | 60,000.00 USD | 2 |
| D2 | 2026-02-20 | 70,000.50 USD | 3 |
| Sum |  | 130,000.50 USD |  |
`);
  });

  it("is what attain explain says, for other programs, with the date and the receipt", async () => {
    const { folder, receipt } = await written();
    const statement = JSON.parse(
      read(folder, `${OUT}/statements/Sales/FY2026-Q1/R1.json`),
    ) as object;
    const document = (await json(folder, "explain", "R1", "--period", "FY2026-Q1")) as {
      explanations: object[];
    };
    expect(statement).toEqual({ asOf: "2026-03-31", receipt, ...document.explanations[0] });
  });

  it("names files from the project, wherever the command is run", async () => {
    const { folder, text } = await written();
    await attain(join(folder, "data"), ...FIRST);
    expect(read(folder, `${OUT}/statements/Sales/FY2026-Q1/R1.md`)).toBe(text);
  });

  it("lists all deals, however many", async () => {
    const deals = Array.from({ length: 40 }, (_, i) => `D${i + 10},R1,100,2026-01-15\n`);
    const folder = project({ "data/deals.csv": `id,rep,amount,closed\n${deals.join("")}` });
    await attain(folder, ...FIRST);
    const text = read(folder, `${OUT}/statements/Sales/FY2026-Q1/R1.md`);
    expect(text.match(/^\| D\d\d \|/gm)).toHaveLength(40);
    expect(text).toContain("| Sum |  | 4,000.00 USD |  |\n");
  });

  it("shows names with signs of Markdown as they are", async () => {
    const reps = 'id,name,role\nR1,"*Ana* [x](y) _|_",AE\nR2,Bo,AE\n';
    const folder = project({ "data/reps.csv": reps });
    await attain(folder, ...FIRST);
    expect(read(folder, `${OUT}/statements/Sales/FY2026-Q1/R1.md`)).toMatch(
      /^# \\\*Ana\\\* \\\[x\\\]\(y\) \\_\\\|\\_ \(R1\)\n/,
    );
  });
});
