// `attain check`: what it finds in plans and in attain.json, where it says that is, and how much each finding weighs.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  attain,
  type Files,
  folderOf,
  json,
  project,
  PROJECT,
  settings,
} from "../support/command-line.ts";

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

interface Found {
  readonly files: readonly string[];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
}

/** What is found in the project with changes: each finding in a few words. */
async function found(changes: Files, ...words: string[]): Promise<string[]> {
  const { diagnostics } = (await json(project(changes), "check", ...words)) as Found;
  return diagnostics.map(
    ({ code, severity, file, line, column }) => `${severity} ${code} ${file}:${line}:${column}`,
  );
}

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

describe("files", () => {
  it("checks those that are named, with what they import", async () => {
    const other = BROKEN.replaceAll("Sales", "Other").replace("closd", "closed");
    const changes = { "plans/other.plan": other, ...WARNED };
    expect(await found(changes, "plans/sales.plan")).toEqual([
      "warning ATN4201 plans/sales.plan:17:12",
    ]);
    expect(await found(changes, "plans/house.plan", "plans/other.plan")).toEqual([
      "warning ATN4201 plans/other.plan:17:12",
      "error ATN3305 plans/other.plan:26:5",
    ]);
  });

  it("finds those that are named from the folder it is run in", async () => {
    const folder = project();
    const { code, out } = await attain(
      join(folder, "plans"),
      "check",
      "sales.plan",
      "../plans/house.plan",
    );
    expect(code).toBe(0);
    expect(out).toBe("1 plan in 2 files: nothing is wrong\n");
  });

  it("checks a file that lies in no project", async () => {
    const folder = folderOf({ "a.plan": "unit seat\n", "b.plan": "unit 5\n" });
    expect(await attain(folder, "check", "a.plan")).toEqual({
      code: 0,
      out: "0 plans in 1 file: nothing is wrong\n",
      err: "",
    });
    expect((await attain(folder, "check", "a.plan", "b.plan")).code).toBe(1);
  });

  it("says which file there isn't", async () => {
    const { code, out, err } = await attain(
      project(),
      "check",
      "plans/sales.plan",
      "plans/ae.plan",
    );
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("There is no file plans/ae.plan.\n");
  });

  it("suggests the file that was meant", async () => {
    const { err } = await attain(project(), "check", "plans/sale.plan");
    expect(err).toContain("There is no file plans/sale.plan. Did you mean plans/sales.plan?\n");
    const { err: above } = await attain(join(project(), "data"), "check", "../plan");
    expect(above).toContain("There is no file ../plan. Did you mean ../plans?\n");
  });

  it("checks plan files only", async () => {
    const { code, out, err } = await attain(project(), "check", "attain.json");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("attain.json isn't a plan file: their names end in .plan.\n");
  });

  it("checks the plans of a folder", async () => {
    const folder = project();
    for (const words of [["plans"], ["./plans/"], ["."], ["plans", "plans/sales.plan"]]) {
      const { code, out } = await attain(folder, "check", ...words);
      expect([code, out]).toEqual([0, "1 plan in 2 files: nothing is wrong\n"]);
    }
    const { code, err } = await attain(folder, "check", "data");
    expect(code).toBe(2);
    expect(err).toContain("There is no plan file in data.\n");
  });

  it("checks a file that is named twice once", async () => {
    const { out } = await attain(project(), "check", "plans/sales.plan", "./plans/sales.plan");
    expect(out).toBe("1 plan in 1 file: nothing is wrong\n");
  });

  it("shows places from the folder it is run in", async () => {
    const folder = join(project(WARNED), "plans");
    const { out } = await attain(folder, "check");
    expect(out).toContain("  sales.plan:17:12\n");
    expect(await json(folder, "check")).toMatchObject({
      files: ["house.plan", "sales.plan"],
      diagnostics: [{ file: "sales.plan", line: 17, column: 12 }],
    });
  });

  it("needs a project, or names", async () => {
    const { code, out, err } = await attain(folderOf({}), "check");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(
      "There is no attain.json here or above. Name plan files, or make a project with attain new.",
    );
  });
});

