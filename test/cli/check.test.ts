// `attain check`: what it finds in plans and in attain.json, where it says that is, and how much each finding weighs.
import { describe, expect, it } from "vitest";
import { attain, type Files, json, project, PROJECT, settings } from "../support/command-line.ts";
import { findings } from "../support/findings.ts";

const SALES = PROJECT["plans/sales.plan"];
const HOUSE = PROJECT["plans/house.plan"];
const NEGATIVE = HOUSE.replace(" at least 0 USD", "");

/** One warning: amounts may be negative, and the table has no row for them. */
const WARNED: Files = { "plans/house.plan": NEGATIVE };
const WARNING = `warning ATN4201  \`attainment\` can fall below 0%, and \`Commission\` has no row there.  plans/sales.plan:17:12
  17 │     from   0% pay 4%
     │            ^^
   Such a value stops the run. Add \`below 0% pay …\`, or say in the source that amounts are \`at least 0\`.

`;

/** A type that there isn't, in the file that others import. */
const WRONG: Files = { "plans/house.plan": HOUSE.replace("amount : USD", "amount : Dollars") };
const ERROR = `error ATN2003  There is no type \`Dollars\`.  plans/house.plan:9:12
   9 │   amount : Dollars at least 0 USD
     │            ^^^^^^^
   Did you mean \`USD\`?

`;

/** A field and a currency that there aren't. */
const BROKEN = SALES.replace("dated closed", "dated closd").replace("250 USD", "250 EUR");

describe("what is printed", () => {
  it("says that nothing is wrong", async () => {
    expect(await attain(project(), "check")).toEqual({
      code: 0,
      out: "1 plan in 2 files: nothing is wrong\n",
      err: "",
    });
  });

  it("shows a warning with its place and what to do, and ends well", async () => {
    const out = `${WARNING}1 plan in 2 files: 1 warning\n`;
    expect(await attain(project(WARNED), "check")).toEqual({ code: 0, out, err: "" });
  });

  it("shows errors and warnings together, in the order of the files", async () => {
    const { code, out } = await attain(project({ ...WARNED, "plans/sales.plan": BROKEN }), "check");
    expect(code).toBe(1);
    expect(out.match(/^(?:error|warning) ATN\d+|plans\/\S+$/gm)).toEqual([
      "error ATN2001",
      "plans/sales.plan:9:11",
      "warning ATN4201",
      "plans/sales.plan:17:12",
      "error ATN3305",
      "plans/sales.plan:26:5",
    ]);
    expect(out).toContain("\n1 plan in 2 files: 2 errors, 1 warning\n");
  });

  it("marks the place below signs that are two columns wide", async () => {
    const sales = SALES.replace('"Large deals" for each Bookings', '"大口案件" for each Bokings');
    const { out } = await attain(project({ "plans/sales.plan": sales }), "check");
    const marked = out.split("\n").slice(1, 3);
    expect(marked).toEqual([
      '  25 │   component bonus "大口案件" for each Bokings where credited >= 50,000 USD',
      // Four signs take eight columns.
      `     │ ${" ".repeat(38)}^^^^^^^`,
    ]);
  });

  it("shows an error of an imported file once, where it is", async () => {
    const other = SALES.replace("plan Sales", "plan Other").replace(/^test[^]*/m, "");
    const { code, out } = await attain(project({ ...WRONG, "plans/other.plan": other }), "check");
    expect(code).toBe(1);
    expect(out).toBe(`${ERROR}2 plans in 3 files: 1 error\n`);
  });
});

