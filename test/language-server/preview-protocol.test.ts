// Previews, curves and tests through the protocol, with data on a disk and a version in git.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CodeLens, Hover } from "vscode-languageserver-protocol";
import type {
  Curve,
  Preview,
  PreviewParams,
  TestsAnswer,
} from "../../language-server/src/protocol.ts";
import { CAPABILITIES, type Editor, editorOn } from "../support/language-client.ts";
import * as debugged from "../support/debug-project.ts";
import { COMPANY, PLAN } from "../support/sample-plan.ts";

/** Ben has as high a quota as Ada. */
const DATA = debugged.DATA.replace("ben,FY2026-Q1,30000", "ben,FY2026-Q1,100000");

function project(plan: string, data = DATA): string {
  return debugged.project(plan, data);
}

async function preview(
  { connection, uri }: Editor,
  wish: Omit<PreviewParams, "uri"> = {},
): Promise<Preview> {
  return connection.sendRequest<Preview>("attain/preview", {
    uri: uri("plans/main.plan"),
    ...wish,
  });
}

// ada: 100,000 x 8% + 10,000 x 12% = 9,200; ben: 20,000 x 8% = 1,600
test("the pay of whoever is chosen, with its lines, places and deals", async () => {
  const editor = await editorOn(project(PLAN));
  const first = await preview(editor);
  expect(first.of).toBe("current");
  expect(first.choices).toMatchObject({
    plan: "AccountExecutive",
    payee: "ada",
    period: "FY2026-Q1",
    payees: [{ name: "Ada Lovelace" }, { name: "Ben Nye" }],
  });
  expect(first.pay?.payout).toEqual({ text: "9,200.00 USD", exact: "9200.00" });
  const [commission] = first.pay?.lines ?? [];
  expect(commission?.amount?.exact).toBe("9200.00");
  expect(commission?.at && editor.textAt("plans/main.plan", commission.at.range)).toMatch(
    /^component commission/,
  );
  expect(first.pay?.deals).toMatchObject([
    {
      // As its label has it.
      credit: "Bookings",
      total: { exact: "110000.00" },
      deals: [{ key: "D-1", row: 2, date: "2026-01-20" }, { key: "D-2" }],
    },
  ]);
  expect(first.pay?.inline.map(({ text }) => text)).toContain("110%");
  expect((await preview(editor, { payee: "ben" })).pay?.payout.exact).toBe("1600.00");
});

test("it follows the text, keeps the last good answer while that is broken, and says why", async () => {
  const editor = await editorOn(project(PLAN));
  const change = (version: number, plan: string): void =>
    editor.change("plans/main.plan", version, `import "company.plan"\n${plan}`);
  await preview(editor);
  // 100,000 x 9% + 10,000 x 12% = 10,200
  change(2, PLAN.replace("pay 8%", "pay 9%"));
  expect((await preview(editor)).pay?.payout.exact).toBe("10200.00");
  change(3, PLAN.replace("pay 8%", "pay"));
  const broken = await preview(editor);
  expect(broken).toMatchObject({
    of: "earlier",
    pay: { payout: { exact: "10200.00" } },
    problem: { code: "ATN1006" },
    hinders: "text",
  });
  expect((await preview(editor, { payee: "ben" })).pay?.payout.exact).toBe("1800.00");
  change(4, PLAN);
  expect(await preview(editor)).toMatchObject({
    of: "current",
    pay: { payout: { exact: "9200.00" } },
  });
});

test("what if, and the curve", async () => {
  const editor = await editorOn(project(PLAN));
  // 150,000: 8,000 + 50,000 x 12%
  expect(await preview(editor, { payee: "ada", reached: "1.5" })).toMatchObject({
    pay: { payout: { exact: "14000.00" }, reached: { text: "150%" } },
  });
  const curve = await editor.connection.sendRequest<Curve>("attain/curve", {
    uri: editor.uri("plans/main.plan"),
    payee: "ada",
  });
  expect(curve).toMatchObject({
    axis: "attainment",
    here: { x: { text: "110%" }, payout: { exact: "9200.00" } },
    cliffs: [],
  });
  expect(curve.points.length).toBeGreaterThan(40);
});

test("no name of a person where names are hidden", async () => {
  const editor = await editorOn(project(PLAN));
  const hidden = await preview(editor, { payee: "Person 2", hidesNames: true });
  expect(hidden.pay?.payout.exact).toBe("1600.00");
  expect(hidden.choices.payee).toBe("Person 2");
  expect(JSON.stringify(hidden)).not.toMatch(/\b(?:Ada|Ben|ada|ben)\b/);
});

test("what is wrong with the data is told, and where", async () => {
  const editor = await editorOn(project(PLAN, DATA.replace("50000", "5000O")));
  const found = await preview(editor);
  expect(found.of).toBe("none");
  expect(found.problem?.message).toContain("data/deals.csv, row 3");
});

