/** Cells of a spreadsheet, pasted as the rows of a rate table. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { PASTE_TABLE, type PasteTableParams } from "@attain/language-server/protocol";

const KIND = vscode.DocumentDropOrPasteEditKind.Text.append("attain", "table");

export function pastingTables(
  client: BaseLanguageClient,
  selector: vscode.DocumentSelector,
): vscode.Disposable[] {
  const rowsFor = async (
    { uri }: vscode.TextDocument,
    { line, character }: vscode.Position,
    text: string,
  ): Promise<string | null> => {
    const params: PasteTableParams = { uri: uri.toString(), position: { line, character }, text };
    return client.sendRequest<string | null>(PASTE_TABLE, params);
  };
  return [
    vscode.languages.registerDocumentPasteEditProvider(
      selector,
      {
        provideDocumentPasteEdits: async (document, [range], data) => {
          const text = (await data.get("text/plain")?.asString()) ?? "";
          // Spreadsheets separate cells by tabs; other text is pasted as it is, unless it is asked for.
          if (range === undefined || !text.includes("\t")) return undefined;
          const rows = await rowsFor(document, range.start, text);
          return rows === null
            ? undefined
            : [new vscode.DocumentPasteEdit(rows, "Insert as rows of a rate table", KIND)];
        },
      },
      { providedPasteEditKinds: [KIND], pasteMimeTypes: ["text/plain"] },
    ),
    vscode.commands.registerCommand("attain.pasteTable", async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) return;
      const text = await vscode.env.clipboard.readText();
      const rows = await rowsFor(editor.document, editor.selection.active, text);
      if (rows === null) {
        void vscode.window.showWarningMessage(
          "The clipboard holds no table of rates: copy two columns, where a rate begins and the rate.",
        );
        return;
      }
      await editor.edit((edit) => edit.replace(editor.selection, rows));
    }),
  ];
}
