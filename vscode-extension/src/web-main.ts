/** The extension in a browser, where the server is a worker and the extension hands it the files. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser.js";
import { clientOptions, start } from "./extension.ts";
import { handingFiles } from "./handing-files.ts";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = vscode.Uri.joinPath(context.extensionUri, "dist", "web-server.js");
  const worker = new Worker(server.toString(true));
  client = new LanguageClient("attain", "Attain", clientOptions(), worker);
  await start(context, client);
  context.subscriptions.push(await handingFiles(client));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
