/** The files of the library, which no disk holds: they are opened to be read. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LIBRARY_TEXT, type LibraryParams } from "@attain/language-server/protocol";

export function library(client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider("attain", {
    provideTextDocumentContent: async (uri) =>
      client.sendRequest<string | null>(LIBRARY_TEXT, {
        uri: uri.toString(true),
      } satisfies LibraryParams),
  });
}
