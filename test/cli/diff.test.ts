// `attain diff`: which revisions it compares, what it says of whom, and what it refuses. What changes pay is in diff-changes.test.ts.
import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  attain,
  emptyFolder,
  filesIn,
  json,
  PROJECT,
  project,
  write,
} from "../support/command-line.ts";
import { change, commit, committed, git } from "../support/git-project.ts";

const SALES = PROJECT["plans/sales.plan"];
const [LAST, HIGHER] = ["from 100% pay 10%", "from 100% pay 12%"];

/** The project of command-line.ts, whose last rate is 12% in the working tree: 30,000.50 x 2% = 600.01 more for Ana. */
function raised(): string {
  const folder = committed(PROJECT);
  change(folder, { "plans/sales.plan": SALES.replace(LAST, HIGHER) });
  return folder;
}

describe("what is compared", () => {
  test("the working tree with a branch", async () => {
    const { code, out, err } = await attain(raised(), "diff", "main", "-p", "FY2026-Q1");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.replace(/at [0-9a-f]{7}/, "at 1234567")).toBe(`1 of 2 payouts changes  FY2026-Q1
main at 1234567 → the working tree
All together cost 9,900.07 USD instead of 9,300.06 USD: +600.01 USD (≈+6.45%).
1 payout more, 0 less, 1 the same.

What moves pay
  1  plans/sales.plan:19
       - from 100% pay 10%
       + from 100% pay 12%
       +600.01 USD for 1 person
       curve of Sales along Attainment: from 100% on, such as +2,000.00 USD at 200%

Whom, and why
  Payee       Component         Before         After   Difference  Because of
  Núñez, Ana  commission  8,000.05 USD  8,600.06 USD  +600.01 USD  1
`);
  });

  test("two revisions, whatever lies in the working tree", async () => {
    const folder = raised();
    git(folder, "switch", "--quiet", "--create=raise");
    commit(folder, "raise");
    change(folder, { "plans/sales.plan": "nothing of the kind" });
    const { out, code } = await attain(folder, "diff", "main", "raise", "-p", "FY2026-Q1");
    expect(code).toBe(0);
    expect(out).toContain("+600.01 USD for 1 person");
  });

  test("the base is taken where the two parted, unless it is asked for as it is", async () => {
    const folder = committed(PROJECT);
    git(folder, "switch", "--quiet", "--create=raise");
    change(folder, { "plans/sales.plan": SALES.replace(LAST, HIGHER) });
    commit(folder, "raise");
    git(folder, "switch", "--quiet", "main");
    change(folder, { "plans/sales.plan": SALES.replace("earns 250 USD", "earns 300 USD") });
    commit(folder, "bonus");
    git(folder, "switch", "--quiet", "raise");
    const parted = await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(parted.out).toContain("where the two parted");
    expect(parted.out).toContain("+600.01 USD (≈+6.45%)");
    // Against main as it is, the bonus of 2 x 300 is one of 2 x 250 again.
    const exact = await attain(folder, "diff", "main", "-p", "FY2026-Q1", "--exact");
    expect(exact.out).toContain("+500.01 USD");
    expect(exact.out).toContain("-100.00 USD for 1 person");
  });

  test("data that git doesn't keep is the same on both sides", async () => {
    const folder = committed({ ...PROJECT, ".gitignore": "data/\n" });
    change(folder, { "plans/sales.plan": SALES.replace(LAST, HIGHER) });
    const { out, code } = await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(code).toBe(0);
    expect(out).toContain("+600.01 USD for 1 person");
  });

  test("a project below the top of its repository", async () => {
    const outer = emptyFolder();
    for (const [path, text] of Object.entries(PROJECT)) write(outer, `pay/${path}`, text);
    git(outer, "init", "--quiet", "--initial-branch=main");
    commit(outer, "base");
    write(outer, "pay/plans/sales.plan", SALES.replace(LAST, HIGHER));
    write(outer, "pay/data/deals.csv", PROJECT["data/deals.csv"].replace("20000.33", "30000.33"));
    const { out } = await attain(join(outer, "pay/plans"), "diff", "main", "-p", "FY2026-Q1");
    expect(out).toContain("../data/deals.csv: 1 row added, 1 row removed");
    expect(out).toContain("sales.plan:19");
    expect(out).toContain("+600.01 USD for 1 person");
  });

  test("a project that is new", async () => {
    const folder = emptyFolder();
    git(folder, "init", "--quiet", "--initial-branch=main");
    commit(folder, "empty");
    for (const [path, text] of Object.entries(PROJECT)) write(folder, path, text);
    const { out, code } = await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(code).toBe(0);
    expect(out).toContain("There was no project at main: all of it is new.");
    expect(out).toContain("2 of 2 payouts change");
    expect(out).toContain("cost 9,300.06 USD instead of 0.00 USD");
  });

  test("nothing of the repository is touched, and nothing is left behind", async () => {
    const folder = raised();
    const before = git(folder, "status", "--porcelain");
    const files = filesIn(folder).filter((path) => !path.startsWith(".git/"));
    await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(git(folder, "status", "--porcelain")).toBe(before);
    expect(filesIn(folder).filter((path) => !path.startsWith(".git/"))).toEqual(files);
  });
});

