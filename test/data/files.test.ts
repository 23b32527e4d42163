// Files of data, the nasty ones among them: what is read of them, and what is said where that can't be.
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import type { LoadProgress } from "../../compiler/src/host/data-files.ts";
import type { LoadedData } from "../../compiler/src/host/load-data.ts";
import { cellsOf, folderOf, load, loadFrom, said } from "./loading.ts";

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
async function saidOf(content: string | Uint8Array, settings: object = {}): Promise<string> {
  const data = { ...DATA, Deals: { ...DATA.Deals, ...settings } };
  const { problems } = await load(SOURCES, { ...REPS, "deals.csv": content }, data);
  return said(problems);
}

test("reads what exports hold: a BOM, CR LF, quoted lines and quotes, other columns, nothing", async () => {
  const text =
    '\uFEFFid,extra,rep,amount,note\r\nD-1,x,ada,"1,250.50","says ""yes""\r\nand more"\r\nD-2,,,,\r\n';
  const result = await load(SOURCES, { ...REPS, "deals.csv": text }, DATA);
  expect(said(result.problems)).toBe("");
  expect(cellsOf(result, "Deals")).toEqual([
    { id: "D-1", rep: "ada", amount: "1250.5", note: 'says "yes"\r\nand more' },
    { id: "D-2" },
  ]);
});

test("never takes a cell for what it looks like", async () => {
  const text = "id,rep,amount,note\n007,ada,,1e5\n0070,bob,,NULL\n7,bob,,2026-01-01\n";
  const result = await load(SOURCES, { ...REPS, "deals.csv": text }, DATA);
  expect(cellsOf(result, "Deals")).toEqual([
    { id: "007", rep: "ada", note: "1e5" },
    { id: "0070", rep: "bob", note: "NULL" },
    { id: "7", rep: "bob", note: "2026-01-01" },
  ]);
});

test("reads tabs in TSV files, and the delimiter that attain.json names", async () => {
  const tsv = { ...REPS, "deals.tsv": "id\trep\tamount\tnote\nD-1\tada\t1\ta,b\n" };
  const fromTsv = await load(SOURCES, tsv, { ...DATA, Deals: { file: "deals.tsv" } });
  expect(cellsOf(fromTsv, "Deals")).toEqual([{ id: "D-1", rep: "ada", amount: "1", note: "a,b" }]);
  const semicolons = { ...REPS, "deals.csv": "id;rep;amount;note\nD-1;ada;1;a,b\n" };
  const settings = { ...DATA, Deals: { ...DATA.Deals, delimiter: ";" } };
  const fromCsv = await load(SOURCES, semicolons, settings);
  expect(cellsOf(fromCsv, "Deals")).toEqual([{ id: "D-1", rep: "ada", amount: "1", note: "a,b" }]);
});

test("reports every ragged or malformed row, and what else is wrong beside them", async () => {
  const text = [
    "id,rep,amount,note",
    "D-1,ada,1",
    "D-2,ada,1,x,",
    'D-3,ada,1,"x"y',
    "D-4,ada,much,x",
    "D-5,ada,1",
    "D-6,ada,1,x",
    'D-7,ada,1,"x',
    "D-8,ada,1,x",
  ].join("\n");
  expect(await saidOf(text)).toMatchInlineSnapshot(`
    "ATN7108 ragged-row: The row has 3 cells; the heading has 4.
      deals.csv, rows 2 and 6
      Every row has a cell for each column; those that hold nothing are empty.
    ATN7108 ragged-row: The row has 5 cells; the heading has 4.
      deals.csv, row 3
      A cell that holds \`,\` must stand in quotes.
    ATN7109 open-quote: A quote is opened here and never closed.
      deals.csv, row 8
      Where the cell ends can't be told, so nothing after it was read. Close the quote, or double one that is part of the text: \`27"" screen\`.
    ATN7110 stray-quote: Something follows the closing quote of a cell.
      deals.csv, row 4
      A quote within a quoted cell is doubled: \`"27"" screen"\`. Or a quote of this row is opened and never closed.
    ATN7203 wrong-cell: \`much\` isn't a number such as \`1250.50\`.
      deals.csv, row 5, column amount
      Mend it in the export; or if it stands for nothing, say so in attain.json: \`"values": { "amount": { "much": "" } }\`."
  `);
});

test("gives no dataset when rows were lost, although all others are sound", async () => {
  const files = { ...REPS, "deals.csv": "id,rep,amount,note\nD-1,ada\nD-2,ada,1,\n" };
  const result = await load(SOURCES, files, DATA);
  expect(result.dataset).toBeUndefined();
  expect(result.problems.map(({ name }) => name)).toEqual(["ragged-row"]);
});

