// Ten thousand edits at random in the bundled server: then it answers as one that was just started, and holds no more.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { CAPABILITIES, type Editor, editorOn } from "../support/language-client.ts";
import { project } from "../support/language-questions.ts";
import { PLAN } from "../support/sample-plan.ts";

const PLAN_FILE = "plans/main.plan";
const EDITS = 10_000;
const PIECES = [
  "\n",
  " ",
  "%",
  "5",
  "plan ",
  '"',
  "|",
  "(",
  ")",
  "means ",
  "Deals",
  "  ",
  "§",
  "é",
];
const PULLING = { ...CAPABILITIES, textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} } };

/** All that is said about a file without a place in it. */
const QUESTIONS: Readonly<Record<string, object>> = {
  diagnostic: {},
  documentSymbol: {},
  foldingRange: {},
  "semanticTokens/full": {},
  codeLens: {},
  inlayHint: { range: { start: { line: 0, character: 0 }, end: { line: 900, character: 0 } } },
  documentLink: {},
  formatting: { options: { tabSize: 2, insertSpaces: true } },
};

async function all({ connection, uri }: Editor): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const [method, more] of Object.entries(QUESTIONS))
    answers[method] = withoutIds(
      await connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: uri(PLAN_FILE) },
        ...more,
      }),
    );
  return answers;
}

/** Numbers that tell answers apart, and the folder of each server. */
function withoutIds(answer: unknown): unknown {
  const text = JSON.stringify(answer, (key, value: unknown) =>
    key === "resultId" ? undefined : value,
  );
  return JSON.parse(text.replace(/attain-editor-\w+/g, "folder")) as unknown;
}

/** What a process holds, in megabytes. */
function memoryOf(pid: number): number {
  const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(kilobytes) / 1024;
}

/** Numbers that come out the same in every run: a linear congruence. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test("ten thousand edits at random", { timeout: 180_000 }, async () => {
  const editor = await editorOn(project(PLAN), PULLING);
  const draw = generator(20_261_123);
  const start = `import "company.plan"\n${PLAN}`;
  let text = start;
  let version = 1;
  const replace = (at: number, cut: number, piece: string): void => {
    const position = (offset: number): { line: number; character: number } => {
      const lines = text.slice(0, offset).split("\n");
      return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    };
    const range = { start: position(at), end: position(at + cut) };
    text = text.slice(0, at) + piece + text.slice(at + cut);
    version += 1;
    void editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: editor.uri(PLAN_FILE), version },
      contentChanges: [{ range, text: piece }],
    });
  };
  const memory: number[] = [];
  for (let i = 0; i < EDITS; i += 1) {
    const at = draw(text.length + 1);
    replace(at, draw(3) === 0 ? draw(20) : 0, PIECES[draw(PIECES.length)] ?? "");
    if (i % 10 === 9)
      await editor.connection.sendRequest("textDocument/diagnostic", {
        textDocument: { uri: editor.uri(PLAN_FILE) },
      });
    // Now and then somebody starts over, or there would soon be nothing left to read.
    if (i % 100 === 99 && i + 1 < EDITS) replace(0, text.length, start);
    if (i % (EDITS / 5) === EDITS / 5 - 1) memory.push(memoryOf(editor.pid));
  }
  const fresh = await editorOn(project(PLAN), PULLING);
  fresh.change(PLAN_FILE, 2, text);
  expect(await all(editor)).toEqual(await all(fresh));
  expect(text).not.toBe(start);
  const [early = 0, ...later] = memory;
  expect(Math.max(...later)).toBeLessThan(early + 60);
  expect(editor.stderr()).toBe("");
});
