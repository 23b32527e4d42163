// Tests in an editor: what there is, running one of them, what they reach of the plan, and the values of what failed.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type {
  CoveragePoint,
  TestFile,
  TestsAnswer,
  TestsParams,
} from "../../language-server/src/protocol.ts";
import { type Editor, editorOn } from "../support/language-client.ts";
import { project } from "../support/language-questions.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";

/** A kind of change, as the protocol numbers it. */
const DELETED = 3;

const GIVEN = "  given quota is 100,000 USD\n  given target is 8,000 USD\n";
const HALF = `test "half" for AccountExecutive\n${GIVEN}  given Sales is 50,000 USD\n  expect commission is 4,000 USD\n`;
const RATES = `test "rates" for AccountExecutive
${GIVEN}  cases
    | given Sales | expect commission |
    | 50,000      | 4,000             |
    | 110,000     | 9,300             |
`;

async function run(editor: Editor, given: Omit<TestsParams, "uri"> = {}): Promise<TestsAnswer> {
  const uri = editor.uri("plans/main.plan");
  return editor.connection.sendRequest<TestsAnswer>("attain/tests", { uri, ...given });
}

function titles({ tests }: TestsAnswer): unknown[] {
  return tests.map(({ title, case: line, passed }) => [title, line, passed]);
}

async function list(editor: Editor, uri?: string): Promise<TestFile[]> {
  return editor.connection.sendRequest<TestFile[]>("attain/testList", { uri });
}

test("the tests that are written, with their cases, in a file that can't be read too", async () => {
  const editor = await editorOn(project(`${PLAN}${HALF}${RATES}`));
  const main = editor.uri("plans/main.plan");
  const [file, ...others] = await list(editor, main);
  expect(others).toEqual([]);
  expect(file?.tests.map(({ title, plan }) => [title, plan])).toEqual([
    ["half", "AccountExecutive"],
    ["rates", "AccountExecutive"],
  ]);
  const [half, rates] = file?.tests ?? [];
  const textOf = (at: { readonly range: Parameters<Editor["textAt"]>[1] } | undefined): string =>
    at === undefined ? "" : editor.textAt("plans/main.plan", at.range);
  expect(textOf(half?.at)).toBe(HALF.trimEnd());
  expect(rates?.cases.map(textOf)).toEqual([
    "| 50,000      | 4,000             |",
    "| 110,000     | 9,300             |",
  ]);
  const broken = PLAN.replace("8%", "8 % % (").replace("worth amount", "worth worth");
  editor.change("plans/main.plan", 2, `import "company.plan"\n${broken}${HALF}${RATES}`);
  const all = await list(editor);
  expect(all.map(({ tests }) => tests.map(({ title }) => title))).toContainEqual(["half", "rates"]);
  expect((await run(editor)).problem).toBeDefined();
});

test("a file that is deleted has no tests any more", async () => {
  const other = `import "company.plan"\n${PLAN}${HALF}`;
  const editor = await editorOn(`${project(`${PLAN}${HALF}`)}//- plans/other.plan\n${other}`);
  const uri = editor.uri("plans/other.plan");
  const uris = async (): Promise<string[]> => (await list(editor)).map((file) => file.uri);
  expect((await list(editor, uri)).map(({ tests }) => tests.length)).toEqual([1]);
  expect(await uris()).toContain(uri);
  rmSync(join(editor.folder, "plans/other.plan"));
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri, type: DELETED }],
  });
  expect(await list(editor, uri)).toEqual([]);
  expect(await uris()).not.toContain(uri);
});

test("one test, and one line of its cases", async () => {
  const editor = await editorOn(project(`${PLAN}${HALF}${RATES}`));
  expect(titles(await run(editor))).toEqual([
    ["half", undefined, true],
    ["rates", 1, true],
    ["rates", 2, false],
  ]);
  expect(titles(await run(editor, { title: "half" }))).toEqual([["half", undefined, true]]);
  expect(titles(await run(editor, { title: "rates", case: 2 }))).toEqual([["rates", 2, false]]);
});

