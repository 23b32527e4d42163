/** Commands that lenses and actions of the server call for, with what the protocol says turned into what VS Code has. */
import * as vscode from "vscode";
import type { WirePlace, WirePosition } from "@attain/language-server/protocol";
import { locationOf, positionOf } from "../places.ts";

export function editingCommands(): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(
      "attain.showReferences",
      (uri: string, position: WirePosition, places: readonly WirePlace[]) =>
        vscode.commands.executeCommand(
          "editor.action.showReferences",
          vscode.Uri.parse(uri),
          positionOf(position),
          places.map(locationOf),
        ),
    ),
    vscode.commands.registerCommand(
      "attain.rename",
      async (uri: string, position: WirePosition) => {
        const at = positionOf(position);
        await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
          selection: new vscode.Range(at, at),
        });
        await vscode.commands.executeCommand("editor.action.rename");
      },
    ),
  ];
}
