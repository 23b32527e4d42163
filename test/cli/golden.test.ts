// Statements that were accepted: compared, shown where they differ, and written only by `--accept`.
import { describe, expect, it } from "vitest";
import { lineDifference } from "../../compiler/src/cli/line-difference.ts";
import {
  attain,
  filesIn,
  json,
  project,
  PROJECT,
  read,
  settings,
  write,
} from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];
const ANA = { payee: "Núñez, Ana", period: "FY2026-Q1" };
const NAMED = { "attain.json": settings({ tests: { statements: { "ana-q1": ANA } } }) };

/** A project whose one statement is accepted. */
async function accepted(): Promise<string> {
  const folder = project(NAMED);
  await attain(folder, "test", "--accept", "ana-q1");
  return folder;
}

describe("a statement that nobody has accepted", () => {
  it("fails, is shown, and isn't written", async () => {
    const folder = project(NAMED);
    const { code, out, err } = await attain(folder, "test");
    expect([code, err]).toEqual([1, ""]);
    expect(out).toMatch(
      /^1 test: all pass\nfails {3}statement ana-q1 {2}accepted\/ana-q1\.md\n {8}# Núñez, Ana \(R1\)\n/,
    );
    // 8,000.05 of commission, and 250 for each of two large deals: see the project.
    expect(out).toContain("        **Paid: 8,500.05 USD**\n");
    expect(out).toContain(
      "Nobody has accepted this statement yet: attain test --accept ana-q1 accepts it.\n",
    );
    expect(out).toMatch(/\n1 statement: 0 as accepted, 1 not\n$/);
    expect(filesIn(folder)).not.toContain("accepted/ana-q1.md");
  });
});

describe("accepting", () => {
  it("writes the statement, without what differs from run to run, and holds from then on", async () => {
    const folder = project(NAMED);
    const first = await attain(folder, "test", "--accept", "ana-q1");
    expect(first).toEqual({
      code: 0,
      out: "1 test: all pass\naccepts statement ana-q1  accepted/ana-q1.md\n1 statement: as accepted\n",
      err: "",
    });
    const text = read(folder, "accepted/ana-q1.md");
    expect(text).toContain("**Paid: 8,500.05 USD**");
    expect(text).not.toMatch(/Receipt|As of|sales\.plan:/);
    expect(await attain(folder, "test")).toEqual({
      code: 0,
      out: "1 test: all pass\n1 statement: as accepted\n",
      err: "",
    });
    expect(read(folder, "accepted/ana-q1.md")).toBe(text);
  });

  it("isn't asked for by another name", async () => {
    const { code, err } = await attain(project(NAMED), "test", "--accept", "ana-q2");
    expect([code, err.split("\n")[0]]).toEqual([
      2,
      "There is no statement ana-q2. Did you mean ana-q1?",
    ]);
    const none = await attain(project(), "test", "--accept", "x");
    expect([none.code, none.err.split("\n")[0]]).toEqual([
      2,
      "There is no statement x. attain.json names none, in `statements` of `tests`.",
    ]);
  });
});

describe("a statement that isn't as accepted", () => {
  // 300 for each of two large deals instead of 250: 100 more.
  const MORE = SALES.replace("earns 250 USD", "earns 300 USD");

  it("fails, and shows what differs", async () => {
    const folder = await accepted();
    write(folder, "plans/sales.plan", MORE);
    const { code, out } = await attain(folder, "test");
    expect(code).toBe(1);
    expect(out).toContain("        - **Paid: 8,500.05 USD**\n        + **Paid: 8,600.05 USD**\n");
    expect(out).toContain("        - | Large deals | 500.00 USD |\n");
    expect(out).toContain("        + | Large deals | 600.00 USD |\n");
    expect(out).not.toContain("Quota");
    expect(out).toContain(
      "If that is what should be paid: attain test --accept ana-q1 accepts it.\n",
    );
    expect(read(folder, "accepted/ana-q1.md")).toContain("8,500.05");
  });

  it("stands in JSON, and is a test in the formats of others", async () => {
    const folder = await accepted();
    write(folder, "plans/sales.plan", MORE);
    expect(await json(folder, "test")).toMatchObject({
      exit: 1,
      statements: [
        {
          name: "ana-q1",
          file: "accepted/ana-q1.md",
          is: "differs",
          lines: expect.arrayContaining(["- **Paid: 8,500.05 USD**"]) as string[],
        },
      ],
    });
    const { out } = await attain(folder, "test", "--format", "tap");
    expect(out).toContain("\nnot ok 2 - statement ana-q1\n");
  });

  it("is told by the plan, and not by a line that was added to it", async () => {
    const folder = await accepted();
    write(folder, "plans/sales.plan", `// A line more.\n${SALES}`);
    expect((await attain(folder, "test")).code).toBe(0);
  });
});

describe("a statement that can't be made", () => {
  it.each([
    [{ ...ANA, payee: "Nobody" }, "No plan of FY2026-Q1 pays Nobody."],
    [{ ...ANA, period: "FY2031-Q1" }, "No plan pays in FY2031-Q1."],
  ])("fails with the reason: %o", async (asked, why) => {
    const folder = project({
      "attain.json": settings({ tests: { statements: { one: asked } } }),
    });
    const { code, out } = await attain(folder, "test");
    expect(code).toBe(1);
    expect(out).toContain(`        ${why}`);
  });

  it("says where data has problems", async () => {
    const folder = project({
      ...NAMED,
      "data/deals.csv": "id,rep,amount,closed\nD1,R1,x,2026-01-15\n",
    });
    const { code, out } = await attain(folder, "test");
    expect([code, out]).toEqual([
      1,
      expect.stringContaining("The data has problems: attain run --period FY2026-Q1 shows them."),
    ]);
  });
});

describe("which tests hold statements", () => {
  it("are those of the whole project", async () => {
    const folder = project(NAMED);
    expect((await attain(folder, "test", "plans/sales.plan")).code).toBe(0);
    expect((await attain(folder, "test", "--filter", "half")).code).toBe(0);
    const part = await attain(folder, "test", "plans/sales.plan", "--accept", "ana-q1");
    expect([part.code, part.err.split("\n")[0]]).toEqual([
      2,
      "Statements are those of the whole project: --accept goes without files.",
    ]);
    expect(filesIn(folder)).not.toContain("accepted/ana-q1.md");
  });
});

describe("lines that differ", () => {
  it("stand with the line around them", () => {
    expect(lineDifference("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nD\ne\nf\n")).toEqual([
      "  …",
      "  c",
      "- d",
      "+ D",
      "  e",
      "  …",
    ]);
    expect(lineDifference("a\nb\n", "b\nc\n")).toEqual(["- a", "  b", "+ c"]);
    expect(lineDifference("", "a")).toEqual(["- ", "+ a"]);
    expect(lineDifference("a\r\nb", "a\nb")).toEqual(["  …"]);
  });
});
