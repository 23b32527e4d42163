/** A client of the server in a worker. A server that has stopped is over, so that each start makes a new one. */
import * as vscode from "vscode";
import {
  BaseLanguageClient,
  BrowserMessageReader,
  BrowserMessageWriter,
  type MessageTransports,
} from "vscode-languageclient/browser.js";
import type { FilesParams } from "@attain/language-server/protocol";
import { clientOptions } from "./extension.ts";
import { HandedFiles } from "./handing-files.ts";

export class WorkerClient extends BaseLanguageClient {
  readonly #server: string;
  readonly #files: HandedFiles;
  #handed: FilesParams["files"] = [];
  #worker: Worker | undefined;

  constructor(extension: vscode.Uri) {
    super(
      "attain",
      "Attain",
      clientOptions(() => this.#handed),
    );
    this.#server = vscode.Uri.joinPath(extension, "dist", "web-server.js").toString(true);
    this.#files = new HandedFiles(this);
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    this.#worker?.terminate();
    this.#handed = await this.#files.all();
    this.#worker = new Worker(this.#server);
    return {
      reader: new BrowserMessageReader(this.#worker),
      writer: new BrowserMessageWriter(this.#worker),
    };
  }

  override async dispose(timeout?: number): Promise<void> {
    this.#files.dispose();
    await super.dispose(timeout);
    this.#worker?.terminate();
  }
}
