// What is wrong with data, on the cells of its files and on attain.json, against the bundled server.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DocumentDiagnosticReport } from "vscode-languageserver-protocol";
import { CAPABILITIES, type Editor, editorOn } from "../support/language-client.ts";
import { DATA, project } from "../support/debug-project.ts";
import { PLAN } from "../support/sample-plan.ts";

const DEALS = "data/deals.csv";

const SOON = { timeout: 5000 };

/** What is told of a file: each code with the text that it marks. */
function told(editor: Editor, path: string): string[] {
  const diagnostics = editor.told.get(editor.uri(path))?.diagnostics ?? [];
  return diagnostics.map(({ code, range }) => `${code} ${editor.textAt(path, range)}`);
}

function write(editor: Editor, path: string, text: string): void {
  writeFileSync(join(editor.folder, path), text);
  hearOf(editor, path);
}

function hearOf({ connection, uri }: Editor, path: string): void {
  void connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: uri(path), type: 2 }],
  });
}

test("marks each cell, until it is mended", async () => {
  const data = DATA.replace("60000,5", "sixty,5").replace("D-3,ben", "D-3,zoe");
  const editor = await editorOn(project(PLAN, data));
  await expect.poll(() => told(editor, DEALS), SOON).toEqual(["ATN7203 sixty", "ATN7301 zoe"]);
  const [first] = editor.told.get(editor.uri(DEALS))?.diagnostics ?? [];
  expect(first).toMatchObject({ severity: 1, source: "attain" });
  const text = editor.marked.files[DEALS] ?? "";
  write(editor, DEALS, text.replace("sixty", "60000"));
  await expect.poll(() => told(editor, DEALS), SOON).toEqual(["ATN7301 zoe"]);
  write(editor, DEALS, text.replace("sixty", "60000").replace("zoe", "ben"));
  await expect.poll(() => told(editor, DEALS), SOON).toEqual([]);
});

test("follows what the plan asks for, and says where it does", async () => {
  const editor = await editorOn(project(PLAN));
  const path = "plans/company.plan";
  const company = editor.marked.files[path] ?? "";
  editor.open(path);
  editor.change(
    path,
    2,
    company.replace("at least 0 USD\n  seats", "at least 30,000 USD\n  seats"),
  );
  await expect.poll(() => told(editor, DEALS), SOON).toEqual(["ATN7206 20000"]);
  const check = '  check amount >= 55,000 USD or seats > 5 seat "too small"\n\nsource Quotas';
  editor.change(path, 3, company.replace("\nsource Quotas", check));
  await expect
    .poll(() => told(editor, DEALS), SOON)
    .toEqual([
      "ATN7306 D-2,ada,Won,Services,50000,5,2026-03-31",
      "ATN7306 D-3,ben,Won,Services,20000,5,2026-03-31",
    ]);
  const [first] = editor.told.get(editor.uri(DEALS))?.diagnostics ?? [];
  expect(first?.message).toContain("D-2: amount 50,000.00 USD, seats 5 seat");
  const [note] = first?.relatedInformation ?? [];
  expect(note?.location.uri).toBe(editor.uri(path));
  expect(note && editor.textAt(path, note.location.range)).toContain("check amount");
  editor.change(path, 4, company);
  await expect.poll(() => told(editor, DEALS), SOON).toEqual([]);
});

test("a file that isn't there is told in attain.json, beside what else is wrong there", async () => {
  const editor = await editorOn(project(PLAN));
  await expect.poll(() => editor.told.has(editor.uri("attain.json")), SOON).toBe(true);
  const quotas = join(editor.folder, "data/quotas.csv");
  rmSync(quotas);
  hearOf(editor, "data/quotas.csv");
  await expect.poll(() => told(editor, "attain.json"), SOON).toEqual(['ATN7102 "data/quotas.csv"']);
  write(editor, "data/quotas.csv", editor.marked.files["data/quotas.csv"] ?? "");
  await expect.poll(() => told(editor, "attain.json"), SOON).toEqual([]);
});

test("an editor that asks for diagnostics is told of data files all the same", async () => {
  const data = DATA.replace("60000,5", "sixty,5").replace(
    "//- data/quotas.csv",
    "//- data/quota.csv",
  );
  const editor = await editorOn(project(PLAN, data), {
    ...CAPABILITIES,
    workspace: { ...CAPABILITIES.workspace, diagnostics: { refreshSupport: true } },
    textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} },
  });
  let refreshes = 0;
  editor.connection.onRequest("workspace/diagnostic/refresh", () => {
    refreshes += 1;
    return null;
  });
  await expect.poll(() => told(editor, DEALS), SOON).toEqual(["ATN7203 sixty"]);
  await expect.poll(() => refreshes, SOON).toBeGreaterThan(0);
  const report = await editor.connection.sendRequest<DocumentDiagnosticReport>(
    "textDocument/diagnostic",
    { textDocument: { uri: editor.uri("attain.json") } },
  );
  expect(report).toMatchObject({ items: [{ code: "ATN7102" }] });
});
