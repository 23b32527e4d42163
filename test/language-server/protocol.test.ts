// What the server tells and answers about a place or a file, against the bundled server over its standard input and output.
import { expect, test } from "vitest";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentDiagnosticReport,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Position,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
  TextEdit,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver-protocol";
import { CAPABILITIES, editorOn } from "../support/language-client.ts";
import { ask, project } from "../support/language-questions.ts";
import { COMPANY, PLAN, planWith } from "../support/sample-plan.ts";

/** Waits for what the server tells by itself. */
async function until<Value>(find: () => Value | undefined): Promise<Value> {
  for (let i = 0; i < 200; i += 1) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => void setTimeout(resolve, 25));
  }
  throw new Error("It was not told in five seconds.");
}

const whole = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

test("says what it can do", async () => {
  const { initialized } = await editorOn(project(PLAN));
  expect(initialized.serverInfo?.name).toBe("Attain");
  const able = Object.entries(initialized.capabilities).filter(
    ([, can]) => can !== false && can !== undefined,
  );
  expect(able.length).toBeGreaterThanOrEqual(26);
});

test("tells diagnostics, with their pages, both places and what to do", async () => {
  const editor = await editorOn(
    project(`${PLAN}  measure attainment means 5%\n  measure other means Sales / quotaa\n`),
  );
  const { told, uri } = editor;
  const { diagnostics } = await until(() => told.get(uri("plans/main.plan")));
  expect(diagnostics.map(({ code }) => code)).toEqual(["ATN2002", "ATN2001"]);
  const [twice, unknown] = diagnostics;
  expect(unknown?.message).toContain("Did you mean `quota`?");
  expect(twice?.relatedInformation?.[0]).toMatchObject({
    message: "declared here first",
    location: { uri: uri("plans/main.plan") },
  });
  expect(twice?.codeDescription?.href).toMatch(/^file:.*ATN2002\.md$/);
});

test("tells the files that import what is changed, and takes back what is mended", async () => {
  const editor = await editorOn(project(PLAN.replace("from Deals", "from De$0als")));
  const { told, uri, change, open } = editor;
  await until(() => told.get(uri("plans/main.plan")));
  open("plans/company.plan");
  change("plans/company.plan", 2, COMPANY.replace("source Deals", "source Orders"));
  await until(() =>
    told.get(uri("plans/main.plan"))?.diagnostics.find(({ code }) => code === "ATN2001"),
  );
  change("plans/company.plan", 3, COMPANY);
  await until(() =>
    told.get(uri("plans/main.plan"))?.diagnostics.length === 0 ? true : undefined,
  );
});

test("gives diagnostics where it is asked for them, and says when they are the same", async () => {
  const editor = await editorOn(project(PLAN.replace("Sales / quota", "Sals$0 / quota")), {
    ...CAPABILITIES,
    textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} },
  });
  const first = await ask<DocumentDiagnosticReport>(editor, "diagnostic");
  expect(first).toMatchObject({ kind: "full", items: [{ code: "ATN2001" }] });
  const again = await ask<DocumentDiagnosticReport>(editor, "diagnostic", {
    previousResultId: first.resultId,
  });
  expect(again).toEqual({ kind: "unchanged", resultId: first.resultId });
  const all = await editor.connection.sendRequest<WorkspaceDiagnosticReport>(
    "workspace/diagnostic",
    { previousResultIds: [] },
  );
  expect(all.items.map(({ uri }) => uri.split("/").at(-1) ?? "").toSorted()).toEqual([
    "attain.json",
    "company.plan",
    "main.plan",
  ]);
  expect(editor.told.size).toBe(0);
});

test("hover", async () => {
  const editor = await editorOn(project(PLAN.replace("by attainment", "by attain$0ment")));
  const found = await ask<Hover>(editor, "hover");
  expect(found.contents).toMatchObject({
    kind: "markdown",
    value: expect.stringContaining("measure attainment means Sales / quota") as string,
  });
  expect(found.range && editor.textAt(editor.marked.path, found.range)).toBe("attainment");
});

