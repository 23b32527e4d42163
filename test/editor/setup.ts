// What all tests of the editor stand on: VS Code on the machine, and the extension as it would be published.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { installedBrowser, installedVsCode } from "./install.ts";
import { startVsCode } from "./server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly url: string;
    readonly folder: string;
    readonly browser: string;
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = installedBrowser();
  const vscode = installedVsCode();
  execFileSync("npm", ["run", "--silent", "package"], { cwd: root, stdio: "inherit" });
  const { url, folder, stop } = await startVsCode(
    vscode,
    `${root}vscode-extension/dist/attain.vsix`,
  );
  project.provide("url", url);
  project.provide("folder", folder);
  project.provide("browser", browser);
  return stop;
}