test("refuses a file without a heading", async () => {
  expect(await saidOf("")).toMatchInlineSnapshot(`
    "ATN7104 no-heading: \`deals.csv\` has no heading.
      deals.csv
      Its first line must hold the names of its columns: export it again."
  `);
  expect(await saidOf("\n,,\n")).toContain("ATN7104 no-heading");
  expect(await saidOf('"id,rep\n')).toContain("ATN7109 open-quote");
});

test("takes a heading without rows for no rows", async () => {
  const result = await load(SOURCES, { ...REPS, "deals.csv": "id,rep,amount,note" }, DATA);
  expect(result.problems).toEqual([]);
  expect(cellsOf(result, "Deals")).toEqual([]);
});

test("refuses two columns of one name if it is asked for, and ignores them if not", async () => {
  expect(await saidOf("id,rep,amount,amount,note\nD-1,ada,1,2,\n")).toMatchInlineSnapshot(`
    "ATN7107 repeated-column: 2 columns are called \`amount\`.
      deals.csv, column amount
      Which of them is meant can't be told: rename or remove the others in the export."
  `);
  expect(await saidOf("id,rep,amount,note,,\nD-1,ada,1,,,\n")).toBe("");
});

test("names the rows that aren't UTF-8", async () => {
  const rows = "id,rep,amount,note\nD-1,ada,1,café\nD-2,ada,1,tea\nD-3,ada,1,Zürich\n";
  expect(await saidOf(Buffer.from(rows, "latin1"))).toMatchInlineSnapshot(`
    "ATN7105 not-utf-8: The row holds bytes that aren't UTF-8 text.
      deals.csv, rows 2 and 4
      Export the file as UTF-8; a spreadsheet calls it \`CSV UTF-8\`."
  `);
  expect(await saidOf(Buffer.from(rows, "utf8"))).toBe("");
  const other = "id,rep,amount,note,city\nD-1,ada,1,,Zürich\n";
  expect(await saidOf(Buffer.from(other, "latin1"))).toBe("");
});

test("says of UTF-16 that it isn't UTF-8, with and without a byte order mark", async () => {
  const text = "id,rep,amount,note\nD-1,ada,1,\n";
  const message = "ATN7105 not-utf-8: The heading holds bytes that aren't UTF-8 text.";
  expect(await saidOf(Buffer.from(`\uFEFF${text}`, "utf16le"))).toContain(message);
  expect(await saidOf(Buffer.from(text, "utf16le"))).toContain(message);
});

test("reads characters that lie across two pieces of a file", async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `D-${i},ada,1,${"é✓".repeat(i % 17)}`);
  const files = { ...REPS, "deals.csv": `id,rep,amount,note\n${rows.join("\n")}\n` };
  const result = await load(SOURCES, files, DATA);
  expect(result.problems).toEqual([]);
  expect(cellsOf(result, "Deals").at(-1)).toMatchObject({ note: "é✓".repeat(2999 % 17) });
});

test("says which file is missing or can't be read, and which was meant", async () => {
  const data = { Reps: { file: "data/rep.csv" }, Deals: { file: "deals.csv" } };
  const root = folderOf({ "data/reps.csv": "id\nada\n" });
  mkdirSync(join(root, "deals.csv"));
  const { problems } = await loadFrom(root, SOURCES, data);
  expect(said(problems)).toMatchInlineSnapshot(`
    "ATN7102 missing-file: There is no file \`data/rep.csv\`.
      data/rep.csv
      Did you mean \`data/reps.csv\`? attain.json says that it holds \`Reps\`; paths start at its folder.
    ATN7103 unreadable-file: \`deals.csv\` can't be read: it is a folder.
      deals.csv
      Name a file in attain.json: rows in several files must be put together in one."
  `);
});

async function parquet(select: string): Promise<string> {
  const root = folderOf(REPS);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    `COPY (${select}) TO '${join(root, "deals [1]*.parquet")}' (FORMAT parquet)`,
  );
  await connection.run(
    `COPY (SELECT 'X' AS id) TO '${join(root, "deals 1.parquet")}' (FORMAT parquet)`,
  );
  connection.closeSync();
  return root;
}

function loadParquet(root: string, sources: string = SOURCES): Promise<LoadedData> {
  return loadFrom(root, sources, { ...DATA, Deals: { file: "deals [1]*.parquet" } });
}

test("reads Parquet by what it says its values are, in the order of the file", async () => {
  const root = await parquet(
    `SELECT 'D-' || i AS id, CASE WHEN i % 2 = 0 THEN 'ada' END AS rep, (i / 100)::DECIMAL(18, 4) AS amount, '' AS note, [i] AS extra FROM range(5000) r(i)`,
  );
  const result = await loadParquet(root);
  expect(said(result.problems)).toBe("");
  expect(result.notes.map(({ message }) => message)).toEqual([
    "The column `extra` of deals [1]*.parquet isn't read.",
    "`deals 1.parquet` isn't read: attain.json doesn't name it.",
  ]);
  const rows = cellsOf(result, "Deals");
  expect(rows).toHaveLength(5000);
  expect(rows[4998]).toEqual({ id: "D-4998", rep: "ada", amount: "49.98" });
  expect(rows[4999]).toEqual({ id: "D-4999", amount: "49.99" });
});

