/** Bundles the command line into one script. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build } from "esbuild";
import { common, root } from "./bundles.mjs";

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

/**
 * Writes what `compiler/bin` starts into a folder: one script, its hash in the first line. It is of ASCII alone, which V8
 * keeps in a byte a character, and leaves importing to who starts it.
 * @param {string} folder
 */
export async function commandLine(folder) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ["compiler/src/cli/main.ts"],
    write: false,
    platform: "node",
    format: "cjs",
    supported: { "dynamic-import": false },
    minify: true,
    external: ["@duckdb/node-api", "esbuild", "prettier", "typescript"],
    define: {
      ATTAIN_COMPILER_HASH: JSON.stringify(hashOf("compiler/src")),
      ATTAIN_RUNTIME_HASH: JSON.stringify(hashOf("runtime/src")),
      ATTAIN_IMPORT: "bundleImport",
      "import.meta.url": "bundleUrl",
    },
    banner: {
      js: '(function(module,require,__filename,bundleImport){const bundleUrl=require("node:url").pathToFileURL(__filename).href;',
    },
    footer: { js: "})" },
  });
  const text = outputFiles[0].text.replace(/[^\0-\x7F]/g, escaped);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  rmSync(join(folder, "compiled"), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "attain.cjs"), `// ${hash}\n${text}`);
}

/** The same in texts, templates and patterns, where esbuild leaves some as they are. */
function escaped(sign) {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
