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
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory("attain", {
      createDebugAdapterDescriptor: () => adapter(context.extensionUri),
    }),
  );
  client = new LanguageClient("attain", "Attain", { run: server, debug: server }, clientOptions());
  await start(context, client);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** Runs on the editor's own Node. */
function adapter(extension: vscode.Uri): vscode.DebugAdapterExecutable {
  const program = vscode.Uri.joinPath(extension, "dist", "debug-adapter.js").fsPath;
  return new vscode.DebugAdapterExecutable(process.execPath, [program], {
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
}
