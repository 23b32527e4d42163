/** How packages are bundled: what the build writes, and what tests start. */
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** @satisfies {import("esbuild").BuildOptions} */
export const common = {
  absWorkingDir: root,
  bundle: true,
  target: "node20",
  format: "esm",
  conditions: ["source"],
  mainFields: ["module", "main"],
  logLevel: "warning",
};

/**
 * The plugin for prettier in one file, with nothing of Node's, so that it runs in a browser too.
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions}
 */
export function prettierPlugin(outfile) {
  return {
    ...common,
    entryPoints: ["compiler/src/format/prettier.ts"],
    outfile,
    platform: "neutral",
  };
}

/**
 * The language server in one file. The libraries under it ask for Node's own modules as older code does.
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions}
 */
export function languageServer(outfile) {
  return {
    ...common,
    entryPoints: ["language-server/src/main.ts"],
    outfile,
    platform: "node",
    external: ["@duckdb/node-api"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
    },
  };
}
