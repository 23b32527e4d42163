// Rows under the contract: columns, references, keys, valid days, promises and checks.
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

test("asks for the data of every source that plans need, and of no other", () => {
  const sources = `${REPS}
source Spare
  id : Text key
`;
  const result = hold(sources, {});
  expect(result.dataset).toBeUndefined();
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7101 no-data: Nothing says where the rows of \`Reps\` are.
      attain.json
      Say it below "data" in attain.json: \`"Reps": { "file": "data/reps.csv" }\`."
  `);
});

test("names the column that is missing, and the one that was meant", () => {
  const result = hold(REPS, { Reps: grid("| ID | area |\n| ada | East |") });
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7201 missing-column: \`reps.csv\` has no columns \`id\` or \`region\`.
      reps.csv
      Say in attain.json which columns they are: \`"columns": { "id": "ID", "region": "…" }\`. The file also has \`area\`. If no plan needs them, remove the fields from \`Reps\`."
  `);
});

test("refuses a reference that leads to no row; an alias is proposed only for another spelling", () => {
  const sources = `${REPS}
source Deals
  id  : Text key
  rep : Reps
`;
  const deals = [
    ["id", "rep"],
    ["D-1", "adda"],
    ["D-2", "zoe"],
    ["D-3", "adda"],
    ["D-4", "Bob."],
    ["D-5", "A-D-A"],
  ];
  expect(said(hold(sources, { Reps: reps, Deals: deals }).problems)).toMatchInlineSnapshot(`
    "ATN7301 unknown-row: \`Reps\` has no row \`adda\`.
      deals.csv, rows 2 and 4, column rep
      The nearest is \`ada\`. Mend it in the export, or add the row to reps.csv.
    ATN7301 unknown-row: \`Reps\` has no row \`zoe\`.
      deals.csv, row 3, column rep
      Mend it in the export, or add the row to reps.csv.
    ATN7301 unknown-row: \`Reps\` has no row \`Bob.\`.
      deals.csv, row 5, column rep
      also \`A-D-A\` in row 6
      Spelt otherwise than in reps.csv. If it is the same, say so in attain.json: \`"values": { "rep": { "Bob.": "bob", "A-D-A": "ada" } }\`."
  `);
});

test("says nothing of references into a table of which rows couldn't be read", () => {
  const sources = `${REPS}
source Deals
  id  : Text key
  rep : Reps
`;
  const broken = grid("| id | region |\n| ada | East |\n| | West |");
  const deals = grid("| id | rep |\n| D-1 | bob |");
  const result = hold(sources, { Reps: broken, Deals: deals });
  expect(result.problems.map(({ name, source }) => `${source} ${name}`)).toEqual([
    "Reps missing-value",
  ]);
});

test("reads a reference as the key that it leads to is read", () => {
  const sources = `${REPS}
source Grades
  grade : Count key
source Jobs
  id    : Text key
  grade : Grades
`;
  const result = hold(sources, {
    Reps: reps,
    Grades: [["grade"], ["007"]],
    Jobs: [
      ["id", "grade"],
      ["J-1", "7"],
      ["J-2", "7.0"],
    ],
  });
  expect(said(result.problems)).toBe("");
  expect(cellsOf(result, "Jobs")).toEqual([
    { id: "J-1", grade: "7" },
    { id: "J-2", grade: "7" },
  ]);
});

test("proposes no alias where another spelling could mean two keys", () => {
  const sources = `people Reps
  id : Text key
source Deals
  id  : Text key
  rep : Reps
`;
  const keys = [["id"], ["A-1"], ["A1"]];
  const deals = grid("| id | rep |\n| D-1 | a 1 |");
  const { problems } = hold(sources, { Reps: keys, Deals: deals });
  expect(problems.map(({ help }) => help)).toEqual([
    "The nearest are `A-1` and `A1`. Mend it in the export, or add the row to reps.csv.",
  ]);
});

test("refuses a key that two rows have", () => {
  const rows = grid(`
    | id  | region |
    | ada | East   |
    | bob | West   |
    | ada | West   |
    | bob | West   |
  `);
  expect(said(hold(REPS, { Reps: rows }).problems)).toMatchInlineSnapshot(`
    "ATN7302 duplicate-key: 2 rows have the key \`ada\`.
      reps.csv, rows 2 and 4
      The key of \`Reps\` is \`id\`: it tells its rows apart. These differ in \`region\`: remove those that are wrong; or if all are right, the key lacks a field.
    ATN7302 duplicate-key: 2 rows have the key \`bob\`.
      reps.csv, rows 3 and 5
      The key of \`Reps\` is \`id\`: it tells its rows apart. These rows are the same in every field the plan reads: \`"distinct": true\` in attain.json counts such rows once."
  `);
});

