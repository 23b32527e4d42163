/** Bundles the command line and the language server into one file each, with what they read beside them; and prettier's plugin. */
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { debugAdapter, languageServer, prettierPlugin, root, webServer } from "./bundles.mjs";
import { commandLine } from "./command-line.mjs";

const dist = join(root, "compiler/dist");

await commandLine(dist);
await build(prettierPlugin("compiler/dist/prettier.js"));
await build(languageServer("language-server/dist/server.js"));
await build(debugAdapter("language-server/dist/debug-adapter.js"));
await build(webServer("language-server/dist/web-server.js"));

/** Copies a folder of the repository beside a bundle. */
function ship(from, to, bundle = dist) {
  rmSync(join(bundle, to), { recursive: true, force: true });
  if (existsSync(join(root, from))) cpSync(join(root, from), join(bundle, to), { recursive: true });
}

ship("docs/diagnostics", "pages");
ship("docs/diagnostics", "pages", join(root, "language-server/dist"));
ship("compiler/templates", "templates");
ship("examples", "templates/examples");
