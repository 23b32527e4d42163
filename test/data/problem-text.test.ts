// Many mistakes, told in few words: those of one kind together, and the first of them with their rows.
import { expect, test } from "vitest";
import { grid, hold, said } from "./loading.ts";

const SOURCES = `
people Reps
  id     : Text key
  region : one of East, West
source Deals
  id     : Text key
  rep    : Reps
  amount : USD at least 0 USD
  closed : Date
  check amount < 1,000 USD or rep.region is East
`;

const reps = grid("| id | region |\n| ada | East |\n| bob | West |");

function saidOf(rows: readonly (readonly string[])[], settings: object = {}): string {
  const deals = [["id", "rep", "amount", "closed"], ...rows];
  return said(hold(SOURCES, { Reps: reps, Deals: deals }, { Deals: settings }).problems);
}

const numbers = Array.from({ length: 200 }, (_, i) => i + 1);

test("names the first rows of a mistake, and counts the others", () => {
  const rows = numbers.map((i) => [`D-${i}`, i % 2 === 0 ? "zoe" : "ada", "1", "2026-01-01"]);
  expect(saidOf(rows)).toMatchInlineSnapshot(`
    "ATN7301 unknown-row: \`Reps\` has no row \`zoe\`.
      deals.csv, rows 3, 5, 7 and 97 more, column rep
      Mend it in the export, or add the row to reps.csv."
  `);
  expect(saidOf(rows.slice(0, 8))).toContain("rows 3, 5, 7 and 9, column rep");
});

test("tells a column of dates in another format once, with the setting for it", () => {
  const rows = numbers.map((i) => [`D-${i}`, "ada", "1", `${(i % 12) + 1}/${(i % 28) + 1}/2026`]);
  expect(saidOf(rows)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \`2/2/2026\` isn't a date such as \`2026-03-02\`.
      deals.csv, rows 2, 86 and 170, column closed
      also \`3/3/2026\` in rows 3, 87 and 171; \`4/4/2026\` in rows 4, 88 and 172; \`5/5/2026\` in rows 5, 89 and 173; 80 more values
      Say in attain.json how the file writes dates: \`"dates": "M/D/YYYY"\`."
  `);
});

test("asks which of two formats it is where the days don't show it", () => {
  const rows = ["03/04/2026", "05/06/2026", "n/a", "31/12/26"].map((closed, i) => [
    `D-${i}`,
    "ada",
    "1",
    closed,
  ]);
  expect(saidOf(rows)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \`03/04/2026\` isn't a date such as \`2026-03-02\`.
      deals.csv, row 2, column closed
      also \`05/06/2026\` in row 3
      Whether the day or the month comes first can't be seen: say in attain.json how the file writes dates, \`"dates": "MM/DD/YYYY"\` or \`"dates": "DD/MM/YYYY"\`.
    ATN7203 wrong-cell: \`n/a\` isn't a date such as \`2026-03-02\`.
      deals.csv, row 4, column closed
      Mend it in the export; or say in attain.json what it stands for: \`"values": { "closed": { "n/a": "…" } }\`.
    ATN7203 wrong-cell: \`31/12/26\` isn't a date such as \`2026-03-02\`.
      deals.csv, row 5, column closed
      A year of two digits can mean two centuries: show the column as \`yyyy-mm-dd\` in the spreadsheet, and export it again."
  `);
});

test.each([
  ["13/02/2026", '`"dates": "DD/MM/YYYY"`'],
  ["02/13/2026", '`"dates": "MM/DD/YYYY"`'],
  ["2.3.2026", '`"dates": "D.M.YYYY"`'],
  ["2026/03/02", '`"dates": "YYYY/M/D"`'],
  ["20260302", '`"dates": "YYYYMMDD"`'],
  ["2-Mar-2026", '`"dates": "D-MMM-YYYY"`'],
  ["Mar 2, 2026", '`"dates": "MMM D, YYYY"`'],
  ["3/4/26", "A year of two digits can mean two centuries"],
  ["04-Mar-26", "A year of two digits can mean two centuries"],
  ["46083", "A spreadsheet counts days so"],
  ["2026-03-04 14:05", '`"dates": "YYYY-MM-DD time"`'],
  ["2026-03-04T14:05:10.250", '`"dates": "YYYY-MM-DD time"`'],
  ["3/14/2026, 2:05 PM", '`"dates": "M/D/YYYY time"`'],
  ["2026-03-04T00:30:00Z", "It names a time zone"],
  ["2026-03-04 00:30:00+01", "It names a time zone"],
  ["2026-02-30", "There is no such day"],
  ["soon", 'say in attain.json what it stands for: `"values": { "closed": { "soon": "…" } }`'],
])("says of the date `%s` what to do", (closed, help) => {
  expect(saidOf([["D-1", "ada", "1", closed]])).toContain(help);
});

