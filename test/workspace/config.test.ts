// attain.json: what it may say, what is said of its mistakes, and that its published schema says the same.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { DATE_FORMAT } from "../../compiler/src/data/date-format.ts";
import { DATA_FILE, DELIMITED_FILE, DELIMITER } from "../../compiler/src/data/settings.ts";
import { checkConfigNames } from "../../compiler/src/workspace/config-names.ts";
import { memoryHost } from "../../compiler/src/workspace/host.ts";
import { Workspace } from "../../compiler/src/workspace/workspace.ts";
import { parse, said } from "./said.ts";

const schemaText = readFileSync(
  new URL("../../compiler/schema/attain.schema.json", import.meta.url),
  "utf8",
);
const accepts = new Ajv({ allErrors: true }).compile(JSON.parse(schemaText) as object);

test("reads all that it may say, with comments and trailing commas", () => {
  const { config, diagnostics } = parse(`{
    // For editors.
    "$schema": "./node_modules/@attain/compiler/schema/attain.schema.json",
    "plans": ["plans/**/*.plan", "more/*.plan"],
    "calendar": {
      "starts": "February", "named": "end",
      "weekend": ["Friday", "Saturday"], "holidays": ["2026-01-01", "2024-02-29"],
    },
    "data": {
      "Deals": {
        "file": "data/deals.csv", "delimiter": ";", "distinct": true, /* a roster */
        "numbers": "1.234,50",
        "columns": { "amount": "Amount (USD)" },
        "values": { "product": { "GTXPro": "GTX Pro", "n/a": "" } },
        "dates": { "closed": "MM/DD/YYYY" },
      },
      "Quotas": { "file": "data/Quotas.PARQUET", "dates": "YYYYMMDD" },
    },
    "lint": { "unused": "off" },
    "output": "statements",
  }`);
  expect(diagnostics).toEqual([]);
  expect(config).toMatchObject({
    plans: ["plans/**/*.plan", "more/*.plan"],
    calendar: {
      yearStarts: { month: 2 },
      namedBy: "end",
      weekStarts: 0,
      weekend: [4, 5],
      holidays: ["2026-01-01", "2024-02-29"],
    },
    lint: { unused: "off" },
    output: "statements",
  });
  expect(config.data.get("Deals")).toEqual({
    file: "data/deals.csv",
    columns: new Map([["amount", "Amount (USD)"]]),
    values: new Map([
      [
        "product",
        new Map([
          ["GTXPro", "GTX Pro"],
          ["n/a", ""],
        ]),
      ],
    ]),
    dates: new Map([["closed", "MM/DD/YYYY"]]),
    numbers: "1.234,50",
    delimiter: ";",
    distinct: true,
  });
  expect(config.data.get("Quotas")).toMatchObject({ dates: "YYYYMMDD", distinct: false });
});

test("may say nothing", () => {
  const { config, diagnostics } = parse("{}");
  expect(diagnostics).toEqual([]);
  expect(config).toMatchObject({ plans: ["plans/**/*.plan"], lint: {}, output: "out" });
  expect([config.calendar, config.data.size]).toEqual([undefined, 0]);
});

test("says of a name that is misspelt what was meant, in its place", () => {
  const { diagnostics } = parse(`{
    "plan": [],
    "calender": {},
    "calendar": { "start": "May", "holidaze": [] },
    "data": { "Deals": { "file": "a.csv", "colums": {}, "sheet": 1 } },
    "zzz": 1
  }`);
  expect(said(diagnostics)).toMatchInlineSnapshot(`
    "ATN8102 unknown-setting: attain.json has no setting \`plan\`.  ‹"plan"›
      Did you mean \`plans\`?
    ATN8102 unknown-setting: attain.json has no setting \`calender\`.  ‹"calender"›
      Did you mean \`calendar\`?
    ATN8102 unknown-setting: \`calendar\` has no setting \`start\`.  ‹"start"›
      Did you mean \`starts\`?
    ATN8102 unknown-setting: \`calendar\` has no setting \`holidaze\`.  ‹"holidaze"›
      Did you mean \`holidays\`?
    ATN8102 unknown-setting: \`Deals\` has no setting \`colums\`.  ‹"colums"›
      Did you mean \`columns\`?
    ATN8102 unknown-setting: \`Deals\` has no setting \`sheet\`.  ‹"sheet"›
      Its settings are \`file\`, \`columns\`, \`values\`, \`dates\`, \`numbers\`, \`delimiter\` and \`distinct\`.
    ATN8102 unknown-setting: attain.json has no setting \`zzz\`.  ‹"zzz"›
      Its settings are \`plans\`, \`calendar\`, \`data\`, \`lint\`, \`output\`, \`tests\` and \`rules\`."
  `);
});

