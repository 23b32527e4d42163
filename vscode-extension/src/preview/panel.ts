/** The panel beside a plan: it shows what the model tells, and leads from a number to its clause and back. */
import * as vscode from "vscode";
import type { WirePlace } from "@attain/language-server/protocol";
import { filesEndingIn } from "../files.ts";
import type { FromPage, ToPage } from "../messages.ts";
import { rangeOf } from "../places.ts";
import type { PreviewModel, Shown } from "./model.ts";
import { page } from "./page.ts";

const VIEW_TYPE = "attain.preview";

/** The first file of the folder that holds a plan, and not only what plans share. */
async function openSomePlan(): Promise<void> {
  const found = await filesEndingIn(["plan"]);
  for (const uri of found.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const document = await vscode.workspace.openTextDocument(uri);
    if (!/^plan /m.test(document.getText())) continue;
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    return;
  }
  void vscode.window.showInformationMessage("There is no plan in this folder to preview.");
}

export class PreviewPanel implements vscode.Disposable {
  readonly #model: PreviewModel;
  readonly #extension: vscode.Uri;
  readonly #parts: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;

  constructor(model: PreviewModel, extension: vscode.Uri) {
    this.#model = model;
    this.#extension = extension;
    this.#parts = [
      model.onChange((shown) => this.#show(shown)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#point(textEditor)),
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel) => this.#own(panel),
      }),
    ];
  }

  /** Beside the text; it keeps the focus. Where no plan has been looked at, one of the folder is opened. */
  async open(): Promise<void> {
    if (!this.#model.hasPlan) await openSomePlan();
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return;
    }
    this.#own(
      vscode.window.createWebviewPanel(
        VIEW_TYPE,
        "Pay",
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        {},
      ),
    );
  }

  dispose(): void {
    this.#panel?.dispose();
    vscode.Disposable.from(...this.#parts).dispose();
  }

  #own(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    this.#model.drawsCurve = true;
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(this.#extension, "dist");
    const media = vscode.Uri.joinPath(this.#extension, "media");
    webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    panel.iconPath = vscode.Uri.joinPath(media, "plan.svg");
    webview.onDidReceiveMessage((message: FromPage) => this.#hear(message));
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.#model.refresh();
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#model.drawsCurve = false;
    });
    webview.html = page({
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, "webview.js")).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(media, "preview.css")).toString(),
      source: webview.cspSource,
    });
  }

  #hear(message: FromPage): void {
    switch (message.kind) {
      case "ready":
        if (this.#model.shown !== undefined) this.#show(this.#model.shown);
        this.#model.refresh();
        break;
      case "choose":
        this.#model.choose(message.name, message.value);
        break;
      case "reveal":
        void reveal(message.place);
        break;
    }
  }

  #show({ kind, file, preview, curve, wish }: Shown): void {
    if (this.#panel === undefined) return;
    const { plan } = preview.choices;
    this.#panel.title = plan === undefined ? "Pay" : `Pay: ${plan}`;
    this.#tell({ kind, file, preview, curve, wish });
  }

  #point({ document, selection }: vscode.TextEditor): void {
    const { line, character } = selection.active;
    this.#tell({ kind: "cursor", uri: document.uri.toString(), position: { line, character } });
  }

  #tell(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }
}

/** In the editor that shows the file, if there is one. */
async function reveal({ uri, range }: WirePlace): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: rangeOf(range),
  });
}
