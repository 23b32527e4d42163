// `attain what-if`: plans as they are, and under their scenarios, side by side.
import { describe, expect, test } from "vitest";
import { attain, json, PROJECT, project } from "../support/command-line.ts";

const FIRST = ["--period", "FY2026-Q1"];

/** The project with scenarios beside its plan. */
function withScenarios(text: string, changes: Readonly<Record<string, string>> = {}): string {
  return project({ "plans/sales.plan": `${PROJECT["plans/sales.plan"]}\n${text}`, ...changes });
}

interface Case {
  readonly scenario: string | null;
  readonly people: string;
  readonly cost: string;
  readonly difference: string;
  readonly credited: readonly { readonly total: string; readonly costPerUnit: string | null }[];
  readonly bands: readonly { readonly payouts: string; readonly cost: string }[];
  readonly curve: readonly { readonly share: string; readonly payout: string }[];
}

async function casesOf(text: string, ...words: readonly string[]): Promise<readonly Case[]> {
  const document = await json(
    withScenarios(text),
    "what-if",
    ...(words.length > 0 ? words : FIRST),
  );
  const { whatIf } = document as { whatIf: readonly { readonly cases: readonly Case[] }[] };
  return whatIf[0]?.cases ?? [];
}

async function costOf(text: string): Promise<string | undefined> {
  return (await casesOf(text))[1]?.cost;
}

describe("what is otherwise", () => {
  /**
   * As it is, the first quarter costs 8,500.05 for Ana and 800.01 for Bo: 9,300.06.
   * With 80% of the quotas, Ana's is 80,000: 40,000 x 4% = 1,600; 40,000 x 6% = 2,400; 50,000.50 x 10% = 5,000.05, and two
   * large deals, 500: 9,500.05. Bo's is 64,000, of which 20,000.33 is still in the first row: 800.01. 10,300.06 in all.
   */
  test("a quota, made of what it is", async () => {
    const cases = await casesOf('scenario "Lower" for Sales\n  given quota is 80% of quota\n');
    expect(cases).toMatchObject([
      { scenario: null, people: "2", cost: "9300.06", difference: "0.00" },
      { scenario: "Lower", people: "2", cost: "10300.06", difference: "1000.00" },
    ]);
  });

  /** Only Bo's: 20,000.33 of 10,000. 5,000 x 4% = 200; 5,000 x 6% = 300; 10,000.33 x 10% = 1,000.033: 1,500.03. And 8,500.05. */
  test("one person's quota, in one period", async () => {
    const first = 'scenario "Bo" for Sales\n  given R2.quota in FY2026-Q1 is 10,000 USD\n';
    expect(await costOf(first)).toBe("10000.08");
    expect(await costOf(first.replace("-Q1", "-Q2"))).toBe("9300.06");
  });

  /** Ana's two large deals pay 250 each: twice that is 1,000 instead of 500. */
  test("a component, made of what it is", async () => {
    expect(await costOf('scenario "Twice" for Sales\n  given bonus is 200% of bonus\n')).toBe(
      "9800.06",
    );
  });

  /**
   * The total of each: twice 130,000.50 is 260,001 for Ana: 5,000 + 160,001 x 10% = 21,000.10. Twice 20,000.33 is 40,000.66
   * for Bo, who is at 50.000825%: 40,000 x 4% = 1,600; 0.66 x 6% = 0.0396: 1,600.04. There are no deals for a bonus: that is 0.
   */
  test("a credit, made of what it is", async () => {
    const text = `scenario "Twice" for Sales
  given Bookings is 200% of Bookings
  given bonus is 0 USD
`;
    expect(await costOf(text)).toBe("22600.14");
  });

  /** A parameter that the rates read: 30,000.50 x 12% instead of 10% is 600.01 more. */
  test("a parameter", async () => {
    const plan = PROJECT["plans/sales.plan"]
      .replace("from 100% pay 10%", "from 100% pay top")
      .replace("  rates ", "  parameter top means 10%\n\n  rates ");
    const folder = project({
      "plans/sales.plan": `${plan}\nscenario "Top" for Sales\n  given top is 120% of top\n`,
    });
    const { out, err } = await attain(folder, "what-if", ...FIRST);
    expect(err).toBe("");
    expect(out).toMatch(/^ {2}Cost +9,300\.06 USD +9,900\.07 USD +\+600\.01 USD$/m);
  });
});

