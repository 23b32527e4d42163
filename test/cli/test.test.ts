// `attain test`: which tests are run, which pass, and what is said of those that fail.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attain, type Files, json, project, PROJECT } from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];

/** The plan, which ends in line 34, with tests below it: their first line is 36. */
function testing(tests: string): Files {
  return { "plans/sales.plan": `${SALES}\n${tests}` };
}

// 50,000 at 4% are 2,000, and no more.
const WRONG = `test "half of quota pays a little more" for Sales
  given quota is 100,000 USD
  given Bookings is 50,000 USD
  expect commission is 2,100 USD
`;

// 50,000 x 4% = 2,000; 50,000 x 6% = 3,000 more, 5,000; 30,000.50 x 10% = 3,000.05 more, 8,000.05. The second is expected wrong.
const CASES = `test "the ladder" for Sales
  given quota is 100,000 USD
  given bonus is 0 USD
  cases
    | given Bookings | expect commission | expect payout |
    |  50,000        | 2,000             | 2,000         |
    | 100,000        | 5,001             | 5,000         |
    | 130,000.50     | 8,000.05          | 8,000.05      |
`;

const ROWS = `test "rows of deals" for Sales, R1
  given quota is 100,000 USD
  given Deals
    | id | rep | amount | closed     |
    | A  | R1  | 60,000 | 2026-01-02 |
    | B  | R1  | 10,000 | 2026-01-03 |
  expect payout is 1 USD
  expect attainment is 71.5%
  expect Bookings is 70,000.01 USD
`;

describe("what is printed", () => {
  it("counts the tests where all pass, and names them if it is asked to", async () => {
    const folder = project();
    expect(await attain(folder, "test")).toEqual({ code: 0, out: "1 test: all pass\n", err: "" });
    expect(await attain(folder, "test", "--verbose")).toEqual({
      code: 0,
      out: "passes  half of quota pays the first rate  plans/sales.plan:31\n1 test: all pass\n",
      err: "",
    });
  });

  it("shows what was given and expected, by how much it is off, and how it came about", async () => {
    expect(await attain(project(testing(WRONG)), "test")).toEqual({
      code: 1,
      out: `fails   half of quota pays a little more  plans/sales.plan:36
        given quota 100,000.00 USD, Bookings 50,000.00 USD
        commission is 2,000.00 USD, not 2,100.00 USD: 100.00 USD less  plans/sales.plan:39

        commission                                                       2,000.00 USD  plans/sales.plan:21
        └─ earns Commission on Bookings (50,000.00 USD), attainment 50%  2,000.00 USD  :22
           └─ from 0% to 50%: 50,000.00 USD x 4%                         2,000.00 USD  :17

        Where the numbers come from
          attainment             50%  Bookings (50,000.00 USD) / quota (100,000.00 USD)  plans/sales.plan:14
          quota       100,000.00 USD  set by the test                                    :13

        The plan, with the value of each part
          measure attainment means Bookings / quota  plans/sales.plan:14
                                   │        │ │
                                   │        │ 100,000.00 USD
                                   │        50%
                                   50,000.00 USD
          rates Commission marginal by attainment  plans/sales.plan:16
                                       │
                                       50%
          earns Commission on Bookings  plans/sales.plan:22
                │             │
                2,000.00 USD  50,000.00 USD

2 tests: 1 pass, 1 fail
`,
      err: "",
    });
  });

  it("names the row of a table of cases that fails, with what it gives", async () => {
    const { code, out } = await attain(project(testing(CASES)), "test");
    expect(code).toBe(1);
    expect(out.split("\n").slice(0, 3)).toEqual([
      "fails   the ladder, case 2: Bookings 100,000.00 USD  plans/sales.plan:42",
      "        given quota 100,000.00 USD, bonus 0.00 USD, Bookings 100,000.00 USD",
      "        commission is 5,000.00 USD, not 5,001.00 USD: 1.00 USD less  plans/sales.plan:42",
    ]);
    expect(out).toMatch(/\n4 tests: 3 pass, 1 fail\n$/);
    expect(out).not.toContain("passes");
    const { out: all } = await attain(project(testing(CASES)), "test", "--verbose");
    expect(all.split("\n").filter((line) => line.startsWith("passes"))).toEqual([
      "passes  half of quota pays the first rate  plans/sales.plan:31",
      "passes  the ladder, case 1: Bookings 50,000.00 USD  plans/sales.plan:41",
      "passes  the ladder, case 3: Bookings 130,000.50 USD  plans/sales.plan:43",
    ]);
  });

  it("shows how several numbers of one person came about once", async () => {
    const { out } = await attain(project(testing(ROWS)), "test");
    // 60,000 + 10,000 = 70,000: 50,000 x 4% + 20,000 x 6% = 3,200, and one large deal pays 250.
    expect(out.split("\n").slice(0, 5)).toEqual([
      "fails   rows of deals  plans/sales.plan:36",
      "        given quota 100,000.00 USD; 2 rows of Deals",
      "        payout is 3,450.00 USD, not 1.00 USD: 3,449.00 USD more  plans/sales.plan:42",
      "        attainment is 70%, not 71.5%: 1.5pp less  plans/sales.plan:43",
      "        Bookings is 70,000.00 USD, not 70,000.01 USD: 0.01 USD less  plans/sales.plan:44",
    ]);
    for (const once of [
      "commission  ",
      "          attainment  ",
      "Bookings: 2 from Deals",
      "  Sum",
    ])
      expect(out.split(once)).toHaveLength(2);
    expect(out).toContain("└─ A ");
    expect(out).toMatch(/from 50% to 70%: 20,000\.00 USD x 6% +1,200\.00 USD/);
  });

  it("says that there are no tests", async () => {
    const folder = project({ "plans/sales.plan": SALES.replace(/^test[^]*/m, "") });
    expect(await attain(folder, "test")).toEqual({
      code: 0,
      out: "0 tests: nothing to run\n",
      err: "",
    });
  });
});

