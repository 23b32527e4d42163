// Rows that come late, are corrected or go away, generated: whatever they are, the ledger sums to what its closed periods
// come to now, and what is closed stays byte for byte as it is.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  attain,
  json,
  newFolder,
  PROJECT,
  read,
  write,
  writeAll,
} from "../support/command-line.ts";
import { rmSync } from "node:fs";
import { join } from "node:path";

const QUARTERS = ["FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4"];
const QUOTAS = ["R1", "R2"].flatMap((rep) => QUARTERS.map((quarter) => `${rep},${quarter},1000\n`));

/** A change of the data: a deal is added or corrected, or it goes away. */
interface Change {
  readonly deal: number;
  readonly rep: string;
  readonly cents: number | undefined;
  readonly month: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  deal: fc.integer({ min: 1, max: 6 }),
  rep: fc.constantFrom("R1", "R2"),
  cents: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined, freq: 4 }),
  month: fc.integer({ min: 1, max: 12 }),
});

/** The changes before each close. */
const story = fc.array(fc.array(change, { maxLength: 4 }), { minLength: 2, maxLength: 4 });

function dealsAfter(changes: readonly Change[]): string {
  const rows = new Map<number, string>();
  for (const { deal, rep, cents, month } of changes) {
    if (cents === undefined) rows.delete(deal);
    else {
      const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
      rows.set(deal, `D${deal},${rep},${amount},2026-${String(month).padStart(2, "0")}-15\n`);
    }
  }
  return `id,rep,amount,closed\n${[...rows.values()].join("")}`;
}

/** Cents of exact text, of which nothing lies below. */
function centsOf(text = "0.00"): bigint {
  expect(text).toMatch(/^-?\d+\.\d\d$/);
  return BigInt(text.replace(".", ""));
}

/** What the closed quarters come to where there has never been a ledger. */
async function recomputed(deals: string, quarters: readonly string[]): Promise<bigint> {
  const fresh = newFolder();
  writeAll(fresh, { ...FILES, "data/deals.csv": deals });
  let sum = 0n;
  for (const quarter of quarters) {
    const run = (await json(fresh, "run", "--period", quarter, "--dry-run")) as {
      receipt: { totals: { USD?: string } };
    };
    sum += centsOf(run.receipt.totals.USD);
  }
  rmSync(fresh, { recursive: true });
  return sum;
}

// The large deals of the sample are of 50,000; here they are of 500.
const FILES = {
  ...PROJECT,
  "plans/sales.plan": PROJECT["plans/sales.plan"]
    .replace("50,000 USD\n", "500 USD\n")
    .replace(/^test[^]*/m, ""),
  "data/quotas.csv": `rep,quarter,amount\n${QUOTAS.join("")}`,
};

test("the ledger sums to what its closed periods come to now", { timeout: 120_000 }, async () => {
  let differences = 0;
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const folder = newFolder();
      writeAll(folder, FILES);
      const closed: string[] = [];
      for (const [i, quarter] of QUARTERS.slice(0, steps.length).entries()) {
        const deals = dealsAfter(steps.slice(0, i + 1).flat());
        write(folder, "data/deals.csv", deals);
        const run = (await json(folder, "run", "--period", quarter, "--dry-run")) as {
          receipt: { totals: { USD?: string } };
        };
        const { code, err } = await attain(folder, "close", quarter);
        expect([code, err.replace(/^warning .*\n/gm, "")]).toEqual([0, ""]);
        closed.push(read(folder, `ledger/000${i + 1}.jsonl`));
        const { entries, totals } = (await json(folder, "ledger", "show")) as {
          entries: { kind: string; postedIn: string; amount: string }[];
          totals: { USD?: string };
        };
        differences += entries.filter(({ kind }) => kind === "difference").length;
        expect(centsOf(totals.USD)).toBe(await recomputed(deals, QUARTERS.slice(0, i + 1)));
        // What the run has shown is what the close has posted.
        const posted = entries.filter(({ postedIn }) => postedIn === quarter);
        const sum = posted.reduce((total, { amount }) => total + centsOf(amount), 0n);
        expect(centsOf(run.receipt.totals.USD)).toBe(sum);
      }
      for (const [i, text] of closed.entries())
        expect(read(folder, join("ledger", `000${i + 1}.jsonl`))).toBe(text);
      expect((await attain(folder, "ledger", "verify")).code).toBe(0);
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 15 },
  );
  expect(differences).toBeGreaterThan(10);
});
