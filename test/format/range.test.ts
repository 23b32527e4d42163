// A part of a plan is formatted by edits: the fewest signs, and what is bound to the part.
import { expect, it } from "vitest";
import { format, formatRange } from "../../compiler/src/format/format.ts";
import { applied } from "./applied.ts";

const PLAN = `plan P
  for  Reps

  rates Commission marginal by attainment
    from 0% pay 4%
    from 50% pay 6%
    from 100% pay 10%

  component  c
    earns   Commission on Sales
`;

/** The text after formatting what stands between the first and the last of some words. */
function formatted(text: string, first: string, last = first): string {
  const to = text.indexOf(last) + last.length;
  return applied(text, formatRange(text, text.indexOf(first), to));
}

it("leaves the rest as it is", () => {
  expect(formatted(PLAN, "component")).toBe(PLAN.replace("component  c", "component c"));
  expect(formatted(PLAN, "component", "earns")).toBe(
    PLAN.replace("component  c", "component c").replace("earns   ", "earns "),
  );
});

it("takes a table as a whole", () => {
  const rows = `    from   0% pay  4%
    from  50% pay  6%
    from 100% pay 10%
`;
  const [before = "", after = ""] = PLAN.split(/ {4}from 0%[^]* 10%\n/);
  expect(formatted(PLAN, "50%")).toBe(before + rows + after);
});

it("takes a grid, and the comments beside it, as a whole", () => {
  const grid = 'test "t" for P\n  cases\n    | given a | expect b |\n    | 1 | 22 | // one\n';
  expect(formatted(grid, "given")).toBe(
    'test "t" for P\n  cases\n    | given a | expect b |\n    | 1       | 22       |    // one\n',
  );
});

it("takes the comments above along with what they are about", () => {
  const text = "unit   seat\n// Why.\n   unit   hour\nunit   day\n";
  expect(formatted(text, "hour")).toBe("unit   seat\n// Why.\nunit hour\nunit   day\n");
});

it("edits as few signs as can be", () => {
  expect(formatRange("unit   seat\n", 0, 4)).toEqual([{ span: { start: 5, end: 7 }, text: "" }]);
  expect(formatRange("unit seat", 0, 9)).toEqual([{ span: { start: 9, end: 9 }, text: "\n" }]);
});

it("edits nothing where all is well", () => {
  const text = format(PLAN);
  for (let from = 0; from < text.length; from += 7)
    expect(formatRange(text, from, from + 20)).toEqual([]);
});

it("counts places in the text as it is, with its mark and its ends of lines", () => {
  const text = "\uFEFFunit seat\r\nunit   hour\r\n";
  expect(formatRange(text, 15, 16)).toEqual([{ span: { start: 17, end: 19 }, text: "" }]);
  expect(formatted(text, "hour")).toBe("\uFEFFunit seat\r\nunit hour\r\n");
});

it("doesn't let a line that can't be read continue the one above it", () => {
  const text = "plan P\n        for Reps\n    capped at 5 USD\n";
  expect(formatted(text, "Reps")).toBe("plan P\n  for Reps\ncapped at 5 USD\n");
});
