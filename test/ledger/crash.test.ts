// A close that is stopped: at any byte in memory, and a real process by a signal that it can't hear.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { common } from "../../scripts/bundles.mjs";
import { ledgerDisk } from "../../compiler/src/host/ledger-disk.ts";
import { closedParts } from "../../compiler/src/ledger/ledger.ts";
import { emptyFolder, filesIn, newFolder } from "../support/command-line.ts";
import { amount, closeMonth, MemoryDisk, paid, PowerCut, wholeFrom } from "./books.ts";

const MARCH = ["60.00", "0.05"].map((value, i) =>
  paid(amount("2026-03", value, { payee: `R${i}` })),
);

function twoMonths(): MemoryDisk {
  const disk = new MemoryDisk();
  closeMonth(disk, "2026-01", [paid(amount("2026-01", "100.00"))]);
  closeMonth(disk, "2026-02", [paid(amount("2026-02", "70.00"))]);
  return disk;
}

describe("a close that loses its power", () => {
  const before = twoMonths();
  const whole = twoMonths();
  closeMonth(whole, "2026-03", MARCH);

  it("at any byte and step has closed the period once, or not at all", () => {
    const seen = new Set<number>();
    let isCut = true;
    for (let budget = 0; isCut; budget += 1) {
      const disk = new MemoryDisk(before.files, budget);
      try {
        closeMonth(disk, "2026-03", MARCH);
        isCut = false;
      } catch (error) {
        if (!(error instanceof PowerCut)) throw error;
      }
      const after = new MemoryDisk(disk.files);
      const closes = closedParts(wholeFrom(after)).map(({ period }) => period);
      seen.add(closes.length);
      expect([
        ["2026-01", "2026-02"],
        ["2026-01", "2026-02", "2026-03"],
      ]).toContainEqual(closes);
      // What a person does who doesn't know: close it again, unless it is closed.
      if (closes.length === 2) closeMonth(after, "2026-03", MARCH);
      else closeMonth(after, "2026-04", []);
      for (const name of ["0001.jsonl", "0002.jsonl", "0003.jsonl"])
        expect(Buffer.compare(after.read(name), whole.read(name))).toBe(0);
      expect(after.names().filter((name) => name.endsWith(".part"))).toEqual([]);
    }
    expect(seen).toEqual(new Set([2, 3]));
  });

  it("isn't undone, nor done twice, by one that comes second", () => {
    const disk = twoMonths();
    const old = wholeFrom(disk);
    closeMonth(disk, "2026-03", MARCH);
    const third = disk.read("0003.jsonl");
    // It had read the ledger before the other closed.
    expect(closeMonth(disk, "2026-03", [], old)).toBeUndefined();
    expect(disk.read("0003.jsonl")).toBe(third);
    expect(disk.names()).toEqual(["0001.jsonl", "0002.jsonl", "0003.jsonl"]);
  });
});

const bundles = newFolder();
const closer = join(bundles, "closer.mjs");

beforeAll(async () => {
  const entry = fileURLToPath(new URL("closer.ts", import.meta.url));
  await build({ ...common, entryPoints: [entry], outfile: closer, platform: "node" });
}, 60_000);

afterAll(() => rmSync(bundles, { recursive: true }));

/** Starts a process that closes until it has `count` closes of its own; tells how many it was sure of when it ended. */
function closing(folder: string, count: number, killAfter?: number): Promise<number> {
  const child = spawn(process.execPath, [closer, folder, String(count)]);
  let acknowledged = "";
  let trouble = "";
  child.stderr.on("data", (text: Buffer) => void (trouble += text.toString()));
  child.stdout.on("data", (text: Buffer) => {
    // From its first close on, for starting takes longer than all closes.
    if (acknowledged === "" && killAfter !== undefined)
      setTimeout(() => child.kill("SIGKILL"), killAfter);
    acknowledged += text.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("close", () =>
      trouble === "" ? resolve(acknowledged.length) : reject(new Error(trouble)),
    );
  });
}

describe("a process that closes period after period", () => {
  it(
    "is killed at any time, and what it was sure of is there, whole and once",
    { timeout: 60_000 },
    async () => {
      const folder = emptyFolder();
      let sure = 0;
      let unsure = 0;
      for (let round = 0; round < 10; round += 1) {
        sure += await closing(folder, 100_000, round * 7);
        unsure += 1;
        const { closes } = wholeFrom(ledgerDisk(folder));
        expect(closes.length).toBeGreaterThanOrEqual(sure);
        expect(closes.length).toBeLessThanOrEqual(sure + unsure);
        expect(new Set(closes.map(({ head }) => head.period)).size).toBe(closes.length);
      }
      expect(sure).toBeGreaterThan(10);
      await closing(folder, 1);
      expect(filesIn(folder).filter((name) => !/^\d+\.jsonl$/.test(name))).toEqual([]);
    },
  );

  it(
    "doesn't hinder another, nor is hindered: each close is somebody's",
    { timeout: 60_000 },
    async () => {
      const folder = emptyFolder();
      const done = await Promise.all([
        closing(folder, 40),
        closing(folder, 40),
        closing(folder, 40),
      ]);
      expect(done).toEqual([40, 40, 40]);
      const { closes } = wholeFrom(ledgerDisk(folder));
      expect(closes).toHaveLength(120);
      expect(new Set(closes.map(({ head }) => head.period)).size).toBe(120);
    },
  );
});
