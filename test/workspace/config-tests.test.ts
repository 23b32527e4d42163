// What attain.json asks of tests.
import { expect, test } from "vitest";
import { parse, said } from "./said.ts";

test("reads what is asked of tests", () => {
  const { config, diagnostics } = parse(
    `{ "tests": { "coverage": 90, "mutation": 85.5, "statements": { "ada-q1": { "payee": "ada", "period": "FY2026-Q1" } } } }`,
  );
  expect(diagnostics).toEqual([]);
  expect(config.tests).toEqual({
    coverage: 90,
    mutation: 85.5,
    statements: new Map([["ada-q1", { payee: "ada", period: "FY2026-Q1" }]]),
  });
});

test("says what is wrong with what is asked of tests", () => {
  const { diagnostics } = parse(
    `{ "tests": { "coverage": "90%", "statements": { "Ada": { "payee": "ada" } } } }`,
  );
  expect(said(diagnostics)).toMatchInlineSnapshot(`
    "ATN8103 wrong-setting: \`coverage\` is a percentage from 0 to 100, not a text.  ‹"90%"›
      Write \`"coverage": 90\`, for example.
    ATN8106 wrong-choice: \`Ada\` isn't a name of small letters, digits and hyphens.  ‹"Ada"›
      Write \`"statements": { "ada-q1": { "payee": "ada", "period": "FY2026-Q1" } }\`, for example.
    ATN8105 missing-setting: \`Ada\` doesn't say of when it is.  ‹{ "payee": "ada" }›
      Write \`{ "payee": "ada", "period": "FY2026-Q1" }\`, for example."
  `);
});
