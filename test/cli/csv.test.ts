// CSV that other programs read to the letter, and that spreadsheets can open without running anything.
import { expect, it } from "vitest";
import { csv } from "../../compiler/src/cli/csv.ts";
import { attain, json, project, PROJECT, read } from "../support/command-line.ts";

it("quotes what has a comma, a quote or a line's end in it", () => {
  expect(csv([["a,b", 'say "no"', "two\nlines", "plain"]])).toBe(
    '"a,b","say ""no""","two\nlines",plain\n',
  );
});

it.each([
  ["=1+1", "'=1+1"],
  ["+SUM(A1)", "'+SUM(A1)"],
  ["-2+3", "'-2+3"],
  ["@import", "'@import"],
  ["\t=1", "'\t=1"],
  ["\r=1", `"'\r=1"`],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ["-12.50", "-12.50"],
  ["+4915112345", "+4915112345"],
  ["a=b", "a=b"],
  ["'quoted", "'quoted"],
])("lets no text be a formula: %s", (text, cell) => {
  expect(csv([[text]])).toBe(`${cell}\n`);
});

it("leaves numbers alone", () => {
  expect(csv([[{ number: "-12.50" }, { number: "1/3" }]])).toBe("-12.50,1/3\n");
});

it("protects names and keys in payouts.csv, and gives them as they are in payouts.json", async () => {
  const folder = project({
    "data/reps.csv": "id,name,role\n=1,\"=cmd|' /C calc'!A1\",AE\n",
    "data/deals.csv": "id,rep,amount,closed\nD1,=1,1000,2026-01-15\n",
    "data/quotas.csv": "rep,quarter,amount\n=1,FY2026-Q1,1000\n",
    "plans/sales.plan": PROJECT["plans/sales.plan"].replace("earns 250 USD", "earns -250 USD"),
  });
  expect((await attain(folder, "run", "-p", "FY2026-Q1")).code).toBe(0);
  // 500 x 4% + 500 x 6% = 50.
  expect(read(folder, "out/FY2026-Q1/payouts.csv")).toContain(
    `Sales,FY2026-Q1,'=1,'=cmd|' /C calc'!A1,commission,50.00,USD\n`,
  );
  expect(await json(folder, "run", "-p", "FY2026-Q1")).toMatchObject({
    payouts: [{ payee: "=1", name: "=cmd|' /C calc'!A1", payout: "50.00" }],
  });
});
