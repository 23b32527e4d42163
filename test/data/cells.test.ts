// Cells under the contract: read by the types of their fields, or refused, in which words and for which rows.
import { expect, test } from "vitest";
import { cellsOf, grid, hold, said } from "./loading.ts";

const REPS = `
people Reps
  id     : Text key
  region : one of East, West
`;

const reps = grid(`
  | id  | region |
  | ada | East   |
  | bob | West   |
`);

test("reads every row by the types of its fields", () => {
  const sources = `
${REPS}
source Deals
  id      : Text key
  rep     : Reps
  amount  : USD
  margin  : Ratio in percent
  seats   : Count
  renewed : YesNo
  quarter : Quarter
  closed  : Date?
`;
  const deals = grid(`
    | id  | rep | amount   | margin | seats | renewed | quarter   | closed     |
    | D-1 | ada | 1,250.50 | 35     | 3     | yes     | FY2026-Q1 | 2026-03-02 |
    | D-2 | bob | -0       | 35%    | 1,000 | FALSE   | FY2026-Q2 |            |
  `);
  const result = hold(sources, { Reps: reps, Deals: deals });
  expect(said(result.problems)).toBe("");
  expect(result.dataset?.get("Deals")).toEqual({
    source: "Deals",
    file: "deals.csv",
    rows: [
      {
        key: "D-1",
        row: 2,
        cells: {
          id: "D-1",
          rep: "ada",
          amount: "1250.5",
          margin: "0.35",
          seats: "3",
          renewed: true,
          quarter: "FY2026-Q1",
          closed: "2026-03-02",
        },
      },
      {
        key: "D-2",
        row: 3,
        cells: {
          id: "D-2",
          rep: "bob",
          amount: "0",
          margin: "0.35",
          seats: "1000",
          renewed: false,
          quarter: "FY2026-Q2",
        },
      },
    ],
  });
});

test("refuses what isn't of its type, with all rows of one mistake together", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  amount : USD
  closed : Date
  stage  : one of Won, Lost
`;
  const deals = grid(`
    | id  | amount    | closed           | stage |
    | D-1 | much      | 2026-02-30       | won   |
    | D-2 | much      | 3/2/2026         | Won   |
    | D-3 | 1.250,50  | 2026-03-02T14:05 | Wonn  |
    | D-4 | much      | 2026-03-02       | Open  |
    | D-5 | much      | 2026-03-02       | Won   |
    | D-6 | much      | 2026-03-02       | Won   |
  `);
  const result = hold(sources, { Reps: reps, Deals: deals });
  expect(result.dataset).toBeUndefined();
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \`much\` isn't a number such as \`1250.50\`.
      deals.csv, rows 2, 3, 5 and 2 more, column amount
      Mend it in the export; or say in attain.json what it stands for: \`"values": { "amount": { "much": "…" } }\`.
    ATN7203 wrong-cell: \`1.250,50\` isn't a number such as \`1250.50\`.
      deals.csv, row 4, column amount
      It is written as \`1.234,50\` is. If the whole file writes numbers so, say it in attain.json: \`"numbers": "1.234,50"\`.
    ATN7203 wrong-cell: \`2026-02-30\` isn't a date such as \`2026-03-02\`.
      deals.csv, row 2, column closed
      There is no such day: mend it in the export.
    ATN7203 wrong-cell: \`3/2/2026\` isn't a date such as \`2026-03-02\`.
      deals.csv, row 3, column closed
      also \`2026-03-02T14:05\` in row 4
      It is written in another way, and other dates of the column as \`2026-03-02\`: write them alike in the export.
    ATN7204 unlisted-value: \`won\` isn't one of \`Won\`, \`Lost\`.
      deals.csv, row 2, column stage
      Spelt otherwise than in the plan. If it is the same, say so in attain.json: \`"values": { "stage": { "won": "Won" } }\`.
    ATN7204 unlisted-value: \`Wonn\` isn't one of \`Won\`, \`Lost\`.
      deals.csv, row 4, column stage
      also \`Open\` in row 5
      Mend it in the export; or if it stands for one of them, say so in attain.json: \`"values": { "stage": { "Wonn": "…", "Open": "…" } }\`."
  `);
  expect(result.problems.find(({ value }) => value === "much")?.rows).toEqual([2, 3, 5, 6, 7]);
});

