/** A browser without a window, where one is installed: it prints pages as PDF. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "chrome",
  "microsoft-edge",
  "msedge",
];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The program of a browser: that of BROWSER, or the first that is installed. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env["PATH"] ?? "").split(delimiter);
  return [
    env["BROWSER"] ?? "",
    ...folders.flatMap((folder) =>
      NAMES.flatMap((name) => [join(folder, name), join(folder, `${name}.exe`)]),
    ),
    ...PLACES,
  ].find((path) => path !== "" && existsSync(path));
}

const FLAGS = [
  "--headless",
  "--disable-gpu",
  "--no-first-run",
  "--no-pdf-header-footer",
  "--disable-background-networking",
  "--disable-sync",
];

/** Prints a file as PDF. The browser gets a profile of its own, which is removed. */
export async function printToPdf(browser: string, html: string, pdf: string): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "attain-print-"));
  // Root has no sandbox in Chromium.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [
    ...FLAGS,
    ...asRoot,
    `--user-data-dir=${profile}`,
    `--print-to-pdf=${pdf}`,
    pathToFileURL(html).href,
  ];
  try {
    await new Promise<void>((done, failed) => {
      execFile(browser, args, { timeout: 60_000 }, (error) =>
        error !== null && !existsSync(pdf)
          ? failed(Object.assign(error, { syscall: "print", path: pdf, code: "EIO" }))
          : done(),
      );
    });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