test("takes the fields of a key together", () => {
  const sources = `${REPS}
source Quotas
  rep     : Reps key
  quarter : Quarter key
  amount  : USD
`;
  const quotas = grid(`
    | rep | quarter   | amount |
    | ada | FY2026-Q1 | 1      |
    | ada | FY2026-Q2 | 2      |
    | ada | FY2026-Q1 | 3      |
  `);
  expect(said(hold(sources, { Reps: reps, Quotas: quotas }).problems)).toMatchInlineSnapshot(`
    "ATN7302 duplicate-key: 2 rows have the key \`ada · FY2026-Q1\`.
      quotas.csv, rows 2 and 4
      The key of \`Quotas\` is \`rep\` and \`quarter\`: it tells its rows apart. These differ in \`amount\`: remove those that are wrong; or if all are right, the key lacks a field."
  `);
});

const SALARIES = `${REPS}
source Salaries
  rep    : Reps key
  base   : USD
  starts : Date
  ends   : Date?
  valid from starts until ends
`;

test("allows rows of one key that are valid on different days", () => {
  const salaries = grid(`
    | rep | base | starts     | ends       |
    | ada | 2    | 2026-07-01 |            |
    | ada | 1    | 2026-01-01 | 2026-06-30 |
    | bob | 1    | 2026-01-01 |            |
  `);
  const result = hold(SALARIES, { Reps: reps, Salaries: salaries });
  expect(said(result.problems)).toBe("");
  expect(result.dataset?.get("Salaries")?.rows).toHaveLength(3);
});

test("refuses rows of one key that are valid on the same day, and rows that are valid on none", () => {
  const salaries = grid(`
    | rep | base | starts     | ends       |
    | ada | 1    | 2026-01-01 | 2026-06-30 |
    | ada | 2    | 2026-06-30 |            |
    | ada | 3    | 2026-08-01 | 2026-08-31 |
    | bob | 4    | 2026-05-01 | 2026-04-30 |
  `);
  const result = hold(SALARIES, { Reps: reps, Salaries: salaries });
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7303 overlapping-rows: \`ada\` has two rows that are valid on 2026-06-30.
      salaries.csv, rows 2 and 3
      A row is valid from its \`starts\` until its \`ends\`, both days included: end one before the other starts.
    ATN7303 overlapping-rows: \`ada\` has two rows that are valid on 2026-08-01.
      salaries.csv, rows 3 and 4
      A row is valid from its \`starts\` until its \`ends\`, both days included: end one before the other starts.
    ATN7304 never-valid: The row is valid from 2026-05-01 until 2026-04-30, so on no day.
      salaries.csv, row 5: "bob"
      The last day lies before the first: mend one of the two."
  `);
});

test("finds an overlap with a row that isn't the one before", () => {
  const salaries = grid(`
    | rep | base | starts     | ends       |
    | ada | 1    | 2026-01-01 | 2026-12-31 |
    | ada | 2    | 2026-02-01 | 2026-02-28 |
    | ada | 3    | 2026-03-01 | 2026-03-31 |
  `);
  const result = hold(SALARIES, { Reps: reps, Salaries: salaries });
  expect(result.problems.map(({ rows }) => rows)).toEqual([
    [2, 3],
    [2, 4],
  ]);
});

const DEALS = `${REPS}
source Deals
  id     : Text key
  rep    : Reps
  stage  : one of Won, Lost, Open
  amount : USD
  cost   : USD
  closed : Date? present when stage is Won
  check amount >= cost "A deal never costs more than it brings."
  check amount <= most
  check if stage is Won then closed >= 2026-01-01 else yes
  check rep.region is East or amount < 500 USD
`;

