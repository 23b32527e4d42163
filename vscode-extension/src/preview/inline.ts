/** The values of clauses at the ends of their lines. */
import * as vscode from "vscode";
import { positionOf } from "../places.ts";
import type { PreviewModel, Shown } from "./model.ts";

export class InlineValues implements vscode.Disposable {
  readonly #look = vscode.window.createTextEditorDecorationType({
    after: {
      margin: "0 0 0 2em",
      color: new vscode.ThemeColor("attain.inlineValue"),
      fontStyle: "italic",
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  readonly #parts: vscode.Disposable[];

  constructor(model: PreviewModel) {
    const show = (): void => this.#show(model.shown);
    this.#parts = [
      this.#look,
      model.onChange(show),
      vscode.window.onDidChangeVisibleTextEditors(show),
      vscode.workspace.onDidChangeConfiguration(show),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#parts).dispose();
  }

  #show(shown: Shown | undefined): void {
    const isWanted = vscode.workspace
      .getConfiguration("attain")
      .get<boolean>("inlineValues.enabled", true);
    const numbers = isWanted ? (shown?.preview.pay?.inline ?? []) : [];
    const isStale = shown?.preview.of === "earlier";
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      editor.setDecorations(
        this.#look,
        numbers
          .filter((number) => number.uri === uri)
          .map(({ position, text }) => ({
            range: new vscode.Range(positionOf(position), positionOf(position)),
            renderOptions: { after: { contentText: isStale ? `(${text})` : text } },
          })),
      );
    }
  }
}
