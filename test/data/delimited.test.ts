// The reader of delimited text: what is clear in any writing of it, what is a fault, and that pieces don't matter.
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DelimitedReader, type RowFault } from "../../compiler/src/data/delimited.ts";
import type { RawRow } from "../../compiler/src/data/raw-table.ts";
import { folderOf } from "./loading.ts";

function read(pieces: readonly string[], delimiter = ","): (RawRow | RowFault)[] {
  const rows: (RawRow | RowFault)[] = [];
  const reader = new DelimitedReader(delimiter, (cells, fault) => void rows.push(fault ?? cells));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return rows;
}

test.each([
  [
    "cells and lines",
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a last line without an end",
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "CR LF",
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "CR alone",
    "a,b\r1,2\r",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ["all ends of lines in one file", "a\r\nb\nc\rd", [["a"], ["b"], ["c"], ["d"]]],
  ["nothing, and a quoted empty text", 'a,,""\n', [["a", null, ""]]],
  [
    "nothing in the last cell",
    "a,\nb,",
    [
      ["a", null],
      ["b", null],
    ],
  ],
  ["a quoted delimiter and line end", '"a,b","c\r\nd"\n', [["a,b", "c\r\nd"]]],
  ["doubled quotes", '"27"" screen",""""\n', [['27" screen', '"']]],
  ["a quote within an unquoted cell", '27" screen,b\n', [['27" screen', "b"]]],
  ["blank lines, which keep their number", "a,b\n\n1,2\n\n", [["a", "b"], [], ["1", "2"], []]],
  ["spaces, which belong to cells", " a , b\n", [[" a ", " b"]]],
  ["text closed at the end of the file", '"a"', [["a"]]],
  ["an empty file", "", []],
])("reads %s", (_, text, rows) => {
  expect(read([text])).toEqual(rows);
});

test.each([
  ["a quote that is never closed", 'a,b\n1,"2\n3,4\n', [["a", "b"], "open quote"]],
  ["text after a closing quote", 'a,"b"c\n1,2\n', ["stray quote", ["1", "2"]]],
  ["a space after a closing quote", '"a" ,b\n', ["stray quote"]],
  ["a closing quote amid the next row", '1,"2\n3,"4"\n5,6\n', ["stray quote", ["5", "6"]]],
  ["a stray quote at the end of the file", '"a"b', ["stray quote"]],
])("refuses %s", (_, text, rows) => {
  expect(read([text])).toEqual(rows);
});

const delimiter = fc.constantFrom(",", ";", "\t", "|");
const piece = fc.constantFrom(
  '"',
  '""',
  ",",
  ";",
  "\t",
  "|",
  "\r",
  "\n",
  "\r\n",
  " ",
  "a",
  "é",
  "0",
);
const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

test("reads the same however the text is cut into pieces", () => {
  fc.assert(
    fc.property(anyText, delimiter, fc.array(fc.nat(60)), (text, sign, cuts) => {
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length];
      places.sort((a, b) => a - b);
      const pieces = places.slice(1).map((end, i) => text.slice(places[i], end));
      expect(read(pieces, sign)).toEqual(read([text], sign));
    }),
    { numRuns: 1000 },
  );
});

const cell = fc.option(anyText, { nil: null });
const table = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 6 }))
  .chain(([width, height]) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );

function quoted(text: string | null): string {
  return text === null ? "" : `"${text.replaceAll('"', '""')}"`;
}

/** Every cell that is there in quotes. */
function written(rows: readonly RawRow[], sign: string, lineEnd: string): string {
  return rows.map((row) => row.map(quoted).join(sign) + lineEnd).join("");
}

test("reads back what was written", () => {
  fc.assert(
    fc.property(table, delimiter, fc.constantFrom("\n", "\r\n", "\r"), (rows, sign, lineEnd) => {
      expect(read([written(rows, sign, lineEnd)], sign)).toEqual(rows);
    }),
    { numRuns: 1000 },
  );
});

test("reads well-formed text as DuckDB does", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const tables = fc.sample(fc.tuple(table, delimiter, fc.constantFrom("\n", "\r\n")), {
    numRuns: 60,
    seed: 20_261_123,
  });
  const texts = tables.map(([rows, sign, lineEnd]) => {
    const heading = (rows[0] ?? []).map((_, i) => `c${i}`);
    return { sign, heading, text: written([heading, ...rows], sign, lineEnd) };
  });
  const root = folderOf(Object.fromEntries(texts.map(({ text }, i) => [`${i}.csv`, text])));
  for (const [i, { sign, heading, text }] of texts.entries()) {
    const columns = heading.map((name) => `'${name}': 'VARCHAR'`).join(", ");
    const options = `auto_detect = false, header = true, columns = {${columns}}, quote = '"', escape = '"'`;
    const from = `read_csv('${join(root, `${i}.csv`)}', ${options}, delim = '${sign}', allow_quoted_nulls = false, parallel = false)`;
    const result = await connection.runAndReadAll(`SELECT * FROM ${from}`);
    // INVARIANT: there are two columns at least, so no line of a table is blank to one of the two.
    expect(read([text], sign).slice(1)).toEqual(result.getRows());
  }
  connection.closeSync();
});
