// A plan that reads what another one pays, in a file of its own: run together, alone, explained, built and closed.
import { describe, expect, it } from "vitest";
import { attain, project, PROJECT, read, write } from "../support/command-line.ts";

const MANAGERS = `import "sales.plan"

plan Managers "Managers 2026"
  for    Reps where role is Manager
  during FY2026
  pays   each Quarter in USD

  measure team_commission "Commission of the team" means total Sales.commission of Reps

  component override "Override"
    earns 10% of team_commission
    rounded half even to cent

// R3 is a manager: what Sales would pay for the deals of R3 is nothing.
test "nothing of whom the other plan isn't for" for Managers, R3 in FY2026-Q1
  given Reps
    | id | name | role    |
    | R1 | Ana  | AE      |
    | R3 | Cy   | Manager |
  given R1.Sales.commission is 1,000 USD
  given Deals
    | id | rep | amount | closed     |
    | D1 | R3  | 90,000 | 2026-01-15 |
  expect override is 100 USD
`;

const FILES = { "plans/managers.plan": MANAGERS };

// Ana's commission is 8,000.05, Bo's 800.01: 10% x 8,800.06 = 880.006. The bonus of 500 isn't commission.
const OVERRIDE = "880.01";

describe("a plan that reads another one", () => {
  it("is paid whether that one is run with it or not", async () => {
    const together = project(FILES);
    const { code, out } = await attain(together, "run", "--period", "FY2026-Q1");
    expect([code, out]).toEqual([0, expect.stringContaining("Cy Adler")]);
    expect(read(together, "out/FY2026-Q1/payouts.csv")).toContain(
      `Managers,FY2026-Q1,R3,Cy Adler,override,${OVERRIDE},USD\n`,
    );
    // 8,500.05 + 800.01 + 880.01: the commission itself is paid once, by its own plan.
    expect(JSON.parse(read(together, "out/FY2026-Q1/receipt.json"))).toMatchObject({
      totals: { USD: "10180.07" },
    });
    const alone = await attain(project(FILES), "run", "Managers", "--period", "FY2026-Q1");
    expect(alone.out).toContain(`${OVERRIDE} USD`);
    expect(alone.out).not.toContain("Ana");
  });

  it("says whose pay it was, and passes its tests", async () => {
    const folder = project(FILES);
    const { out } = await attain(folder, "explain", "R3", "--period", "FY2026-Q1");
    expect(out.replace(/ +/g, " ")).toContain(`
 Commission of the team 8,800.06 USD total Sales.commission of Reps, among 3 people plans/managers.plan:8
 R1 = 8,000.05 USD
 R2 = 800.01 USD
`);
    expect((await attain(folder, "test")).code).toBe(0);
  });

  it("is one module, in which the other plan isn't exported", async () => {
    const folder = project(FILES);
    await attain(folder, "build", "--out", "code");
    const text = read(folder, "code/Managers.ts");
    expect(text).toContain("\nclass Sales {");
    expect(text).toContain("\nexport class Managers {");
    expect(text.match(/from "/g)).toHaveLength(1);
  });

  it("posts the difference, too, when a closed period of the other one changes", async () => {
    const folder = project(FILES);
    await attain(folder, "close", "FY2026-Q1");
    // 10,000 more at 10% for Ana, of which the manager has 10%: 980.006 - 880.01.
    const deals = PROJECT["data/deals.csv"].replace("70000.50", "80000.50");
    write(folder, "data/deals.csv", deals);
    const { out } = await attain(folder, "run", "--period", "FY2026-Q2");
    expect(out).toMatch(/Cy Adler +Managers +FY2026-Q2 +late changes to FY2026-Q1: \+100\.00 USD/);
    expect(out).toMatch(/Núñez, Ana +Sales +FY2026-Q2 +late changes to FY2026-Q1: \+1,000\.00 USD/);
  });

  it("is refused where the other one reads it, too", async () => {
    const both = PROJECT["plans/sales.plan"]
      .replace('import "house.plan"', 'import "house.plan"\nimport "managers.plan"')
      .replace("earns 250 USD", "earns 1% of Managers.payout");
    const { code, out } = await attain(
      project({ ...FILES, "plans/sales.plan": both }),
      "check",
      "plans/managers.plan",
    );
    expect(code).toBe(1);
    expect(out).toContain(
      "`Managers` is defined by itself: `Managers` needs `Sales` needs `Managers`.",
    );
    expect(out).toContain("plans/sales.plan:27");
    expect(out).toContain("plans/managers.plan:8");
  });
});