test("hover with the page of what is wrong", async () => {
  const editor = await editorOn(project(PLAN.replace("Sales / quota", "Sa$0ls / quota")));
  const found = await ask<Hover>(editor, "hover");
  expect(JSON.stringify(found.contents)).toContain("**Why it matters.**");
});

test("completion with tab stops", async () => {
  const editor = await editorOn(project(PLAN.replace("stage is Won", "stage is $0")));
  const items = await ask<CompletionItem[]>(editor, "completion");
  expect(
    items.filter(({ sortText }) => sortText?.startsWith("1") === true).map(({ label }) => label),
  ).toEqual(expect.arrayContaining(["Lost", "Won"]));
  const lines = await editorOn(project(`${PLAN}  $0\n`));
  const component = (await ask<CompletionItem[]>(lines, "completion")).find(
    ({ label }) => label === "component",
  );
  expect(component).toMatchObject({
    insertTextFormat: 2,
    textEdit: { newText: expect.stringContaining("${1:commission}") as string },
  });
});

test("completion without tab stops, where an editor has none", async () => {
  const editor = await editorOn(project(`${PLAN}  $0\n`), {});
  const component = (await ask<CompletionItem[]>(editor, "completion")).find(
    ({ label }) => label === "component",
  );
  expect(component).toMatchObject({ insertTextFormat: 1 });
  expect(JSON.stringify(component?.textEdit)).not.toContain("$");
});

test("a blank asks only where the line can't end", async () => {
  const open = await editorOn(project(PLAN.replace("dated closed_on", "dated $0")));
  const context = { triggerKind: 2, triggerCharacter: " " };
  expect(
    (await ask<CompletionItem[]>(open, "completion", { context })).map(({ label }) => label),
  ).toContain("closed_on");
  const ended = await editorOn(project(PLAN.replace("dated closed_on", "dated closed_on $0")));
  expect(await ask<CompletionItem[]>(ended, "completion", { context })).toEqual([]);
});

test("signature help", async () => {
  const editor = await editorOn(project(`${PLAN}  measure m means days_between(hired, $0)\n`));
  const help = await ask<SignatureHelp>(editor, "signatureHelp");
  expect(help).toMatchObject({
    activeParameter: 1,
    signatures: [{ label: "days_between(from: Date, to: Date)" }],
  });
});

test("code actions", async () => {
  const editor = await editorOn(project(PLAN.replace("Sales / quota", "Sals$0 / quota")));
  const actions = await ask<CodeAction[]>(editor, "codeAction", {
    range: { start: editor.cursor, end: editor.cursor },
    context: { diagnostics: [] },
  });
  expect(actions[0]).toMatchObject({
    title: "Write `Sales`",
    kind: "quickfix",
    isPreferred: true,
    diagnostics: [{ code: "ATN2001" }],
  });
});

test("lenses, and only those whose commands the editor knows", async () => {
  const text = `${PLAN}test "a quarter" for AccountExecutive\n  expect payout is 5 USD\n`;
  const plain = await editorOn(project(text));
  const [only, ...others] = await ask<CodeLens[]>(plain, "codeLens");
  expect(others).toEqual([]);
  expect(
    only && (await plain.connection.sendRequest<CodeLens>("codeLens/resolve", only)).command,
  ).toMatchObject({ command: "attain.runTest" });
  const rich = await editorOn(project(text), CAPABILITIES, {
    clientCommands: ["attain.showReferences", "attain.preview"],
  });
  const lenses = await ask<CodeLens[]>(rich, "codeLens");
  const titles = await Promise.all(
    lenses.map(
      async (lens) =>
        (await rich.connection.sendRequest<CodeLens>("codeLens/resolve", lens)).command?.title,
    ),
  );
  expect(titles).toEqual(
    expect.arrayContaining(["2 references", "Preview pay", "Run test (fails)"]),
  );
});

test("inlay hints", async () => {
  const editor = await editorOn(project(PLAN));
  const hints = await ask<InlayHint[]>(editor, "inlayHint", { range: whole });
  expect(hints.map(({ label }) => label)).toEqual(
    expect.arrayContaining([": Ratio", ": USD per Quarter", "8% up to here"]),
  );
});

