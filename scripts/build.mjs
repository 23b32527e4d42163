/** Bundles the command line and the language server into one file each, with what they read beside them; and prettier's plugin. */
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build } from "esbuild";
import {
  common,
  debugAdapter,
  languageServer,
  prettierPlugin,
  root,
  webServer,
} from "./bundles.mjs";

const dist = join(root, "compiler/dist");

/** A hash of all sources of a package, in the order of their names: receipts carry it. */
function hashOf(folder) {
  const hash = createHash("sha256");
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash.update(relative(root, file).split(sep).join("/")).update(readFileSync(file));
  return hash.digest("hex");
}

await build({
  ...common,
  entryPoints: ["compiler/src/cli/program.ts"],
  outfile: "compiler/dist/attain.js",
  platform: "node",
  external: ["@duckdb/node-api", "esbuild", "prettier", "typescript"],
  define: {
    ATTAIN_COMPILER_HASH: JSON.stringify(hashOf("compiler/src")),
    ATTAIN_RUNTIME_HASH: JSON.stringify(hashOf("runtime/src")),
  },
});

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
