/**
 * From a keystroke to its answer, and what ten thousand edits leave behind: `npm run build`, then
 * `node bench/editor/run.mjs`.
 */
import { setTimeout as rest } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editorOn } from "./editor.mjs";
import { writeWorkspace } from "./workspace.mjs";

const ROUNDS = 3;
const WARM_UP = 1;
const EDITS = 10_000;
const REVIEWS = 10;
const REVIEWED = "    earns base_rate of (Accelerator on Bookings)";

/** Each is typed letter by letter at the end of the line that begins so, and deleted again. */
const TYPED = [
  ["    from 125% pay 200%", "\n    from 150% pay 250%"],
  ["    earns base_rate of (Accelerator on Bookings)", " + 5% of Bookings"],
  ["  measure base_rate", " otherwise 0%"],
  ["    where stage is Won and product in (Platform, AddOn)", " and acv > 5,000 USD"],
  ["  expect base_rate is 8%", "\n  given Bookings is 5 USD"],
];

const preview = async (editor) => editor.ask("attain/preview", { uri: editor.uri });
const diagnostics = async (editor) => editor.ask("textDocument/diagnostic");

const QUESTIONS = {
  diagnostics,
  preview,
  "colours, outline, hints, lenses, diagnostics and preview": async (editor) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
    await Promise.all([
      editor.ask("textDocument/semanticTokens/full"),
      editor.ask("textDocument/documentSymbol"),
      editor.ask("textDocument/inlayHint", { range }),
      editor.ask("textDocument/codeLens"),
      diagnostics(editor),
      preview(editor),
    ]);
  },
};

async function times(editor, question) {
  const found = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [line, typed] of TYPED) {
      const at = editor.text.indexOf("\n", editor.text.indexOf(line));
      const strokes = [
        ...typed.split("").map((letter, i) => [at + i, at + i, letter]),
        ...typed.split("").map((_, i) => [at + typed.length - i - 1, at + typed.length - i, ""]),
      ];
      for (const stroke of strokes) {
        const start = performance.now();
        await editor.change(...stroke);
        await question(editor);
        if (round >= WARM_UP) found.push(performance.now() - start);
      }
    }
  }
  return found.sort((a, b) => a - b);
}

/** A line that allows what isn't there: that it is idle, only the review that follows a pause can say. */
async function timesToReview(editor) {
  const at = editor.text.indexOf("\n", editor.text.indexOf(REVIEWED));
  const line = '\n    allow dead-zone "a reason"';
  const found = [];
  await settled(editor);
  for (let i = 0; i < REVIEWS; i += 1) {
    const refreshed = editor.refreshed();
    const start = performance.now();
    await editor.change(at, at, line);
    await diagnostics(editor);
    await refreshed;
    await diagnostics(editor);
    found.push(performance.now() - start);
    await editor.change(at, at + line.length, "");
    await settled(editor);
  }
  return found.sort((a, b) => a - b);
}

/** What is wrong, with all that is found when nobody types. */
async function settled(editor) {
  await diagnostics(editor);
  await rest(1500);
  return diagnostics(editor);
}

function told(name, found) {
  const at = (part) =>
    found[Math.min(found.length - 1, Math.floor(part * found.length))].toFixed(1);
  return `keystroke to ${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms, of ${found.length}`;
}

/** Edits at random, each taken back after the next; every tenth is asked about. */
async function editMuch(editor) {
  let state = 20_260_201;
  const draw = (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const pieces = ["\n", " ", "%", "5", "plan ", '"', "|", "(", ")", "means ", "Deals", "  ", "§"];
  const memory = [];
  for (let i = 0; i < EDITS; i += 1) {
    const at = draw(editor.text.length);
    const cut = draw(3) === 0 ? draw(20) : 0;
    const before = editor.text.slice(at, at + cut);
    const piece = pieces[draw(pieces.length)];
    await editor.change(at, at + before.length, piece);
    if (i % 10 === 0) await Promise.all([diagnostics(editor), preview(editor)]);
    if (draw(20) > 0) await editor.change(at, at + piece.length, before);
    if (i % (EDITS / 5) === EDITS / 5 - 1) memory.push(editor.memory());
  }
  return memory;
}

const folder = mkdtempSync(join(tmpdir(), "attain-bench-"));
try {
  const { path, text } = writeWorkspace(folder);
  const editor = await editorOn(folder, path, text);
  const start = performance.now();
  const first = await preview(editor);
  if (first.of !== "current") throw new Error(`No preview: ${JSON.stringify(first)}`);
  console.log(`first preview, data and all: ${(performance.now() - start).toFixed(0)} ms`);
  for (const [name, question] of Object.entries(QUESTIONS))
    console.log(told(name, await times(editor, question)));
  console.log(told("its review, pause and all", await timesToReview(editor)));
  const memory = await editMuch(editor);
  console.log(`memory while ${EDITS} edits are made: ${memory.join(", ")} MB`);
  const fresh = await editorOn(folder, path, editor.text);
  const [a, b] = [await settled(editor), await settled(fresh)];
  const isSame = isDeepStrictEqual(a.items, b.items);
  console.log(
    `then as after a fresh start: ${isSame ? "yes" : "no"}, ${a.items.length} diagnostics`,
  );
  await Promise.all([editor.leave(), fresh.leave()]);
  if (!isSame) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
