/**
 * From a keystroke to its answer, in the bundled server over its standard input and output: `npm run build`, then
 * `node bench/editor/run.mjs`.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node.js";
import { writeWorkspace } from "./workspace.mjs";

const bundle = fileURLToPath(new URL("../../language-server/dist/server.js", import.meta.url));
const ROUNDS = 3;
const WARM_UP = 1;

/** Each is typed letter by letter at the end of the line that begins so, and deleted again. */
const TYPED = [
  ["    from 125% pay 200%", "\n    from 150% pay 250%"],
  ["    earns base_rate of (Accelerator on Bookings)", " + 5% of Bookings"],
  ["  measure base_rate", " otherwise 0%"],
  ["    where stage is Won and product in (Platform, AddOn)", " and acv > 5,000 USD"],
  ["  expect base_rate is 8%", "\n  given Bookings is 5 USD"],
];

class Editor {
  #version = 1;

  constructor(connection, uri, text) {
    this.connection = connection;
    this.uri = uri;
    this.text = text;
  }

  /** Replaces what stands between two places, as an editor tells it. */
  async change(start, end, text) {
    const range = { start: this.#position(start), end: this.#position(end) };
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    this.#version += 1;
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
  }

  async ask(method, params = {}) {
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri }, ...params });
  }

  #position(offset) {
    const before = this.text.slice(0, offset).split("\n");
    return { line: before.length - 1, character: before.at(-1).length };
  }
}

const QUESTIONS = {
  "keystroke to diagnostics": async (editor) => editor.ask("textDocument/diagnostic"),
  "keystroke to preview": async (editor) => editor.ask("attain/preview", { uri: editor.uri }),
  "keystroke to colours, outline, hints, lenses, diagnostics and preview": async (editor) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
    await Promise.all([
      editor.ask("textDocument/semanticTokens/full"),
      editor.ask("textDocument/documentSymbol"),
      editor.ask("textDocument/inlayHint", { range }),
      editor.ask("textDocument/codeLens"),
      editor.ask("textDocument/diagnostic"),
      editor.ask("attain/preview", { uri: editor.uri }),
    ]);
  },
};

async function times(editor, question) {
  const found = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [line, typed] of TYPED) {
      const at = editor.text.indexOf("\n", editor.text.indexOf(line));
      const strokes = [
        ...[...typed].map((letter, i) => [at + i, at + i, letter]),
        ...[...typed].map((_, i) => [at + typed.length - i - 1, at + typed.length - i, ""]),
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

function told(name, found) {
  const at = (part) =>
    found[Math.min(found.length - 1, Math.floor(part * found.length))].toFixed(1);
  return `${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms, of ${found.length}`;
}

const folder = mkdtempSync(join(tmpdir(), "attain-bench-"));
const server = spawn(process.execPath, [bundle, "--stdio"]);
server.stderr.pipe(process.stderr);
try {
  const { path, text } = writeWorkspace(folder);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { clientCommands: ["attain.showReferences", "attain.preview"] },
  });
  await connection.sendNotification("initialized", {});
  const uri = pathToFileURL(path).href;
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "attain", version: 1, text },
  });
  const editor = new Editor(connection, uri, text);
  const first = performance.now();
  const preview = await editor.ask("attain/preview", { uri });
  if (preview.of !== "current") throw new Error(`No preview: ${JSON.stringify(preview)}`);
  console.log(`first preview, data and all: ${(performance.now() - first).toFixed(0)} ms`);
  for (const [name, question] of Object.entries(QUESTIONS))
    console.log(told(name, await times(editor, question)));
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
