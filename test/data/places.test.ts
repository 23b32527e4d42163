// Where rows and cells stand in the text of a file.
import { expect, test } from "vitest";
import { placesIn } from "../../compiler/src/data/places.ts";
import type { SourceSettings } from "../../compiler/src/data/settings.ts";

/** The text at a place of a file. */
function at(text: string, row: number, column?: string, own: Partial<SourceSettings> = {}): string {
  const settings = {
    file: "d.csv",
    columns: new Map(),
    values: new Map(),
    distinct: false,
    ...own,
  };
  const span = placesIn(text, settings)(row, column);
  return span === undefined ? "nowhere" : text.slice(span.start, span.end);
}

test("cells of delimited text, those in quotes whole", () => {
  const text = 'id,"the, name",amount\nD-1,"Smith, ""Al""",5\n\nD-2,"two\nlines",6';
  expect(at(text, 2, "amount")).toBe("5");
  expect(at(text, 2, "the, name")).toBe('"Smith, ""Al"""');
  expect(at(text, 3)).toBe("");
  expect(at(text, 4, "the, name")).toBe('"two\nlines"');
  expect(at(text, 4, "amount")).toBe("6");
  expect(at(text, 1, "id")).toBe("id");
  expect(at(text, 5)).toBe("nowhere");
});

test("the row where there is no such cell", () => {
  expect(at("id,amount\r\nD-1\r\nD-2,7\r\n", 2, "amount")).toBe("D-1");
  expect(at("id,amount\r\nD-1\r\nD-2,7\r\n", 3, "owner")).toBe("D-2,7");
  expect(at("id,amount\r\nD-1\r\nD-2,7\r\n", 3, "amount")).toBe("7");
});

test("what stands before the heading, and other delimiters", () => {
  expect(at("\n\uFEFFid;amount\nD-1;7\n", 3, "id", { delimiter: ";" })).toBe("D-1");
  expect(at("id\tamount\nD-1\t7\n", 2, "amount", { file: "d.tsv" })).toBe("7");
});

test("objects of JSON, in a list, in an object, alone or one on each line", () => {
  const json = { file: "d.json" };
  expect(at('[{ "a": 1 },\n { "a": "two" }]', 2, "a", json)).toBe('"two"');
  expect(at('{ "rows": [{ "a": 1 }, 7] }', 2, "a", json)).toBe("7");
  expect(at('{ "a": 1, "b": 2 }', 1, "b", json)).toBe("2");
  expect(at('{ "a": 1 }\n\n{ "a": 2 }\n', 2, "a", json)).toBe("2");
  expect(at('{ "a": 1 }\n\n{ "a": 2 }\n', 3, "a", { file: "d.ndjson" })).toBe("2");
  expect(at('{ "a": 1 }\n{ "a": \n', 2, "a", { file: "d.ndjson" })).toBe('{ "a": ');
});
