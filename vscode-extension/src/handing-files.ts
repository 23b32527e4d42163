/** Hands the files of a workspace to a server that has no disk, now and as they change. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { FILES, type FilesParams } from "@attain/language-server/protocol";

const READ = "**/*.{plan,csv,tsv,json,jsonl,ndjson}";

export async function handingFiles(client: BaseLanguageClient): Promise<vscode.Disposable> {
  const hand = async (files: FilesParams["files"]): Promise<void> =>
    client.sendNotification(FILES, { files } satisfies FilesParams);
  const handAgain = (uri: vscode.Uri): void => void read(uri).then((file) => hand([file]));
  const watcher = vscode.workspace.createFileSystemWatcher(READ);
  watcher.onDidCreate(handAgain);
  watcher.onDidChange(handAgain);
  watcher.onDidDelete((uri) => void hand([{ uri: uri.toString(), text: null }]));
  const uris = await vscode.workspace.findFiles(READ, "**/node_modules/**");
  await hand(await Promise.all(uris.map(read)));
  return watcher;
}

async function read(uri: vscode.Uri): Promise<FilesParams["files"][number]> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { uri: uri.toString(), text: new TextDecoder().decode(bytes) };
  } catch {
    return { uri: uri.toString(), text: null };
  }
}
