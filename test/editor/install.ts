// Brings a real VS Code onto the machine: the server inside of the npm package code-server. Nothing is compiled.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** VS Code 1.100.3, which runs on Node 20. */
const VERSION = "4.100.3";
const INTEGRITY =
  "sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==";

const QUIET = {
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_loglevel: "error",
};

/** The folder of the server; it is installed once for a user. */
export function installedVsCode(): string {
  const cache = process.env["ATTAIN_EDITOR_CACHE"] ?? join(homedir(), ".cache", "attain");
  const folder = join(cache, `code-server-${VERSION}`);
  const mark = join(folder, ".whole");
  if (existsSync(mark)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const run = (command: string, args: readonly string[]): void =>
    void execFileSync(command, args, {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, ...QUIET },
    });
  run("npm", ["pack", "--silent", `code-server@${VERSION}`]);
  const archive = `code-server-${VERSION}.tgz`;
  checkIntegrity(join(folder, archive));
  run("tar", ["xzf", archive, "--strip-components=3", "package/lib/vscode"]);
  rmSync(join(folder, archive));
  run("npm", ["install", "--ignore-scripts", "--omit=dev", "--no-save"]);
  symlinkSync("node_modules", join(folder, "node_modules.asar"));
  writeFileSync(mark, "");
  return folder;
}

function checkIntegrity(archive: string): void {
  const hash = createHash("sha512").update(readFileSync(archive)).digest("base64");
  if (`sha512-${hash}` !== INTEGRITY)
    throw new Error(`code-server ${VERSION} is not what it was: its hash is sha512-${hash}.`);
}

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export function installedBrowser(): string {
  const named = process.env["CHROMIUM"];
  const found = named ?? BROWSERS.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(
      "The tests of the editor need Chromium: apt-get install chromium, or say where it is by CHROMIUM=path.",
    );
  return found;
}