test("names the field where other dates of the file are written as they should be", () => {
  const sources = SOURCES.replace("  closed : Date", "  closed : Date\n  opened : Date");
  const deals = grid(`
    | id  | rep | amount | opened     | closed     |
    | D-1 | ada | 1      | 2026-01-01 | 13/02/2026 |
  `);
  const { problems } = hold(sources, { Reps: reps, Deals: deals });
  expect(problems.map(({ help }) => help)).toEqual([
    'Say in attain.json how the file writes dates: `"dates": { "closed": "DD/MM/YYYY" }`.',
  ]);
});

function rowsOf(...dates: readonly string[]): string[][] {
  return dates.map((closed, i) => [`D-${i}`, "ada", "1", closed]);
}

test("warns of a column that writes dates in several ways", () => {
  expect(saidOf(rowsOf("13/02/2026", "02/13/2026"))).toContain(
    "The column writes dates in several ways",
  );
  expect(saidOf(rowsOf("13/02/2026", "2026-01-01"))).toContain(
    "It is written as `DD/MM/YYYY` is, and other dates of the column as `2026-03-02`: write them alike",
  );
  expect(saidOf(rowsOf("1.2.2026", "2026-01-01"), { dates: "YYYY-M-D" })).toContain(
    "It is written as `D.M.YYYY` is, and other dates of the column as `YYYY-M-D`",
  );
  expect(saidOf(rowsOf("01/02/2026", "2026-01-01"))).toContain("It is written in another way");
});

test("tells what the rows say that fail a check, and where it stands in the plan", () => {
  const rows = numbers.map((i) => [`D-${i}`, "bob", `${999 + i}`, "2026-01-01"]);
  expect(saidOf(rows)).toMatchInlineSnapshot(`
    "ATN7306 broken-check: \`amount < 1,000 USD or rep.region is East\` doesn't hold.
      deals.csv, rows 2, 3, 4 and 197 more
      in row 2, D-1: rep bob, amount 1,000.00 USD
      in row 3, D-2: rep bob, amount 1,001.00 USD
      in row 4, D-3: rep bob, amount 1,002.00 USD
      promised at PLAN
      Mend it in the data; or if such rows are right, change the \`check\`."
  `);
});

test("counts the mistakes of one kind that it doesn't show", () => {
  const keys = numbers.map((i) => [`D-${i % 50}`, "ada", `${i}`, "2026-01-01"]);
  expect(saidOf(keys)).toMatchInlineSnapshot(`
    "ATN7302 duplicate-key: 4 rows have the key \`D-1\`.
      deals.csv, rows 2, 52, 102 and 152
      also \`D-2\` in rows 3, 53, 103 and 153; \`D-3\` in rows 4, 54, 104 and 154; \`D-4\` in rows 5, 55, 105 and 155; 46 more values
      The key of \`Deals\` is \`id\`: it tells its rows apart. These differ in \`amount\`: remove those that are wrong; or if all are right, the key lacks a field."
  `);
  const checks = numbers.slice(0, 8).map((i) => `  check amount > ${i} USD\n`);
  const deals = grid("| id | rep | amount | closed |\n| D-1 | ada | 0 | 2026-01-01 |");
  const { problems } = hold(SOURCES + checks.join(""), { Reps: reps, Deals: deals });
  expect(problems).toHaveLength(8);
  expect(said(problems).split("\n").at(-1)).toBe("  … and 3 more problems of ATN7306 in deals.csv");
});

test("proposes one setting for all words of a column that aren't numbers", () => {
  const rows = ["n/a", "-", "TBD"].map((amount, i) => [`D-${i}`, "ada", amount, "2026-01-01"]);
  expect(saidOf(rows)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \`n/a\` isn't a number such as \`1250.50\`.
      deals.csv, row 2, column amount
      also \`-\` in row 3; \`TBD\` in row 4
      Mend it in the export; or say in attain.json what it stands for: \`"values": { "amount": { "n/a": "…", "-": "…", "TBD": "…" } }\`."
  `);
});

test("proposes all aliases of a column at once", () => {
  const rows = ["Ada", "BOB", "a.d.a", "zoe"].map((rep, i) => [`D-${i}`, rep, "1", "2026-01-01"]);
  expect(saidOf(rows)).toMatchInlineSnapshot(`
    "ATN7301 unknown-row: \`Reps\` has no row \`Ada\`.
      deals.csv, row 2, column rep
      also \`BOB\` in row 3; \`a.d.a\` in row 4
      Spelt otherwise than in reps.csv. If it is the same, say so in attain.json: \`"values": { "rep": { "Ada": "ada", "BOB": "bob", "a.d.a": "ada" } }\`.
    ATN7301 unknown-row: \`Reps\` has no row \`zoe\`.
      deals.csv, row 5, column rep
      Mend it in the export, or add the row to reps.csv."
  `);
});
