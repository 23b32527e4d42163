/** The server on Node, over standard input and output or however an editor asks it to speak. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node.js";
import { debugging } from "./debug/tunnel.ts";
import { gitVersions } from "./host/git-versions.ts";
import { loadRows } from "./host/load-rows.ts";
import { nodeDisk } from "./host/node-disk.ts";
import { shippedPages } from "./host/shipped-pages.ts";
import { startServer } from "./server/start.ts";

startServer(createConnection(ProposedFeatures.all), {
  disk: nodeDisk(),
  pages: shippedPages(import.meta.url),
  loadRows,
  versions: gitVersions(),
  answersAlso: debugging,
});
