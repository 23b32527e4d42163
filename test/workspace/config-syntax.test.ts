// attain.json that isn't JSON: the place, the place that belongs to it, and what to do.
import { expect, test } from "vitest";
import { parse, said } from "./said.ts";

test.each([
  ['{ "plans": ["a.plan" "b.plan"] }', "A comma is missing here.", '"b.plan"'],
  ['{ "plans" ["a.plan"] }', "A colon is missing here.", "["],
  ['{ "plans": }', "A value is missing here.", "}"],
  ["{ plans: [] }", "`plans` can't stand here.", "plans"],
  ['{ "output": "out }', "A text without a closing quote begins here.", '"out }'],
  ['{ "output": "a\\b\\c" }', "A backslash must be doubled here.", '"a\\b\\c"'],
  ["{} {}", "The settings end before this; nothing may stand here.", "{"],
  ['{ "lint": {', "A closing brace `}` is missing here.", ""],
  ["", "A value is missing here.", ""],
])("says where %s isn't JSON", (text, message, place) => {
  const { config, diagnostics } = parse(text);
  expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
  expect(said(diagnostics)).toContain(`‹${place}›`);
  expect(config.plans).toEqual(["plans/**/*.plan"]);
});

test("says what belongs to the place where it isn't JSON, and what to do", () => {
  const texts = [
    '{ "plans": ["a.plan" "b.plan"] }',
    '{ "plans" ["a.plan"] }',
    '{ "data": { "Deals": { "file": "a.csv" }',
    '{ "plans": ["a.plan", "b.plan" }',
    "{} {}",
    "{ plans: [] }",
    '{ "output": "a\\c" }',
  ];
  expect(texts.map((text) => said(parse(text).diagnostics)).join("\n")).toMatchInlineSnapshot(`
    "ATN8101 broken-config: A comma is missing here.  ‹"b.plan"›; after this ‹"a.plan"›
      Put a comma between the two.
    ATN8101 broken-config: A colon is missing here.  ‹[›; after this ‹"plans"›
      Put a colon between the name of a setting and its value.
    ATN8101 broken-config: A closing brace \`}\` is missing here.  ‹›; opened here ‹{›
      Close the brace where its settings end.
    ATN8101 broken-config: A closing bracket \`]\` is missing here.  ‹}›; opened here ‹[›
      Close the bracket where its list ends.
    ATN8101 broken-config: The settings end before this; nothing may stand here.  ‹{›; after this ‹}›
      Remove it, or a closing brace too many before it.
    ATN8101 broken-config: \`plans\` can't stand here.  ‹plans›
      Names and texts stand in double quotes; other values are numbers, \`true\` or \`false\`.
    ATN8101 broken-config: A backslash must be doubled here.  ‹"a\\c"›
      Paths are written with \`/\` on every system."
  `);
});
