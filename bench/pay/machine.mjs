/** Where it was measured and with which versions; and the installation of those that Attain is measured against. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus, platform, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { PEERS } from "./peers.mjs";

const bench = fileURLToPath(new URL("..", import.meta.url));
const FOLDERS = [
  `${bench}node_modules`,
  fileURLToPath(new URL("../../node_modules", import.meta.url)),
];
/** Measured from files only. */
const OTHERS = ["papaparse"];

export function machine() {
  const packages = [...new Set([...PEERS.flatMap((peer) => peer.package ?? []), ...OTHERS])];
  const versions = packages.map((name) => [name, versionOf(name)]);
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    system: platform(),
    node: process.version,
    packages: Object.fromEntries(versions.filter(([, version]) => version !== undefined)),
  };
}

/** The version that is installed. */
export function versionOf(name) {
  const path = FOLDERS.map((folder) => `${folder}/${name}/package.json`).find(existsSync);
  return path === undefined ? undefined : JSON.parse(readFileSync(path, "utf8")).version;
}

/** Installs what bench/package.json names, unless it is there. Who can't be installed is left out of the measurements. */
export function installPeers(tell) {
  const { dependencies } = JSON.parse(readFileSync(`${bench}package.json`, "utf8"));
  if (Object.entries(dependencies).every(([name, version]) => versionOf(name) === version)) return;
  tell("installing those that Attain is measured against");
  try {
    const options = ["--no-workspaces", "--no-audit", "--no-fund"];
    execFileSync("npm", ["ci", ...options], { cwd: bench, stdio: "inherit" });
  } catch {
    tell("npm could not install all of them; who is missing is left out");
  }
}
