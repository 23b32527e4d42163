/** The files of what is open. A disk is searched; other file systems mostly can't be, so they are walked through. */
import * as vscode from "vscode";

/** Those whose names end in one of several ways, such as `plan`. */
export async function filesEndingIn(endings: readonly string[]): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map(async (folder) => filesOf(folder, endings)));
  return found.flat();
}

async function filesOf(
  folder: vscode.WorkspaceFolder,
  endings: readonly string[],
): Promise<vscode.Uri[]> {
  if (folder.uri.scheme === "file") {
    try {
      const pattern = new vscode.RelativePattern(folder, `**/*.{${endings.join(",")}}`);
      return await vscode.workspace.findFiles(pattern, "**/node_modules/**");
    } catch {
      // Some hosts can't search their disk either.
    }
  }
  return filesBelow(folder.uri, endings);
}

const PASSED_OVER = /^(?:\.|node_modules$)/;

/** Links to folders aren't followed: they may lead back. */
async function filesBelow(folder: vscode.Uri, endings: readonly string[]): Promise<vscode.Uri[]> {
  const { File, Directory } = vscode.FileType;
  const found = await Promise.all(
    (await entriesOf(folder)).map(async ([name, type]) => {
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === Directory && !PASSED_OVER.test(name)) return filesBelow(uri, endings);
      const isWanted = (type & File) !== 0 && endings.some((ending) => name.endsWith(`.${ending}`));
      return isWanted ? [uri] : [];
    }),
  );
  return found.flat();
}

/** Of a folder that can't be read, none. */
async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
