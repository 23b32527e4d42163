// Cells under the contract: read by the types of their fields, or refused, in which words and for which rows.
import { expect, test } from "vitest";
import { grid, hold, said } from "./loading.ts";

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
        row: 1,
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
        row: 2,
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
    | D-1 | $100      | 2026-02-30       | won   |
    | D-2 | $100      | 3/2/2026         | Won   |
    | D-3 | 1.250,50  | 2026-03-02T14:05 | Wonn  |
    | D-4 | $100      | 2026-03-02       | Open  |
    | D-5 | $100      | 2026-03-02       | Won   |
    | D-6 | $100      | 2026-03-02       | Won   |
  `);
  const result = hold(sources, { Reps: reps, Deals: deals });
  expect(result.dataset).toBeUndefined();
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \`$100\` isn't a number such as \`1250.50\`.  (deals.csv, column amount, 5 rows, the first is row 1)
      A cell holds the amount without a sign of a currency; the source says which it is.
    ATN7203 wrong-cell: \`2026-02-30\` isn't a date such as \`2026-03-02\`.  (deals.csv, column closed, row 1)
    ATN7203 wrong-cell: \`3/2/2026\` isn't a date such as \`2026-03-02\`.  (deals.csv, column closed, row 2)
      Say in attain.json how the column writes dates: \`"dates": "MM/DD/YYYY"\`.
    ATN7203 wrong-cell: \`1.250,50\` isn't a number such as \`1250.50\`.  (deals.csv, column amount, row 3)
      The point separates decimals: \`1250.50\`.
    ATN7203 wrong-cell: \`2026-03-02T14:05\` isn't a date such as \`2026-03-02\`.  (deals.csv, column closed, row 3)
      A time of day belongs to a time zone, and the day depends on it: export the date alone.
    ATN7204 unlisted-value: \`won\` isn't one of \`Won\`, \`Lost\`.  (deals.csv, column stage, row 1)
      Did the export mean \`Won\`? Say in attain.json what it stands for: \`"values": { "stage": { "won": "Won" } }\`.
    ATN7204 unlisted-value: \`Wonn\` isn't one of \`Won\`, \`Lost\`.  (deals.csv, column stage, row 3)
      Did the export mean \`Won\`? Say in attain.json what it stands for: \`"values": { "stage": { "Wonn": "Won" } }\`.
    ATN7204 unlisted-value: \`Open\` isn't one of \`Won\`, \`Lost\`.  (deals.csv, column stage, row 4)
      Say in attain.json what it stands for: \`"values": { "stage": { "Open": "…" } }\`."
  `);
  expect(result.problems.find(({ value }) => value === "$100")?.rows).toEqual([1, 2, 4, 5, 6]);
});

test("refuses a cell that only spaces keep from being read, and says so", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  amount : USD
`;
  const result = hold(sources, {
    Reps: reps,
    Deals: [
      ["id", "amount"],
      ["D-1", " 100"],
    ],
  });
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \` 100\` isn't a number such as \`1250.50\`.  (deals.csv, column amount, row 1)
      There are spaces around it: trim them in the export."
  `);
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
    "ATN7205 too-many-decimals: \`10.005\` is too fine: \`amount\` holds at most 2 digits after the point.  (deals.csv, column amount, row 1)
      Round it where it is made, or let the field have more: \`amount : … to 4 places\`.
    ATN7205 too-many-decimals: \`1.5\` is too fine: \`seats\` holds a whole number.  (deals.csv, column seats, row 2)
      Round it where it is made, or let the field have more: \`seats : … to 2 places\`."
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
    "ATN7206 outside-limits: \`-0.01\` isn't at least 0.00 USD, as every \`amount\` must be.  (deals.csv, column amount, row 1)
    ATN7206 outside-limits: \`0%\` isn't above 0%, as every \`margin\` must be.  (deals.csv, column margin, row 1)
    ATN7206 outside-limits: \`1000.01\` isn't at most 1,000.00 USD, as every \`amount\` must be.  (deals.csv, column amount, row 2)
    ATN7206 outside-limits: \`1\` isn't below 100%, as every \`margin\` must be.  (deals.csv, column margin, row 2)"
  `);
});

test("refuses a row that lacks what every row must have; an empty quoted text lacks it too", () => {
  const rows = [
    ["id", "region"],
    [null, "East"],
    ["bob", ""],
  ];
  expect(said(hold(REPS, { Reps: rows }).problems)).toMatchInlineSnapshot(`
    "ATN7207 missing-value: \`id\` is missing.  (reps.csv, column id, row 1)
      It is a key: without it the row can't be told from others.
    ATN7207 missing-value: \`region\` is missing.  (reps.csv, column region, row 2)
      Every row must have one; a field that rows may lack is declared with a \`?\` after its type."
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
      "\`GTXPro\` read as \`GTX Pro\` in 2 rows of Deals, by attain.json",
      "\`B\` read as \`Basik\` in 1 row of Deals, by attain.json",
      "\`n/a\` read as nothing in 1 row of Deals, by attain.json",
    ]
  `);
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7204 unlisted-value: \`Basik\` isn't one of \`GTX Pro\`, \`Basic\`.  (deals.csv, column product, row 4)
      The file writes \`B\`, which attain.json reads so. Did the export mean \`Basic\`?"
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
    "ATN7203 wrong-cell: \`3/2/2026\` isn't a date as \`MM/DD/YYYY\` writes it.  (deals.csv, column signed, row 2)
      It is one as \`M/D/YYYY\` writes it: change \`dates\` in attain.json.
    ATN7203 wrong-cell: \`30-Feb-2026\` isn't a date as \`D-MMM-YYYY\` writes it.  (deals.csv, column closed, row 2)
    ATN7203 wrong-cell: \`2026-03-02\` isn't a date as \`MM/DD/YYYY\` writes it.  (deals.csv, column signed, row 3)"
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
