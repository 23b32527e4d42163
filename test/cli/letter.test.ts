// `attain letter`, and statements as pages: what a person signs, and what a person reads on a phone.
import { describe, expect, test } from "vitest";
import { attain, filesIn, json, PROJECT, project, read } from "../support/command-line.ts";

const FIRST = ["--period", "FY2026-Q1"];
const ANA = ["Núñez, Ana", ...FIRST];

describe("a letter", () => {
  /**
   * Ana's quota is 100,000; her deals are 60,000.00 and 70,000.50, and each is made smaller or larger in the same measure.
   *  50%: 50,000 x 4% = 2,000; no deal reaches 50,000.
   * 100%: 2,000 + 50,000 x 6% = 5,000; of 46,153.67 and 53,846.33 the second is large: 250.
   * 150%: 5,000 + 50,000 x 10% = 10,000; of 69,230.50 and 80,769.50 both are: 500.
   */
  test("has the clauses, the quota, worked payouts and the hash of every file", async () => {
    const { code, out, err } = await attain(project(), "letter", ...ANA);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.replaceAll(/\b[0-9a-f]{64}\b/g, "HASH")).toBe(`# Sales 2026

For Núñez, Ana. From 2026-01-01 to 2026-12-31, paid each quarter in USD.

## What is expected of you in FY2026-Q1

- Quota: 100,000.00 USD

## The plan

### Bookings

- \`from Deals\`
- \`dated closed\`
- \`worth amount\`
- \`to rep\`

### Quota

- \`means Quotas.amount\`

### Attainment

- \`means Bookings / quota\`

### Commission

- \`marginal by attainment\`

| From | To | Gives |
| ---: | ---: | ---: |
| 0% | 50% | 4% |
| 50% | 100% | 6% |
| 100% |  | 10% |

### Commission

- \`earns Commission on Bookings\`
- \`rounded half even to cent\`

### Large deals

- \`for each Bookings where credited >= 50,000 USD\`
- \`earns 250 USD\`
- \`rounded half even to cent\`

## What it pays

What the plan pays if you reach half of what is expected, all of it, and half more, with deals like those of the period.

| If you reach | 50% | 100% | 150% |
| --- | ---: | ---: | ---: |
| Attainment | 50% | 100% | 150% |
| Commission | 2,000.00 USD | 5,000.00 USD | 10,000.00 USD |
| Large deals | 0.00 USD | 250.00 USD | 500.00 USD |
| Paid | 2,000.00 USD | 5,250.00 USD | 10,500.00 USD |

The lines in this type are the plan itself: what they say is computed, and nothing else. These are its files, with the hashes that the receipt of every payment carries:

- \`plans/sales.plan\` HASH
- \`plans/house.plan\` HASH

\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ Núñez, Ana, date

\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ for the company, date
`);
  });

  test("carries the hashes that receipts carry", async () => {
    const folder = project();
    const { out } = await attain(folder, "letter", ...ANA);
    const { receipt } = (await json(folder, "run", ...FIRST)) as {
      receipt: { plans: readonly { path: string; sha256: string }[] };
    };
    expect(receipt.plans).toHaveLength(2);
    for (const { path, sha256 } of receipt.plans) expect(out).toContain(`- \`${path}\` ${sha256}`);
  });

  test("as a page has a picture of the curve, described in words, and loads nothing", async () => {
    const { out } = await attain(project(), "letter", ...ANA, "--format", "html");
    expect(out).toMatch(/^<!doctype html>/);
    expect(out).toContain('role="img" aria-label="Paid along Attainment.');
    expect(out).toContain("<code>rounded half even to cent</code>");
    expect(out).not.toMatch(/<script|https?:|you are here/);
  });

  test("has the terms of a draw, and of exceptions only those that may be one's own", async () => {
    const plan = PROJECT["plans/sales.plan"].replace(
      '  payout "Paid"\n',
      `  draw advance "Recoverable draw"
    guarantees 3,000 USD when id is "R1"
    repaid from pay above 3,000 USD
    repaid at most 500 USD

  exception "Ana's leave" to bonus
    when id is "R1"
    means 3 USD

  exception "Bo's leave" to bonus
    when id is "R2"
    means 4 USD

  payout "Paid"
    settled against advance
`,
    );
    const { out, err } = await attain(project({ "plans/sales.plan": plan }), "letter", ...ANA);
    expect(err).toBe("");
    expect(out).toContain(`### Recoverable draw

- \`guarantees 3,000 USD when id is "R1"\`
- \`repaid from pay above 3,000 USD\`
- \`repaid at most 500 USD\`
`);
    expect(out).toContain("Ana's leave");
    expect(out).not.toMatch(/Bo's leave|4 USD/);
  });

  test("for everybody goes to a folder", async () => {
    const folder = project();
    const { code, out } = await attain(folder, "letter", ...FIRST, "--out", "letters");
    expect({ code, out }).toEqual({ code: 0, out: "letters: 2 letters\n" });
    expect(filesIn(folder).filter((path) => path.startsWith("letters/"))).toEqual([
      "letters/Sales/R1.html",
      "letters/Sales/R1.md",
      "letters/Sales/R2.html",
      "letters/Sales/R2.md",
    ]);
    expect(read(folder, "letters/Sales/R2.md")).toContain('For Bo "Buzz" Lee.');
  });

  test("of what isn't there is refused", async () => {
    const folder = project();
    const many = await attain(folder, "letter", ...FIRST);
    expect(many).toMatchObject({ code: 2, out: "" });
    expect(many.err).toContain("These are 2 letters: name one person, or a folder with --out DIR.");
    const cy = await attain(folder, "letter", "Cy Adler", ...FIRST);
    expect(cy.err).toContain("No plan of FY2026-Q1 is for Cy Adler");
    const pdf = await attain(folder, "letter", ...ANA, "--pdf");
    expect(pdf.err).toContain("A PDF is written to a folder: name it with --out DIR.");
  });
});

