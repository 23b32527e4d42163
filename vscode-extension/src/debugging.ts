/** Going through a payout clause by clause: what to launch where nothing or little is said. */
import * as vscode from "vscode";
import type { PreviewModel } from "./preview/model.ts";
import { isPlan } from "./preview/model.ts";

export function debugging(model: PreviewModel): vscode.Disposable[] {
  return [
    vscode.debug.registerDebugConfigurationProvider("attain", {
      provideDebugConfigurations: () => [configurationOf(model)],
      // Nothing is said where somebody presses F5 without a launch.json.
      resolveDebugConfiguration: (_, given) =>
        Object.keys(given).length === 0 ? configurationOf(model) : given,
    }),
    vscode.commands.registerCommand("attain.debugPay", async () => {
      const { uri } = model.shown ?? {};
      const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
      await vscode.debug.startDebugging(folder, configurationOf(model));
    }),
  ];
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
    program: uri?.fsPath ?? "",
    ...Object.fromEntries(chosen),
  };
}
