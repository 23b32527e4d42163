// A VS Code server with the packaged extension in it. It hears the loopback only, and leaves nothing behind.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Without what would ask, hint or phone. Trust is asked for in one test. */
export const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.layoutControl.enabled": false,
  "window.commandCenter": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.commandCenter.enabled": false,
  "files.autoSave": "off",
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
};

export interface VsCode {
  readonly url: string;
  /** A folder that is gone with the server, for workspaces. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

export async function startVsCode(vscode: string, vsix: string): Promise<VsCode> {
  // Short, for the path of a socket has at most 107 characters.
  const folder = mkdtempSync(join(tmpdir(), "att-"));
  const env = environment(folder);
  mkdirSync(join(folder, "server/data/User"), { recursive: true });
  writeFileSync(join(folder, "server/data/User/settings.json"), JSON.stringify(SETTINGS));
  const args = [
    join(vscode, "out/server-main.js"),
    `--server-data-dir=${join(folder, "server")}`,
    `--extensions-dir=${join(folder, "extensions")}`,
    "--accept-server-license-terms",
    "--telemetry-level=off",
  ];
  execFileSync(process.execPath, [...args, "--install-extension", vsix, "--force"], {
    env,
    // It complains of a log that it can't write. Whatever makes it fail is told by the error.
    stdio: "pipe",
  });
  const child = spawn(
    process.execPath,
    [...args, "--host", "127.0.0.1", "--port", "0", "--without-connection-token"],
    // A group of its own, so that the hosts of extensions and the language server end with it.
    { env, detached: true },
  );
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { url: await listening(child), folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:VSCODE_|ELECTRON_|VITEST|NODE_OPTIONS$|NODE_ENV$|XDG_(?:CONFIG|DATA|CACHE|STATE)_HOME$)/.test(
        name,
      ),
  );
  return {
    ...Object.fromEntries(own),
    HOME: folder,
    TMPDIR: folder,
    XDG_RUNTIME_DIR: folder,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}

async function listening(child: ChildProcess): Promise<string> {
  let log = "";
  return new Promise((resolve, reject) => {
    const hear = (data: Buffer): void => {
      log += data.toString();
      const port = /listening on (\d+)/.exec(log)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", () => reject(new Error(`VS Code did not start:\n${log}`)));
    setTimeout(() => reject(new Error(`VS Code took too long:\n${log}`)), 60_000).unref();
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => void child.once("exit", resolve));
  const signal = (name: "SIGTERM" | "SIGKILL"): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has ended by itself.
    }
  };
  if (child.exitCode !== null) return;
  signal("SIGTERM");
  await Promise.race([gone, new Promise((resolve) => void setTimeout(resolve, 5000).unref())]);
  signal("SIGKILL");
}