test("reads no spaces around a cell, whatever it holds", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  rep    : Reps
  region : one of East, West
  amount : USD
  closed : Date
  note   : Text?
`;
  const result = hold(sources, {
    Reps: [
      ["id", "region"],
      ["ada ", "East"],
    ],
    Deals: [
      ["id", "rep", "region", "amount", "closed", "note"],
      [" D-1", "ada", "West ", " 1,250.50 ", "\u00A02026-03-02", "  "],
      ["D-2", "  ada", "East", "5", "2026-03-02", " a  b "],
    ],
  });
  expect(said(result.problems)).toBe("");
  expect(cellsOf(result, "Deals")).toEqual([
    { id: "D-1", rep: "ada", region: "West", amount: "1250.5", closed: "2026-03-02" },
    { id: "D-2", rep: "ada", region: "East", amount: "5", closed: "2026-03-02", note: "a  b" },
  ]);
});

test("finds keys that only spaces tell apart to be one", () => {
  const rows = [
    ["id", "region"],
    ["ada", "East"],
    ["ada ", "East"],
  ];
  expect(hold(REPS, { Reps: rows }).problems.map(({ name }) => name)).toEqual(["duplicate-key"]);
});

test("refuses more digits than a field has places", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  amount : USD
  seats  : Count
`;
  const deals = grid(`
    | id  | amount | seats |
    | D-1 | 10.005 | 1     |
    | D-2 | 10.000 | 1.5   |
  `);
  expect(said(hold(sources, { Reps: reps, Deals: deals }).problems)).toMatchInlineSnapshot(`
    "ATN7205 too-many-decimals: \`10.005\` is too fine: \`amount\` holds at most 2 digits after the point.
      deals.csv, row 2, column amount
      Round it where it is made; or let the field have more digits: \`amount : USD to 4 places\`.
    ATN7205 too-many-decimals: \`1.5\` is too fine: \`seats\` holds a whole number.
      deals.csv, row 3, column seats
      Mend it in the data; or if there are parts of one, make the field a \`Number\` in the plan."
  `);
});

test("refuses what lies outside the limits of a field", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  amount : USD at least 0 USD at most 1,000 USD
  margin : Ratio above 0% below 100%
`;
  const deals = grid(`
    | id  | amount  | margin |
    | D-1 | -0.01   | 0%     |
    | D-2 | 1000.01 | 1      |
    | D-3 | 0       | 0.01%  |
    | D-4 | 1000    | 99.99% |
  `);
  expect(said(hold(sources, { Reps: reps, Deals: deals }).problems)).toMatchInlineSnapshot(`
    "ATN7206 outside-limits: \`-0.01\` isn't at least 0.00 USD, as every \`amount\` must be.
      deals.csv, row 2, column amount
      Mend it in the data; or if it is right, change the limit of \`amount\` in the plan.
    ATN7206 outside-limits: \`1000.01\` isn't at most 1,000.00 USD, as every \`amount\` must be.
      deals.csv, row 3, column amount
      Mend it in the data; or if it is right, change the limit of \`amount\` in the plan.
    ATN7206 outside-limits: \`0%\` isn't above 0%, as every \`margin\` must be.
      deals.csv, row 2, column margin
      Mend it in the data; or if it is right, change the limit of \`margin\` in the plan.
    ATN7206 outside-limits: \`1\` isn't below 100%, as every \`margin\` must be.
      deals.csv, row 3, column margin
      It is read as a part of 1. If the column holds percents, say so in the plan: \`margin : Ratio in percent\`."
  `);
});

