// The examples: each checks, tests and pays what is expected, explains it, and pays the same whenever and however it is run.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import {
  attain,
  contentsOf,
  emptyFolder,
  filesIn,
  json,
  read,
  write,
} from "../support/command-line.ts";
import { consoleFaults, isConsole } from "../support/console-blocks.ts";
import { readPage } from "../support/markdown.ts";
import { type Explained, sumOf, unexplained } from "./amounts.ts";

// Whole projects are loaded and paid.
vi.setConfig({ testTimeout: 60_000 });

const root = fileURLToPath(new URL("../../examples", import.meta.url));

/** The period that an example's README pays. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "customer-success": "FY2027-Q1",
  "filing-st-bernard": "2009-06",
  "gross-margin-distributor": "2026-04",
  "handbook-sourcegraph": "2022-07",
  "manager-rollup": "FY2026-Q4",
  "saas-account-executive": "FY2026-Q1",
  "sdr-meetings": "2026-03",
  "team-year": "2026-09",
  "template-quotapath": "2026-03",
};

interface Paid {
  readonly receipt: { readonly totals: Readonly<Record<string, string>>; readonly payees: number };
  readonly payouts: readonly {
    readonly plan: string;
    readonly payee: string;
    readonly currency: string;
    readonly components: Readonly<Record<string, string>>;
    readonly payout: string;
  }[];
}

test("all examples are held", () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(EXAMPLES));
});

describe.each(Object.entries(EXAMPLES))("%s", (name, period) => {
  test("checks without a finding", async () => {
    const folder = copyOf(name);
    expect((await attain(folder, "check")).code).toBe(0);
    expect(await json(folder, "check")).toMatchObject({ diagnostics: [] });
  });

  test("passes its tests", async () => {
    const folder = copyOf(name);
    const { code, out } = await attain(folder, "test");
    expect(code, out).toBe(0);
    expect(out).toMatch(/^\d+ tests: all pass$/m);
  });

  test("has a README that shows what its commands print", async () => {
    const path = `examples/${name}/README.md`;
    const page = readPage({ path, text: readFileSync(join(root, name, "README.md"), "utf8") });
    expect(page.fences.filter(isConsole).length).toBeGreaterThan(2);
    expect((await consoleFaults(page)).join("\n\n")).toBe("");
  });

  test("pays what is expected, to the byte", async () => {
    const folder = copyOf(name);
    const { code, out, err } = await attain(folder, "run", "--period", period);
    expect(code, out + err).toBe(0);
    expect(read(folder, `out/${period}/payouts.csv`)).toBe(read(folder, "expected/payouts.csv"));
  });

  test("hands out a receipt of what it pays, and a statement to each payee", async () => {
    const folder = copyOf(name);
    const { receipt, payouts } = (await json(folder, "run", "--period", period)) as Paid;
    expect(payouts.length).toBeGreaterThan(3);
    const currencies = [...new Set(payouts.map(({ currency }) => currency))];
    expect(Object.keys(receipt.totals)).toEqual(currencies);
    for (const currency of currencies) {
      const ofCurrency = payouts.filter((row) => row.currency === currency);
      const sum = sumOf(ofCurrency.map(({ payout }) => payout));
      expect(sumOf([receipt.totals[currency] ?? ""])).toEqual(sum);
    }
    expect(receipt.payees).toBe(payouts.length);
    expect(JSON.parse(read(folder, `out/${period}/receipt.json`))).toEqual(receipt);
    const statements = filesIn(join(folder, "out", period, "statements"));
    const owners = payouts.flatMap(({ plan, payee }) =>
      ["json", "md"].map((ending) => `${plan}/${period}/${payee}.${ending}`),
    );
    expect(statements).toEqual(owners.sort());
  });

  test("explains every payee, and the explanations add up", async () => {
    const folder = copyOf(name);
    const { payouts } = (await json(folder, "run", "--period", period, "--dry-run")) as Paid;
    for (const { plan, payee, payout } of payouts) {
      const { explanations } = (await json(folder, "explain", payee, "--period", period)) as {
        explanations: Explained[];
      };
      const explained = explanations.filter((one) => one.plan === plan);
      expect(explained.map(({ total }) => total)).toEqual([payout]);
      expect(explained.flatMap(unexplained)).toEqual([]);
    }
  });
});

describe.each(Object.entries(EXAMPLES))("%s, again", (name, period) => {
  test("gives the same bytes when it is run again", async () => {
    const [first, second] = [copyOf(name), copyOf(name)];
    for (const folder of [first, second, second]) await attain(folder, "run", "--period", period);
    const outcomes = [first, second].map((folder) => contentsOf(join(folder, "out")));
    expect(outcomes[0]).toEqual(outcomes[1]);
  });

  test.each([1, 2, 3])("pays the same from rows in another order, %i", async (seed) => {
    const folder = copyOf(name);
    for (const path of filesIn(join(folder, "data"))) {
      if (path.endsWith(".csv"))
        write(folder, `data/${path}`, shuffled(read(folder, `data/${path}`), seed));
    }
    const { code, out, err } = await attain(folder, "run", "--period", period);
    expect(code, out + err).toBe(0);
    expect(read(folder, `out/${period}/payouts.csv`)).toBe(read(folder, "expected/payouts.csv"));
  });
});

/** A copy of an example that goes away with the test. */
function copyOf(name: string): string {
  const folder = join(emptyFolder(), name);
  cpSync(join(root, name), folder, { recursive: true, filter: (path) => basename(path) !== "out" });
  return folder;
}

/** The lines of a table below its heading in another order: none of them has a line's end in a cell. */
function shuffled(text: string, seed: number): string {
  const [heading = "", ...rows] = text.trimEnd().split("\n");
  let state = seed;
  for (let i = rows.length - 1; i > 0; i -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [rows[i], rows[j]] = [rows[j] ?? "", rows[i] ?? ""];
  }
  return `${[heading, ...rows].join("\n")}\n`;
}
