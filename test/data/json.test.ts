// JSON: a list of objects, an object around it, or a line for each; numbers to the last digit.
import { expect, test } from "vitest";
import { cellsOf, load, said } from "./loading.ts";

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

test("reads JSON arrays and lines, numbers digit by digit", async () => {
  const objects = [
    '{"id": "D-1", "rep": "ada", "amount": 1250.50, "note": "x"}',
    '{"id": "D-2", "amount": 9007199254740993.01, "rep": null, "note": ""}',
    '{"id": "D-3", "amount": "1,000", "extra": {"deep": [1]}, "note": "{\\"a\\"}"}',
  ];
  const cells = [
    { id: "D-1", rep: "ada", amount: "1250.5", note: "x" },
    { id: "D-2", amount: "9007199254740993.01" },
    { id: "D-3", amount: "1000", note: '{"a"}' },
  ];
  const array = { ...REPS, "deals.json": `\uFEFF[\n${objects.join(",\n")}\n]\n` };
  const fromArray = await load(SOURCES, array, { ...DATA, Deals: { file: "deals.json" } });
  expect(said(fromArray.problems)).toBe("");
  expect(cellsOf(fromArray, "Deals")).toEqual(cells);
  const lines = { ...REPS, "deals.jsonl": `${objects.join("\r\n\r\n")}\n` };
  const fromLines = await load(SOURCES, lines, { ...DATA, Deals: { file: "deals.jsonl" } });
  expect(said(fromLines.problems)).toBe("");
  expect(cellsOf(fromLines, "Deals")).toEqual(cells);
  expect(fromLines.dataset?.get("Deals")?.rows.map(({ row }) => row)).toEqual([1, 3, 5]);
});

async function saidOfJson(content: string | Uint8Array): Promise<string> {
  const data = { ...DATA, Deals: { file: "deals.json" } };
  const { problems } = await load(SOURCES, { ...REPS, "deals.json": content }, data);
  return said(problems);
}

test("reports every line that isn't a row", async () => {
  const lines = [
    '{"id": "D-1", "rep": "ada", "amount": 1, "note": "x"}',
    '{"id": "D-2", "rep": "ada",',
    "[1, 2]",
    "7",
    '{"id": "D-5", "rep": {"name": "ada"}, "amount": [1], "note": null}',
    '{"id": "D-6", "id": "D-7"}',
    '{"id": "D-8" /* not JSON */}',
    '{"id": "D-9", "amount": NaN}',
  ];
  expect(await saidOfJson(lines.join("\n"))).toMatchInlineSnapshot(`
    "ATN7106 not-json: The row isn't JSON: it breaks off at character 28.
      deals.json, object 2
      Export it again, whole. JSON has double quotes around names and texts, a comma between values and none after the last, and no comments.
    ATN7106 not-json: The row isn't JSON: it breaks off at character 14.
      deals.json, object 7
      Export it again, whole. JSON has double quotes around names and texts, a comma between values and none after the last, and no comments.
    ATN7106 not-json: The row isn't JSON: it breaks off at character 25.
      deals.json, object 8
      Export it again, whole. JSON has double quotes around names and texts, a comma between values and none after the last, and no comments.
    ATN7107 repeated-column: 2 columns are called \`id\`.
      deals.json, object 6, column id
      Which of the two is meant can't be told: mend the export.
    ATN7111 nested-value: \`rep\` holds an object, not one value.
      deals.json, object 5, column rep
      Export one value in each row; if a part of it is meant, export that part as a column of its own.
    ATN7111 nested-value: \`amount\` holds a list, not one value.
      deals.json, object 5, column amount
      Export one value in each row; if a part of it is meant, export that part as a column of its own.
    ATN7112 not-an-object: A row is an object with the names of its columns, not a list.
      deals.json, object 3
      Export the rows as objects: \`{ "id": "…", "amount": … }\`.
    ATN7112 not-an-object: A row is an object with the names of its columns, not \`7\`.
      deals.json, object 4
      Export the rows as objects: \`{ "id": "…", "amount": … }\`."
  `);
});

test("says where an array of JSON breaks off, and which of its items aren't rows", async () => {
  expect(await saidOfJson('[{"id": "D-1"},\n {"id" "D-2"}]')).toMatchInlineSnapshot(
    `
    "ATN7106 not-json: The file isn't JSON: it breaks off at line 2, character 8.
      deals.json
      Export it again, whole. JSON has double quotes around names and texts, a comma between values and none after the last, and no comments."
  `,
  );
  expect(await saidOfJson('[{"id": "D-1", "rep": null, "amount": 1, "note": "x"}, 7, [{}]]'))
    .toMatchInlineSnapshot(`
      "ATN7112 not-an-object: A row is an object with the names of its columns, not \`7\`.
        deals.json, object 2
        Export the rows as objects: \`{ "id": "…", "amount": … }\`.
      ATN7112 not-an-object: A row is an object with the names of its columns, not a list.
        deals.json, object 3
        Export the rows as objects: \`{ "id": "…", "amount": … }\`."
    `);
  expect(await saidOfJson(" ")).toMatchInlineSnapshot(
    `
    "ATN7106 not-json: The file isn't JSON: it is empty.
      deals.json
      Export it again, whole. JSON has double quotes around names and texts, a comma between values and none after the last, and no comments."
  `,
  );
  expect(await saidOfJson(Buffer.from('[{"id": "é"}]', "latin1"))).toMatchInlineSnapshot(`
    "ATN7105 not-utf-8: The file holds bytes that aren't UTF-8 text.
      deals.json
      JSON is always UTF-8: export it so."
  `);
  expect(await saidOfJson("[]")).toBe("");
});

