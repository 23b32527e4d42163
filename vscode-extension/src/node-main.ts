/** The extension on a desktop, where the server is a process of its own. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node.js";
import { clientOptions, start } from "./extension.ts";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = {
    module: vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath,
    transport: TransportKind.ipc,
  };
  client = new LanguageClient("attain", "Attain", { run: server, debug: server }, clientOptions());
  await start(context, client);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