test("says what a setting is, and what it was given", () => {
  const { diagnostics } = parse(`{
    "plans": "plans/*.plan", "output": "", "lint": [],
    "calendar": { "weekend": "Sunday", "holidays": [20260101] },
    "data": {
      "Deals": { "file": 1, "columns": { "a": 1 }, "values": { "b": { "x": null } }, "distinct": "yes" },
      "Quotas": "quotas.csv"
    }
  }`);
  expect(said(diagnostics)).toMatchInlineSnapshot(`
    "ATN8103 wrong-setting: \`plans\` is a list of patterns such as \`plans/**/*.plan\`, not a text.  ‹"plans/*.plan"›
      Write \`"plans": ["plans/**/*.plan"]\`, for example.
    ATN8103 wrong-setting: \`output\` is the name of a folder, not an empty text.  ‹""›
      Write \`"output": "out"\`, for example.
    ATN8103 wrong-setting: \`lint\` is an object, in braces, not an empty list.  ‹[]›
      Write \`"lint": { "unused": "off" }\`, for example.
    ATN8103 wrong-setting: \`weekend\` is a list of days, not a text.  ‹"Sunday"›
      Write \`"weekend": ["Saturday", "Sunday"]\`, for example.
    ATN8103 wrong-setting: A part of \`holidays\` is a date such as \`2026-01-01\`, not a number.  ‹20260101›
      Write \`"holidays": ["2026-01-01", "2026-12-25"]\`, for example.
    ATN8103 wrong-setting: \`file\` is the path of a file that can be read, not a number.  ‹1›
      Write \`"file": "data/deals.csv"\`, for example.
    ATN8103 wrong-setting: \`a\` is the name of a column, not a number.  ‹1›
      Write \`"columns": { "amount": "Amount (USD)" }\`, for example.
    ATN8103 wrong-setting: \`x\` is a text, as the plan knows the value, not \`null\`.  ‹null›
      Write \`"values": { "stage": { "Closed Won": "Won" } }\`, for example.
    ATN8103 wrong-setting: \`distinct\` is \`true\` or \`false\`, not a text.  ‹"yes"›
      Write \`"distinct": true\`, for example.
    ATN8103 wrong-setting: \`Quotas\` is an object, in braces, not a text.  ‹"quotas.csv"›
      Write \`"data": { "Deals": { "file": "data/deals.csv" } }\`, for example."
  `);
});

