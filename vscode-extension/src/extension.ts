/** The extension on a client of the language server, whether that runs on Node or in a browser. */
import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { ClientCommand, InitializationOptions } from "@attain/language-server/protocol";
import { debugging } from "./debugging.ts";
import { editingCommands } from "./commands/editing.ts";
import { newProject } from "./commands/new-project.ts";
import { pastingTables } from "./commands/paste-table.ts";
import { library } from "./library.ts";
import { InlineValues } from "./preview/inline.ts";
import { PreviewModel } from "./preview/model.ts";
import { PreviewPanel } from "./preview/panel.ts";
import { PayStatus } from "./preview/status-bar.ts";
import { TestExplorer } from "./testing/test-explorer.ts";
import { walkthrough } from "./walkthrough.ts";

const SELECTOR = [{ language: "attain" }];

const COMMANDS: readonly ClientCommand[] = [
  "attain.showReferences",
  "attain.rename",
  "attain.preview",
  "attain.runTest",
];

/** Set once the extension is up: the client offers the server's command for running a test before that. */
let explorer: TestExplorer | undefined;

/** The files are asked for each time that the server starts. */
export function clientOptions(files?: () => InitializationOptions["files"]): LanguageClientOptions {
  return {
    documentSelector: SELECTOR,
    initializationOptions: (): InitializationOptions => {
      const handed = files?.();
      return { clientCommands: COMMANDS, ...(handed === undefined ? {} : { files: handed }) };
    },
    middleware: {
      executeCommand: async (command, given: readonly unknown[], next) => {
        const [uri, title] = given;
        if (command !== "attain.runTest" || explorer === undefined)
          return next(command, [...given]) as Promise<unknown>;
        return explorer.runOne(vscode.Uri.parse(String(uri)), String(title));
      },
    },
  };
}

export async function start(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
): Promise<void> {
  const model = new PreviewModel(client);
  const panel = new PreviewPanel(model, context.extensionUri);
  explorer = new TestExplorer(client);
  context.subscriptions.push(
    model,
    panel,
    explorer,
    new InlineValues(model),
    new PayStatus(model),
    newProject(context, panel),
    walkthrough(context),
    library(client),
    ...editingCommands(),
    ...debugging(model, client),
    ...pastingTables(client, SELECTOR),
    vscode.commands.registerCommand("attain.preview", async (uri?: unknown, plan?: unknown) => {
      if (typeof uri === "string" && typeof plan === "string")
        model.choose("plan", plan, vscode.Uri.parse(uri));
      await panel.open();
    }),
    vscode.commands.registerCommand("attain.toggleNames", () =>
      model.choose("hidesNames", model.shown?.wish.hidesNames !== true),
    ),
    vscode.commands.registerCommand("attain.restartServer", async () => {
      await client.stop();
      await client.start();
      model.refresh();
    }),
  );
  await client.start();
  model.refresh();
}