const TEST = `test "half" for AccountExecutive
  given quota is 100,000 USD
  given target is 8,000 USD
  given Sales is 50,000 USD
  expect commission is 4,000 USD
`;

/** An editor tells that a file of data has changed. */
function write({ connection, folder, uri }: Editor, path: string, text: string): void {
  writeFileSync(join(folder, path), text);
  void connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: uri(path), type: 2 }],
  });
}

test("while data is broken it stays with the payee, and no test takes the place of the data", async () => {
  const editor = await editorOn(project(PLAN + TEST));
  const deals = editor.marked.files["data/deals.csv"] ?? "";
  expect((await preview(editor, { payee: "ben" })).pay?.payout.exact).toBe("1600.00");
  write(editor, "data/deals.csv", deals.replace("20000", "many"));
  const broken = await preview(editor, { payee: "ben" });
  expect(broken).toMatchObject({
    of: "earlier",
    choices: { payee: "ben" },
    pay: { payout: { exact: "1600.00" } },
    problem: { code: "ATN7203" },
    hinders: "data",
  });
  expect(broken.choices.test).toBeUndefined();
  // The plan is still followed: 20,000 x 9%
  const text = editor.marked.files["plans/main.plan"] ?? "";
  editor.change("plans/main.plan", 2, text.replace("pay 8%", "pay 9%"));
  expect((await preview(editor, { payee: "ben" })).pay?.payout.exact).toBe("1800.00");
  // 40,000 x 9%
  write(editor, "data/deals.csv", deals.replace("20000", "40000"));
  expect(await preview(editor, { payee: "ben" })).toMatchObject({
    of: "current",
    pay: { payout: { exact: "3600.00" } },
  });
  const never = await editorOn(project(PLAN + TEST, DATA.replace("20000", "many")));
  const none = await preview(never, { payee: "ben" });
  expect(none).toMatchObject({ of: "none", problem: { code: "ATN7203" } });
  expect(none.choices.test).toBeUndefined();
});

// Nobody has a quota for the third quarter; the text is as it should be, and so is the data.
test("a row that is missing keeps one payout from being computed, and the text isn't blamed", async () => {
  const editor = await editorOn(project(PLAN));
  const wish = { payee: "ben", period: "FY2026-Q3" };
  const found = await preview(editor, wish);
  expect(found).toMatchObject({
    of: "none",
    hinders: "payout",
    problem: { code: "ATN9001" },
    choices: wish,
  });
  expect(found.pay).toBeUndefined();
  expect(found.problem?.message).toContain("ben");
  const hidden = await preview(editor, { ...wish, payee: "Person 2", hidesNames: true });
  expect(JSON.stringify(hidden)).not.toMatch(/\b(?:Ben|ben)\b/);
  // 20,000 x 8%
  expect(await preview(editor, { payee: "ben", period: "FY2026-Q1" })).toMatchObject({
    of: "current",
    pay: { payout: { exact: "1600.00" } },
  });
});

test("nothing of a plan that another one has taken the place of", async () => {
  const editor = await editorOn(project(PLAN));
  const change = (version: number, plan: string): void =>
    editor.change("plans/main.plan", version, `import "company.plan"\n${plan}`);
  expect((await preview(editor)).pay?.payout.exact).toBe("9200.00");
  const other = PLAN.replace("AccountExecutive", "Seller");
  change(2, other.replace("pay 8%", "pay"));
  const gone = await preview(editor);
  expect(gone).toMatchObject({ of: "none", problem: { code: "ATN1006" } });
  expect(gone.pay).toBeUndefined();
  change(3, other);
  expect(await preview(editor)).toMatchObject({ of: "current", choices: { plan: "Seller" } });
  // While its heading is being written, what was there stays.
  change(4, other.replace("plan Seller", "plan "));
  expect(await preview(editor)).toMatchObject({ of: "earlier", choices: { plan: "Seller" } });
});

test("without data, the rows and values of a test", async () => {
  const editor = await editorOn(`//- plans/main.plan\n${COMPANY}${PLAN}${TEST}`);
  expect(await preview(editor)).toMatchObject({
    of: "current",
    choices: { test: "half" },
    pay: { payout: { exact: "4000.00" } },
  });
  const nothing = await editorOn(`//- plans/main.plan\n${COMPANY}${PLAN}`);
  expect(await preview(nothing)).toMatchObject({
    of: "none",
    problem: { message: "There is nobody to pay." },
  });
  const shared = await editorOn(`//- plans/main.plan\n${COMPANY}`);
  expect(await preview(shared)).toMatchObject({
    of: "none",
    problem: { message: "This file has no plan." },
  });
});

