// An extension for the tests: a file system that is on no disk, as that of a repository on the web is.
import * as vscode from "vscode";

/** The texts, by their paths, are fetched from where the extension is. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const source = vscode.Uri.joinPath(context.extensionUri, "texts.json").toString(true);
  const texts = (await (await fetch(source)).json()) as Readonly<Record<string, string>>;
  const files = new VirtualFiles(texts);
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider("acme", files));
}

class VirtualFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts))
      this.#files.set(path, new TextEncoder().encode(text));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.path);
    const isFolder = uri.path === "/" || this.#below(uri).length > 0;
    if (file === undefined && !isFolder) throw vscode.FileSystemError.FileNotFound(uri);
    const type = file === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: file?.length ?? 0 };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const { File, Directory } = vscode.FileType;
    const names = new Map(
      this.#below(uri).map((path) => {
        const [name = "", ...rest] = path.split("/");
        return [name, rest.length === 0 ? File : Directory];
      }),
    );
    return [...names];
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const { Changed, Created } = vscode.FileChangeType;
    const type = this.#files.has(uri.path) ? Changed : Created;
    this.#files.set(uri.path, content);
    this.#changed.fire([{ type, uri }]);
  }

  /** A folder is there as soon as there is a file in it. */
  createDirectory(): void {}

  /** Of a folder's files nothing is told, as by most file systems. */
  rename(from: vscode.Uri, to: vscode.Uri): void {
    const { Deleted, Created } = vscode.FileChangeType;
    for (const [path, file] of this.#files) {
      if (path !== from.path && !path.startsWith(`${from.path}/`)) continue;
      this.#files.delete(path);
      this.#files.set(to.path + path.slice(from.path.length), file);
    }
    this.#changed.fire([
      { type: Deleted, uri: from },
      { type: Created, uri: to },
    ]);
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  /** The paths of what is in a folder, from there. */
  #below({ path }: vscode.Uri): string[] {
    const folder = path.endsWith("/") ? path : `${path}/`;
    return [...this.#files.keys()]
      .filter((one) => one.startsWith(folder))
      .map((one) => one.slice(folder.length));
  }
}
