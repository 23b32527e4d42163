/** Bundles the command line into one file, with the pages of the diagnostics and the templates beside it. */
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
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
  absWorkingDir: root,
  entryPoints: ["compiler/src/cli/program.ts"],
  outfile: "compiler/dist/attain.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["source"],
  mainFields: ["module", "main"],
  external: ["@duckdb/node-api", "esbuild", "prettier", "typescript"],
  define: {
    ATTAIN_COMPILER_HASH: JSON.stringify(hashOf("compiler/src")),
    ATTAIN_RUNTIME_HASH: JSON.stringify(hashOf("runtime/src")),
  },
  logLevel: "warning",
});

/** Copies a folder of the repository beside the bundle. */
function ship(from, to) {
  rmSync(join(dist, to), { recursive: true, force: true });
  if (existsSync(join(root, from))) cpSync(join(root, from), join(dist, to), { recursive: true });
}

ship("docs/diagnostics", "pages");
ship("examples", "templates");