test("the difference to the version in git", async () => {
  const editor = await editorOn(project(PLAN));
  const git = (...args: string[]): unknown =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: editor.folder,
      stdio: "pipe",
    });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "first");
  expect((await preview(editor)).pay?.before).toBeUndefined();
  editor.change("plans/main.plan", 2, `import "company.plan"\n${PLAN.replace("pay 8%", "pay 9%")}`);
  // 10,200 - 9,200
  expect((await preview(editor)).pay?.before).toEqual({
    payout: { text: "9,200.00 USD", exact: "9200.00" },
    difference: { text: "1,000.00 USD", exact: "1000.00" },
  });
});

test("a hover tells the value of what was previewed", async () => {
  const editor = await editorOn(project(PLAN.replace("by attainment", "by attain$0ment")));
  const hover = async (): Promise<string> =>
    JSON.stringify(
      await editor.connection.sendRequest<Hover>("textDocument/hover", {
        textDocument: { uri: editor.uri("plans/main.plan") },
        position: editor.cursor,
      }),
    );
  expect(await hover()).not.toContain("Now:");
  await preview(editor, { payee: "ada" });
  expect(await hover()).toContain("Now: **110%**");
});

test("tests of the text as it is", async () => {
  const tests =
    'test "two" for AccountExecutive\n  given quota is 100,000 USD\n  given target is 8,000 USD\n  cases\n    | given Sales | expect commission |\n    | 50,000 | 4,000 |\n    | 100,000 | 8,001 |\n';
  const editor = await editorOn(project(PLAN + tests));
  const run = async (title?: string): Promise<TestsAnswer> =>
    editor.connection.sendRequest<TestsAnswer>("attain/tests", {
      uri: editor.uri("plans/main.plan"),
      title,
    });
  const all = await run();
  expect(all.tests.map(({ title, case: line, passed }) => [title, line, passed])).toEqual([
    ["two", 1, true],
    ["two", 2, false],
  ]);
  const [failure] = all.tests[1]?.failures ?? [];
  expect(failure).toMatchObject({
    message: "commission is 8,000.00 USD, not 8,001.00 USD.",
    expected: "8,001.00 USD",
    actual: "8,000.00 USD",
  });
  expect(failure && editor.textAt("plans/main.plan", failure.at.range)).toBe("8,001");
  expect((await run("other")).tests).toEqual([]);
  editor.change("plans/main.plan", 2, `import "company.plan"\n${PLAN.replace("8%", "8")}${tests}`);
  expect((await run()).problem?.code).toBe("ATN3101");
});

test("cells of a spreadsheet, pasted", async () => {
  const editor = await editorOn(project(`${PLAN}  $0\n`));
  const paste = async (text: string): Promise<unknown> =>
    editor.connection.sendRequest("attain/pasteTable", {
      uri: editor.uri("plans/main.plan"),
      position: editor.cursor,
      text,
    });
  expect(await paste("0%\t5%\n100%\t8%\n")).toBe(
    "rates Rates marginal by attainment\n    from   0% pay 5%\n    from 100% pay 8%",
  );
  expect(await paste("hello")).toBeNull();
});

/** What stands above the plan. */
async function lensOf({ connection, uri }: Editor): Promise<string | undefined> {
  const [lens] = await connection.sendRequest<CodeLens[]>("textDocument/codeLens", {
    textDocument: { uri: uri("plans/main.plan") },
  });
  return lens && (await connection.sendRequest<CodeLens>("codeLens/resolve", lens)).command?.title;
}

const LENSES = { clientCommands: ["attain.preview"] };

// At quota: 100,000 x 8%
test("a lens tells the payout at quota", async () => {
  const editor = await editorOn(project(PLAN), undefined, LENSES);
  expect(await lensOf(editor)).toBe("Preview pay");
  await preview(editor, { payee: "ben" });
  expect(await lensOf(editor)).toBe("Preview pay (8,000.00 USD at 100% attainment)");
});

// At quota: 100,000 x 8% for ada, 50,000 x 8% for ben
test("lenses are asked for anew when somebody else is previewed, and only then", async () => {
  const half = DATA.replace("ben,FY2026-Q1,100000", "ben,FY2026-Q1,50000");
  const editor = await editorOn(
    project(PLAN, half),
    {
      ...CAPABILITIES,
      workspace: { ...CAPABILITIES.workspace, codeLens: { refreshSupport: true } },
    },
    LENSES,
  );
  let refreshes = 0;
  editor.connection.onRequest("workspace/codeLens/refresh", () => {
    refreshes += 1;
    return null;
  });
  await preview(editor, { payee: "ada" });
  expect(refreshes).toBe(1);
  expect(await lensOf(editor)).toBe("Preview pay (8,000.00 USD at 100% attainment)");
  await preview(editor, { payee: "ada", reached: "1.5" });
  expect(refreshes).toBe(1);
  await preview(editor, { payee: "ben" });
  expect(refreshes).toBe(2);
  expect(await lensOf(editor)).toBe("Preview pay (4,000.00 USD at 100% attainment)");
  await preview(editor, { payee: "ben", period: "FY2026-Q2" });
  expect(refreshes).toBe(3);
});
