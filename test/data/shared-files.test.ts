// Files that several sources share are read once; what they hold and nothing reads is told.
import { expect, test } from "vitest";
import { DataFiles, type LoadProgress } from "../../compiler/src/host/data-files.ts";
import { loadData } from "../../compiler/src/host/load-data.ts";
import { cellsOf, compiled, configured, folderOf, load, said } from "./loading.ts";

const SOURCES = `
people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  amount : USD

source Goals
  rep  : Reps key
  goal : USD
`;

const EXPORT =
  "deal,rep,amount,owner,stage\nD-1,ada,100,x,Won\nD-2,bob,200,x,Won\nD-3,ada,300,x,\n";
const DATA = {
  Reps: { file: "deals.csv", columns: { id: "rep" }, distinct: true },
  Deals: { file: "deals.csv", columns: { id: "deal" } },
};

test("reads a file of two sources once, with the columns of both", async () => {
  const sources = SOURCES.replace(/source Goals[^]*/, "");
  const steps: LoadProgress[] = [];
  const files = { "deals.csv": EXPORT };
  const result = await load(sources, files, DATA, (step) => void steps.push(step));
  expect(said(result.problems)).toBe("");
  expect(cellsOf(result, "Reps")).toEqual([{ id: "ada" }, { id: "bob" }]);
  expect(cellsOf(result, "Deals")).toHaveLength(3);
  expect(result.files.map(({ file }) => file)).toEqual(["deals.csv"]);
  expect(steps.filter(({ isDone }) => isDone)).toHaveLength(1);
});

test("tells what is wrong with a file of two sources once", async () => {
  const sources = SOURCES.replace(/source Goals[^]*/, "");
  const { problems } = await load(sources, { "deals.csv": `${EXPORT}D-4,zoe\n` }, DATA);
  expect(problems.map(({ name, rows }) => [name, rows])).toEqual([["ragged-row", [5]]]);
});

test("reads a file once for two programs", async () => {
  const root = folderOf({ "deals.csv": EXPORT, "goals.csv": "rep,goal\nada,5\n" });
  const settings = configured({ ...DATA, Goals: { file: "goals.csv" } }).data;
  const one = compiled(SOURCES.replace(/source Goals[^]*/, ""));
  const other = compiled(SOURCES);
  const steps: LoadProgress[] = [];
  const all = [...one.program.sources, ...other.program.sources];
  const dataFiles = new DataFiles(root, settings, all, (step) => void steps.push(step));
  const first = await loadData({ ...one, settings, dataFiles });
  const second = await loadData({ ...other, settings, dataFiles });
  expect([cellsOf(first, "Deals"), cellsOf(second, "Goals")].map((rows) => rows.length)).toEqual([
    3, 1,
  ]);
  expect(second.dataset?.get("Deals")).toEqual(first.dataset?.get("Deals"));
  const done = steps.filter(({ isDone }) => isDone);
  expect(done.map(({ file }) => file)).toEqual(["deals.csv", "goals.csv"]);
});

test("tells of columns and files that aren't read, and of no more than one can take in", async () => {
  const files = {
    "data/reps.csv": "id\nada\nbob\n",
    "data/deals.csv": `id,rep,amount,${"abcdefg".split("").join(",")}\n`,
    "data/deals-may.csv": "",
    "data/notes.txt": "",
    "data/old/deals.csv": "",
    "goals.json": "[]",
    "package.json": "{}",
    "more.csv": "",
  };
  const { notes } = await load(SOURCES, files, {
    Reps: { file: "data/reps.csv" },
    Deals: { file: "./data/deals.csv" },
    Goals: { file: "goals.json" },
  });
  expect(notes.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "The columns \`a\`, \`b\`, \`c\`, \`d\`, \`e\` and 2 more of ./data/deals.csv aren't read.",
      "\`./data/deals-may.csv\` isn't read: attain.json doesn't name it.",
      "\`more.csv\` isn't read: attain.json doesn't name it.",
    ]
  `);
});