test("refuses a row that lacks what every row must have; an empty quoted text lacks it too", () => {
  const rows = [
    ["id", "region"],
    [null, "East"],
    ["bob", ""],
  ];
  expect(said(hold(REPS, { Reps: rows }).problems)).toMatchInlineSnapshot(`
    "ATN7207 missing-value: \`id\` is missing.
      reps.csv, row 2, column id
      It is a key: without it the row can't be told from others. Fill it in where the export is made.
    ATN7207 missing-value: \`region\` is missing.
      reps.csv, row 3, column region
      Fill it in where the export is made. If rows may lack it, write a \`?\` after its type in the plan."
  `);
});

test("applies aliases before it reads, and says in how many rows", () => {
  const sources = `${REPS}
source Deals
  id      : Text key
  product : one of "GTX Pro", Basic
  closed  : Date?
`;
  const deals = grid(`
    | id  | product | closed     |
    | D-1 | GTXPro  | 2026-03-02 |
    | D-2 | GTX Pro | n/a        |
    | D-3 | GTXPro  |            |
    | D-4 | B       | 2026-03-02 |
  `);
  const aliases = { product: { GTXPro: "GTX Pro", B: "Basik" }, closed: { "n/a": "" } };
  const result = hold(sources, { Reps: reps, Deals: deals }, { Deals: { values: aliases } });
  expect(result.notes.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "\`GTXPro\` read as \`GTX Pro\` in 2 rows of Deals, \`B\` as \`Basik\` in 1, by attain.json",
      "\`n/a\` read as nothing in 1 row of Deals, by attain.json",
    ]
  `);
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7204 unlisted-value: \`Basik\` isn't one of \`GTX Pro\`, \`Basic\`.
      deals.csv, row 5, column product
      The file writes \`B\`, and attain.json says under \`values\` that it stands for \`Basik\`: mend it there."
  `);
});

test("reads dates as the file writes them, and only so", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  signed : Date
  closed : Date
`;
  const deals = grid(`
    | id  | signed     | closed      |
    | D-1 | 03/02/2026 | 02-Mar-2026 |
    | D-2 | 3/2/2026   | 30-Feb-2026 |
    | D-3 | 2026-03-02 | 2-MAR-2026  |
  `);
  const dates = { signed: "MM/DD/YYYY", closed: "D-MMM-YYYY" };
  const result = hold(sources, { Reps: reps, Deals: deals }, { Deals: { dates } });
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \`3/2/2026\` isn't a date as \`MM/DD/YYYY\` writes it.
      deals.csv, row 3, column signed
      also \`2026-03-02\` in row 4
      It is written in another way, and other dates of the column as \`MM/DD/YYYY\`: write them alike in the export.
    ATN7203 wrong-cell: \`30-Feb-2026\` isn't a date as \`D-MMM-YYYY\` writes it.
      deals.csv, row 3, column closed
      There is no such day: mend it in the export."
  `);
});

test("shows a long cell, and one of several lines, on one line", () => {
  const rows = [
    ["id", "region"],
    ["ada", `East\r\n${"x".repeat(100)}`],
  ];
  expect(hold(REPS, { Reps: rows }).problems[0]?.message).toMatchInlineSnapshot(
    `"\`East↵xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\` isn't one of \`East\`, \`West\`."`,
  );
});

test("takes the dates of aliases as the plan writes them, and dates in the file whole", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  closed : Date
`;
  const deals = grid(`
    | id  | closed      |
    | D-1 | always      |
    | D-2 | 03/02/2026  |
    | D-3 | 103/02/2026 |
    | D-4 | 03/02/20261 |
  `);
  const settings = { dates: "MM/DD/YYYY", values: { closed: { always: "2026-02-01" } } };
  const { problems } = hold(sources, { Reps: reps, Deals: deals }, { Deals: settings });
  expect(problems.map(({ value }) => value)).toEqual(["103/02/2026", "03/02/20261"]);
});
