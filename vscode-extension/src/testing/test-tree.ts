/** The tests of all plans as a tree: files, their tests, the lines of tables of cases. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { TEST_LIST, type TestFile, type TestListParams } from "@attain/language-server/protocol";
import { onPlanChange, onPlanClose } from "../changes.ts";
import { filesEndingIn } from "../files.ts";
import { isPlan } from "../preview/model.ts";
import { rangeOf } from "../places.ts";
import { isAtOrBelow } from "./wanted.ts";

const PLANS = "**/*.plan";
/** A folder that is deleted takes its plans along, and only the folder is told of. */
const ANYTHING = "**/*";

/** What an item stands for. */
export interface TestPlace {
  readonly uri: vscode.Uri;
  readonly title?: string;
  readonly case?: number;
}

export class TestTree implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #controller: vscode.TestController;
  readonly #places = new WeakMap<vscode.TestItem, TestPlace>();
  readonly #parts: vscode.Disposable[];

  constructor(client: BaseLanguageClient, controller: vscode.TestController) {
    this.#client = client;
    this.#controller = controller;
    const watcher = vscode.workspace.createFileSystemWatcher(PLANS, false, false, true);
    const deletions = vscode.workspace.createFileSystemWatcher(ANYTHING, true, true, false);
    const read = (uri: vscode.Uri): void => void this.read(uri);
    const see = (document: vscode.TextDocument): void => {
      if (isPlan(document) && document.uri.scheme !== "git") read(document.uri);
    };
    controller.resolveHandler = async (item) => (item === undefined ? this.findAll() : undefined);
    controller.refreshHandler = async () => this.findAll();
    this.#parts = [
      watcher,
      watcher.onDidCreate(read),
      watcher.onDidChange(read),
      deletions,
      deletions.onDidDelete((uri) => this.#forget(uri)),
      // What is deleted in the editor is told of at once, and where nothing watches the disk as well.
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#forget(uri))),
      vscode.workspace.onDidOpenTextDocument(see),
      onPlanChange(client, ({ uri }) => read(uri)),
      // Of a file that was deleted while it was open, its text is left until then.
      onPlanClose(client, ({ uri }) => read(uri)),
    ];
    for (const document of vscode.workspace.textDocuments) see(document);
  }

  placeOf(item: vscode.TestItem): TestPlace | undefined {
    return this.#places.get(item);
  }

  test(uri: vscode.Uri, title: string): vscode.TestItem | undefined {
    return this.#controller.items.get(uri.toString())?.children.get(title);
  }

  /** Those that the server knows, and those of projects of which nothing is open; those of files that are gone go. */
  async findAll(): Promise<void> {
    const known = await this.#client.sendRequest<TestFile[]>(TEST_LIST, {});
    for (const { uri, tests } of known) this.#list(vscode.Uri.parse(uri), tests);
    const listed = [...this.#controller.items].flatMap(([, { uri }]) => uri ?? []);
    const uris = [...listed, ...(await filesEndingIn(["plan"]))];
    const each = new Map(uris.map((uri) => [uri.toString(), uri]));
    await Promise.all(
      [...each.values()].map(async (uri) =>
        // An editor may still show what is deleted.
        (await isThere(uri)) ? this.read(uri) : this.#forget(uri),
      ),
    );
  }

  async read(uri: vscode.Uri): Promise<void> {
    const params: TestListParams = { uri: uri.toString() };
    const [file] = await this.#client.sendRequest<TestFile[]>(TEST_LIST, params);
    this.#list(uri, file?.tests ?? []);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#parts).dispose();
  }

  #forget(gone: vscode.Uri): void {
    const { items } = this.#controller;
    for (const [id] of items) if (isAtOrBelow(id, gone.toString())) items.delete(id);
  }

  /** A file without tests isn't listed. Items that stay keep what was said of them. */
  #list(uri: vscode.Uri, tests: TestFile["tests"]): void {
    const { items } = this.#controller;
    if (tests.length === 0) {
      items.delete(uri.toString());
      return;
    }
    const label = vscode.workspace.asRelativePath(uri);
    const file = this.#item(items, uri.toString(), label, { uri });
    items.add(file);
    file.children.replace(
      tests.map(({ title, at, cases }) => {
        const test = this.#item(file.children, title, title, { uri, title }, at.range);
        test.children.replace(
          cases.map(({ range }, i) => {
            const place = { uri, title, case: i + 1 };
            const words = `case ${i + 1}`;
            const item = this.#item(test.children, words, words, place, range);
            item.sortText = String(i + 1).padStart(6, "0");
            return item;
          }),
        );
        test.sortText = String(at.range.start.line).padStart(6, "0");
        return test;
      }),
    );
  }

  #item(
    among: vscode.TestItemCollection,
    id: string,
    label: string,
    place: TestPlace,
    range?: TestFile["tests"][number]["at"]["range"],
  ): vscode.TestItem {
    const item = among.get(id) ?? this.#controller.createTestItem(id, label, place.uri);
    if (range !== undefined) item.range = rangeOf(range);
    this.#places.set(item, place);
    return item;
  }
}

/** On its disk, or not saved yet. */
async function isThere(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return true;
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
