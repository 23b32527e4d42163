// `attain run`: part of it, nobody paid, and what it warns of.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attain, contentsOf, filesIn, json, project, PROJECT } from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];

describe("part of a run", () => {
  const part =
    "Nothing was written: this is only part of what is paid in FY2026-Q1. --out DIR writes it.\n";

  it("is shown, and leaves the files of the whole run as they are", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    const before = contentsOf(join(folder, "out"));
    const { code, out, err } = await attain(folder, ...FIRST, "--payee", "R2");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("\n1 payee · 1 credit of Bookings, 20,000.33 USD in all\n");
    expect(out).toMatch(
      /^ {2}Bo "Buzz" Lee +20,000\.33 +80,000\.00 .* 800\.01 +0\.00 +800\.01 USD$/m,
    );
    expect(out).not.toMatch(/Núñez|Total/);
    expect(out.endsWith(`\n\n${part}`)).toBe(true);
    expect(contentsOf(join(folder, "out"))).toEqual(before);
  });

  it.each(["R1", "Núñez, Ana", "nunez, ana", "NÚÑEZ, ANA", "r1", "Nu\u0301n\u0303ez, Ana"])(
    "finds a person by name or key, whatever the capitals and accents: %s",
    async (who) => {
      const printed = (await json(project(), ...FIRST, "--payee", who)) as {
        payouts: { payee: string; payout: string }[];
      };
      expect(printed.payouts.map(({ payee, payout }) => `${payee} ${payout}`)).toEqual([
        "R1 8500.05",
      ]);
      expect(printed).toMatchObject({
        written: [],
        receipt: { scope: { plans: ["Sales"], payees: ["R1"] } },
      });
    },
  );

  it.each([
    ["Nunez", "No plan of FY2026-Q1 pays Nunez. Did you mean Núñez, Ana?"],
    ["Bo Lee", "No plan of FY2026-Q1 pays Bo Lee."],
    ["R3", "No plan of FY2026-Q1 is for Cy Adler (R3)."],
    ["", "No plan of FY2026-Q1 pays ."],
  ])("asks again for %s", async (who, answer) => {
    const { code, out, err } = await attain(project(), ...FIRST, "--payee", who);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(answer);
  });

  it("goes where --out says, and nowhere that whole runs go", async () => {
    const folder = project();
    const { code } = await attain(folder, ...FIRST, "--payee", "R2", "-o", "bo");
    expect(code).toBe(0);
    expect(filesIn(join(folder, "bo"))).toContain("FY2026-Q1/statements/Sales/FY2026-Q1/R2.md");
    expect(filesIn(join(folder, "bo"))).not.toContain("FY2026-Q1/statements/Sales/FY2026-Q1/R1.md");
    const refused = await attain(folder, ...FIRST, "--payee", "R2", "-o", "out");
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(
      "out is where whole runs go, and this is part of one: name another folder.\n",
    );
  });

  it("isn't kept from being paid by what is missing for others", async () => {
    const quotas = PROJECT["data/quotas.csv"].replace("R2,FY2026-Q1,80000\n", "");
    const folder = project({ "data/quotas.csv": quotas });
    expect((await attain(folder, ...FIRST)).code).toBe(1);
    expect((await attain(folder, ...FIRST, "--payee", "R1")).code).toBe(0);
  });
});

describe("a run that pays nobody", () => {
  it.each([
    [
      "deals of other days",
      { "data/deals.csv": "id,rep,amount,closed\nD1,R1,1,2025-02-03\nD2,R2,1,2025-12-30\n" },
      "no row of Deals gives Bookings from 2026-01-01 to 2026-03-31. The data has Bookings from 2025-02-03 to 2025-12-30.",
    ],
    ["no deals", { "data/deals.csv": "id,rep,amount,closed\n" }, "no row of Deals gives Bookings."],
    [
      "no people",
      {
        "data/reps.csv": "id,name,role\n",
        "data/deals.csv": "id,rep,amount,closed\n",
        "data/quotas.csv": "rep,quarter,amount\n",
      },
      "Reps has no rows.",
    ],
    [
      "nobody whom the plan is for",
      { "data/reps.csv": PROJECT["data/reps.csv"].replaceAll(",AE", ",Manager") },
      "no row of Reps is one where role is AE.",
    ],
    [
      "deals that pay nothing",
      {
        "plans/sales.plan": PROJECT["plans/sales.plan"]
          .replace("pay 4%", "pay 0%")
          .replace(/ +from +50% pay 6%\n +from 100% pay 10%\n/, "")
          .replace("250 USD", "0 USD")
          .replace(/^test[^]*/m, ""),
      },
      "attain explain shows how each payout comes to nothing.",
    ],
  ])("warns and says why: %s", async (_, changes, why) => {
    const { code, err } = await attain(project(changes), ...FIRST);
    expect([code, err]).toEqual([0, `warning  Sales pays nobody in FY2026-Q1: ${why}\n`]);
    const printed = (await json(project(changes), ...FIRST)) as { notes: { message: string }[] };
    expect(printed.notes).toContainEqual({
      plan: "Sales",
      message: `Sales pays nobody in FY2026-Q1: ${why}`,
    });
  });

  it("isn't one where somebody is paid in one of its periods", async () => {
    const { err } = await attain(
      project({ "data/deals.csv": PROJECT["data/deals.csv"].replace(/2026-0[12]/g, "2025-01") }),
      "run",
      "-p",
      "FY2026-H1",
    );
    expect(err).toBe("");
  });
});

describe("warnings of a run", () => {
  const negative = PROJECT["plans/house.plan"].replace(" at least 0 USD", "");

  it("are shown in a line each, on stderr", async () => {
    const { code, out, err } = await attain(project({ "plans/house.plan": negative }), ...FIRST);
    expect([code, err]).toEqual([
      0,
      "warning ATN4201  `attainment` can fall below 0%, and `Commission` has no row there.  plans/sales.plan:17:12\n",
    ]);
    expect(out).not.toContain("ATN4201");
  });

  it("are counted where there are many", async () => {
    const spare = [1, 2, 3, 4, 5, 6, 7].map((i) => `  parameter spare${i} means ${i}%\n`).join("");
    const sales = PROJECT["plans/sales.plan"].replace("  payout", `${spare}\n  payout`);
    const { err } = await attain(project({ "plans/sales.plan": sales }), ...FIRST);
    expect(err.match(/^warning ATN4405 /gm)).toHaveLength(5);
    expect(err).toMatch(/\n… and 2 more warnings: attain check shows all\.\n$/);
  });
});