describe("the project of a file", () => {
  // By its attain.json the year starts in July, so a plan may say so; without it FY2026 is the calendar year.
  const fiscal = settings({ calendar: { starts: "July", named: "end" } });
  const dated = SALES.replace(
    "given quota is 100,000 USD",
    "given quota is 100,000 USD\n  expect begins is 2025-07-01",
  ).replace("  quota means", "  measure begins means start of Year\n\n  quota means");
  const inside = (files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`team/${path}`, text]));

  it("is the one around the file, wherever the command is run", async () => {
    const folder = folderOf(
      inside({ ...PROJECT, "attain.json": fiscal, "plans/sales.plan": dated }),
    );
    for (const named of ["team", "team/plans", "team/plans/sales.plan"]) {
      const { code, out } = await attain(folder, "test", named);
      expect([named, code, out]).toEqual([
        named,
        0,
        "passes  half of quota pays the first rate  team/plans/sales.plan:33\n1 test: all pass\n",
      ]);
    }
  });

  it("must be one", async () => {
    const folder = folderOf({ ...PROJECT, ...inside(PROJECT) });
    const { code, err } = await attain(
      folder,
      "check",
      "plans/sales.plan",
      "team/plans/sales.plan",
    );
    expect(code).toBe(2);
    expect(err).toContain("These files belong to different projects: name those of one.\n");
  });

  it("is asked for where a folder holds several", async () => {
    const { code, err } = await attain(folderOf(inside(PROJECT)), "check", ".");
    expect(code).toBe(2);
    expect(err).toContain(". holds a project of its own: team. Name one of them.\n");
  });
});

describe("imports", () => {
  it.each([
    ["hause.plan", 'Did you mean `"house.plan"`?'],
    ["../house.plan", 'Did you mean `"house.plan"`?'],
    ["house", 'Did you mean `"house.plan"`?'],
    ["zzz.plan", "Paths start from the folder of this file."],
  ])("that lead nowhere are told with what was meant: %s", async (path, help) => {
    const sales = SALES.replace("house.plan", path);
    const { code, out } = await attain(project({ "plans/sales.plan": sales }), "check");
    expect(code).toBe(1);
    expect(out).toContain(`error ATN2006  There is no file \`${path}\`.  plans/sales.plan:1:8\n`);
    expect(out).toContain(`   ${help}\n`);
  });

  it("may lie further up", async () => {
    const files = {
      "plans/house.plan": undefined,
      "shared/house.plan": HOUSE,
      "house.plan": HOUSE,
    };
    const { out } = await attain(project(files), "check", "plans/sales.plan");
    expect(out).toContain('   Did you mean `"../house.plan"`?\n');
  });

  it("bring their calendar with them", async () => {
    const house = `calendar starts February, named by its start\n\n${HOUSE}`;
    const measured = SALES.replace(
      "  quota means",
      "  measure begins means start of Year\n\n  quota means",
    );
    const sales = measured.replace(
      "  expect commission",
      "  expect begins is 2026-02-01\n  expect commission",
    );
    const { code, out } = await attain(
      project({ "plans/house.plan": house, "plans/sales.plan": sales }),
      "test",
    );
    expect([code, out]).toEqual([0, expect.stringContaining("1 test: all pass")]);
  });
});

