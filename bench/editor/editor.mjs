/** An editor that speaks with the bundled server over its standard input and output. */
import { execFileSync, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node.js";

const bundle = fileURLToPath(new URL("../../language-server/dist/server.js", import.meta.url));

/** Starts a server on a folder, with one of its files open. */
export async function editorOn(folder, path, text) {
  const server = spawn(process.execPath, [bundle, "--stdio"]);
  server.stderr.pipe(process.stderr);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const refreshes = new EventEmitter();
  connection.onRequest("workspace/diagnostic/refresh", () => {
    refreshes.emit("refresh");
    return null;
  });
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    },
    initializationOptions: { clientCommands: ["attain.showReferences", "attain.preview"] },
  });
  await connection.sendNotification("initialized", {});
  const uri = pathToFileURL(path).href;
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "attain", version: 1, text },
  });
  const refreshed = async () => once(refreshes, "refresh");
  return new Editor({ server, connection, uri, text, refreshed });
}

/** A plan file that is open. */
class Editor {
  #version = 1;

  constructor({ server, connection, uri, text, refreshed }) {
    this.server = server;
    this.connection = connection;
    this.uri = uri;
    this.text = text;
    /** When the server next says that it knows more than it has answered. */
    this.refreshed = refreshed;
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

  /** What the server's process holds, in megabytes. */
  memory() {
    const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(this.server.pid)], {
      encoding: "utf8",
    });
    return Math.round(Number(kilobytes) / 1024);
  }

  async leave() {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    this.connection.dispose();
  }

  #position(offset) {
    const before = this.text.slice(0, offset).split("\n");
    return { line: before.length - 1, character: before.at(-1).length };
  }
}
