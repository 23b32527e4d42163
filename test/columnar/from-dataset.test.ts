// Rows of text cells as columns: scales, ranges, big integers, missing cells, references.
import { dayNumber } from "@attain/runtime";
import { expect, test } from "vitest";
import { columnsOf } from "../../compiler/src/columnar/from-dataset.ts";
import { References } from "../../compiler/src/columnar/references.ts";
import type { Cell, DataRow } from "../../compiler/src/ir/dataset.ts";
import { compile } from "../property/evaluators.ts";

const { program } = compile(`people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  amount : USD to 4 places
  cost   : Number?
  closed : Date
  due    : Date?
  won    : YesNo

plan P
  for    Reps
  during FY2026
  pays   each Quarter in USD

  component c
    earns 1 USD
`);

const COLUMNS = ["id", "rep", "amount", "cost", "closed", "due", "won"];

function columnsFor(...deals: readonly (readonly Cell[])[]) {
  const rows = deals.map<DataRow>((cells, i) => ({
    key: String(cells[0]),
    cells: Object.fromEntries(COLUMNS.map((name, at) => [name, cells[at]])),
    row: i + 2,
  }));
  const reps = [{ key: "ada", cells: { id: "ada" }, row: 2 }];
  return columnsOf(
    program,
    new Map([
      ["Reps", { source: "Reps", file: "Reps.csv", rows: reps }],
      ["Deals", { source: "Deals", file: "Deals.csv", rows }],
    ]),
  );
}

test("numbers are integers at the smallest scale that holds all of them", () => {
  const { tables } = columnsFor(
    ["D-1", "ada", "12.5", undefined, "2026-01-05", undefined, true],
    ["D-2", "ada", "-0.0250", "7", "2026-03-01", "2026-04-01", false],
  );
  const columns = tables.get("Deals")?.columns;
  expect(columns?.get("amount")).toEqual({
    kind: "number",
    scale: 3,
    values: new Float64Array([12_500, -25]),
    range: { lo: -25n, hi: 12_500n },
  });
  // Where a cell is missing there is an integer of the range.
  expect(columns?.get("cost")).toEqual({
    kind: "number",
    scale: 0,
    values: new Float64Array([7, 7]),
    range: { lo: 7n, hi: 7n },
    missing: new Uint8Array([1, 0]),
  });
  expect(columns?.get("due")).toMatchObject({ missing: new Uint8Array([1, 0]) });
  expect(columns?.get("closed")).toEqual({
    kind: "day",
    values: new Int32Array([dayNumber("2026-01-05"), dayNumber("2026-03-01")]),
    range: { lo: BigInt(dayNumber("2026-01-05")), hi: BigInt(dayNumber("2026-03-01")) },
  });
  expect(columns?.get("won")).toEqual({ kind: "flag", values: new Uint8Array([1, 0]) });
});

function amountsOf(...amounts: string[]) {
  const { tables } = columnsFor(...amounts.map((amount, i) => [`D-${i}`, "ada", amount]));
  return tables.get("Deals")?.columns.get("amount");
}

test("one integer beyond 2^53 makes big integers of the column", () => {
  // 2^53 - 1 = 9,007,199,254,740,991
  expect(amountsOf("90071992547409.91", "0.5")).toMatchObject({
    values: new Float64Array([9_007_199_254_740_991, 50]),
  });
  expect(amountsOf("90071992547409.92", "0.5")).toEqual({
    kind: "number",
    scale: 2,
    values: [9_007_199_254_740_992n, 50n],
    range: { lo: 50n, hi: 9_007_199_254_740_992n },
  });
});

test("equal texts have equal numbers in all columns", () => {
  const columns = columnsFor(["D-1", "ada", "1"], ["D-2", "bob", "1"]);
  const { dictionary, tables } = columns;
  const codes = (source: string, field: string) => [
    ...(tables.get(source)?.columns.get(field)?.values ?? []),
  ];
  const reps = codes("Deals", "rep");
  expect(reps.map((code) => dictionary.texts[Number(code)])).toEqual(["ada", "bob"]);
  expect(codes("Reps", "id")).toEqual([reps[0]]);
  expect(dictionary.find("nobody")).toBe(-1);
  const references = new References(program, columns);
  expect(references.placesIn("Reps")[dictionary.find("ada")]).toBe(0);
  expect(references.placesIn("Reps")[dictionary.find("bob")]).toBe(-1);
  expect(references.isAstray("Deals", "rep")).toBe(true);
});

test("only what is needed becomes columns", () => {
  const { tables } = columnsOf(program, new Map(), new Map([["Deals", new Set(["amount"])]]));
  expect([...tables.keys()]).toEqual(["Deals"]);
  expect([...(tables.get("Deals")?.columns.keys() ?? [])]).toEqual(["amount"]);
});
