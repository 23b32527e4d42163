// `attain fmt`: which files it writes, what it says of them, and what it leaves alone.
import { chmodSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  attain,
  attainOn,
  contentsOf,
  emptyFolder,
  folderOf,
  json,
  project,
  PROJECT,
  read,
} from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"]
  .replace(/pay (?=\d%)/g, "pay  ")
  .replace("    to rep", "    to    rep");
const HOUSE = PROJECT["plans/house.plan"];
const FINE = { "plans/sales.plan": SALES };
/** The plan of the project as nobody should write it. */
const UGLY = SALES.replaceAll("    ", "  ").replace("dated closed", "dated   closed");
const BROKEN = UGLY.replace("rounded half even", "capped   half even");

describe("the files of a project", () => {
  it("are written where they change, and named", async () => {
    const folder = project({ "plans/sales.plan": UGLY });
    expect(await attain(folder, "fmt")).toEqual({
      code: 0,
      out: "plans/sales.plan\n2 files: 1 formatted\n",
      err: "",
    });
    expect(contentsOf(folder)).toEqual(contentsOf(project(FINE)));
    expect(await attain(folder, "fmt")).toEqual({
      code: 0,
      out: "2 files: nothing to format\n",
      err: "",
    });
  });

  it("aren't touched where they don't change", async () => {
    const folder = project(FINE);
    const path = join(folder, "plans/sales.plan");
    chmodSync(path, 0o444);
    const before = statSync(path).mtimeMs;
    expect((await attain(folder, "fmt")).code).toBe(0);
    expect(statSync(path).mtimeMs).toBe(before);
  });

  it("are found from a folder within, and named from there", async () => {
    const folder = project({ "plans/sales.plan": UGLY });
    const { out } = await attain(join(folder, "plans"), "fmt");
    expect(out).toBe("sales.plan\n2 files: 1 formatted\n");
  });

  it("are needed, or names", async () => {
    const { code, out, err } = await attain(emptyFolder(), "fmt");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("There is no attain.json here or above.");
  });

  it("are looked for where attain.json says, and it is told where there are none", async () => {
    const folder = project({ "attain.json": '{ "plans": ["plan/*.plan"] }' });
    const { code, out, err } = await attain(folder, "fmt");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("error ATN8205");
    expect(err).toContain("Nothing was formatted: 1 error.\n");
  });
});

describe("files and folders that are named", () => {
  it("need no project, and may be of several", async () => {
    const other = { "b/attain.json": "{}", "b/plans/b.plan": UGLY };
    const folder = folderOf({ "a/a.plan": UGLY, ...other, "c.plan": UGLY });
    const { code, out } = await attain(folder, "fmt", "a", "b", "a/a.plan");
    expect([code, out]).toEqual([0, "a/a.plan\nb/plans/b.plan\n2 files: 2 formatted\n"]);
    expect([read(folder, "a/a.plan"), read(folder, "b/plans/b.plan")]).toEqual([SALES, SALES]);
    expect(read(folder, "c.plan")).toBe(UGLY);
    expect((await attain(folder, "fmt", ".")).out).toBe("c.plan\n3 files: 1 formatted\n");
  });

  it.each([
    ["plans/sale.plan", "There is no file plans/sale.plan. Did you mean plans/sales.plan?"],
    ["attain.json", "attain.json isn't a plan file: their names end in .plan."],
    ["data", "There is no plan file in data."],
  ])("are asked for again where nothing can be done with them: %s", async (name, message) => {
    const { code, out, err } = await attain(project(), "fmt", name);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(`${message}\nattain fmt --help shows how it is used.\n`);
  });
});

describe("--check", () => {
  it("changes nothing, and ends with 1 where something would change", async () => {
    const folder = project({ "plans/sales.plan": UGLY });
    const before = contentsOf(folder);
    expect(await attain(folder, "fmt", "--check")).toEqual({
      code: 1,
      out: "plans/sales.plan\n2 files: 1 to format\n",
      err: "",
    });
    expect(contentsOf(folder)).toEqual(before);
  });

  it("ends well where nothing would", async () => {
    const out = "2 files: nothing to format\n";
    expect(await attain(project(FINE), "fmt", "--check")).toEqual({ code: 0, out, err: "" });
  });
});