describe("the bytes of a file", () => {
  const places = ["error ATN2001 plans/sales.plan:9:11", "error ATN3305 plans/sales.plan:26:5"];

  it.each([
    ["LF", BROKEN],
    ["CR LF", BROKEN.replaceAll("\n", "\r\n")],
    ["a BOM and CR LF", `\uFEFF${BROKEN.replaceAll("\n", "\r\n")}`],
    ["no end of the last line", BROKEN.trimEnd()],
    ["tabs", BROKEN.replaceAll("\n  ", "\n\t ")],
  ])("makes no difference: %s", async (_, text) => {
    expect(await found({ "plans/sales.plan": text })).toEqual(places);
  });

  it("keeps the signs of a line's end out of what is shown", async () => {
    const { out } = await attain(
      project({ "plans/sales.plan": `\uFEFF${BROKEN.replaceAll("\n", "\r\n")}` }),
      "check",
    );
    expect(out).not.toMatch(/[\r\uFEFF]/);
  });

  it("counts no column for a BOM", async () => {
    expect(
      await found({ "plans/sales.plan": `\uFEFF${SALES.replace("import", "imprt")}` }),
    ).toContain("error ATN1003 plans/sales.plan:1:1");
  });

  it.each([
    ["Latin-1", "latin1", "25:27"],
    ["UTF-16", "utf16le", "1:1"],
  ] as const)("must be UTF-8, and nothing else is said of it: %s", async (_, encoding, place) => {
    const text = SALES.replace("Large deals", "Ventes \u00E9lev\u00E9es");
    const mark = encoding === "utf16le" ? "\uFEFF" : "";
    const bytes = Buffer.from(mark + text, encoding);
    expect(await found({ "plans/sales.plan": bytes })).toEqual([
      `error ATN1014 plans/sales.plan:${place}`,
    ]);
  });

  it("must be UTF-8 in files that are imported, and in attain.json", async () => {
    const latin1 = (text: string): Buffer => Buffer.from(`${text}// \u00E9\n`, "latin1");
    const imported = await found({ "plans/house.plan": latin1(HOUSE) });
    expect(imported).toEqual(["error ATN1014 plans/house.plan:16:4"]);
    const config = await found({ "attain.json": latin1(settings()) });
    expect(config).toEqual(["error ATN1014 attain.json:14:4"]);
  });

  it("may begin with a BOM in attain.json", async () => {
    expect(await found({ "attain.json": `\uFEFF${settings()}` })).toEqual([]);
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
    expect(await found(changes)).toEqual(expected);
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
    expect(await found({ ...WRONG, "attain.json": settings({ lint }) })).toEqual([
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
    expect(await found(allowing('allow below-the-table "amounts are never negative"'))).toEqual([]);
  });

  it("accepts nothing elsewhere", async () => {
    const elsewhere = SALES.replace("    to rep\n", '    to rep\n    allow below-the-table "no"\n');
    expect(await found({ ...WARNED, "plans/sales.plan": elsewhere })).toEqual([
      "warning ATN4406 plans/sales.plan:12:11",
      "warning ATN4201 plans/sales.plan:18:12",
    ]);
  });

  it("is warned of where there is nothing to accept", async () => {
    expect(
      await found({ ...allowing('allow below-the-table "no"'), "plans/house.plan": HOUSE }),
    ).toEqual(["warning ATN4406 plans/sales.plan:20:11"]);
  });

  it("needs a reason", async () => {
    const { code, out } = await attain(project(allowing("allow below-the-table")), "check");
    expect(code).toBe(1);
    expect(out).toContain("error ATN1006  This line isn't finished: a text in quotes is missing.");
    const idle = { ...allowing("allow below-the-table"), "plans/house.plan": HOUSE };
    expect(await found(idle)).toEqual(["error ATN1006 plans/sales.plan:20:25"]);
  });

  it("may stand in a parameter that isn't used", async () => {
    const lines = [
      "parameter spare means 5%",
      '  allow unused "kept for 2027"',
      "  from 2026-07-01 means 6%",
    ];
    for (const spare of [lines.slice(0, 2), lines, [0, 2, 1].map((i) => lines[i] ?? "")]) {
      const changed = SALES.replace("payout", `${spare.join("\n  ")}\n\n  payout`);
      expect(await found({ "plans/sales.plan": changed })).toEqual([]);
    }
  });
});

describe("two plans of one name", () => {
  it("are an error that shows both, whatever the capitals", async () => {
    for (const name of ["Sales", "SALES"]) {
      const copy = SALES.replace("plan Sales", `plan ${name}`).replace(/^test[^]*/m, "");
      const { code, out } = await attain(project({ "plans/copy.plan": copy }), "check");
      expect(code).toBe(1);
      expect(out).toContain("error ATN8206  Two plans are called `Sales`.  plans/sales.plan:3:6\n");
      expect(out).toContain("   plans/copy.plan:3:6\n");
    }
  });

  it("are told once where they are in one file", async () => {
    const twice = `${SALES}\n${SALES.replace(/^import.*$/m, "").replace(/^test[^]*/m, "")}`;
    const places = await found({ "plans/sales.plan": twice });
    expect(places.map((place) => place.split(" ")[1])).toEqual(["ATN2002"]);
  });

  it("are no matter for those who name one of them", async () => {
    const copy = SALES.replace(/^test[^]*/m, "");
    expect(await found({ "plans/copy.plan": copy }, "plans/sales.plan")).toEqual([]);
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
