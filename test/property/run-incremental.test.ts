// Random edits of the data of examples: a run that computes only whom they can reach writes what one that computes all does.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type * as module from "../../compiler/src/ir/reach.ts";
import { attain, contentsOf, filesIn, newFolder, read, write } from "../support/command-line.ts";

const planted = vi.hoisted(() => ({ forgetsColumns: false }));

vi.mock("../../compiler/src/ir/reach.ts", async (original) => {
  const real = await original<typeof module>();
  const reachOf: typeof module.reachOf = (program, plan) => {
    const reach = real.reachOf(program, plan);
    return planted.forgetsColumns ? { ...reach, own: new Map() } : reach;
  };
  return { ...real, reachOf };
});

afterEach(() => {
  planted.forgetsColumns = false;
});

const EXAMPLES = fileURLToPath(new URL("../../examples", import.meta.url));

/** A cell takes the value of another row, or a row goes: what is picked is counted round. */
interface Edit {
  readonly file: number;
  readonly row: number;
  readonly column: number;
  readonly from: number;
  readonly isGone: boolean;
}

const edits = fc.array(
  fc.record<Edit>({
    file: fc.nat(),
    row: fc.nat(),
    column: fc.nat(),
    from: fc.nat(),
    isGone: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  }),
  { minLength: 4, maxLength: 4 },
);

function edited(text: string, { row, column, from, isGone }: Edit): string {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const at = row % lines.length;
  const cells = (lines[at] ?? "").split(",");
  const others = (lines[from % lines.length] ?? "").split(",");
  // A quoted comma would make other columns of it.
  if (text.includes('"')) return text;
  const place = column % cells.length;
  const changed = cells.map((cell, i) => (i === place ? (others[i] ?? cell) : cell)).join(",");
  const now = isGone ? lines.filter((_, i) => i !== at) : lines.with(at, changed);
  return `${[head, ...now].join("\n")}\n`;
}

/** Holds run after run, an edit before each, to runs that compute everybody. */
async function hold(example: string, period: string, all: readonly Edit[]): Promise<void> {
  const folder = newFolder();
  const elsewhere = newFolder();
  try {
    cpSync(join(EXAMPLES, example), folder, { recursive: true });
    await attain(folder, "run", "--period", period);
    for (const edit of all) {
      const files = filesIn(join(folder, "data")).filter((path) => path.endsWith(".csv"));
      const path = `data/${files[edit.file % files.length] ?? ""}`;
      write(folder, path, edited(read(folder, path), edit));
      const words = ["run", "--period", period, "--html"];
      const told = await attain(folder, ...words);
      const fresh = await attain(folder, ...words, "--fresh", "-o", elsewhere);
      expect([told.code, told.err]).toEqual([fresh.code, fresh.err]);
      if (told.code !== 0) continue;
      expect(contentsOf(join(folder, "out", period))).toEqual(contentsOf(join(elsewhere, period)));
    }
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(elsewhere, { recursive: true });
  }
}

describe("the files of a run after edits", () => {
  it.each([
    ["saas-account-executive", "FY2026-Q1"],
    ["manager-rollup", "FY2026-Q4"],
    ["handbook-sourcegraph", "2022-07"],
    ["team-year", "2026-09"],
    ["sdr-meetings", "2026-03"],
  ])(
    "are those of a run that computes everybody, in %s",
    { timeout: 120_000 },
    async (example, period) => {
      await fc.assert(
        fc.asyncProperty(edits, async (all) => hold(example, period, all)),
        { numRuns: 4, seed: 20260331 },
      );
    },
  );

  it(
    "are others where a key forgets the columns that name the payee",
    { timeout: 60_000 },
    async () => {
      planted.forgetsColumns = true;
      const check = fc.check(
        fc.asyncProperty(edits, async (all) => hold("saas-account-executive", "FY2026-Q1", all)),
        { numRuns: 8, seed: 20260331, endOnFailure: true },
      );
      expect((await check).failed).toBe(true);
    },
  );
});
