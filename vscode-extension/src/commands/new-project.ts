/** Makes a project from a template: a plan with its data and tests, in an empty folder. */
import * as vscode from "vscode";
import type { PreviewPanel } from "../preview/panel.ts";
import { madeProject } from "../walkthrough.ts";
import { grouped, type Template } from "./templates.ts";

interface Choice extends vscode.QuickPickItem {
  readonly template?: Template;
}

export function newProject(
  context: vscode.ExtensionContext,
  panel: PreviewPanel,
): vscode.Disposable {
  const templates = vscode.Uri.joinPath(context.extensionUri, "dist", "templates");
  return vscode.commands.registerCommand("attain.newProject", async () => {
    const index = vscode.Uri.joinPath(templates, "index.json");
    const list = new TextDecoder().decode(await vscode.workspace.fs.readFile(index));
    const template = await picked(JSON.parse(list) as Template[]);
    const folder = template && (await emptyFolder(template));
    if (template === undefined || folder === undefined) return;
    for (const path of template.files) {
      // On the web they come from another file system, which can only be read.
      const bytes = await vscode.workspace.fs.readFile(
        vscode.Uri.joinPath(templates, template.name, path),
      );
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), bytes);
    }
    await madeProject(context);
    await opened(folder, template, panel);
  });
}

async function picked(templates: readonly Template[]): Promise<Template | undefined> {
  const choices = grouped(templates).flatMap(({ group, templates: some }): Choice[] => [
    { label: group, kind: vscode.QuickPickItemKind.Separator },
    ...some.map((template) => ({ label: template.title, detail: template.summary, template })),
  ]);
  const choice = await vscode.window.showQuickPick(choices, {
    title: "New Attain project",
    placeHolder: "Which plan comes nearest to yours?",
    matchOnDetail: true,
  });
  return choice?.template;
}

/** Nothing that is there is written over: a folder that isn't empty gets one of the template's name. */
async function emptyFolder({ name }: Template): Promise<vscode.Uri | undefined> {
  const start = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    openLabel: "Make the project here",
    ...(start === undefined ? {} : { defaultUri: start }),
  });
  const [parent] = chosen ?? [];
  if (parent === undefined) return undefined;
  const isEmpty = (await vscode.workspace.fs.readDirectory(parent)).length === 0;
  const folder = isEmpty ? parent : vscode.Uri.joinPath(parent, name);
  try {
    await vscode.workspace.fs.stat(folder);
  } catch {
    return folder;
  }
  if (isEmpty) return folder;
  void vscode.window.showErrorMessage(
    `There is a folder ${name} already. Choose an empty folder, or rename that one.`,
  );
  return undefined;
}

/** In this window, if the folder belongs to what is open. */
async function opened(folder: vscode.Uri, { plan }: Template, panel: PreviewPanel): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(folder) === undefined) {
    await vscode.commands.executeCommand("vscode.openFolder", folder);
    return;
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, plan));
  await panel.open();
}
