// Files that were mangled in every way: DuckDB either leaves them to the other reader or reads the same cells.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compiled, configured, folderOf } from "../data/loading.ts";
import { again, patience, seeds } from "../property/runs.ts";
import { Draw } from "../support/generators-draw.ts";
import { readBoth } from "./read-both.ts";

const SOURCES = `people Reps
  id      : Text key
  name    : Text?
  manager : Reps?

source Deals
  id     : Text key
  rep    : Reps
  closed : Date
  stage  : one of Won, Lost
  amount : USD
  margin : Ratio? to 4 places at least -100% at most 100%
  hot    : YesNo?
  month  : Month
  check amount >= -1,000 USD
`;

const REPS = `id,name,manager
ada,Ada Lovelace,
ben,Ben Nye,ada
zoë,Zoë O'Hara,ben
`;

const DEALS = `id,rep,closed,stage,amount,margin,hot,month,note
D-1,ada,2026-01-05,Won,1000.50,0.35,yes,2026-01,first
D-2,ben,2026-02-28,Lost,-3.00,,no,2026-02,
D-3,ada,2026-03-01,Won,0.05,-0.1250,,2026-03,a note
D-4,zoë,2024-02-29,Won,123456789.99,1,true,2024-02,"quoted, with a comma"
`;

const DATA = { Reps: { file: "reps.csv" }, Deals: { file: "deals.csv" } };

const input = compiled(SOURCES);
const { data } = configured(DATA);

test("an ordinary file is read", async () => {
  const root = folderOf({ "reps.csv": REPS, "deals.csv": DEALS });
  const { reason, differences } = await readBoth(input, root, data);
  expect({ reason, differences }).toEqual({ reason: undefined, differences: [] });
});

/** Bytes that mean something to some reader. */
const SIGNS = [
  ...Array.from("\",;.-+eE_0159 \t\n\r'%#()"),
  "\r\n",
  "\u00A0",
  "\u2009",
  "\uFEFF",
  "é",
  "\u0000",
  "\u0001",
  '""',
  ",,",
  "\n\n",
].map((sign) => Buffer.from(sign));

const CELLS = [
  ["1e3", "1.", ".5", "1_000", "1,000.00", '"1,000.00"', "+1.00", "1.005", "-0.00", "007.10"],
  ["1.0000000000000000000001", "99999999999.00", "NaN", "inf", "0x10", "5%", "$5.00", "(5.00)"],
  ["2026-1-05", "2026-02-30", "20260105", "2026-01-05 00:00:00", "2026-01-05T10:00", "infinity"],
  ["won", " Won", "Won ", '"Won"', "Yes", "TRUE", "1", "NULL", "null", "Total", "ada ", "eve"],
  ["", '""', '"', 'a"b', '"a""b"', '"a"b', "2026-M01", "FY2026-Q1", "January", "2026-13"],
].flat();

function mangled(draw: Draw, text: string): Buffer {
  const edits = draw.int(1, 2);
  let bytes: Buffer = Buffer.from(text);
  for (let i = 0; i < edits; i += 1) bytes = edited(draw, bytes);
  return bytes;
}

function edited(draw: Draw, bytes: Buffer): Buffer {
  const at = draw.int(0, bytes.length);
  const kind = draw.pick(["insert", "insert", "delete", "cell", "cell", "lines", "byte", "ends"]);
  switch (kind) {
    case "insert":
      return Buffer.concat([bytes.subarray(0, at), draw.pick(SIGNS), bytes.subarray(at)]);
    case "delete":
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + draw.int(1, 3))]);
    case "byte":
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([255]), bytes.subarray(at)]);
    case "ends":
      return Buffer.from(bytes.toString("latin1").replaceAll("\n", "\r\n"), "latin1");
    case "lines": {
      const lines = bytes.toString("latin1").split("\n");
      lines.splice(draw.int(0, lines.length - 1), draw.int(0, 1), draw.pick(lines));
      return Buffer.from(lines.join("\n"), "latin1");
    }
    default: {
      const lines = bytes.toString("latin1").split("\n");
      const line = draw.int(0, lines.length - 1);
      const cells = (lines[line] ?? "").split(",");
      cells[draw.int(0, cells.length - 1)] = Buffer.from(draw.pick(CELLS)).toString("latin1");
      lines[line] = cells.join(",");
      return Buffer.from(lines.join("\n"), "latin1");
    }
  }
}

test.each([
  ["DD/MM/YYYY", ["05/01/2026", "28/02/2026", "01/03/2026", "29/02/2024"]],
  ["M/D/YYYY", ["1/5/2026", "02/28/2026", "3/1/2026", "2/29/2024"]],
  ["YYYY.MM.DD", ["2026.01.05", "2026.02.28", "2026.03.01", "2024.02.29"]],
])("dates written as %s are read", async (dates, written) => {
  const days = ["2026-01-05", "2026-02-28", "2026-03-01", "2024-02-29"];
  const text = days.reduce((deals, day, i) => deals.replace(day, written[i] ?? ""), DEALS);
  const root = folderOf({ "reps.csv": REPS, "deals.csv": text });
  const settings = configured({ ...DATA, Deals: { ...DATA.Deals, dates } }).data;
  const { reason, differences } = await readBoth(input, root, settings);
  expect({ reason, differences }).toEqual({ reason: undefined, differences: [] });
});

const FILES = 150;

const AMERICAN = DEALS.replace(/(\d{4})-0(\d)-0?(\d+)/g, "$2/$3/$1");

test("a mangled file is left alone, or read alike", { timeout: patience(FILES) * 10 }, async () => {
  const root = folderOf({});
  const found = { read: 0, left: 0, wrong: 0 };
  const american = configured({ ...DATA, Deals: { ...DATA.Deals, dates: "M/D/YYYY" } }).data;
  for (const seed of seeds(FILES)) {
    const draw = new Draw(seed);
    const [deals, settings] = draw.chance(70) ? [DEALS, data] : [AMERICAN, american];
    const isOfDeals = draw.chance(80);
    const text = mangled(draw, isOfDeals ? deals : REPS);
    writeFileSync(join(root, "deals.csv"), isOfDeals ? text : deals);
    writeFileSync(join(root, "reps.csv"), isOfDeals ? REPS : text);
    const { reason, differences, loaded } = await readBoth(input, root, settings);
    expect(differences, `${again(seed)}\n${text.toString()}`).toEqual([]);
    if (loaded.dataset === undefined) found.wrong += 1;
    found[reason === undefined ? "read" : "left"] += 1;
  }
  // Both happen often, or the test says little.
  const all = found.read + found.left;
  expect(found.read).toBeGreaterThan(all / 20);
  expect(found.wrong).toBeGreaterThan(all / 5);
  expect(found.left).toBeGreaterThan(found.wrong - 1);
});
