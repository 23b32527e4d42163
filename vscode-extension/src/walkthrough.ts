/** The walkthrough: how it is opened, and which of its steps are done. VS Code ticks a step when its context is set. */
import * as vscode from "vscode";
import { isPlan } from "./preview/model.ts";

/** Milliseconds that VS Code takes to slide back, and more. */
const LEAVING = 600;

const MADE_PROJECT = "attain.madeProject";

export function walkthrough({
  extension,
  globalState,
}: vscode.ExtensionContext): vscode.Disposable {
  // The window in which it was made may have been another.
  if (globalState.get<boolean>(MADE_PROJECT) === true) done(MADE_PROJECT);
  const changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (!isPlan(document) || contentChanges.length === 0) return;
    done("attain.changedPlan");
    changes.dispose();
  });
  const command = vscode.commands.registerCommand("attain.walkthrough", async () => {
    // VS Code stays with a walkthrough that is open already, unless that is left.
    await vscode.commands.executeCommand("welcome.goBack");
    // Leaving ends some time after the command does, and would close what is opened before that.
    await new Promise((resolve) => setTimeout(resolve, LEAVING));
    await vscode.commands.executeCommand(
      "workbench.action.openWalkthrough",
      `${extension.id}#attain.firstPlan`,
      false,
    );
  });
  return vscode.Disposable.from(changes, command);
}

/** Told before the folder of the project is opened, which ends this window. */
export async function madeProject({ globalState }: vscode.ExtensionContext): Promise<void> {
  done(MADE_PROJECT);
  await globalState.update(MADE_PROJECT, true);
}

export function ranTests(): void {
  done("attain.ranTests");
}

function done(step: string): void {
  void vscode.commands.executeCommand("setContext", step, true);
}
