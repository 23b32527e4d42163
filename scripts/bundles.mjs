/** How packages are bundled: what the build writes, and what tests start. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
 * The language server for a worker of a browser, in one file with nothing of Node's.
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions}
 */
export function webServer(outfile) {
  return {
    ...common,
    entryPoints: ["language-server/src/web-main.ts"],
    outfile,
    platform: "browser",
    mainFields: ["browser", "module", "main"],
    target: "es2022",
    define: { ATTAIN_PAGES: JSON.stringify(pages()) },
  };
}

/** The texts of the pages of the diagnostics, by code. */
function pages() {
  const folder = join(root, "docs/diagnostics");
  const codes = readdirSync(folder).flatMap((name) => /^(ATN\d+)\.md$/.exec(name)?.[1] ?? []);
  return Object.fromEntries(
    codes.sort().map((code) => [code, readFileSync(join(folder, `${code}.md`), "utf8")]),
  );
}

/**
 * The debug adapter in one file.
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions}
 */
export function debugAdapter(outfile) {
  return onNode("language-server/src/debug-main.ts", outfile);
}

/**
 * The language server in one file.
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions}
 */
export function languageServer(outfile) {
  return onNode("language-server/src/main.ts", outfile);
}

/** The libraries under it ask for Node's own modules as older code does. */
function onNode(entry, outfile) {
  return {
    ...common,
    entryPoints: [entry],
    outfile,
    platform: "node",
    external: ["@duckdb/node-api"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
    },
  };
}

/** What VS Code loads itself, in the one format that each of its hosts reads. */
const client = {
  ...common,
  format: "cjs",
  minify: true,
  mainFields: ["module", "main"],
  external: ["vscode"],
};

/**
 * The extension for VS Code: on Node and in a browser, the page of its preview, and the servers. Names are kept, since
 * they stand in messages.
 * @param {string} folder
 * @returns {import("esbuild").BuildOptions[]}
 */
export function extensionBundles(folder) {
  const source = "vscode-extension/src";
  const shrunk = { minify: true, keepNames: true };
  return [
    {
      ...client,
      entryPoints: [`${source}/node-main.ts`],
      outfile: `${folder}/extension.cjs`,
      platform: "node",
    },
    {
      ...client,
      entryPoints: [`${source}/web-main.ts`],
      outfile: `${folder}/web-extension.js`,
      platform: "browser",
      mainFields: ["browser", "module", "main"],
    },
    {
      ...common,
      entryPoints: [`${source}/webview/main.ts`],
      outfile: `${folder}/webview.js`,
      platform: "browser",
      format: "iife",
      target: "es2022",
      minify: true,
    },
    { ...languageServer(`${folder}/server.js`), ...shrunk },
    // A worker of VS Code is no module.
    { ...webServer(`${folder}/web-server.js`), ...shrunk, format: "iife" },
  ];
}
