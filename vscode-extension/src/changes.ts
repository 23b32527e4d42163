/** Plans as they change and close, once the server has been told: a question before that is answered of the text before. */
import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

type Listen = (plan: vscode.TextDocument) => void;

export function onPlanChange(client: BaseLanguageClient, listen: Listen): vscode.Disposable {
  const changes = client.getFeature("textDocument/didChange");
  return changes.onNotificationSent(({ textDocument }) => listen(textDocument));
}

export function onPlanClose(client: BaseLanguageClient, listen: Listen): vscode.Disposable {
  const closings = client.getFeature("textDocument/didClose");
  return closings.onNotificationSent(({ textDocument }) => listen(textDocument));
}
