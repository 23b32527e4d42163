// `--format json`: one document on stdout for whatever a command comes to, as its published schema says.
import { describe, expect, it } from "vitest";
import {
  attain,
  emptyFolder,
  type Files,
  json,
  project,
  PROJECT,
} from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];
const FIRST = ["--period", "FY2026-Q1"];

const WRONG: Files = { "plans/sales.plan": SALES.replace("250 USD", "250 EUR") };
const BAD: Files = { "data/deals.csv": "id,rep,amount,closed\nD1,R1,sixty,2026-01-15\n" };
const FULL: Files = { out: "a file\n" };
const FAILING: Files = { "plans/sales.plan": SALES.replace("is 2,000 USD", "is 2,001 USD") };
const LINES = ["check", "test", "run --period FY2026-Q1", "explain R1 --period FY2026-Q1", "build"];

describe("a document of any command", () => {
  it.each([
    ["check", {}],
    ["check", WRONG],
    ["check data", {}],
    ["fmt", {}],
    ["fmt --check", WRONG],
    ["fmt --stdin", {}],
    ["fmt data", {}],
    ["test", {}],
    ["test", FAILING],
    ["test --filter zzz", {}],
    ["run --period FY2026-Q1", {}],
    ["run --period FY2026-Q1 --payee R2", {}],
    ["run --period FY2026-Q1", BAD],
    ["run --period FY2026-Q1", FULL],
    ["run --period FY2026-Q3", {}],
    ["run", {}],
    ["close FY2026-Q1", {}],
    ["close FY2026-Q1 --dry-run", {}],
    ["close FY2026-Q1", WRONG],
    ["close FY2026-Q9", {}],
    ["ledger verify", {}],
    ["ledger show", {}],
    ["ledger", {}],
    ["explain R1 --period FY2026-Q1", {}],
    ["explain R9 --period FY2026-Q1", {}],
    ["explain ATN1003", {}],
    ["explain ATN9999", {}],
    ["build", WRONG],
    ["new .", {}],
    ["new it", {}],
    ["new --list", {}],
    ["chek", {}],
    ["run --help", {}],
    ["check --formt json", {}],
  ])("is what its schema says, and all that is printed: %s", async (line, changes) => {
    const document = await json(project(changes), ...line.split(" "));
    expect(document).toMatchObject({ command: line.split(" ")[0] });
  });
});

describe("what a document has", () => {
  it.each(LINES)("has the errors of plans: %s", async (line) => {
    expect(await json(project(WRONG), ...line.split(" "))).toMatchObject({
      exit: 1,
      diagnostics: [{ code: "ATN3305", file: "plans/sales.plan", line: 26, column: 5 }],
    });
  });

  it("has the problems of data, with every row", async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `D${i},R9,1,2026-01-15\n`);
    const deals = `id,rep,amount,closed\n${rows.join("")}`;
    expect(await json(project({ "data/deals.csv": deals }), "run", ...FIRST)).toMatchObject({
      exit: 1,
      diagnostics: [],
      problems: [{ source: "Deals", file: "data/deals.csv", column: "rep", value: "R9" }],
    });
    const { problems } = (await json(project({ "data/deals.csv": deals }), "run", ...FIRST)) as {
      problems: { rows: number[] }[];
    };
    expect(problems[0]?.rows).toHaveLength(12);
  });

  it.each([
    ["chek", "usage", "There is no command chek. Did you mean check?"],
    ["run", "usage", /^Which period\? /],
    ["run --period FY2026-Q1 --dry", "usage", /^There is no option --dry\. /],
    [
      "run --period FY2026-Q1",
      "machine",
      "out can't be used: a file stands where a folder is needed.",
    ],
  ])("says why it couldn't do what it was asked: %s", async (line, kind, message) => {
    const says = typeof message === "string" ? message : (expect.stringMatching(message) as string);
    expect(await json(project(FULL), ...line.split(" "))).toMatchObject({
      exit: 2,
      error: { kind, message: says },
    });
  });

  it("has exact amounts, and says whether explanations add up", async () => {
    const thirds = SALES.replace("earns Commission on Bookings", "earns Bookings / 3").replace(
      /^test[^]*/m,
      "",
    );
    const { explanations } = (await json(
      project({ "plans/sales.plan": thirds }),
      "explain",
      "R2",
      ...FIRST,
    )) as {
      explanations: { adds: boolean; lines: { adds: boolean; parts: { amount: string }[] }[] }[];
    };
    const [one] = explanations;
    expect([one?.adds, one?.lines[0]?.adds]).toEqual([true, true]);
    // 20,000.33 / 3 has no end: 2000033/300. Rounded it is 6,666.78, and 6666.78 - 2000033/300 = 1/300.
    expect(one?.lines[0]?.parts.map(({ amount }) => amount)).toEqual(["2000033/300", "1/300"]);
  });

  it("is asked for with an equals sign too, or not at all", async () => {
    const folder = emptyFolder();
    const { code, out, err } = await attain(folder, "check", "--format=json");
    expect([code, err]).toEqual([2, ""]);
    expect(JSON.parse(out)).toMatchObject({ error: { kind: "usage" } });
    expect((await attain(folder, "check", "--format", "pretty")).out).toBe("");
  });
});
