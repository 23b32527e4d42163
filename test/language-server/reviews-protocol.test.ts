// What is proved of a plan: told after what checking finds, once the keyboard rests, and kept in its place while somebody types.
import { expect, test } from "vitest";
import type { ClientCapabilities, DocumentDiagnosticReport } from "vscode-languageserver-protocol";
import { CAPABILITIES, type Editor, editorOn } from "../support/language-client.ts";
import { ask, project } from "../support/language-questions.ts";
import { PLAN } from "../support/sample-plan.ts";

/** Above quota all sales are paid 2%, and below it 8%: who sells a little more is paid less. */
const FALLING = PLAN.replace("marginal by attainment", "whole by attainment").replace(
  "pay 12%",
  "pay  2%",
);

const PULLS: ClientCapabilities = {
  ...CAPABILITIES,
  textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} },
};

const REFRESHES: ClientCapabilities = {
  ...PULLS,
  workspace: { ...CAPABILITIES.workspace, diagnostics: { refreshSupport: true } },
};

/** What is known at once: each code with its line. */
async function known(editor: Editor): Promise<string[]> {
  const report = await ask<DocumentDiagnosticReport>(editor, "diagnostic");
  if (report.kind !== "full") throw new Error("It was asked for whole.");
  return report.items.map(({ code, range }) => `${code} ${range.start.line}`);
}

/** Counts what the server asks for: that it be asked again. */
function refreshed(editor: Editor): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let count = 0;
  editor.connection.onRequest("workspace/diagnostic/refresh", () => {
    count += 1;
    for (const done of waiting.splice(0)) done();
    return null;
  });
  return async () => {
    if (count === 0) await new Promise<void>((resolve) => void waiting.push(resolve));
    count = 0;
  };
}

function textOf({ marked }: Editor): string {
  return marked.files[marked.path] ?? "";
}

test("checking is told first, and proofs when they have been made", async () => {
  const editor = await editorOn(project(FALLING), REFRESHES);
  const again = refreshed(editor);
  expect(await known(editor)).toEqual([]);
  await again();
  const line = textOf(editor)
    .split("\n")
    .findIndex((one) => one.includes("pay  2%"));
  expect(await known(editor)).toEqual([`ATN5102 ${line}`]);
});

test("a proof keeps its place while lines are written above it, and goes with the line that it is about", async () => {
  const editor = await editorOn(project(FALLING), REFRESHES);
  const again = refreshed(editor);
  await known(editor);
  await again();
  const [before = ""] = await known(editor);
  const line = Number(before.split(" ")[1]);
  const lower = `// One line more\n${textOf(editor)}`;
  editor.change(editor.marked.path, 2, lower);
  expect(await known(editor)).toEqual([`ATN5102 ${line + 1}`]);
  editor.change(editor.marked.path, 3, lower.replace("pay  2%", "pay 12%"));
  expect(await known(editor)).toEqual([]);
});

test("an allowance isn't called idle before the review that may find what it allows", async () => {
  const allowed = FALLING.replace(
    "each Quarter in USD",
    'each Quarter in USD\n  allow falling-pay "as agreed"\n  allow dead-zone "nothing is dead"',
  );
  const editor = await editorOn(project(allowed), REFRESHES);
  const again = refreshed(editor);
  expect(await known(editor)).toEqual([]);
  await again();
  const line = textOf(editor)
    .split("\n")
    .findIndex((one) => one.includes("dead-zone"));
  expect(await known(editor)).toEqual([`ATN4406 ${line}`]);
});

test("an editor that can't be told to ask again has it all in the first answer", async () => {
  const editor = await editorOn(project(FALLING), PULLS);
  expect(await known(editor)).toEqual([expect.stringMatching(/^ATN5102 /)]);
});

test("an editor that waits to be told is told twice", async () => {
  const editor = await editorOn(project(FALLING));
  const told: string[][] = [];
  const whole = new Promise<void>((resolve) => {
    editor.connection.onNotification(
      "textDocument/publishDiagnostics",
      ({ uri, diagnostics }: { uri: string; diagnostics: { code: string }[] }) => {
        if (uri !== editor.uri(editor.marked.path)) return;
        told.push(diagnostics.map(({ code }) => code));
        if (told.at(-1)?.includes("ATN5102") === true) resolve();
      },
    );
  });
  editor.change(editor.marked.path, 2, `${textOf(editor)}  measure other means Sals / quota\n`);
  editor.change(editor.marked.path, 3, textOf(editor));
  await whole;
  expect(told.at(-1)).toEqual(["ATN5102"]);
});