test("says that numbers were binary, and refuses the dust of arithmetic on them", async () => {
  const root = await parquet(
    `SELECT 'D-' || i AS id, NULL::VARCHAR AS rep, CASE i WHEN 1 THEN 0.1::DOUBLE + 0.2::DOUBLE ELSE 0.1::DOUBLE END AS amount, NULL::VARCHAR AS note FROM range(3) r(i)`,
  );
  const result = await loadParquet(root);
  expect(result.notes.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "\`amount\` of deals [1]*.parquet holds binary floating-point numbers; the shortest decimal that stands for each was read, in 3 rows",
      "\`deals 1.parquet\` isn't read: attain.json doesn't name it.",
    ]
  `);
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7205 too-many-decimals: \`0.30000000000000004\` is too fine: \`amount\` holds at most 2 digits after the point.
      deals [1]*.parquet, row 2, column amount
      Round it where it is made; or let the field have more digits: \`amount : USD to 4 places\`."
  `);
});

test("reads dates and times of Parquet in no time zone of this machine", async () => {
  const sources = SOURCES.replace("note   : Text?", "note   : Date?");
  const root = await parquet(
    `SELECT 'D-' || i AS id, NULL::VARCHAR AS rep, 1 AS amount, CASE i WHEN 0 THEN TIMESTAMP '2026-03-02 00:00:00' ELSE TIMESTAMP '2026-03-02 23:30:00' END AS note FROM range(2) r(i)`,
  );
  const result = await loadParquet(root, sources);
  expect(said(result.problems)).toMatchInlineSnapshot(`
    "ATN7203 wrong-cell: \`2026-03-02 23:30:00\` isn't a date such as \`2026-03-02\`.
      deals [1]*.parquet, row 2, column note
      A time of day belongs to a time zone. If the day counts as it is written, say in attain.json how the file writes dates: \`"dates": { "note": "YYYY-MM-DD time" }\`."
  `);
  const zoned = await parquet(
    `SELECT 'D-1' AS id, NULL::VARCHAR AS rep, 1 AS amount, TIMESTAMPTZ '2026-03-02 00:00:00+00' AS note`,
  );
  expect((await loadParquet(zoned, sources)).problems[0]?.value).toBe("2026-03-02 00:00:00+00");
});

test("refuses nested values and what isn't Parquet", async () => {
  const root = await parquet(
    `SELECT 'D-1' AS id, {'name': 'ada'} AS rep, [1, 2] AS amount, 'x' AS note`,
  );
  expect(said((await loadParquet(root)).problems)).toMatchInlineSnapshot(`
    "ATN7111 nested-value: \`rep\` holds objects, not one value.
      deals [1]*.parquet, column rep
      Export one value in each row; if a part of it is meant, export that part as a column of its own.
    ATN7111 nested-value: \`amount\` holds lists, not one value.
      deals [1]*.parquet, column amount
      Export one value in each row; if a part of it is meant, export that part as a column of its own."
  `);
  const data = { ...DATA, Deals: { file: "deals.parquet" } };
  const files = { ...REPS, "deals.parquet": "id,rep,amount,note\n" };
  expect(said((await load(SOURCES, files, data)).problems)).toMatchInlineSnapshot(
    `
    "ATN7103 unreadable-file: \`deals.parquet\` can't be read: No magic bytes found at end of file 'deals.parquet'.
      deals.parquet
      Export it again as Parquet, or as CSV; attain.json must name it as what it is."
  `,
  );
});

test("says which columns Parquet lacks, even if it has none of them", async () => {
  const { problems } = await loadParquet(await parquet("SELECT 1 AS other"));
  expect(problems.map(({ message }) => message)).toEqual([
    "`deals [1]*.parquet` has no columns `id`, `rep`, `amount` or `note`.",
  ]);
});

test("tells its progress, and the hash of each file as it was read", async () => {
  const steps: LoadProgress[] = [];
  const deals = `id,rep,amount,note\n${"".padEnd(0)}D-1,ada,1,\n`;
  const files = { ...REPS, "deals.csv": deals };
  const data = { ...DATA, Reps: { file: "reps.csv", distinct: true } };
  const result = await load(SOURCES, files, data, (step) => steps.push(step));
  expect(steps.filter(({ isDone }) => isDone)).toEqual([
    { source: "Reps", file: "reps.csv", rows: 2, isDone: true },
    { source: "Deals", file: "deals.csv", rows: 1, isDone: true },
  ]);
  const sha256 = createHash("sha256").update(deals).digest("hex");
  expect(result.files).toEqual([
    { file: "deals.csv", sha256, bytes: deals.length },
    { file: "reps.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, bytes: 11 },
  ]);
});
