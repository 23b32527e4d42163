// VS Code for the web: the workbench with no server behind it, on a folder that is on no disk.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, relative, sep } from "node:path";
import { build } from "esbuild";
import { inject, onTestFinished } from "vitest";
import { common, root } from "../../scripts/bundles.mjs";
import { installedVsCode } from "./install.ts";
import { SETTINGS } from "./server.ts";
import { pageOf, Window } from "./window.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

type Texts = Readonly<Record<string, string>>;

/** Opens a plan of an example, with other files beside it, in a window of its own. */
export async function webWindowOn(
  example: string,
  plan: string,
  beside: Texts = {},
): Promise<Window> {
  const folder = join(root, "examples", example);
  const url = await served({ ...textsOf(folder), ...beside });
  const page = await pageOf();
  const file = `acme://pay/plans/${plan}`;
  const opened = { folder: "acme://pay/", payload: JSON.stringify([["openFile", file]]) };
  await page.goto(`${url}/?${new URLSearchParams(opened).toString()}`, {
    waitUntil: "domcontentloaded",
  });
  const window = new Window(page, folder, join(folder, "plans", plan));
  await window.ready();
  return window;
}

/** Everything that the browser asks for: the page, the workbench, the packaged extension, and that of the test. */
async function served(texts: Texts): Promise<string> {
  const made = new Map([
    ["/files/package.json", MANIFEST],
    ["/files/main.js", await virtualFiles()],
    ["/files/texts.json", JSON.stringify(texts)],
    [`/vscode/${WORKBENCH}.js`, workbench()],
  ]);
  const extensions = join(inject("folder"), "extensions");
  const packaged = readdirSync(extensions).find((name) => name.startsWith("attain."));
  const folders = { "/vscode/": installedVsCode(), "/attain/": join(extensions, packaged ?? "") };
  const server = createServer(({ url = "/", headers: { host = "" } }, response) => {
    const path = decodeURIComponent(new URL(url, `http://${host}`).pathname);
    if (path === "/") send(response, ".html", pageFor(host));
    else send(response, extname(path), made.get(path) ?? fileAt(folders, path));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(response: ServerResponse, ending: string, body: string | Buffer | undefined): void {
  response.statusCode = body === undefined ? 404 : 200;
  response.setHeader("content-type", TYPES[ending] ?? "application/octet-stream");
  response.end(body);
}

function fileAt(folders: Readonly<Record<string, string>>, path: string): Buffer | undefined {
  const found = Object.entries(folders).find(([start]) => path.startsWith(start));
  const file = found && join(found[1], path.slice(found[0].length));
  return file !== undefined && existsSync(file) ? readFileSync(file) : undefined;
}

function textsOf(folder: string): Texts {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    files.map((file) => [
      `/${relative(folder, file).split(sep).join("/")}`,
      readFileSync(file, "utf8"),
    ]),
  );
}

const MANIFEST = JSON.stringify({
  name: "virtual-files",
  publisher: "test",
  version: "1.0.0",
  engines: { vscode: "^1.100.0" },
  browser: "./main.js",
  activationEvents: ["onFileSystem:acme"],
  capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
});

async function virtualFiles(): Promise<string> {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ["test/editor/virtual-files.ts"],
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

const WORKBENCH = "out/vs/code/browser/workbench/workbench";

/** code-server's build of the workbench takes the server that it comes from for granted, and keeps settings there. */
const TAKEN_FOR_GRANTED = [
  ["remoteAuthority:location.host}", "remoteAuthority:void 0}"],
  [
    "N.file(this.userDataPath).with({scheme:K.vscodeRemote}",
    "N.file(this.userDataPath).with({scheme:K.vscodeUserData}",
  ],
] as const;

function workbench(): string {
  let text = readFileSync(join(installedVsCode(), `${WORKBENCH}.js`), "utf8");
  for (const [said, meant] of TAKEN_FOR_GRANTED) {
    if (!text.includes(said)) throw new Error(`This version of the workbench has no ${said}.`);
    text = text.replace(said, meant);
  }
  return text;
}

function pageFor(host: string): string {
  const [authority, base] = [host, `http://${host}/vscode`];
  const config = {
    additionalBuiltinExtensions: ["/files", "/attain"].map((path) => ({
      scheme: "http",
      authority,
      path,
    })),
    configurationDefaults: SETTINGS,
    enableWorkspaceTrust: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    userDataPath: "/user",
    productConfiguration: {
      webviewContentExternalBaseUrlTemplate: `${base}/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
  const settings = JSON.stringify(config).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html><html><head><meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${settings}">
<link rel="stylesheet" href="${base}/${WORKBENCH}.css"></head><body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = "${base}/out/";</script>
<script type="module" src="${base}/out/nls.messages.js"></script>
<script type="module" src="${base}/${WORKBENCH}.js"></script></html>`;
}
