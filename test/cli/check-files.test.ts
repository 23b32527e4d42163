// `attain check`: which files it reads, to which project they belong, and what is in their bytes.
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
import { findings } from "../support/findings.ts";

const SALES = PROJECT["plans/sales.plan"];
const HOUSE = PROJECT["plans/house.plan"];

/** One warning: amounts may be negative, and the table has no row for them. */
const WARNED: Files = { "plans/house.plan": HOUSE.replace(" at least 0 USD", "") };

/** A field and a currency that there aren't. */
const BROKEN = SALES.replace("dated closed", "dated closd").replace("250 USD", "250 EUR");

function inside(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`team/${path}`, text]));
}

/** As it would be saved in another encoding. */
function latin1(text: string): Buffer {
  return Buffer.from(`${text}// \u00E9\n`, "latin1");
}

describe("files", () => {
  it("checks those that are named, with what they import", async () => {
    const other = BROKEN.replaceAll("Sales", "Other").replace("closd", "closed");
    const changes = { "plans/other.plan": other, ...WARNED };
    expect(await findings(changes, "plans/sales.plan")).toEqual([
      "warning ATN4201 plans/sales.plan:17:12",
    ]);
    expect(await findings(changes, "plans/house.plan", "plans/other.plan")).toEqual([
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
});

describe("files and folders that are named", () => {
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

  it("is the one around the file, wherever the command is run", async () => {
    const folder = folderOf(
      inside({ ...PROJECT, "attain.json": fiscal, "plans/sales.plan": dated }),
    );
    for (const named of ["team", "team/plans", "team/plans/sales.plan"]) {
      const { code, out } = await attain(folder, "test", "--verbose", named);
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
    expect(await findings({ "plans/sales.plan": text })).toEqual(places);
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
      await findings({ "plans/sales.plan": `\uFEFF${SALES.replace("import", "imprt")}` }),
    ).toContain("error ATN1003 plans/sales.plan:1:1");
  });

  it.each([
    ["Latin-1", "latin1", "25:27"],
    ["UTF-16", "utf16le", "1:1"],
  ] as const)("must be UTF-8, and nothing else is said of it: %s", async (_, encoding, place) => {
    const text = SALES.replace("Large deals", "Ventes \u00E9lev\u00E9es");
    const mark = encoding === "utf16le" ? "\uFEFF" : "";
    const bytes = Buffer.from(mark + text, encoding);
    expect(await findings({ "plans/sales.plan": bytes })).toEqual([
      `error ATN1014 plans/sales.plan:${place}`,
    ]);
  });

  it("must be UTF-8 in files that are imported, and in attain.json", async () => {
    const imported = await findings({ "plans/house.plan": latin1(HOUSE) });
    expect(imported).toEqual(["error ATN1014 plans/house.plan:16:4"]);
    const config = await findings({ "attain.json": latin1(settings()) });
    expect(config).toEqual(["error ATN1014 attain.json:14:4"]);
  });

  it("may begin with a BOM in attain.json", async () => {
    expect(await findings({ "attain.json": `\uFEFF${settings()}` })).toEqual([]);
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
    const places = await findings({ "plans/sales.plan": twice });
    expect(places.map((place) => place.split(" ")[1])).toEqual(["ATN2002"]);
  });

  it("are no matter for those who name one of them", async () => {
    const copy = SALES.replace(/^test[^]*/m, "");
    expect(await findings({ "plans/copy.plan": copy }, "plans/sales.plan")).toEqual([]);
  });
});