test("says of a word that is none of those it could be which they are", () => {
  const { diagnostics } = parse(`{
    "calendar": { "starts": "Febuary", "named": "middle", "weekend": ["Caturday"], "holidays": ["2026-02-30"] },
    "data": {
      "A": { "file": "a.xlsx" },
      "B": { "file": "b.csv", "dates": "MM/DD/YY" },
      "C": { "file": "c.csv", "dates": { "day": "ISO" }, "delimiter": "::", "numbers": "1234,50" }
    },
    "lint": { "cliff": "warn" }
  }`);
  expect(said(diagnostics)).toMatchInlineSnapshot(`
    "ATN8106 wrong-choice: \`Febuary\` isn't a month.  ‹"Febuary"›
      Did you mean \`February\`?
    ATN8106 wrong-choice: \`middle\` isn't an end of the year.  ‹"middle"›
      Write \`start\` or \`end\`.
    ATN8106 wrong-choice: \`Caturday\` isn't a day of the week.  ‹"Caturday"›
      Did you mean \`Saturday\`?
    ATN8106 wrong-choice: \`2026-02-30\` isn't a date such as \`2026-01-01\`.  ‹"2026-02-30"›
      Write \`"holidays": ["2026-01-01", "2026-12-25"]\`, for example.
    ATN8106 wrong-choice: \`a.xlsx\` isn't the path of a file that can be read.  ‹"a.xlsx"›
      Its name ends in \`.csv\`, \`.tsv\`, \`.json\`, \`.jsonl\`, \`.ndjson\` or \`.parquet\`.
    ATN8106 wrong-choice: \`MM/DD/YY\` isn't a way to write dates.  ‹"MM/DD/YY"›
      A day, a month and a year of four digits: \`MM/DD/YYYY\`, \`D.M.YYYY\`, \`DD-MMM-YYYY\`; with a time of day that doesn't count: \`YYYY-MM-DD time\`.
    ATN8106 wrong-choice: \`ISO\` isn't a way to write dates.  ‹"ISO"›
      A day, a month and a year of four digits: \`MM/DD/YYYY\`, \`D.M.YYYY\`, \`DD-MMM-YYYY\`; with a time of day that doesn't count: \`YYYY-MM-DD time\`.
    ATN8106 wrong-choice: \`::\` isn't a sign that separates cells.  ‹"::"›
      One sign: \`,\`, \`;\`, \`|\`, or a tab, which is written \`\\t\`.
    ATN8106 wrong-choice: \`1234,50\` isn't a way to write numbers.  ‹"1234,50"›
      Did you mean \`1.234,50\`?
    ATN8106 wrong-choice: \`warn\` isn't a level.  ‹"warn"›
      Did you mean \`warning\`?"
  `);
});

test("says what is missing, repeated or out of place", () => {
  const { diagnostics } = parse(`{
    "plans": [],
    "calendar": { "starts": "July" },
    "data": {
      "A": { "columns": {} },
      "B": { "file": "b.json", "delimiter": ";" },
      "B": { "file": "b.csv", "file": "c.csv" }
    }
  }`);
  expect(said(diagnostics)).toMatchInlineSnapshot(`
    "ATN8103 wrong-setting: \`plans\` is a list of patterns such as \`plans/**/*.plan\`, not an empty list.  ‹[]›
      Write \`"plans": ["plans/**/*.plan"]\`, for example.
    ATN8105 missing-setting: \`calendar\` doesn't say which year FY2026 is.  ‹"July"›
      Write \`"named": "start"\` if FY2026 is the year that starts in 2026, \`"named": "end"\` if it is the one that ends in it.
    ATN8105 missing-setting: \`A\` doesn't say which file holds its rows.  ‹"A"›
      Write \`"file": "data/….csv"\`.
    ATN8107 misplaced-setting: \`delimiter\` is for CSV and TSV files.  ‹";"›; a file of another kind ‹"b.json"›
      Remove it, or name the CSV or TSV file that it is meant for.
    ATN8104 repeated-setting: \`B\` is set twice.  ‹"B"›; set here first ‹"B"›
      Keep one of the two; a source is read from one file, so rows of two are put together.
    ATN8104 repeated-setting: \`file\` is set twice.  ‹"file"›; set here first ‹"file"›
      Keep one of the two; a source is read from one file, so rows of two are put together."
  `);
});

test("reads what it can of a configuration with mistakes", () => {
  const { config, diagnostics } = parse(
    `{ "plans": ["a.plan"], "output": 1, "lint": { "x": "off" } }`,
  );
  expect(diagnostics).toHaveLength(1);
  expect(config).toMatchObject({ plans: ["a.plan"], output: "out", lint: { x: "off" } });
});

