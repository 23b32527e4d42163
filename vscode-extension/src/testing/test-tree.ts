/** The tests of all plans as a tree: files, their tests, the lines of tables of cases. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { TEST_LIST, type TestFile, type TestListParams } from "@attain/language-server/protocol";
import { onPlanChange } from "../changes.ts";
import { filesEndingIn } from "../files.ts";
import { isPlan } from "../preview/model.ts";
import { rangeOf } from "../places.ts";

const PLANS = "**/*.plan";

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
    const { items } = controller;
    const watcher = vscode.workspace.createFileSystemWatcher(PLANS);
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
      watcher.onDidDelete((uri) => items.delete(uri.toString())),
      vscode.workspace.onDidOpenTextDocument(see),
      onPlanChange(client, ({ uri }) => read(uri)),
    ];
    for (const document of vscode.workspace.textDocuments) see(document);
  }

  placeOf(item: vscode.TestItem): TestPlace | undefined {
    return this.#places.get(item);
  }

  test(uri: vscode.Uri, title: string): vscode.TestItem | undefined {
    return this.#controller.items.get(uri.toString())?.children.get(title);
  }

  /** Those that the server knows, and those of projects of which nothing is open. */
  async findAll(): Promise<void> {
    const known = await this.#client.sendRequest<TestFile[]>(TEST_LIST, {});
    for (const { uri, tests } of known) this.#list(vscode.Uri.parse(uri), tests);
    const uris = await filesEndingIn(["plan"]);
    await Promise.all(uris.map(async (uri) => this.read(uri)));
  }

  async read(uri: vscode.Uri): Promise<void> {
    const params: TestListParams = { uri: uri.toString() };
    const [file] = await this.#client.sendRequest<TestFile[]>(TEST_LIST, params);
    if (file !== undefined) this.#list(uri, file.tests);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#parts).dispose();
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
