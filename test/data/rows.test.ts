// Which rows of a CSV file are rows: its heading, blank ones, totals and notes, cells that another sign separates.
import { expect, test } from "vitest";
import { load, said } from "./loading.ts";

const SOURCES = `
people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps?
  amount : USD?
  note   : Text?
`;

const REPS = { "reps.csv": "id\nada\nbob\n" };
const DATA = { Reps: { file: "reps.csv" }, Deals: { file: "deals.csv" } };

/** What is said of a file of deals. */
async function saidOf(content: string, settings: object = {}): Promise<string> {
  const data = { ...DATA, Deals: { ...DATA.Deals, ...settings } };
  const { problems } = await load(SOURCES, { ...REPS, "deals.csv": content }, data);
  return said(problems);
}

test("passes over blank rows, and counts them as a spreadsheet does", async () => {
  const text =
    'id,rep,amount,note\n\nD-1,ada,1,"two\nlines"\n,,,\n ,"",\u00A0,\n,\nD-2,zoe,1,\n\n\n';
  expect(await saidOf(text)).toMatchInlineSnapshot(`
    "ATN7301 unknown-row: \`Reps\` has no row \`zoe\`.
      deals.csv, row 7, column rep
      Mend it in the export, or add the row to reps.csv."
  `);
  const blank = await load(SOURCES, { ...REPS, "deals.csv": text.replace("zoe", "bob") }, DATA);
  expect(said(blank.problems)).toBe("");
  expect(blank.dataset?.get("Deals")?.rows.map(({ row }) => row)).toEqual([3, 7]);
});

test("takes no row for blank in which a column that isn't read says something", async () => {
  const text = "id,rep,amount,note,owner\nD-1,ada,1,,x\n,,,,Zoe\n";
  expect(await saidOf(text)).toContain(
    "ATN7207 missing-value: `id` is missing.\n  deals.csv, row 3",
  );
});

test("begins at the first row that says something", async () => {
  const text = "\n;;;\nid; rep;amount ;note\nD-1;zoe;1;\n";
  expect(await saidOf(text, { delimiter: ";" })).toContain("deals.csv, row 4, column rep");
});

test("says where the names of columns seem to stand, and nothing of the rows above", async () => {
  const text = "Deals of March\nby: Finance,,\n\nid,rep,amount,note\nD-1,zoe,much,\n";
  expect(await saidOf(text)).toMatchInlineSnapshot(`
    "ATN7201 missing-column: \`deals.csv\` has no columns \`id\`, \`rep\`, \`amount\` or \`note\`.
      deals.csv
      The names of its columns seem to stand in row 4: remove the rows above it in the export."
  `);
  const others = "Deals of March,,,\n,,,\nDeal,Owner,Sum,Remark\nD-1,zoe,much,\n";
  expect(await saidOf(others)).toContain("seem to stand in row 3");
  expect(await saidOf("some,thing,else\n1,2,3\n1,2\n")).toMatchInlineSnapshot(`
    "ATN7201 missing-column: \`deals.csv\` has no columns \`id\`, \`rep\`, \`amount\` or \`note\`.
      deals.csv
      Say in attain.json which columns they are: \`"columns": { "id": "…", "rep": "…", "amount": "…", "note": "…" }\`. The file has \`some\`, \`thing\` and \`else\`."
  `);
});

test("sees that a file has another delimiter, and says nothing of its rows", async () => {
  const rows = "\nD-1;ada;1,50;\nD-2;ada;1,50,;\n";
  expect(await saidOf(`id;rep;amount;note${rows}`)).toMatchInlineSnapshot(`
    "ATN7202 wrong-delimiter: The cells of \`deals.csv\` seem to be separated by \`;\`, not by \`,\`.
      deals.csv
      Say so in attain.json: \`"delimiter": ";"\`."
  `);
  const others = [
    `"id";"rep";"amount";"note"${rows}`,
    `deal;owner;sum${rows}`,
    `id;"Amount, in USD";rep${rows}`,
  ];
  for (const text of others) {
    const { problems } = await load(SOURCES, { ...REPS, "deals.csv": text }, DATA);
    expect(problems.map(({ name }) => name)).toEqual(["wrong-delimiter"]);
  }
  expect(await saidOf("id,rep,amount,note\n", { delimiter: ";" })).toContain('"delimiter": ","');
  expect(await saidOf("id\trep\tamount\tnote\n")).toContain('"delimiter": "\\t"');
});

test("takes rows for ragged, not for separated by another sign, where the heading has a column", async () => {
  expect(await saidOf("id,rep,amount,note\nD-1;ada;1;\n")).toContain("ATN7108 ragged-row");
  expect(await saidOf("id,rep;amount;note\nD-1,ada;1;\n")).toContain("ATN7201 missing-column");
});

test("tells totals and notes below the rows from rows", async () => {
  const text = [
    "id,rep,amount,note",
    "D-1,ada,100,",
    "Subtotal (1 record),,100,",
    "D-2,ada,50,",
    ",,150,",
    "Confidential: don't pass on",
  ];
  const sources = SOURCES.replace("amount : USD?", "amount : USD").replace("Reps?", "Reps");
  const saidOfAll = async (lines: readonly string[]): Promise<string> =>
    said((await load(sources, { ...REPS, "deals.csv": lines.join("\n") }, DATA)).problems);
  expect(await saidOfAll(text)).toMatchInlineSnapshot(`
    "ATN7108 ragged-row: The row has 1 cell; the heading has 4.
      deals.csv, row 6: "Confidential: don't pass on"
      If it is a note or a total, remove it from the file: every row has a cell for each column.
    ATN7208 total-row: The row looks like a total, not like a row of \`Deals\`: it says \`Subtotal (1 record)\`.
      deals.csv, row 3
      Export the rows without totals, or remove the row from deals.csv.
    ATN7208 total-row: The row looks like a total, not like a row of \`Deals\`: it is the last one, has a number, and has no key.
      deals.csv, row 5
      Export the rows without totals, or remove the row from deals.csv."
  `);
  expect(await saidOfAll(text.slice(0, 5))).toContain("it is the last one, has a number");
  expect(await saidOfAll([...text.slice(0, 2), "Total Energy,,100,"])).toContain(
    "`rep` is missing",
  );
  expect(await saidOfAll([...text.slice(0, 2), ",ada,100,"])).toContain("`id` is missing");
});
