/** The extension in a browser, where the server is a worker and the extension hands it the files. */
import type * as vscode from "vscode";
import { start } from "./extension.ts";
import { WorkerClient } from "./worker-client.ts";

let client: WorkerClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  client = new WorkerClient(context.extensionUri);
  await start(context, client);
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