test("refuses rows that break a promise or a check, in the words of the plan", () => {
  const deals = grid(`
    | id  | rep | stage | amount    | cost | closed     |
    | D-1 | ada | Won   | 100       | 101  | 2026-03-02 |
    | D-2 | ada | Won   | 100       | 1    |            |
    | D-3 | ada | Open  | 100       | 1    |            |
    | D-4 | ada | Won   | 100       | 1    | 2025-12-31 |
    | D-5 | bob | Lost  | 500       | 1    |            |
    | D-6 | ada | Lost  | 1000001   | 1    |            |
    | D-7 | bob | Lost  | 499.99    | 500  |            |
  `);
  const result = hold(DEALS, { Reps: reps, Deals: deals });
  expect(result.dataset).toBeUndefined();
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7305 broken-promise: \`closed\` is missing, although \`stage is Won\`.
      deals.csv, row 3, column closed
      in row 3, D-2: stage Won
      promised at PLAN
      Fill it in where the export is made; or if rows may lack it, change the condition after \`present when\`.
    ATN7306 broken-check: A deal never costs more than it brings: \`amount >= cost\` doesn't hold.
      deals.csv, rows 2 and 8
      in row 2, D-1: amount 100.00 USD, cost 101.00 USD
      in row 8, D-7: amount 499.99 USD, cost 500.00 USD
      promised at PLAN
      Mend it in the data; or if such rows are right, change the \`check\`.
    ATN7306 broken-check: \`if stage is Won then closed >= 2026-01-01 else yes\` doesn't hold.
      deals.csv, row 5
      in row 5, D-4: stage Won, closed 2025-12-31
      promised at PLAN
      Mend it in the data; or if such rows are right, change the \`check\`.
    ATN7306 broken-check: \`rep.region is East or amount < 500 USD\` doesn't hold.
      deals.csv, row 6
      in row 6, D-5: rep bob, amount 500.00 USD
      promised at PLAN
      Mend it in the data; or if such rows are right, change the \`check\`.
    ATN7306 broken-check: \`amount <= most\` doesn't hold.
      deals.csv, row 7
      in row 7, D-6: amount 1,000,001.00 USD
      promised at PLAN
      Mend it in the data; or if such rows are right, change the \`check\`."
  `);
});

test("asks no condition of a row that it reads something unreadable from", () => {
  const deals = grid(`
    | id  | rep | stage | amount | cost | closed     |
    | D-1 | ada | Won   | 1      | much | 2026-03-02 |
    | D-2 | zoe | Won   | 900    | 1    | 2026-03-02 |
    | D-3 | bob | won   | 900    | 901  |            |
  `);
  const result = hold(DEALS, { Reps: reps, Deals: deals });
  expect(result.problems.map(({ name, rows }) => `${name} ${rows.join()}`)).toEqual([
    "wrong-cell 2",
    "unlisted-value 4",
    "unknown-row 3",
    "broken-check 4",
    "broken-check 4",
  ]);
});

test("counts identical rows once where attain.json says so, and never others", () => {
  const roster = [["sales_agent"], ["ada"], ["bob"], ["ada"]];
  const sources = "people Reps\n  id : Text key\n";
  const settings = { columns: { id: "sales_agent" }, distinct: true };
  const result = hold(sources, { Reps: roster }, { Reps: settings });
  expect(result.dataset?.get("Reps")?.rows).toEqual([
    { key: "ada", row: 2, cells: { id: "ada" } },
    { key: "bob", row: 3, cells: { id: "bob" } },
  ]);
  const different = grid("| id | region |\n| ada | East |\n| ada | West |");
  const refused = hold(REPS, { Reps: different }, { Reps: { distinct: true } });
  expect(refused.problems.map(({ name }) => name)).toEqual(["duplicate-key"]);
});

test("asks no check that relies on a promise of a row that broke it", () => {
  const sources = `${REPS}
source Deals
  id     : Text key
  stage  : one of Won, Lost
  amount : USD? present when stage is Won
  check if stage is Won then amount > 0 USD else yes
`;
  const deals = grid(`
    | id  | stage | amount |
    | D-1 | Won   |        |
    | D-2 | Lost  |        |
    | D-3 | Won   | 0      |
  `);
  const { problems } = hold(sources, { Reps: reps, Deals: deals });
  expect(problems.map(({ name, rows }) => `${name} ${rows.join()}`)).toEqual([
    "broken-promise 2",
    "broken-check 4",
  ]);
});

test("asks no condition that reads rows of a source with faults", () => {
  const faulty = grid(`
    | id  | region |
    | ada | Eest   |
    | bob | West   |
  `);
  const deals = grid(`
    | id  | rep | stage | amount | cost | closed     |
    | D-1 | ada | Lost  | 900    | 901  |            |
  `);
  const { problems } = hold(DEALS, { Reps: faulty, Deals: deals });
  expect(said(problems)).toMatchInlineSnapshot(`
    "ATN7204 unlisted-value: \`Eest\` isn't one of \`East\`, \`West\`.
      reps.csv, row 2, column region
      Mend it in the export; or if it stands for one of them, say so in attain.json: \`"values": { "region": { "Eest": "…" } }\`.
    ATN7306 broken-check: A deal never costs more than it brings: \`amount >= cost\` doesn't hold.
      deals.csv, row 2
      in row 2, D-1: amount 900.00 USD, cost 901.00 USD
      promised at PLAN
      Mend it in the data; or if such rows are right, change the \`check\`."
  `);
});
