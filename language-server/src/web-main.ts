/** The server in a worker of a browser: an editor hands over the files. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from "vscode-languageserver/browser.js";
import { debugging } from "./debug/tunnel.ts";
import { FILES, type FilesParams } from "./protocol.ts";
import { startServer } from "./server/start.ts";
import { HandedFiles } from "./web/handed-files.ts";
import { rowsOf } from "./web/handed-rows.ts";

/** The pages of the diagnostics: the build puts their texts in. */
declare const ATTAIN_PAGES: Readonly<Record<string, string>>;

/** The global object of a worker is its port; the types of Node don't know that. */
const port = globalThis as never;
const files = new HandedFiles();
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));

startServer(connection, {
  disk: files,
  pages: { page: (code) => ATTAIN_PAGES[code], uri: () => undefined },
  loadRows: rowsOf((uri) => files.read(uri)),
  versions: async () => undefined,
  answersAlso: debugging,
  begin: ({ files: given = [] }) => files.hand({ files: given }),
  listen: (changed) => {
    connection.onNotification(FILES, (params: FilesParams) => {
      files.hand(params);
      changed();
    });
  },
});