describe("changes that nobody has reached", () => {
  // From 150% of Ana's quota on, 50,000 x (15% - 10%) = 2,500 more at 200%, the last place that is looked at.
  test("are told with the place from which they pay", async () => {
    const folder = committed(PROJECT);
    const row = `${LAST}\n    from 150% pay 15%`;
    change(folder, { "plans/sales.plan": SALES.replace(LAST, row) });
    const { out } = await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(out).toContain("0 of 2 payouts change");
    expect(out).toContain(`What means something else, and moves no payout of this period
     plans/sales.plan:20
       + from 150% pay 15%
       moves no payout
       curve of Sales along Attainment: from 150% on, such as`);
  });
});

describe("who is named", () => {
  test("in markdown nobody is, unless that is asked for", async () => {
    const folder = raised();
    const words = ["diff", "main", "-p", "FY2026-Q1", "--format", "markdown"];
    const { out } = await attain(folder, ...words);
    expect(out.replace(/at [0-9a-f]{7}/, "at 1234567")).toBe(`<!-- attain diff -->

### 1 of 2 payouts changes in FY2026-Q1

All together cost 9,900.07 USD instead of 9,300.06 USD: +600.01 USD (≈+6.45%).  
1 payout more, 0 less, 1 the same.  
<sub>main at 1234567 → the working tree</sub>

|  | Where | Before | After | Pays |
| --- | --- | --- | --- | ---: |
| 1 | \`plans/sales.plan:19\` | \`from 100% pay 10%\` | \`from 100% pay 12%\` | +600.01 USD for 1 person<br>curve of Sales along Attainment: from 100% on, such as +2,000.00 USD at 200% |

<details><summary>Whom, and why</summary>

| Payee | Component | Before | After | Difference | Because of |
| --- | --- | ---: | ---: | ---: | --- |
| Person 1 | commission | 8,000.05 USD | 8,600.06 USD | +600.01 USD | 1 |

</details>
`);
    const named = await attain(folder, ...words, "--privacy", "names");
    expect(named.out).toContain("| Núñez, Ana | commission |");
  });

  test("totals name nobody, not even in the words of a plan", async () => {
    const folder = committed(PROJECT);
    const exception = '    exception "Ana\'s start" when payee is R1: earns 1 USD\n';
    change(folder, {
      "plans/sales.plan": SALES.replace(LAST, HIGHER) + `// for Núñez, Ana ${exception}`,
    });
    const { out } = await attain(folder, "diff", "main", "-p", "FY2026-Q1", "--privacy", "totals");
    expect(out).not.toMatch(/Núñez|R1|Whom/);
    expect(out).toContain("+600.01 USD for 1 person");
    const document = JSON.stringify(
      await json(folder, "diff", "main", "-p", "FY2026-Q1", "--privacy", "pseudonyms"),
    );
    expect(document).not.toMatch(/Núñez|R1/);
    expect(document).toContain('"payee":"Person 1"');
  });

  test("cost against a budget", async () => {
    const words = ["diff", "main", "-p", "FY2026-Q1", "--budget"];
    const folder = raised();
    const { out } = await attain(folder, ...words, "9,000 USD");
    expect(out).toContain("That is 900.07 USD above the budget of 9,000.00 USD.");
    const other = await attain(folder, ...words, "9,000 EUR");
    expect(other.out).toContain(
      "Nobody is paid in EUR: there is nothing to hold against the budget.",
    );
    const wrong = await attain(folder, ...words, "lots");
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.err).toContain('lots is no amount: write it as "120,000 USD".');
  });
});