describe("a statement as a page", () => {
  test("has the total first, every line with what it is made of, the curve and the next deal", async () => {
    const { out, code } = await attain(project(), "explain", ...ANA, "--format", "html");
    expect(code).toBe(0);
    const total = out.indexOf('<p class="total">8,500.05 USD</p>');
    expect(total).toBeGreaterThan(0);
    expect(out.indexOf("<details>")).toBeGreaterThan(total);
    expect(out).toContain("30,000.50 USD x 10%");
    expect(out).toContain("you are here");
    // Half of 130,000.50 more makes 195,000.75: 5,000 + 95,000.75 x 10% = 14,500.075, rounded 14,500.08, less 8,000.05.
    expect(out).toContain("<strong>6,500.03 USD</strong> more.");
    expect(out).toContain("Deals row 2");
  });

  test("can't be taken for markup", async () => {
    const reps = PROJECT["data/reps.csv"].replace('""Buzz""', "<script>alert(1)</script>");
    const folder = project({ "data/reps.csv": reps });
    const { out } = await attain(folder, "explain", "R2", ...FIRST, "--format", "html");
    expect(out).not.toContain("<script>");
    expect(out).toContain("&lt;script&gt;");
  });

  test("of a run stands beside the others, with the receipt", async () => {
    const folder = project();
    await attain(folder, "run", ...FIRST, "--html");
    const file = "out/FY2026-Q1/statements/Sales/FY2026-Q1/R1.html";
    expect(filesIn(folder)).toContain(file);
    const markdown = read(folder, file.replace(/html$/, "md"));
    const receipt = /Receipt: ([0-9a-f]{64})/.exec(markdown)?.[1];
    expect(read(folder, file)).toContain(`As of 2026-03-31. Receipt ${receipt}.`);
    await attain(folder, "run", ...FIRST);
    expect(filesIn(folder)).not.toContain(file);
  });

  test("is of one pay period", async () => {
    const quotas = `${PROJECT["data/quotas.csv"]}R1,FY2026-Q3,1\nR1,FY2026-Q4,1\n`;
    const { code, err } = await attain(
      project({ "data/quotas.csv": quotas }),
      "explain",
      "R1",
      "-p",
      "FY2026",
      "--format",
      "html",
    );
    expect(code).toBe(2);
    expect(err).toContain("These are 4 statements, and a page holds one");
  });
});
