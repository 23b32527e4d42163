// Bundles the command line into one file, compiler/dist/attain.js, with what it needs at start.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: ["compiler/src/cli/main.ts"],
  outfile: "compiler/dist/attain.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["source"],
  external: ["@duckdb/node-api", "esbuild", "prettier", "typescript"],
  logLevel: "warning",
});