describe("what can go wrong in a test", () => {
  it("lacks what the plan needs", async () => {
    const lacking =
      'test "no quota" for Sales\n  given Bookings is 1 USD\n  expect commission is 0.04 USD\n';
    const { code, out } = await attain(project(testing(lacking)), "test");
    expect(code).toBe(1);
    expect(out).toContain(
      "error ATN9101  The test doesn't give `Quotas.amount`, which is needed here.  plans/sales.plan:13:15\n",
    );
    expect(out).toContain("Give it: `given NAME is …`, or a column or row of `given SOURCE`.\n");
    expect(out).toContain("\n2 tests: 1 pass, 1 fail\n");
  });

  // A negative attainment has no row in the table.
  const fault = `test "negative" for Sales
  given attainment is -5%
  given Bookings is 1 USD
  given bonus is 0 USD
`;

  it("meets a fault", async () => {
    const { code, out } = await attain(
      project(testing(`${fault}  expect commission is 0 USD\n`)),
      "test",
    );
    expect(code).toBe(1);
    expect(out).toContain("error ATN9002  `Commission` has no row for -");
  });

  it("meets a fault, and shows the value with its unit", async () => {
    const { out } = await attain(
      project(testing(`${fault}  expect commission is 0 USD\n`)),
      "test",
    );
    expect(out).toContain("`Commission` has no row for -5%.");
  });

  it("expects the fault that it meets, or one that it doesn't", async () => {
    const met = await attain(project(testing(`${fault}  expect error ATN9002\n`)), "test");
    expect([met.code, met.out]).toEqual([0, expect.stringMatching(/^2 tests: all pass\n$/)]);
    const other = await attain(project(testing(`${fault}  expect error ATN9001\n`)), "test");
    expect([other.code, other.out]).toEqual([
      1,
      expect.stringContaining("2 tests: 1 pass, 1 fail"),
    ]);
    const none = await attain(
      project(testing(`${fault.replace("-5%", "5%")}  expect error ATN9002\n`)),
      "test",
    );
    expect(none.code).toBe(1);
    expect(none.out).toContain("The run ends well, where the error ATN9002 was expected.\n");
  });

  it("isn't run where a plan has errors", async () => {
    const changes = { "plans/sales.plan": SALES.replace("250 USD", "250 EUR") };
    const { code, out, err } = await attain(project(changes), "test");
    expect(code).toBe(1);
    expect(err).toContain("No test was run: 1 error.\n");
    expect(out + err).toContain(
      "error ATN3305  A component pays USD; this gives EUR.  plans/sales.plan:26:5\n",
    );
    expect(out).not.toContain("passes");
  });

  it("isn't kept from running by a warning", async () => {
    const house = PROJECT["plans/house.plan"].replace(" at least 0 USD", "");
    const { code, out } = await attain(project({ "plans/house.plan": house }), "test");
    expect([code, out]).toEqual([0, expect.stringMatching(/^1 test: all pass\n$/)]);
  });
});

const titles = async (folder: string, ...words: string[]): Promise<string[]> => {
  const { tests } = (await json(folder, "test", ...words)) as { tests: { title: string }[] };
  return tests.map(({ title }) => title);
};

