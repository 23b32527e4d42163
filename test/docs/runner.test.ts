// Shows that the pages of documentation are really run: each planted fault is found, at its place.
import { expect, test } from "vitest";
import { consoleFaults } from "../support/console-blocks.ts";
import { type Page, readPage } from "../support/markdown.ts";
import { documentFaults, documentsOf, wordFaults } from "../support/plan-blocks.ts";
import { marksOf } from "../support/plan-marks.ts";

const people = ["```plan", "people Reps", "  id : Text key", "```"];
const plan = [
  "```plan",
  "plan Flat",
  "  for    Reps",
  "  during FY2026",
  "  pays   each Quarter in USD",
  "  component bonus",
  "    earns 500 USD",
  "```",
];

function paid(amount: string): string[] {
  const block = ['test "flat" for Flat', `  expect bonus is ${amount} USD`];
  return [...plan.slice(0, -1), ...block, "```"];
}

function consoleBlock(...lines: readonly string[]): string[] {
  return ["```console", ...lines, "```"];
}

function pageOf(...lines: readonly string[]): Page {
  return readPage({ path: "docs/planted.md", text: lines.join("\n") });
}

async function faultsOf(...lines: readonly string[]): Promise<readonly string[]> {
  const page = pageOf(...lines);
  const plans = await Promise.all(documentsOf(page).map(documentFaults));
  return [...wordFaults(page), ...plans.flat(), ...(await consoleFaults(page))];
}

/** One line of each fault. */
async function firstLines(...lines: readonly string[]): Promise<readonly string[]> {
  return (await faultsOf(...lines)).map((fault) => fault.split("\n")[0] ?? "");
}

test("the blocks of a section follow those before the first section", async () => {
  const page = pageOf(...people, "## One", ...plan, "## Two", ...plan);
  expect(documentsOf(page).map(({ blocks }) => blocks.map(({ line }) => line))).toEqual([
    [2, 7],
    [2, 16],
  ]);
  expect(await faultsOf(...people, "## One", ...plan)).toEqual([]);
  expect(documentsOf(pageOf(...people))).toHaveLength(1);
});

test("what is reported must be marked, and what is marked must be reported", async () => {
  const wrong = ["```plan bad", "source Deals", "  id : Text key", "  a : Texxt", "```"];
  expect(await firstLines(...people, "## One", ...wrong)).toEqual([
    "docs/planted.md:9 ATN2003 is reported, not marked:",
  ]);
  const marked = (mark: string): string[] => wrong.toSpliced(4, 0, mark);
  expect(await faultsOf(...people, "## One", ...marked("//    ^^^^^ ATN2003 Texxt"))).toEqual([]);
  for (const mark of [
    "//   ^^^^^ ATN2003",
    "//    ^^^^ ATN2003",
    "//    ^^^^^ ATN2004",
    "//    ^^^^^ ATN2003 other",
  ]) {
    expect(await faultsOf(...people, "## One", ...marked(mark))).toHaveLength(2);
  }
  expect(await firstLines(...people, "## One", "```plan bad", "unit seat", "```")).toEqual([
    "docs/planted.md:7 is bad, and nothing is reported.",
  ]);
});

test("a mark that begins with its line goes up to its last caret", () => {
  expect(marksOf(["bogus words", "//<^^ ATN1003 bogus", "a", "  //^ ATN2001"])).toEqual([
    { line: 0, start: 0, end: 5, code: "ATN1003", words: "bogus" },
    { line: 2, start: 4, end: 5, code: "ATN2001", words: "" },
  ]);
});

test("a block that stands alone has nothing before it", async () => {
  const alone = ["```plan alone", ...plan.slice(1)];
  expect(await firstLines(...people, "## One", ...alone)).toEqual([
    "docs/planted.md:8 ATN2001 is reported, not marked:",
  ]);
  expect(await faultsOf("```plan lone", ...plan.slice(1))).not.toEqual([]);
});

test("after `//- path` another file begins", async () => {
  const files = ['import "shared/people.plan"', ...plan.slice(1, -1), "//- shared/people.plan"];
  expect(await faultsOf("```plan", ...files, ...people.slice(1))).toEqual([]);
  expect(await firstLines("```plan", ...files.toSpliced(-1), ...people.slice(1))).toEqual([
    "docs/planted.md:2 ATN2006 is reported, not marked:",
  ]);
});

test("the tests in plans are run", async () => {
  expect(await faultsOf(...people, "## One", ...paid("500"))).toEqual([]);
  expect(await faultsOf(...people, "## One", ...paid("501"))).toEqual([
    'docs/planted.md:13 "flat": bonus is 500.00 USD, not 501.00 USD.',
  ]);
});

test("commands must print what is below them", async () => {
  const usage = "There is no command chekc. Did you mean check?";
  expect(await faultsOf(...consoleBlock("$ attain chekc", usage, "$ ls", "whatever"))).toEqual([]);
  expect(await faultsOf(...consoleBlock("$ attain chekc", "…"))).toEqual([]);
  expect(await faultsOf(...consoleBlock("$ attain chekc", "…", "Did you mean"))).toEqual([
    `docs/planted.md:2 \`attain chekc\` prints\n${usage}`,
  ]);
  expect(await faultsOf(...consoleBlock("$ attain chekc"))).toHaveLength(1);
});
