/** Shows what Attain is, on one screen: the commands on a copy of an example, which is gone afterwards. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = join(root, "examples/saas-account-executive");

const COMMANDS = [
  ["check"],
  ["test", "--filter", "capped"],
  ["run", "--period", "FY2026-Q1"],
  ["explain", "Marcus Bell", "--period", "FY2026-Q1"],
];

const folder = mkdtempSync(join(tmpdir(), "attain-demo-"));
try {
  cpSync(example, folder, { recursive: true, filter: (path) => basename(path) !== "out" });
  for (const words of COMMANDS) {
    console.log(
      `$ attain ${words.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ")}`,
    );
    const { status } = spawnSync(
      process.execPath,
      [join(root, "compiler/bin/attain.js"), ...words],
      { cwd: folder, stdio: "inherit" },
    );
    if (status !== 0) {
      process.exitCode = status ?? 1;
      break;
    }
    console.log();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
