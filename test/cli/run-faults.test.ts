// `attain run`: faults that are met in it, for each person; then nothing is paid.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  attain,
  contentsOf,
  filesIn,
  project,
  PROJECT,
  read,
  write,
} from "../support/command-line.ts";

const FIRST = ["run", "--period", "FY2026-Q1"];

describe("a fault of the run", () => {
  it("is told for each person, and nothing is written", async () => {
    const folder = project();
    const { code, out, err } = await attain(folder, "run", "--period", "FY2026-Q3");
    expect(code).toBe(1);
    expect(err).toContain("Nothing was paid: 2 faults, for R1 and R2.\n");
    for (const rep of ["R1", "R2"]) {
      expect(out + err).toContain(
        `error ATN9001  \`Quotas\` has no row for rep ${rep}, quarter FY2026-Q3.  plans/sales.plan:13:15\n`,
      );
      expect(out + err).toContain(`for ${rep}\n`);
    }
    expect(filesIn(folder)).toEqual(Object.keys(PROJECT).sort());
  });

  it("of one person is enough for nobody to be paid, in any period of the run", async () => {
    const quotas = `${PROJECT["data/quotas.csv"]}R1,FY2026-Q3,1000\n`;
    const folder = project({ "data/quotas.csv": quotas });
    const { code, err } = await attain(folder, "run", "--period", "FY2026");
    expect(code).toBe(1);
    expect(err).toContain("Nothing was paid: 3 faults, for R2 and R1.\n");
    expect(filesIn(folder).filter((path) => path.startsWith("out"))).toEqual([]);
  });

  it("is told as JSON", async () => {
    const { code, out, err } = await attain(project(), "run", "-p", "FY2026-Q3", "--format=json");
    expect([code, err]).toEqual([1, ""]);
    const at = { code: "ATN9001", file: "plans/sales.plan", line: 13, column: 15 };
    expect(JSON.parse(out)).toMatchObject({
      exit: 1,
      diagnostics: [
        { ...at, payee: "R1" },
        { ...at, payee: "R2" },
      ],
    });
  });

  it("leaves the files of an earlier run as they are", async () => {
    const folder = project();
    await attain(folder, ...FIRST);
    const before = contentsOf(join(folder, "out"));
    write(
      folder,
      "data/quotas.csv",
      read(folder, "data/quotas.csv").replace("R1,FY2026-Q1,100000\n", ""),
    );
    expect((await attain(folder, ...FIRST)).code).toBe(1);
    expect(contentsOf(join(folder, "out"))).toEqual(before);
  });
});