/** The deals of a JSON text, and what is said of it. */
async function dealsOf(
  content: string,
  file = "deals.json",
): Promise<{ readonly cells: object[]; readonly rows: number[]; readonly said: string }> {
  const result = await load(SOURCES, { ...REPS, [file]: content }, { ...DATA, Deals: { file } });
  const rows = result.dataset?.get("Deals")?.rows ?? [];
  return {
    cells: cellsOf(result, "Deals"),
    rows: rows.map(({ row }) => row),
    said: said(result.problems),
  };
}

test("takes optional values to be missing where they are null, or where no object names them", async () => {
  expect(await dealsOf('[{"id": "D-1", "rep": null}, {"id": "D-2"}]')).toEqual({
    cells: [{ id: "D-1" }, { id: "D-2" }],
    rows: [1, 2],
    said: "",
  });
});

test("asks whether a name that nothing reads is the one that is missing", async () => {
  const { said: words } = await dealsOf('[{"id": "D-1", "Amount_": 7, "stage": "Won"}]');
  expect(words).toMatchInlineSnapshot(`
    "ATN7201 missing-column: \`deals.json\` has no column \`amount\`.
      deals.json, column amount
      Did you mean \`Amount_\`? Say so in attain.json: \`"columns": { "amount": "Amount_" }\`."
  `);
  expect((await dealsOf('[{"rep": "ada"}]')).said).toMatchInlineSnapshot(`
    "ATN7201 missing-column: \`deals.json\` has no column \`id\`.
      deals.json, column id
      The file has no other columns: add what is missing to the export. If no plan needs it, remove the field from \`Deals\`."
  `);
});

test("reads the one list of an object that holds nothing else", async () => {
  const { cells, rows } = await dealsOf('{ "deals": [\n {"id": "D-1"},\n {"id": "D-2"}\n] }\n');
  expect([cells, rows]).toEqual([
    [{ id: "D-1" }, { id: "D-2" }],
    [1, 2],
  ]);
});

test("takes an empty list for no rows, in an object too", async () => {
  for (const text of ["[]", '{ "deals": [] }']) {
    expect(await dealsOf(text)).toEqual({ cells: [], rows: [], said: "" });
  }
});

test("refuses a list that isn't alone, for it may be a page of several", async () => {
  const page = '{ "totalSize": 2, "done": false, "records": [{"id": "D-1"}] }';
  expect((await dealsOf(page)).said).toMatchInlineSnapshot(`
    "ATN7112 not-an-object: A row is an object with the names of its columns, not an object with \`records\` beside \`totalSize\` and \`done\`.
      deals.json
      The rows must be the only thing in the file: export their list alone, and make sure that it is all of it."
  `);
});

test("reads one object on several lines, and lines with blank ones between", async () => {
  expect((await dealsOf('{\n  "id": "D-1",\n  "amount": 5\n}\n')).cells).toEqual([
    { id: "D-1", amount: "5" },
  ]);
  const lines = '{"id": "D-1"}\n\n{"id": "D-2"}\n';
  expect((await dealsOf(lines)).rows).toEqual([1, 2]);
  expect((await dealsOf(lines, "deals.jsonl")).rows).toEqual([1, 3]);
  const broken = lines.replace('"D-2"', '"D-2');
  expect((await dealsOf(broken)).said).toContain("deals.json, object 2");
  expect((await dealsOf(broken, "deals.ndjson")).said).toContain("deals.ndjson, line 3");
});

test("says of broken JSON on several lines where it breaks, once", async () => {
  const { said: words } = await dealsOf('{\n  "id": "D-1"\n  "amount": 5\n}\n');
  expect(words).toContain("it breaks off at line 3, character 3");
  expect(words.match(/ATN\d{4}/g)).toEqual(["ATN7106"]);
});

test("reads exponents exactly, for programs that write JSON cut nothing off", async () => {
  const text =
    '[{"id": "a", "amount": 1.25e3}, {"id": "b", "amount": 12345E-2}, {"id": "c", "amount": 1e-3}]';
  const { cells, said: words } = await dealsOf(text.replace("1e-3", "-0e0"));
  expect(cells).toEqual([
    { id: "a", amount: "1250" },
    { id: "b", amount: "123.45" },
    { id: "c", amount: "0" },
  ]);
  expect(words).toBe("");
  expect((await dealsOf(text)).said).toContain("`0.001` is too fine");
});
