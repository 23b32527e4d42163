/** Plans as they change, once the server has been told: a question before that is answered of the text before. */
import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

export function onPlanChange(
  client: BaseLanguageClient,
  listen: (plan: vscode.TextDocument) => void,
): vscode.Disposable {
  const changes = client.getFeature("textDocument/didChange");
  return changes.onNotificationSent(({ textDocument }) => listen(textDocument));
}
