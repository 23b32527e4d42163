/** The debug adapter on Node, over standard input and output. */
import { fileURLToPath } from "node:url";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { DebugAdapter } from "./debug/adapter.ts";
import { Decoder, encoded } from "./debug/wire.ts";
import { loadRows } from "./host/load-rows.ts";
import { nodeDisk } from "./host/node-disk.ts";
import { DataShelf } from "./preview/data-shelf.ts";
import { Projects } from "./server/projects.ts";

const adapter = new DebugAdapter(
  {
    projects: new Projects(nodeDisk(), { uris: () => [], read: () => undefined }),
    shelf: new DataShelf(loadRows),
    pathOf: (uri) => fileURLToPath(uri),
  },
  (message) => process.stdout.write(encoded(message)),
);
const decoder = new Decoder();

process.stdin.on("data", (chunk: Buffer) => {
  for (const message of decoder.push(chunk)) {
    const request = message as DebugProtocol.Request;
    void adapter.handle(request).then(() => {
      if (request.command === "disconnect") process.exit(0);
    });
  }
});
process.stdin.on("end", () => process.exit(0));
