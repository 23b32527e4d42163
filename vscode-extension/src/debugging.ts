/** Going through a payout clause by clause: what to launch where nothing or little is said, and the adapter in the server. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { DEBUG, type DebugParams } from "@attain/language-server/protocol";
import type { PreviewModel } from "./preview/model.ts";
import { isPlan } from "./preview/model.ts";

export function debugging(model: PreviewModel, client: BaseLanguageClient): vscode.Disposable[] {
  const adapters = new Map<string, Adapter>();
  return [
    client.onNotification(DEBUG, ({ session, message }: DebugParams) =>
      adapters.get(session)?.tell(message),
    ),
    vscode.debug.registerDebugAdapterDescriptorFactory("attain", {
      createDebugAdapterDescriptor: ({ id }) => {
        const adapter = new Adapter(client, id, () => adapters.delete(id));
        adapters.set(id, adapter);
        return new vscode.DebugAdapterInlineImplementation(adapter);
      },
    }),
    vscode.debug.registerDebugConfigurationProvider("attain", {
      provideDebugConfigurations: () => [configurationOf(model)],
      // Nothing is said where somebody presses F5 without a launch.json.
      resolveDebugConfiguration: (_, given) =>
        Object.keys(given).length === 0 ? configurationOf(model) : given,
      resolveDebugConfigurationWithSubstitutedVariables: (_, given) => ({
        ...given,
        program: namedByUri(given["program"]),
      }),
    }),
    vscode.commands.registerCommand("attain.debugPay", async () => {
      const { uri } = model.shown ?? {};
      const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
      await vscode.debug.startDebugging(folder, configurationOf(model));
    }),
  ];
}

/** One session of the adapter that the server holds: it sees the files as they are in the editor. */
class Adapter implements vscode.DebugAdapter {
  readonly #client: BaseLanguageClient;
  readonly #session: string;
  readonly #over: () => void;
  readonly #told = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly onDidSendMessage = this.#told.event;

  constructor(client: BaseLanguageClient, session: string, over: () => void) {
    this.#client = client;
    this.#session = session;
    this.#over = over;
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    const params: DebugParams = { session: this.#session, message };
    void this.#client.sendNotification(DEBUG, params);
  }

  tell(message: object): void {
    this.#told.fire(message);
  }

  dispose(): void {
    this.#over();
    this.#told.dispose();
  }
}

/** A launch.json names files by paths, which don't say that the folder they begin with is on no disk. */
function namedByUri(program: unknown): unknown {
  if (typeof program !== "string") return program;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.find(({ uri }) => program.startsWith(uri.fsPath))?.uri;
  if (folder === undefined || folder.scheme === "file") return program;
  const path = program.slice(folder.fsPath.length).replaceAll("\\", "/");
  return vscode.Uri.joinPath(folder, path).toString();
}

/** The payee and the period of the preview. */
function configurationOf({ shown }: PreviewModel): vscode.DebugConfiguration {
  const document = vscode.window.activeTextEditor?.document;
  const open = document !== undefined && isPlan(document) ? document.uri : undefined;
  const uri = open ?? shown?.uri;
  const isShown = shown !== undefined && shown.uri.toString() === uri?.toString();
  const { plan, payee, period, test } = isShown ? shown.preview.choices : {};
  const chosen = Object.entries({ plan, payee, period, test }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    type: "attain",
    request: "launch",
    name: "Step through a payout",
    program: uri?.toString() ?? "",
    ...Object.fromEntries(chosen),
  };
}