describe("which tests are run", () => {
  const RIGHT = WRONG.replace("a little more", "no more").replace("2,100", "2,000");
  const other = SALES.replace("plan Sales", "plan Other").replace(
    /^test[^]*/m,
    RIGHT.replace("for Sales", "for Other"),
  );

  it("runs those of every file, or of the files that are named", async () => {
    const folder = project({ "plans/other.plan": other });
    const [first, second] = ["half of quota pays no more", "half of quota pays the first rate"];
    expect(await titles(folder)).toEqual([first, second]);
    expect(await titles(folder, "plans/other.plan")).toEqual([first]);
    expect(await titles(folder, "plans/sales.plan")).toEqual([second]);
    expect(await titles(folder, "plans/house.plan")).toEqual([]);
    expect(await titles(join(folder, "plans"), "other.plan")).toEqual([first]);
  });

  it("runs those with a text in their title", async () => {
    const folder = project({ ...testing(RIGHT), "plans/other.plan": other });
    expect(await titles(folder, "--filter", "no more")).toEqual([
      "half of quota pays no more",
      "half of quota pays no more",
    ]);
    expect(await titles(folder, "--filter", "rate")).toEqual(["half of quota pays the first rate"]);
  });

  it("fails only for those that are run", async () => {
    const folder = project(testing(WRONG));
    expect((await attain(folder, "test", "--filter", "first rate")).code).toBe(0);
    expect((await attain(folder, "test", "--filter", "little")).code).toBe(1);
  });

  it.each([
    ["first rat3", "Did you mean first rate?"],
    ["hlaf", "Did you mean half?"],
    ["zzz", "Without it there is 1 test to run."],
  ])("says that no title has the text %s", async (filter, help) => {
    const { code, out, err } = await attain(project(), "test", "--filter", filter);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`No test has “${filter}” in its title. ${help}\n`);
  });
});

/** Where a test stands. */
function at(line: number): object {
  const any = expect.any(Number) as number;
  const place = { line, column: any, endLine: any, endColumn: any };
  return { plan: "Sales", file: "plans/sales.plan", ...place };
}

describe("--format json", () => {
  it("gives each test, and what differs in those that fail", async () => {
    const { code, out, err } = await attain(project(testing(CASES)), "test", "--format", "json");
    expect([code, err]).toEqual([1, ""]);
    expect(JSON.parse(out)).toMatchObject({
      tests: [
        { title: "half of quota pays the first rate", ...at(31), passed: true, failures: [] },
        { title: "the ladder", case: 1, ...at(41), passed: true, failures: [] },
        {
          title: "the ladder",
          case: 2,
          ...at(42),
          passed: false,
          failures: [
            {
              kind: "different",
              name: "commission",
              expected: "5,001.00 USD",
              actual: "5,000.00 USD",
              difference: "-1",
              line: 42,
              // 50,000 x 4% + 50,000 x 6%
              lines: [{ name: "commission", amount: "5000.00", adds: true }],
              numbers: [{ name: "attainment", value: "1" }, { name: "quota" }],
              values: [
                { value: "1", unit: "ratio", at: { line: 14, column: 28, endColumn: 44 } },
                { value: "100000.00", unit: "USD", at: { line: 14, column: 28, endColumn: 36 } },
                { value: "100000.00", unit: "USD", at: { line: 14, column: 39 } },
                { value: "1", unit: "ratio", at: { line: 16 } },
                { value: "5000.00", unit: "USD", at: { line: 22, column: 11 } },
                { value: "100000.00", unit: "USD", at: { line: 22, column: 25 } },
              ],
            },
          ],
          splits: [],
        },
        { title: "the ladder", case: 3, ...at(43), passed: true, failures: [] },
      ],
    });
  });

  it("gives the errors where no test is run", async () => {
    const changes = { "plans/sales.plan": SALES.replace("250 USD", "250 EUR") };
    const { code, out } = await attain(project(changes), "test", "--format", "json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      diagnostics: [{ code: "ATN3305", file: "plans/sales.plan", line: 26, column: 5 }],
    });
  });
});

// 50 / 90 = 55.555…%: as 56% or 55.6% it would be right.
it.each(["60%", "60.00%", "50%", "100%", "55.5%", "55.60%"])(
  "a quotient whose digits don't end isn't %s",
  async (percent) => {
    const plan = PROJECT["plans/sales.plan"].replace(/\ntest [^]*/, "");
    const tested = `${plan}
test "part" for Sales
  given quota is 90,000 USD
  given Bookings is 50,000 USD
  expect attainment is ${percent}
`;
    const { code, out, err } = await attain(project({ "plans/sales.plan": tested }), "test");
    expect(code).toBe(1);
    expect(out + err).toContain(`attainment is ≈55.56%, not`);
  },
);