describe("what is refused", () => {
  const refusals: readonly (readonly [name: string, words: readonly string[], said: string])[] = [
    ["no base", ["diff", "-p", "FY2026-Q1"], "Compare with what?"],
    ["three sides", ["diff", "a", "b", "c"], "A diff has two sides"],
    [
      "a branch that isn't there",
      ["diff", "mian", "-p", "FY2026-Q1"],
      "git knows no revision mian. Did you mean main?",
    ],
    [
      "something like an option of git",
      ["diff", "main..main", "-p", "FY2026-Q1"],
      "git knows no revision",
    ],
    [
      "a period that isn't there",
      ["diff", "main", "-p", "FY2026-Q7"],
      "The calendar has no period FY2026-Q7.",
    ],
    ["no period", ["diff", "main"], "Which period?"],
    [
      "an unknown privacy",
      ["diff", "main", "-p", "FY2026-Q1", "--privacy", "all"],
      "--privacy is names, pseudonyms, totals, and not all.",
    ],
    [
      "an unknown format",
      ["diff", "main", "-p", "FY2026-Q1", "--format", "yaml"],
      "There is no format yaml",
    ],
  ];

  test.each(refusals)("%s", async (_, words, said) => {
    const { code, err, out } = await attain(committed(PROJECT), ...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(said);
  });

  test("a folder that no repository holds", async () => {
    const folder = project();
    const { code, err } = await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(code).toBe(2);
    expect(err).toContain("This folder isn't in a git repository");
  });

  test("a base that doesn't check is told apart from this", async () => {
    const folder = committed({
      ...PROJECT,
      "plans/sales.plan": SALES.replace("pay 4%", "pay four"),
    });
    change(folder, { "plans/sales.plan": SALES });
    const { code, err } = await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(code).toBe(1);
    expect(err).toContain("Nothing was compared, for main doesn't check: 1 error.");
  });

  test("problems in the data of a base are told under its name", async () => {
    const folder = committed({
      ...PROJECT,
      "data/deals.csv": PROJECT["data/deals.csv"].replace("20000.33", "plenty"),
    });
    change(folder, { "data/deals.csv": PROJECT["data/deals.csv"] });
    const { code, err } = await attain(folder, "diff", "main", "-p", "FY2026-Q1");
    expect(code).toBe(1);
    expect(err).toContain("main:data/deals.csv");
  });

  test("a clone without the base", async () => {
    const folder = committed(PROJECT);
    commit(folder, "more");
    const clone = join(emptyFolder(), "clone");
    git(folder, "clone", "--quiet", "--depth=1", `file://${folder}`, clone);
    renameSync(clone, `${clone}-of-ci`);
    const { err } = await attain(`${clone}-of-ci`, "diff", "HEAD~1", "-p", "FY2026-Q1");
    expect(err).toContain("This clone is shallow");
  });
});
