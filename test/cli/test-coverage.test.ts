// `attain test --coverage` and `--mutate`: what is said of what tests don't reach, and of what they don't notice.
import { describe, expect, it } from "vitest";
import { attain, json, project, PROJECT, settings } from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];

describe("coverage", () => {
  it("counts what tests reach of each file, and shows the rest", async () => {
    const { code, out, err } = await attain(project(), "test", "--coverage");
    expect([code, err]).toEqual([0, ""]);
    // The test gives quota and Bookings, so attainment, commission with its rounding, and the first row are reached.
    // Not reached: the credit, the quota, two rows, bonus with its rounding; whom the plan is for and which deals
    // are large are never asked.
    expect(out).toBe(`1 test: all pass

Coverage          covered
plans/sales.plan  4 of 14  28.5%

never reached  role is AE  plans/sales.plan:4
never reached  credit Bookings from Deals dated closed worth amount to rep  plans/sales.plan:8
never reached  quota means Quotas.amount  plans/sales.plan:13
never reached  6%  plans/sales.plan:18
never reached  10%  plans/sales.plan:19
never reached  credited >= 50,000 USD  plans/sales.plan:25
never reached  earns 250 USD  plans/sales.plan:26
never reached  rounded half even to cent  plans/sales.plan:27
`);
  });

  it("says the same in JSON, with each way that isn't gone", async () => {
    const { coverage } = (await json(project(), "test", "--coverage")) as {
      coverage: { files: { uncovered: unknown[] }[] };
    };
    expect(coverage).toMatchObject({
      covered: 4,
      points: 14,
      files: [{ file: "plans/sales.plan", covered: 4, points: 14 }],
    });
    expect(coverage.files[0]?.uncovered).toHaveLength(10);
    expect(coverage.files[0]?.uncovered[0]).toMatchObject({
      kind: "branch",
      gap: "never holds",
      text: "role is AE",
      line: 4,
    });
  });

  it("stands in the formats of other tools: in the summary, and beside each line", async () => {
    const { out } = await attain(project(), "test", "--coverage", "--format", "github");
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(9);
    expect(lines[3]).toBe(
      "::notice file=plans/sales.plan,line=18,endLine=18,col=19,endColumn=21,title=uncovered::No test covers `6%25`: never reached.",
    );
    expect(lines.at(-1)).toBe("1 test: all pass; coverage 28.5%");
  });

  it("ends with 1 below what is asked for, on the command line or in attain.json", async () => {
    const short = "\nCoverage is 28.5%, below the 30% that are asked for.\n";
    const asked = await attain(project(), "test", "--coverage", "--at-least", "30");
    expect([asked.code, asked.out.endsWith(short)]).toEqual([1, true]);
    const set = project({ "attain.json": settings({ tests: { coverage: 30 } }) });
    const read = await attain(set, "test", "--coverage");
    expect([read.code, read.out.endsWith(short)]).toEqual([1, true]);
    expect((await attain(set, "test", "--coverage", "--at-least", "28%")).code).toBe(0);
    expect((await attain(set, "test")).code).toBe(0);
  });

  it("refuses a threshold of nothing, and one that is none", async () => {
    const alone = await attain(project(), "test", "--at-least", "90");
    expect([alone.code, alone.err.split("\n")[0]]).toEqual([
      2,
      "--at-least belongs to --coverage or --mutate.",
    ]);
    const odd = await attain(project(), "test", "--coverage", "--at-least", "most");
    expect([odd.code, odd.err.split("\n")[0]]).toEqual([
      2,
      "most is no percentage: write --at-least 90.",
    ]);
  });
});

describe("changes that no test notices", () => {
  it("are listed with a payout that they change, by the data of the project", async () => {
    const { code, out, err } = await attain(project(), "test", "--mutate");
    expect([code, err]).toEqual([0, ""]);
    // Ana: 50,000 x 4% + 50,000 x 6% + 30,000.50 x 10% = 8,000.05, and 500 for two large deals: 8,500.05. With 7%
    // on the second 50,000 it is 500 more.
    expect(out).toContain(`unnoticed  6% → 7%  plans/sales.plan:18
           By the data, for R1 in FY2026-Q1: the payout is 8,500.05 USD, and would be 9,000.05 USD
`);
    // 250 more for each of two deals, less 1.
    expect(out).toContain(`unnoticed  250 USD → 251 USD  plans/sales.plan:26
           By the data, for R1 in FY2026-Q1: the payout is 8,500.05 USD, and would be 8,502.05 USD
`);
    expect(out).not.toMatch(/unnoticed {2}4% →/);
    expect(out).toMatch(
      /\n\d+ changes of plans: \d+ noticed, \d+ unnoticed, \d+ that can't change a payout\. [\d.]+%\n$/,
    );
  });

  it("are listed with a case of their own where there is no data", async () => {
    const folder = project({ "attain.json": "{}" });
    const { out } = await attain(folder, "test", "--mutate");
    // 50,000 on a quota of 50,000: 25,000 x 4% + 25,000 x 6% = 2,500; with 7% in place of 6% it is 250 more.
    expect(out).toContain(`unnoticed  6% → 7%  plans/sales.plan:18
           In “half of quota pays the first rate” with quota 50,000.00 USD: commission is 2,500.00 USD, and would be 2,750.00 USD
`);
    // What pays for each deal needs deals, and the test gives none.
    expect(out).toContain(`unnoticed  250 USD → 251 USD  plans/sales.plan:26
           No payout was found that it changes.
`);
  });

  it("stand in JSON with what they were and would be", async () => {
    const { mutation } = (await json(project(), "test", "--mutate")) as {
      mutation: { changes: number; noticed: number; unnoticed: unknown[]; equal: unknown[] };
    };
    expect(mutation.changes).toBe(
      mutation.noticed + mutation.unnoticed.length + mutation.equal.length,
    );
    expect(mutation.unnoticed).toContainEqual(
      expect.objectContaining({
        kind: "rate",
        was: "6%",
        becomes: "7%",
        file: "plans/sales.plan",
        line: 18,
        example: {
          by: "data",
          plan: "Sales",
          payee: "R1",
          period: "FY2026-Q1",
          name: "payout",
          unit: "USD",
          before: "8500.05",
          after: "9000.05",
        },
      }),
    );
  });

  it("aren't looked for while a test fails", async () => {
    const wrong = { "plans/sales.plan": SALES.replace("is 2,000 USD", "is 2,001 USD") };
    const { code, out, err } = await attain(project(wrong), "test", "--mutate");
    expect([code, err]).toEqual([
      1,
      "The plans weren't changed: what tests notice is told by tests that pass.\n",
    ]);
    expect(out).not.toContain("unnoticed");
  });

  it("end the command with 1 where there are too many", async () => {
    const { code, out } = await attain(project(), "test", "--mutate", "--at-least", "90");
    expect(code).toBe(1);
    expect(out).toMatch(
      /The part of the changes that tests notice is [\d.]+%, below the 90% that are asked for\.\n$/,
    );
  });

  it("are the same each time, to the byte", async () => {
    const folder = project();
    const first = await attain(folder, "test", "--mutate", "--format", "json");
    expect(await attain(folder, "test", "--mutate", "--format", "json")).toEqual(first);
  });
});