describe("--stdin", () => {
  it("prints what it reads, formatted, and needs no project", async () => {
    const io = { input: UGLY };
    expect(await attainOn(io, emptyFolder(), "fmt", "--stdin")).toEqual({
      code: 0,
      out: SALES,
      err: "",
    });
  });

  it("prints nothing with --check, but ends as it does for files", async () => {
    const words = ["fmt", "--stdin", "--check"];
    expect(await attainOn({ input: UGLY }, emptyFolder(), ...words)).toMatchObject({
      code: 1,
      out: "",
    });
    expect(await attainOn({ input: SALES }, emptyFolder(), ...words)).toMatchObject({
      code: 0,
      out: "",
    });
  });

  it("prints nothing for nothing", async () => {
    const nothing = { code: 0, out: "", err: "" };
    expect(await attainOn({ input: "\n \n" }, emptyFolder(), "fmt", "--stdin")).toEqual(nothing);
  });

  it("takes no files beside it", async () => {
    const { code, err } = await attainOn({ input: UGLY }, project(), "fmt", "--stdin", "plans");
    expect(code).toBe(2);
    expect(err).toContain("--stdin reads one plan: name no files.\n");
  });
});

describe("what can't be read", () => {
  const told = `error ATN1003  No line begins with \`capped\` here.  plans/sales.plan:23:5`;

  it("stays as it is, is told, and makes 1 of the exit code; the rest is formatted", async () => {
    const folder = project({ "plans/sales.plan": BROKEN });
    const { code, out, err } = await attain(folder, "fmt");
    expect([code, out]).toEqual([1, "plans/sales.plan\n2 files: 1 formatted\n"]);
    expect(err).toContain(`${told}\n`);
    expect(read(folder, "plans/sales.plan")).toBe(
      SALES.replace("rounded half even", "capped   half even"),
    );
  });

  it("is told on stderr where the plan goes to stdout", async () => {
    const { code, out, err } = await attainOn({ input: BROKEN }, emptyFolder(), "fmt", "--stdin");
    expect([code, out]).toEqual([1, SALES.replace("rounded half even", "capped   half even")]);
    expect(err).toContain("error ATN1003  No line begins with `capped` here.  stdin:23:5\n");
  });

  it("is left alone as a whole where it isn't UTF-8: letters would be lost", async () => {
    const bytes = Buffer.from(UGLY.replace("Large deals", "Ventes \u00E9lev\u00E9es"), "latin1");
    const folder = project({ "plans/sales.plan": bytes });
    const { code, out, err } = await attain(folder, "fmt");
    expect([code, out]).toEqual([1, "2 files: nothing to format\n"]);
    expect(err).toMatch(/^error ATN1014 .* {2}plans\/sales\.plan:\d+:\d+$/m);
    expect(read(folder, "plans/sales.plan")).toBe(bytes.toString("utf8"));
  });
});

describe("the bytes of a file", () => {
  it.each([
    ["LF", UGLY, SALES],
    ["CR LF", UGLY.replaceAll("\n", "\r\n"), SALES.replaceAll("\n", "\r\n")],
    ["a byte-order mark", `\uFEFF${UGLY}`, `\uFEFF${SALES}`],
    ["no end of the last line", UGLY.trimEnd(), SALES],
    ["ends of lines of two kinds", UGLY.replaceAll("\n\n", "\n\r\n"), SALES],
  ])("keep what isn't the style's: %s", async (_, before, after) => {
    const folder = project({ "plans/sales.plan": before });
    expect((await attain(folder, "fmt")).code).toBe(0);
    expect(read(folder, "plans/sales.plan")).toBe(after);
  });
});

describe("--format json", () => {
  it("gives the files, and which of them change", async () => {
    const folder = project({ "plans/sales.plan": UGLY });
    const files = ["plans/house.plan", "plans/sales.plan"];
    const changed = ["plans/sales.plan"];
    expect(await json(folder, "fmt", "--check")).toMatchObject({ exit: 1, files, changed });
    expect(await json(folder, "fmt")).toMatchObject({ exit: 0, files, changed });
    expect(await json(folder, "fmt")).toMatchObject({ exit: 0, files, changed: [] });
  });

  it("gives what can't be read with its places, and the plan on stdin as text", async () => {
    const folder = project({ "plans/house.plan": `${HOUSE}}\n` });
    expect(await json(folder, "fmt")).toMatchObject({
      exit: 1,
      diagnostics: [{ code: "ATN1001", file: "plans/house.plan", line: 16, column: 1 }],
    });
    const { out } = await attainOn({ input: UGLY }, folder, "fmt", "--stdin", "--format", "json");
    expect(JSON.parse(out)).toMatchObject({ exit: 0, text: SALES });
  });
});