test("semantic tokens: all, some, and what differs", async () => {
  const editor = await editorOn(project(PLAN));
  const all = await ask<SemanticTokens>(editor, "semanticTokens/full");
  expect(all.data.length % 5).toBe(0);
  expect(all.data.length).toBeGreaterThan(300);
  const some = await ask<SemanticTokens>(editor, "semanticTokens/range", {
    range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
  });
  expect(some.data.length).toBeLessThan(all.data.length);
  editor.change(
    editor.marked.path,
    2,
    `import "company.plan"\n${PLAN.replace("8%", "9%")}// end\n`,
  );
  const delta = await ask<SemanticTokensDelta>(editor, "semanticTokens/full/delta", {
    previousResultId: all.resultId,
  });
  expect(delta.edits).toHaveLength(1);
  expect(delta.edits[0]?.data?.length).toBe(5);
});

test("folding and selection ranges", async () => {
  const editor = await editorOn(project(PLAN.replace("Sales / quota", "Sa$0les / quota")));
  expect(await ask<FoldingRange[]>(editor, "foldingRange")).toEqual(
    expect.arrayContaining([{ startLine: 1, endLine: 23, kind: "region" }]),
  );
  const [range] = await ask<SelectionRange[]>(editor, "selectionRange", {
    positions: [editor.cursor],
  });
  const texts: string[] = [];
  for (let at = range; at !== undefined; at = at.parent)
    texts.push(editor.textAt(editor.marked.path, at.range));
  expect(texts.slice(0, 3)).toEqual(["", "Sales", "Sales / quota"]);
});

test("formatting of a file, of a part, and while typing", async () => {
  const editor = await editorOn(
    project(
      PLAN.replace("  for    Reps", "  for         Reps").replace(
        "during FY2026\n",
        "during    FY2026\n$0",
      ),
    ),
  );
  const options = { tabSize: 2, insertSpaces: true };
  expect((await ask<TextEdit[]>(editor, "formatting", { options })).length).toBeGreaterThan(0);
  expect(
    (await ask<TextEdit[]>(editor, "rangeFormatting", { options, range: whole })).length,
  ).toBeGreaterThan(0);
  expect(
    (await ask<TextEdit[]>(editor, "onTypeFormatting", { options, ch: "\n" })).length,
  ).toBeGreaterThan(0);
});

test("a file outside of any project, and one that isn't there", async () => {
  const editor = await editorOn("people Re$0ps\n  id : Text key\n");
  expect(await ask<Hover>(editor, "hover")).not.toBeNull();
  const gone = await editor.connection.sendRequest("textDocument/hover", {
    textDocument: { uri: editor.uri("gone.plan") },
    position: editor.cursor,
  });
  expect(gone).toBeNull();
});

test(
  "a plan typed letter by letter: the outline is never lost, and nothing is written beside the protocol",
  { timeout: 120_000 },
  async () => {
    const text = planWith(
      'test "t" for AccountExecutive\n  given quota is 100,000 USD\n  given target is 8,000 USD\n  cases\n    | given Sales | expect commission |\n    | 5 | 0.40 |\n',
    );
    const editor = await editorOn("$0\n");
    const { change, told, uri, marked } = editor;
    let last: string[] = [];
    for (let end = 1; end <= text.length; end += 1) {
      change(marked.path, end + 1, text.slice(0, end));
      const position = positionAtEnd(text.slice(0, end));
      const [symbols] = await Promise.all([
        ask<DocumentSymbol[]>(editor, "documentSymbol"),
        ask(editor, "completion", { position }),
        ask(editor, "hover", { position }),
        ask(editor, "signatureHelp", { position }),
      ]);
      const names = namesOf(symbols);
      // What has been declared on lines above stays.
      expect(names.slice(0, Math.max(0, last.length - 1)), text.slice(0, end)).toEqual(
        last.slice(0, -1),
      );
      last = names;
    }
    await until(() => (told.get(uri(marked.path))?.diagnostics.length === 0 ? true : undefined));
    expect(last).toEqual(expect.arrayContaining(["Reps", "Deals", "AccountExecutive", "t"]));
    expect(editor.stderr()).toBe("");
  },
);

function positionAtEnd(text: string): Position {
  const lines = text.split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function namesOf(symbols: readonly DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, children }) => [name, ...namesOf(children ?? [])]);
}