describe("how many people", () => {
  /** Ana, Bo, Ana, Bo, Ana: 3 x 8,500.05 + 2 x 800.01 = 27,100.17, on 3 x 130,000.50 + 2 x 20,000.33 = 430,002.16. */
  test("are the plan's own in turn", async () => {
    const [, five] = await casesOf('scenario "Five" for Sales\n  headcount 5\n');
    expect(five).toMatchObject({
      people: "5",
      cost: "27100.17",
      credited: [{ total: "430002.16", costPerUnit: "2710017/43000216" }],
      bands: [
        { payouts: "2", cost: "1600.02" },
        { payouts: "0" },
        { payouts: "3", cost: "25500.15" },
        { payouts: "0" },
      ],
    });
  });

  test("may be fewer than there are", async () => {
    expect(await costOf('scenario "Ana" for Sales\n  headcount 1\n')).toBe("8500.05");
  });

  /** Two quarters aren't more people: 9,300.06 + 5,250 = 14,550.06, and twice that. */
  test("are counted once, however long the period is", async () => {
    const four = 'scenario "Four" for Sales\n  headcount 4\n';
    expect(await casesOf(four, "--period", "FY2026-H1")).toMatchObject([
      { people: "2", cost: "14550.06" },
      { people: "4", cost: "29100.12" },
    ]);
  });
});

describe("how much they sell", () => {
  /**
   * All have a quota of 90,000. Ana at 60%: 54,000, of two deals that are both below 50,000. 45,000 x 4% + 9,000 x 6% = 2,340.
   * Bo at 100%: 90,000, one deal. 45,000 x 4% + 45,000 x 6% = 4,500, and 250 for the large deal: 4,750.
   * Ana at 100%: 90,000 in deals of 41,538.30 and 48,461.70: 4,500. Together 11,590 on 234,000.
   */
  test("places groups, one after the other", async () => {
    const text = `scenario "Most of them at quota" for Sales
  given quota is 90,000 USD
  headcount
    | people | attainment |
    | 1      |  60%       |
    | 2      | 100%       |
`;
    expect((await casesOf(text))[1]).toMatchObject({
      people: "3",
      cost: "11590.00",
      difference: "2289.94",
      credited: [{ total: "234000.00" }],
      bands: [
        { payouts: "0" },
        { payouts: "1", cost: "2340.00" },
        { payouts: "2", cost: "9250.00" },
        { payouts: "0" },
      ],
    });
  });

  /** On 50,000 of bookings, Ana's deals are below 50,000: 50,000 x 4% = 2,000. Bo's one isn't; on 80,000: 1,600 + 600 + 250. */
  test("along a credit", async () => {
    const text = `scenario "Fifty thousand each" for Sales
  headcount
    | Bookings | people |
    | 50,000   | 2      |
`;
    expect((await casesOf(text))[1]).toMatchObject({ people: "2", cost: "4450.00" });
  });

  /** In the second quarter Ana has no deals, so Bo stands for both: 80,000 of 80,000 pays 4,000, and 250 for the large deal. */
  test("is of those who have deals", async () => {
    const text = `scenario "At quota" for Sales
  headcount
    | people | attainment |
    | 2      | 100%       |
`;
    const cases = await casesOf(text, "--period", "FY2026-Q2");
    expect(cases[1]).toMatchObject({ people: "2", cost: "8500.00" });
  });

  /**
   * Ana has seven deals of 10,000.01, 70,000.07 in all, of a quota of 100,000. At 100% each would be 14,285.714…, in whole
   * cents 14,285.71, and all of them 99,999.97: below a step at 100%. So each is a cent larger: 100,000.04, and the step pays.
   */
  test("never falls short by the cents of many deals", async () => {
    const deals = Array.from({ length: 7 }, (_, i) => `D${i},R1,10000.01,2026-01-15\n`).join("");
    const step = `
  component step
    earns if attainment >= 100% then 1,000 USD else 0 USD
    rounded half even to cent

  payout "Paid"
`;
    const folder = project({
      "data/deals.csv": `id,rep,amount,closed\n${deals}`,
      "plans/sales.plan": `${PROJECT["plans/sales.plan"].replace('\n  payout "Paid"\n', step)}
scenario "At quota" for Sales
  headcount
    | people | attainment |
    | 1      | 100%       |
`,
    });
    const { out, err } = await attain(folder, "what-if", ...FIRST);
    expect(err).toBe("");
    // 50,000 x 4% + 50,000 x 6% + 0.04 x 10% = 5,000.004, and the step.
    expect(out).toMatch(/^ {2}Cost +3,200\.00 USD +6,000\.00 USD /m);
    expect(out).toMatch(/^ {2}Bookings +70,000\.07 USD +100,000\.04 USD /m);
  });

  test("needs something that grows with it", async () => {
    const text = `scenario "Nowhere" for Sales
  headcount
    | people | quota   |
    | 2      | 100,000 |
`;
    const { code, out, err } = await attain(withScenarios(text), "what-if", ...FIRST);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(
      "error ATN2015  `quota` belongs to what doesn't grow evenly with what R1 sells.  plans/sales.plan:38:16",
    );
  });
});

