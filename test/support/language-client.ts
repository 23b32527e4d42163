// A client that speaks with the bundled language server over its standard input and output.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node.js";
import { languageServer } from "../../scripts/bundles.mjs";
import { type Marked, marked } from "./marked-plans.ts";

/** Beside the one that the build writes, so that it finds the same pages. Files of tests that run at once write one each. */
const BUNDLE = `language-server/dist/server-under-test-${process.env["VITEST_POOL_ID"] ?? "0"}.js`;

let bundled: Promise<unknown> | undefined;

/** What an editor such as VS Code says it can do. */
export const CAPABILITIES: ClientCapabilities = {
  workspace: {
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
    didChangeWatchedFiles: { dynamicRegistration: false },
  },
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
  },
};

export interface Editor {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly marked: Marked;
  readonly folder: string;
  /** Of the server's process. */
  readonly pid: number;
  readonly uri: (path: string) => string;
  /** What the server writes beside the protocol. */
  readonly stderr: () => string;
  /** The diagnostics that the server has told last. */
  readonly told: ReadonlyMap<string, PublishDiagnosticsParams>;
  readonly open: (path: string) => void;
  readonly change: (path: string, version: number, text: string) => void;
  /** The position of the cursor. */
  readonly cursor: Position;
  readonly textAt: (path: string, range: Range) => string;
}

/** Writes a marked project to a folder of its own, opens its file with the cursor, and ends the server after the test. */
export async function editorOn(
  source: string,
  capabilities: ClientCapabilities = CAPABILITIES,
  initializationOptions: unknown = {},
): Promise<Editor> {
  const plain = marked(source);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "attain-editor-")));
  for (const [path, text] of Object.entries(plain.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const root = fileURLToPath(new URL("../..", import.meta.url));
  bundled ??= build(languageServer(BUNDLE));
  await bundled;
  const server = spawn(process.execPath, [join(root, BUNDLE), "--stdio"], { cwd: folder });
  let written = "";
  server.stderr.on("data", (data: Buffer) => void (written += data.toString()));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const told = new Map<string, PublishDiagnosticsParams>();
  connection.onNotification(
    "textDocument/publishDiagnostics",
    (params: PublishDiagnosticsParams) => void told.set(params.uri, params),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  server.once("exit", (code) => {
    if (code !== 0 && code !== null) connection.dispose();
  });
  onTestFinished(async () => {
    await leave(connection, server);
    rmSync(folder, { recursive: true, force: true });
  });
  const uri = (path: string): string => pathToFileURL(join(folder, path)).href;
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification("initialized", {});
  const texts = new Map(Object.entries(plain.files));
  const open = (path: string): void =>
    void connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri: uri(path),
        languageId: "attain",
        version: 1,
        text: texts.get(path) ?? "",
      },
    });
  open(plain.path);
  return {
    connection,
    initialized,
    marked: plain,
    folder,
    pid: server.pid ?? 0,
    uri,
    stderr: () => written,
    told,
    open,
    change: (path, version, text) => {
      texts.set(path, text);
      void connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ text }],
      });
    },
    cursor: positionIn(plain.files[plain.path] ?? "", plain.cursor),
    textAt: (path, { start, end }) => {
      const text = texts.get(path) ?? "";
      return text.slice(offsetIn(text, start), offsetIn(text, end));
    },
  };
}

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function offsetIn(text: string, { line, character }: Position): number {
  const lines = text.split("\n").slice(0, line);
  return lines.reduce((sum, one) => sum + one.length + 1, 0) + character;
}

/** As the protocol has it: asked to shut down, then to leave; the process must be gone by itself. */
async function leave(connection: ProtocolConnection, server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) throw new Error(`The server has ended: ${server.exitCode}.`);
  const gone = new Promise<number | null>((resolve) => void server.once("exit", resolve));
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  const code = await Promise.race([
    gone,
    new Promise<string>((resolve) => void setTimeout(() => resolve("still there"), 5000).unref()),
  ]);
  connection.dispose();
  if (code !== 0) {
    server.kill("SIGKILL");
    throw new Error(`The server did not leave by itself: ${String(code)}.`);
  }
}