describe("--format json", () => {
  it("gives the files, and each finding with its place, counted from 1", async () => {
    const { code, out, err } = await attain(project(WRONG), "check", "--format", "json");
    expect([code, err]).toEqual([1, ""]);
    expect(JSON.parse(out)).toEqual({
      command: "check",
      exit: 1,
      files: ["plans/house.plan", "plans/sales.plan"],
      problems: [],
      notes: [],
      diagnostics: [
        {
          code: "ATN2003",
          name: "unknown-type",
          severity: "error",
          message: "There is no type `Dollars`.",
          file: "plans/house.plan",
          line: 9,
          column: 12,
          endLine: 9,
          endColumn: 19,
          help: "Did you mean `USD`?",
          related: [],
          fixes: [
            {
              title: "Write `USD`",
              safety: "changes payout",
              edits: [
                {
                  file: "plans/house.plan",
                  line: 9,
                  column: 12,
                  endLine: 9,
                  endColumn: 19,
                  text: "USD",
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it("gives an empty list where nothing is wrong", async () => {
    const files = ["plans/house.plan", "plans/sales.plan"];
    const nothing = { diagnostics: [], problems: [], notes: [] };
    expect(await json(project(), "check")).toEqual({
      command: "check",
      exit: 0,
      files,
      ...nothing,
    });
  });
});

describe("lint levels", () => {
  it.each([
    ["off", [], 0],
    ["info", ["info ATN4201 plans/sales.plan:17:12"], 0],
    ["warning", ["warning ATN4201 plans/sales.plan:17:12"], 0],
    ["error", ["error ATN4201 plans/sales.plan:17:12"], 1],
  ])("makes a finding weigh as attain.json says: %s", async (level, expected, code) => {
    const changes = { ...WARNED, "attain.json": settings({ lint: { "below-the-table": level } }) };
    expect(await findings(changes)).toEqual(expected);
    expect((await attain(project(changes), "check")).code).toBe(code);
  });

  it("stops a run where a finding is made an error", async () => {
    const lint = { "below-the-table": "error" };
    const folder = project({ ...WARNED, "attain.json": settings({ lint }) });
    const { code, out, err } = await attain(folder, "run", "--period", "FY2026-Q1");
    expect(code).toBe(1);
    expect(err).toContain("Nothing was paid: 1 error.\n");
    expect(out + err).toContain("error ATN4201  ");
  });

  it("never makes an error weigh less, and says so", async () => {
    const lint = { "unknown-type": "off" };
    expect(await findings({ ...WRONG, "attain.json": settings({ lint }) })).toEqual([
      expect.stringMatching(/^warning ATN8204 attain\.json:/),
      "error ATN2003 plans/house.plan:9:12",
    ]);
  });

  it("suggests the name that was meant", async () => {
    const lint = { "below-the-tabel": "off" };
    const { code, out } = await attain(project({ "attain.json": settings({ lint }) }), "check");
    expect(code).toBe(0);
    expect(out).toContain("Did you mean `below-the-table`?");
  });
});

const allowing = (line: string): Files => ({
  ...WARNED,
  "plans/sales.plan": SALES.replace(
    "    from 100% pay 10%\n",
    `    from 100% pay 10%\n    ${line}\n`,
  ),
});

describe("allow", () => {
  it("accepts a finding in the declaration that it stands in", async () => {
    expect(await findings(allowing('allow below-the-table "amounts are never negative"'))).toEqual(
      [],
    );
  });

  it("accepts nothing elsewhere", async () => {
    const elsewhere = SALES.replace("    to rep\n", '    to rep\n    allow below-the-table "no"\n');
    expect(await findings({ ...WARNED, "plans/sales.plan": elsewhere })).toEqual([
      "warning ATN4406 plans/sales.plan:12:11",
      "warning ATN4201 plans/sales.plan:18:12",
    ]);
  });

  it("is warned of where there is nothing to accept", async () => {
    expect(
      await findings({ ...allowing('allow below-the-table "no"'), "plans/house.plan": HOUSE }),
    ).toEqual(["warning ATN4406 plans/sales.plan:20:11"]);
  });

  it("needs a reason", async () => {
    const { code, out } = await attain(project(allowing("allow below-the-table")), "check");
    expect(code).toBe(1);
    expect(out).toContain("error ATN1006  This line isn't finished: a text in quotes is missing.");
    const idle = { ...allowing("allow below-the-table"), "plans/house.plan": HOUSE };
    expect(await findings(idle)).toEqual(["error ATN1006 plans/sales.plan:20:25"]);
  });

  it("may stand in a parameter that isn't used", async () => {
    const lines = [
      "parameter spare means 5%",
      '  allow unused "kept for 2027"',
      "  from 2026-07-01 means 6%",
    ];
    for (const spare of [lines.slice(0, 2), lines, [0, 2, 1].map((i) => lines[i] ?? "")]) {
      const changed = SALES.replace("payout", `${spare.join("\n  ")}\n\n  payout`);
      expect(await findings({ "plans/sales.plan": changed })).toEqual([]);
    }
  });
});

describe("attain.json", () => {
  it.each([
    ["a setting that there isn't", '{ "outptu": "x" }', "`output`"],
    [
      "a level that there isn't",
      '{ "lint": { "unused": "silent" } }',
      "`off`, `info`, `warning` or `error`",
    ],
    ["a source that there isn't", '{ "data": { "Deal": { "file": "a.csv" } } }', "`Deals`"],
    [
      "a field that there isn't",
      '{ "data": { "Deals": { "file": "a.csv", "columns": { "amuont": "x" } } } }',
      "`amount`",
    ],
    ["a list that isn't ended", '{ "plans": ["plans/*.plan" }', "ATN8101"],
  ])("is checked with the plans: %s", async (_, text, hint) => {
    const { code, out } = await attain(project({ ...WARNED, "attain.json": text }), "check");
    expect(code).toBe(1);
    expect(out).toMatch(/^error ATN8\d{3} .*attain\.json:1:\d+$/m);
    expect(out).toContain(hint);
    expect(out).toContain(WARNING);
  });

  it("is shown where its patterns match no file", async () => {
    const { code, out } = await attain(
      project({ "attain.json": '{ "plans": ["plan/*.plan"] }' }),
      "check",
    );
    expect(code).toBe(1);
    expect(out).toContain("error ATN8205  No file matches `plan/*.plan`.  attain.json:1:3\n");
  });

  it("isn't held against plans that aren't there", async () => {
    const text = settings({ plans: ["plan/*.plan"] });
    const { out } = await attain(project({ "attain.json": text }), "check");
    expect(out.match(/^error ATN\d+/gm)).toEqual(["error ATN8205"]);
  });
});
