// `--watch`: a command runs again after a change, and ends when it is interrupted.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it, vi } from "vitest";
import { main } from "../../compiler/src/cli/main.ts";
import { project, PROJECT, write } from "../support/command-line.ts";

const SALES = PROJECT["plans/sales.plan"];

/** A command that runs until `stop`, with what it has printed so far. */
function started(
  folder: string,
  ...words: string[]
): { readonly stop: () => void; readonly out: () => string; readonly code: Promise<number> } {
  const controller = new AbortController();
  const said: string[] = [];
  const code = main(words, {
    cwd: folder,
    input: async () => Buffer.from(""),
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
    colour: false,
    interactive: false,
    stop: controller.signal,
  });
  return { stop: () => controller.abort(), out: () => said.join(""), code };
}

/** How often a text has been printed. */
async function printed(out: () => string, text: string, times: number): Promise<void> {
  await vi.waitFor(() => expect(out().split(text)).toHaveLength(times + 1), {
    timeout: 15_000,
    interval: 20,
  });
}

it("runs tests again when a plan changes, whatever came of them before", async () => {
  const folder = project();
  const { out, stop, code } = started(folder, "test", "--watch");
  await printed(out, "1 test: all pass\n\nWaiting for a change. Ctrl-C ends.\n", 1);
  write(folder, "plans/sales.plan", SALES.replace("is 2,000 USD", "is 2,001 USD"));
  await printed(out, "1 test: 0 pass, 1 fail\n\nWaiting", 1);
  write(folder, "plans/sales.plan", SALES);
  await printed(out, "1 test: all pass\n", 2);
  stop();
  expect(await code).toBe(0);
}, 60_000);

it("isn't run again by what is no part of the project", async () => {
  const folder = project();
  const { out, stop, code } = started(folder, "check", "--watch");
  await printed(out, "Waiting", 1);
  write(folder, "out/2026-03/payouts.csv", "a\n");
  write(folder, "notes.txt", "b\n");
  await new Promise((resolve) => setTimeout(resolve, 400));
  await printed(out, "Waiting", 1);
  stop();
  expect(await code).toBe(0);
}, 60_000);

it("ends at once where the command line can't be understood", async () => {
  const { out, code } = started(project(), "test", "--watch", "--fliter", "x");
  expect(await code).toBe(2);
  expect(out()).toContain("Did you mean --filter?");
});

it.skipIf(process.platform === "win32")(
  "ends with 0 on SIGINT, as a process",
  async () => {
    const program = fileURLToPath(new URL("../../compiler/bin/attain.js", import.meta.url));
    const child = spawn(process.execPath, [program, "check", "--watch"], { cwd: project() });
    const said: string[] = [];
    child.stdout.on("data", (text) => void said.push(String(text)));
    child.stderr.on("data", (text) => void said.push(String(text)));
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await printed(() => said.join(""), "Waiting", 1);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(said.join("")).not.toMatch(/Error|at .+:\d+/);
  },
  60_000,
);