test("holds its names against the sources of the plans", () => {
  const host = memoryHost({ "a.plan": "people Reps\n  id : Text key\n  hired : Date\n" });
  const sources = new Workspace(host).check("a.plan")?.program.sources.values() ?? [];
  const { config } = parse(`{
    "data": {
      "Rep": { "file": "a.csv" },
      "Reps": {
        "file": "a.csv", "columns": { "hird": "x", "id": "ID" }, "values": { "status": {} },
        "dates": { "id": "YYYYMMDD", "hired": "YYYYMMDD" }
      }
    },
    "lint": { "clif": "off", "unused": "off", "zzzzzz": "off" }
  }`);
  const found = checkConfigNames(config, [...sources], ["cliff", "unused"]);
  expect(said(found)).toMatchInlineSnapshot(`
    "ATN8201 unknown-source: The plans have no source \`Rep\`.  ‹"Rep"›
      Did you mean \`Reps\`?
    ATN8202 unknown-source-field: \`Reps\` has no field \`hird\`.  ‹"hird"›; the source ‹Reps›
      Did you mean \`hired\`?
    ATN8202 unknown-source-field: \`Reps\` has no field \`status\`.  ‹"status"›; the source ‹Reps›
      Its fields are \`id\` and \`hired\`.
    ATN8203 dates-of-no-date: \`id\` of \`Reps\` isn't a date.  ‹"id"›; the field ‹id›
      Its dates are \`hired\`.
    ATN8204 unknown-rule: No finding whose level can be set is called \`clif\`.  ‹"clif"›
      Did you mean \`cliff\`?
    ATN8204 unknown-rule: No finding whose level can be set is called \`zzzzzz\`.  ‹"zzzzzz"›
      The findings are \`cliff\` and \`unused\`."
  `);
});

/** Documents that a schema sees too: it can't see a name that is set twice. */
const GOOD: readonly unknown[] = [
  {},
  { $schema: "x" },
  { plans: ["a"], output: "o", lint: { a: "off", b: "info", c: "warning", d: "error" } },
  { tests: {} },
  { tests: { coverage: 0, mutation: 99.5, statements: {} } },
  { tests: { statements: { "ada-q1": { payee: "Ada Byrne", period: "FY2026-Q1" } } } },
  { calendar: {} },
  { calendar: { starts: "January" } },
  { calendar: { named: "end" } },
  { calendar: { starts: "May", named: "start", weekend: [], holidays: [] } },
  { data: {} },
  ...["a.csv", "b/c.TSV", "a.json", "a.jsonl", "a.NDJSON", "../a.parquet"].map((file) => ({
    data: { A: { file } },
  })),
  ...[";", "\t", "|", ":", "~", " ", "^"].map((delimiter) => ({
    data: { A: { file: "a.csv", delimiter } },
  })),
  ...["MM/DD/YYYY", "D.M.YYYY", "YYYY-M-D", "DD-MMM-YYYY", "MMM D, YYYY", "D.M.YYYY time"].map(
    (dates) => ({ data: { A: { file: "a.csv", dates } } }),
  ),
  ...["1,234.50", "1.234,50"].map((numbers) => ({ data: { A: { file: "a.json", numbers } } })),
  {
    data: {
      A: {
        file: "a.csv",
        columns: { "": "x" },
        values: { a: { "": "", b: "c" } },
        dates: { a: "YYYYMMDD" },
        distinct: false,
      },
    },
  },
];