/**
 * Ana's quota is 100,000, her deals are 60,000.00 and 70,000.50. At 50% she is paid 2,000; at 100% 5,000 + 250 for one large
 * deal; at 150% 10,000 + 500. Bo's is 80,000 and he has one deal: 1,600; 4,000 + 250; 8,000 + 250.
 * As it is, the average is (2,000 + 1,600) / 2 = 1,800; (5,250 + 4,250) / 2 = 4,750; (10,500 + 8,250) / 2 = 9,375.
 * Of Ana, Bo and Ana: 5,600 / 3; 14,750 / 3; 29,250 / 3 = 9,750.
 */
test("the curve is the average of all, each at the same part of quota", async () => {
  const cases = await casesOf('scenario "Three" for Sales\n  headcount 3\n');
  expect(cases.map(({ curve }) => curve.map(({ payout }) => payout))).toEqual([
    ["1800.00", "4750.00", "9375.00"],
    ["5600/3", "14750/3", "9750.00"],
  ]);
});

const TWO = `scenario "Lower" for Sales
  given quota is 80% of quota

scenario "Five | people" for Sales
  headcount 5
`;

describe("what is printed", () => {
  test("is a table: as it is, each scenario, the difference", async () => {
    const { code, out, err } = await attain(withScenarios(TWO), "what-if", "Lower", ...FIRST);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe(`Sales 2026  FY2026-Q1, in USD

                                              As it is           Lower     Difference
  People                                             2               2              0
  Cost                                    9,300.06 USD   10,300.06 USD  +1,000.00 USD
  Bookings                              150,000.83 USD  150,000.83 USD       0.00 USD
  Cost as a share of Bookings                   ≈6.20%          ≈6.87%        ≈+0.67%

  Payouts by attainment
    below 50%                                        1               1              0
    from 100%, below 150%                            1               0             -1
    150% and above                                   0               1             +1

  Cost by attainment
    below 50%                               800.01 USD      800.01 USD       0.00 USD
    from 100%, below 150%                 8,500.05 USD        0.00 USD  -8,500.05 USD
    150% and above                            0.00 USD    9,500.05 USD  +9,500.05 USD

  Average payout, if everybody were at
    50%                                   1,800.00 USD    1,440.00 USD    -360.00 USD
    100%                                  4,750.00 USD    3,725.00 USD  -1,025.00 USD
    150%                                  9,375.00 USD    7,575.00 USD  -1,800.00 USD
`);
  });

  test("has both scenarios in Markdown, where a title breaks no table", async () => {
    const { out } = await attain(withScenarios(TWO), "what-if", ...FIRST, "--format", "markdown");
    expect(out).toContain(
      "|  | As it is | Lower | Difference | Five \\| people | Difference |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    expect(out).toContain(
      "| Cost | 9,300.06 USD | 10,300.06 USD | +1,000.00 USD | 27,100.17 USD | +17,800.11 USD |\n",
    );
  });

  test("is a page in HTML", async () => {
    const { out } = await attain(withScenarios(TWO), "what-if", ...FIRST, "--format", "html");
    expect(out).toMatch(/^<!doctype html>/i);
    expect(out).toContain("27,100.17 USD");
    expect(out).toContain("Five | people");
  });
});

describe("nothing is compared", () => {
  test("where there is no scenario", async () => {
    const { code, err } = await attain(project(), "what-if", ...FIRST);
    expect(code).toBe(2);
    expect(err).toContain("No plan of the period has a scenario.");
  });

  test("where none has the title", async () => {
    const { code, err } = await attain(withScenarios(TWO), "what-if", "Lowr", ...FIRST);
    expect(code).toBe(2);
    expect(err).toContain('There is no scenario "Lowr" in the period. Did you mean "Lower"?');
  });

  test("where somebody can't be paid, as it is or in a scenario", async () => {
    const { code, out, err } = await attain(withScenarios(TWO), "what-if", "--period", "FY2026-Q3");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("error ATN9001  `Quotas` has no row for rep R1, quarter FY2026-Q3.");
    expect(err).toContain("The plan as it is can't be computed: 2 faults, for R1 and R2.");
  });
});

test("a scenario leaves a run as it is", async () => {
  const plain = await attain(project(), "run", ...FIRST, "--dry-run");
  const beside = await attain(withScenarios(TWO), "run", ...FIRST, "--dry-run");
  expect(beside.out).toBe(plain.out);
});
