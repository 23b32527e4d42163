/** The files of a workspace for a server that has no disk: it begins with them, and is told as they change. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { FILES, type FilesParams } from "@attain/language-server/protocol";
import { filesEndingIn } from "./files.ts";

type Files = FilesParams["files"];

/** What plans and their data are written in. Other text of a repository is handed only if it lies in a project. */
const ENDINGS = ["plan", "csv", "tsv", "json", "jsonl", "ndjson"];

export class HandedFiles implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #watcher = vscode.workspace.createFileSystemWatcher(`**/*.{${ENDINGS.join(",")}}`);
  readonly #parts: vscode.Disposable[];
  /** The folders of attain.json, with a slash at their ends. */
  #projects: readonly string[] = [];
  /** What was handed. */
  #known = new Set<string>();

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    const changed = (uri: vscode.Uri): void => void this.#changed(uri);
    const moved = (): void => void this.#handAll();
    this.#parts = [
      this.#watcher,
      this.#watcher.onDidCreate(changed),
      this.#watcher.onDidChange(changed),
      this.#watcher.onDidDelete(changed),
      vscode.workspace.onDidChangeWorkspaceFolders(moved),
      // Of a folder that goes or moves, the watcher doesn't tell what was in it.
      vscode.workspace.onDidDeleteFiles(moved),
      vscode.workspace.onDidRenameFiles(moved),
    ];
  }

  async all(): Promise<Files> {
    const uris = await filesEndingIn(ENDINGS);
    this.#projects = uris.filter(isConfig).map((uri) => uri.toString().replace(/[^/]*$/, ""));
    const wanted = uris.filter((uri) => this.#isWanted(uri));
    this.#known = new Set(wanted.map((uri) => uri.toString()));
    return Promise.all(wanted.map(read));
  }

  dispose(): void {
    vscode.Disposable.from(...this.#parts).dispose();
  }

  /** With a project that begins, its data files are wanted too. */
  async #changed(uri: vscode.Uri): Promise<void> {
    if (isConfig(uri)) await this.#handAll();
    else if (this.#isWanted(uri)) {
      this.#known.add(uri.toString());
      await this.#hand([await read(uri)]);
    }
  }

  async #handAll(): Promise<void> {
    const before = this.#known;
    const files = await this.all();
    const gone = [...before].filter((uri) => !this.#known.has(uri));
    await this.#hand([...files, ...gone.map((uri) => ({ uri, text: null }))]);
  }

  async #hand(files: Files): Promise<void> {
    if (this.#client.isRunning())
      await this.#client.sendNotification(FILES, { files } satisfies FilesParams);
  }

  #isWanted(uri: vscode.Uri): boolean {
    const text = uri.toString();
    return text.endsWith(".plan") || this.#projects.some((folder) => text.startsWith(folder));
  }
}

function isConfig({ path }: vscode.Uri): boolean {
  return path.endsWith("/attain.json");
}

/** What can't be read isn't there. */
async function read(uri: vscode.Uri): Promise<Files[number]> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { uri: uri.toString(), text: new TextDecoder().decode(bytes) };
  } catch {
    return { uri: uri.toString(), text: null };
  }
}