const BAD: readonly unknown[] = [
  [],
  "x",
  null,
  1,
  { plan: [] },
  { $schema: 1 },
  { $schema: "" },
  { plans: [] },
  { plans: "a" },
  { plans: [""] },
  { plans: [1] },
  { output: "" },
  { output: null },
  { tests: [] },
  { tests: { coverage: "90%" } },
  { tests: { coverage: -1 } },
  { tests: { mutation: 101 } },
  { tests: { mutations: 90 } },
  { tests: { statements: { "ada q1": { payee: "ada", period: "FY2026" } } } },
  { tests: { statements: { ada: { payee: "ada" } } } },
  { tests: { statements: { ada: { period: "FY2026" } } } },
  { tests: { statements: { ada: { payee: "", period: "FY2026" } } } },
  { tests: { statements: { ada: { payee: "a", period: "FY2026", plan: "x" } } } },
  { tests: { statements: { ada: "x" } } },
  { lint: { a: "warn" } },
  { lint: { a: true } },
  { lint: "off" },
  { calendar: [] },
  { calendar: { starts: "February" } },
  { calendar: { starts: "february", named: "start" } },
  { calendar: { starts: 2, named: "start" } },
  { calendar: { named: "both" } },
  { calendar: { weekend: "Sunday" } },
  { calendar: { weekend: ["Sun"] } },
  { calendar: { holidays: ["1 May"] } },
  { calendar: { holidays: [20260501] } },
  { calendar: { first: 1 } },
  { data: [] },
  { data: { A: "a.csv" } },
  { data: { A: {} } },
  { data: { A: { file: "a.xlsx" } } },
  { data: { A: { file: "" } } },
  { data: { A: { file: "csv" } } },
  { data: { A: { file: ["a.csv"] } } },
  { data: { A: { file: "a.csv", column: {} } } },
  { data: { A: { file: "a.csv", columns: { a: "" } } } },
  { data: { A: { file: "a.csv", columns: [] } } },
  { data: { A: { file: "a.csv", values: { a: "b" } } } },
  { data: { A: { file: "a.csv", values: { a: { b: 1 } } } } },
  { data: { A: { file: "a.csv", values: { a: { b: null } } } } },
  { data: { A: { file: "a.csv", distinct: "true" } } },
  { data: { A: { file: "a.json", delimiter: "," } } },
  { data: { A: { file: "a.parquet", delimiter: "," } } },
  ...["", ",,", "a", "1", '"', "\n", "é", "💰", 1].map((delimiter) => ({
    data: { A: { file: "a.csv", delimiter } },
  })),
  ...["", "MM/DD/YY", "MM/YYYY", "DD/DD/YYYY", "MDYYYY", "ISO", "time", "HH:mm", 1, []].map(
    (dates) => ({
      data: { A: { file: "a.csv", dates } },
    }),
  ),
  { data: { A: { file: "a.csv", dates: { a: "DD" } } } },
  { data: { A: { file: "a.csv", numbers: "1 234,50" } } },
  { data: { A: { file: "a.csv", numbers: 1234.5 } } },
];

test.each(GOOD.map((document) => [JSON.stringify(document)]))(
  "accepts %s, as its schema does",
  (text) => {
    expect(said(parse(text).diagnostics)).toBe("");
    expect([accepts(JSON.parse(text)), accepts.errors]).toEqual([true, null]);
  },
);

test.each(BAD.map((document) => [JSON.stringify(document)]))(
  "refuses %s, as its schema does",
  (text) => {
    expect(parse(text).diagnostics).not.toEqual([]);
    expect(accepts(JSON.parse(text))).toBe(false);
  },
);

test("knows the same days as its schema", () => {
  const years = ["1900", "2000", "2023", "2024", "2100"];
  const numbers = Array.from({ length: 34 }, (_, i) => String(i).padStart(2, "0"));
  let days = 0;
  for (const year of years) {
    for (const month of numbers.slice(0, 14)) {
      for (const day of numbers) {
        const document = { calendar: { holidays: [`${year}-${month}-${day}`] } };
        const isDay = accepts(document);
        expect(parse(JSON.stringify(document)).diagnostics.length === 0).toBe(isDay);
        if (isDay) days += 1;
      }
    }
  }
  expect(days).toBe(5 * 365 + 2);
});

test("holds the same patterns as its schema", () => {
  const { definitions } = JSON.parse(schemaText) as {
    definitions: {
      source: {
        properties: { file: { pattern: string }; delimiter: { pattern: string } };
        if: { properties: { file: { not: { pattern: string } } } };
      };
      dateFormat: { pattern: string };
    };
  };
  const { source, dateFormat } = definitions;
  expect(dateFormat.pattern).toBe(DATE_FORMAT);
  expect(source.properties.file.pattern).toBe(DATA_FILE);
  expect(source.properties.delimiter.pattern).toBe(DELIMITER);
  expect(source.if.properties.file.not.pattern).toBe(DELIMITED_FILE);
});
