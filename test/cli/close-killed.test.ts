// `attain close` as a process of its own, killed by a signal that it can't hear: the period is closed whole and once, or not.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { common, root } from "../../scripts/bundles.mjs";
import { attain, filesIn, json, project } from "../support/command-line.ts";

// Where what the program doesn't bundle is found.
const program = join(root, "node_modules", `.attain-killed-${process.pid}`, "attain.mjs");

beforeAll(async () => {
  await build({
    ...common,
    stdin: {
      contents: 'import { start } from "./compiler/src/cli/main.ts"; await start();',
      resolveDir: root,
    },
    outfile: program,
    platform: "node",
    external: ["@duckdb/node-api", "esbuild", "prettier", "typescript"],
  });
}, 60_000);

afterAll(() => rmSync(join(program, ".."), { recursive: true }));

/** Closes the first quarter, and is killed after so many milliseconds. */
function close(folder: string, killAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, [program, "close", "FY2026-Q1"], { cwd: folder });
  if (killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter);
  return new Promise((resolve) => void child.on("close", resolve));
}

it("leaves a period open or closed, never between", { timeout: 120_000 }, async () => {
  const started = performance.now();
  expect(await close(project())).toBe(0);
  const whole = performance.now() - started;
  const ends = new Set<number | null>();
  for (let part = 1; part <= 12; part += 1) {
    const folder = project();
    ends.add(await close(folder, (whole * part) / 11));
    expect((await attain(folder, "ledger", "verify")).code).toBe(0);
    const isClosed = filesIn(folder).includes("ledger/0001.jsonl");
    const again = await attain(folder, "close", "FY2026-Q1");
    expect(again.code).toBe(isClosed ? 1 : 0);
    const { entries, totals } = (await json(folder, "ledger", "show")) as {
      entries: object[];
      totals: object;
    };
    expect([entries.length, totals]).toEqual([4, { USD: "9300.06" }]);
    expect((await attain(folder, "run", "--period", "FY2026-Q2")).out).not.toContain(
      "Late changes",
    );
  }
  // Some were killed.
  expect(ends).toContain(null);
});
