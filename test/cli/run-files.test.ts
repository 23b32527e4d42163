// `attain run`: where its files go, and that they are those of one run, whole.
import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  attain,
  contentsOf,
  emptyFolder,
  filesIn,
  project,
  PROJECT,
  read,
  settings,
  write,
} from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];
const OUT = "out/FY2026-Q1";

describe("where the files go", () => {
  it("is where attain.json or --out says, in the folder of the project", async () => {
    const set = project({ "attain.json": settings({ output: "paid/here" }) });
    expect((await attain(set, ...FIRST)).out).toContain("\npaid/here/FY2026-Q1: payouts.csv, ");
    expect(filesIn(set)).toContain("paid/here/FY2026-Q1/payouts.csv");
    const told = project();
    expect((await attain(told, ...FIRST, "-o", "mine")).out).toContain("\nmine/FY2026-Q1: ");
    expect(filesIn(told)).toContain("mine/FY2026-Q1/receipt.json");
    expect(filesIn(told)).not.toContain("out/FY2026-Q1/receipt.json");
  });

  it("is an absolute folder", async () => {
    const [folder, elsewhere] = [project(), emptyFolder()];
    await attain(folder, ...FIRST, "--out", elsewhere);
    expect(filesIn(elsewhere)).toContain("FY2026-Q1/payouts.csv");
  });

  it("is the folder that --out names from where it is run", async () => {
    const folder = project();
    const { out } = await attain(join(folder, "data"), ...FIRST, "--out", "mine");
    expect(out).toContain("\nmine/FY2026-Q1: payouts.csv, ");
    expect(filesIn(folder)).toContain("data/mine/FY2026-Q1/payouts.csv");
    const { out: own } = await attain(join(folder, "data"), ...FIRST);
    expect(own).toContain("\n../out/FY2026-Q1: payouts.csv, ");
  });

  it("is nowhere in a dry run", async () => {
    const folder = project();
    const { code, out } = await attain(folder, ...FIRST, "--dry-run");
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}Total +8,800\.06 +500\.00 +9,300\.06 USD$/m);
    expect(filesIn(folder)).toEqual(Object.keys(PROJECT).sort());
  });

  it("is another for each person, whatever the keys", async () => {
    const keys = ["a/b", "a b", "r1", "R1", "Zo\u00E9", "Zoe\u0301", "con", ".."];
    const folder = project({
      "data/reps.csv": `id,name,role\n${keys.map((key) => `${key},Ada,AE\n`).join("")}`,
      "data/deals.csv": "id,rep,amount,closed\nD1,r1,1,2026-01-01\n",
      "data/quotas.csv": `rep,quarter,amount\n${keys.map((key) => `${key},FY2026-Q1,1\n`).join("")}`,
    });
    const { out } = await attain(folder, ...FIRST);
    expect(out).toContain("8 statements");
    const files = filesIn(join(folder, OUT, "statements/Sales/FY2026-Q1"));
    const names = files.filter((name) => name.endsWith(".md"));
    expect(new Set(names.map((name) => name.normalize("NFC").toLowerCase())).size).toBe(8);
    for (const name of names) expect(name).toMatch(/^(?:\.\.|[\p{L}\p{N}_]+)~[0-9a-f]{12}\.md$/u);
  });

  it("holds no statement of an earlier run for somebody who isn't paid now", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    write(folder, "data/reps.csv", PROJECT["data/reps.csv"].replace('Lee",AE', 'Lee",Manager'));
    await attain(folder, ...FIRST);
    expect(read(folder, `${OUT}/payouts.csv`)).not.toContain("R2");
    expect(filesIn(folder).filter((path) => path.endsWith("R2.md"))).toEqual([]);
  });
});

describe("the folder of a run", () => {
  it("is left alone where somebody has put a file into it", async () => {
    const folder = project({ [`${OUT}/approved.pdf`]: "signed\n" });
    const { code, out, err } = await attain(folder, ...FIRST);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(
      "out/FY2026-Q1 holds approved.pdf, which no run wrote. Move it away, or write elsewhere with --out.\n",
    );
    expect(filesIn(join(folder, "out"))).toEqual(["FY2026-Q1/approved.pdf"]);
  });

  it("is as it was, or as it is to be, whenever a run was stopped", async () => {
    const [folder, whole] = [project(), project()];
    await attain(folder, ...FIRST);
    await attain(whole, ...FIRST);
    const expected = contentsOf(join(whole, "out"));
    // Stopped while it wrote.
    write(folder, "out/.FY2026-Q1.new/statements/Sales/FY2026-Q1/R1.md", "half\n");
    await attain(folder, ...FIRST, "--fresh");
    expect(contentsOf(join(folder, "out"))).toEqual(expected);
    // Stopped between the one and the other: bad data leaves what was there in its place.
    renameSync(join(folder, OUT), join(folder, "out/.FY2026-Q1.old"));
    write(folder, "out/.FY2026-Q1.new/payouts.csv", "half\n");
    await attain(folder, ...FIRST, "--fresh");
    expect(contentsOf(join(folder, "out"))).toEqual(expected);
    // Stopped before it had cleared away what was there.
    write(folder, "out/.FY2026-Q1.old/receipt.json", "{}\n");
    await attain(folder, ...FIRST, "--fresh");
    expect(contentsOf(join(folder, "out"))).toEqual(expected);
  });

  it("keeps the folders of other periods", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    await attain(folder, "run", "-p", "FY2026-Q2");
    await attain(folder, ...FIRST);
    const periods = new Set(filesIn(join(folder, "out")).map((path) => path.split("/")[0]));
    expect([...periods]).toEqual(["FY2026-Q1", "FY2026-Q2"]);
  });
});