test("the lines of several tables of cases are numbered through", async () => {
  const more =
    "  cases\n    | given Sales | expect commission |\n    | 100,000     | 8,000             |\n";
  const editor = await editorOn(project(`${PLAN}${RATES}${more}`));
  const { tests } = await run(editor);
  expect(tests.map(({ case: line, passed }) => [line, passed])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ]);
  const [file] = await list(editor, editor.uri("plans/main.plan"));
  expect(file?.tests[0]?.cases).toHaveLength(3);
});

test("what a test that passes expects, with what came", async () => {
  // 200,000 of 300,000 is two thirds, which no digits end; 200,000 x 8% = 16,000
  const thirds = `test "thirds" for AccountExecutive, ada in FY2026-Q1
  given quota is 300,000 USD
  given target is 8,000 USD
  given Sales is 200,000 USD
  expect attainment is 66.67%
  expect ada.commission in FY2026-Q1 is 16,000 USD
`;
  const missing =
    'test "no quota" for AccountExecutive\n  given Sales is 5 USD\n  expect error ATN9101\n';
  const editor = await editorOn(project(`${PLAN}${HALF}${thirds}${missing}${RATES}`));
  const { tests } = await run(editor);
  expect(tests.map(({ held }) => held)).toEqual([
    ["commission is 4,000.00 USD"],
    ["attainment is ≈66.67%", "ada.commission in FY2026-Q1 is 16,000.00 USD"],
    ["the error ATN9101 is met"],
    ["commission is 4,000.00 USD"],
    [],
  ]);
});

// 110,000 of 100,000 is 110%: 100,000 x 8% + 10,000 x 12% = 8,000 + 1,200 = 9,200, that is 100 less than 9,300
test("the values that a failed expectation is made of", async () => {
  const editor = await editorOn(project(`${PLAN}${RATES}`));
  const { tests } = await run(editor, { title: "rates", case: 2 });
  const [failure] = tests[0]?.failures ?? [];
  expect(failure).toMatchObject({
    message: "commission is 9,200.00 USD, not 9,300.00 USD.",
    off: "100.00 USD less",
  });
  expect(failure?.values.map(({ name, value }) => `${name}: ${value.text}`)).toEqual(
    expect.arrayContaining(["attainment: 110%", "quota: 100,000.00 USD"]),
  );
  const [commission] = failure?.lines ?? [];
  expect(commission?.amount?.exact).toBe("9200.00");
  const parts = commission?.parts.flatMap((part) => [part, ...part.parts]) ?? [];
  expect(parts.map(({ amount }) => amount?.exact)).toEqual(
    expect.arrayContaining(["8000.00", "1200.00"]),
  );
});

test("what the tests that are run reach of the plan", async () => {
  const editor = await editorOn(project(`${PLAN}${HALF}${RATES}`));
  const points = async (given: Omit<TestsParams, "uri">): Promise<string[]> => {
    const { coverage = [] } = await run(editor, { ...given, coverage: true });
    const main = coverage.find(({ uri }) => uri === editor.uri("plans/main.plan"));
    const textOf = ({ kind, covered, gap, range }: CoveragePoint): string =>
      `${kind} ${editor.textAt("plans/main.plan", range)}: ${covered ? "yes" : gap}`;
    return main?.points.map(textOf) ?? [];
  };
  const half = await points({ title: "half" });
  expect(half).toEqual(
    expect.arrayContaining([
      "row 8%: yes",
      "row 12%: never reached",
      "clause measure attainment means Sales / quota: yes",
      "branch never above 3 x target, the excess is lost: never limits",
      "branch stage is Won: never holds",
    ]),
  );
  expect(await points({ title: "rates", case: 2 })).toContain("row 12%: yes");
  expect((await run(editor)).coverage).toBeUndefined();
});

test("tests of what is imported are run where they are written", async () => {
  const editor = await editorOn(
    `//- plans/main.plan\n$0import "all.plan"\n//- plans/all.plan\n${COMPANY}${PLAN}${HALF}//- attain.json\n{}`,
  );
  expect((await run(editor)).tests).toEqual([]);
  const files = await list(editor);
  expect(files.map(({ uri, tests }) => [uri.split("/").at(-1), tests.length])).toEqual([
    ["all.plan", 1],
    ["main.plan", 0],
  ]);
});
