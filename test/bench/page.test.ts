// The page about the benchmarks: written from what was measured, and from nothing else.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { growthChart, speedChart } from "../../bench/pay/charts.mjs";
import { digits, rate, time } from "../../bench/pay/figures.mjs";
import { inTurns, spread } from "../../bench/pay/measure.mjs";
import { pageOf } from "../../bench/pay/page.mjs";

const even = (median: number) => ({ median, low: median / 2, high: median * 2 });
const point = (deals: number, ms: number, ratio: number, wrong = 0) => ({
  deals,
  runs: 9,
  ms: even(ms),
  cpu: even(ms),
  memory: 123.4,
  ratio: even(ratio),
  cpuRatio: even(ratio),
  wrong,
  of: 40_000,
});

const RESULTS = {
  machine: {
    processor: "Abacus",
    cores: 2,
    gigabytes: 8,
    system: "linux",
    node: "v20.19.0",
    packages: { publicodes: "1.2.3" },
  },
  memory: [
    { id: "limit", points: [point(1000, 0.01, 1), point(1_000_000, 10, 1)] },
    { id: "attain-kernels", points: [point(1_000_000, 12.5, 1.25)] },
    { id: "duckdb", points: [point(1_000_000, 50, 5, 3)] },
    { id: "publicodes", points: [point(1000, 100, 10_000)], why: "one run would take long" },
  ],
  files: [
    { ...point(1_000_000, 400, 1), id: "duckdb", format: "csv" },
    { ...point(1_000_000, 440, 1.1), id: "attain", format: "csv" },
    { id: "papaparse-decimal", format: "csv", deals: 1_000_000, why: "it failed" },
  ],
  growth: [
    { series: "deals", runs: 7, points: [1, 10, 100].map((step) => ({ step, ms: even(step) })) },
    { series: "closed", runs: 7, points: [0, 10, 100].map((step) => ({ step, ms: even(300) })) },
  ],
};

/** The rows of all tables that begin so. */
function rowsOf(page: string, first: string): string[] {
  return page.split("\n").filter((line) => line.startsWith(`| ${first} |`));
}

describe("the page", () => {
  const page = pageOf(RESULTS);

  it("tells deals per second by size, and times, ratios and what was wrong with a million", () => {
    // 1,000,000 deals in 50 ms are 20 million a second; 5 times the yardstick, so 4 times the kernels' 1.25.
    expect(rowsOf(page, "DuckDB").slice(0, 2)).toEqual([
      "| DuckDB |  | 20 million |",
      "| DuckDB | 50.0 ms | 20 million | 5.00 (2.50 to 10.0) | 5.00 | 4.00 | 123 MB | 3 of 40,000 | 9 |",
    ]);
  });

  it("says in short how far apart they are, and who was wrong", () => {
    const [memory, deals, files, wrong] = page.split("\n").filter((line) => line.startsWith("- "));
    expect(memory).toBe(
      "- In memory, with 1 million deals, Attain's kernels take 1.25 times as long as the yardstick. Times as long as the kernels: DuckDB 4.00.",
    );
    expect(deals).toMatch(/ slower than the kernels with a million: Publicodes 8,000\.$/);
    expect(files).toBe(
      "- From files to payouts, with 1 million deals, `attain run` takes from CSV 1.10 times as long as DuckDB by hand, with at most 123 MB.",
    );
    expect(wrong).toMatch(/ but for these: DuckDB 3 of 40,000 with 1 million deals\.$/);
  });

  it("says who stopped early, and how much slower", () => {
    expect(page).toContain("- Publicodes, beyond 1,000 deals: one run would take long.");
    // 1,000 deals in 100 ms are 10,000 a second: the yardstick pays 100 million, the kernels 80 million.
    expect(rowsOf(page, "Publicodes")[1]).toBe(
      "| Publicodes | 1,000 | 100 ms | 10,000 | 10,000 times | 8,000 times | 123 MB | 0 of 40,000 | 9 |",
    );
  });

  it("tells of files and growth, machine and versions", () => {
    expect(rowsOf(page, "`attain run`")).toEqual([
      "| `attain run` | CSV | 440 ms | 1.10 (0.550 to 2.20) | 440 ms | 1.10 | 123 MB | 0 of 40,000 | 9 |",
    ]);
    expect(page).toContain("- Papa Parse and decimal.js, 1 million deals from CSV: it failed.");
    expect(rowsOf(page, "100")).toEqual([
      "| 100 | 100 ms | 50.0 ms to 200 ms | 10.0 |",
      "| 100 | 300 ms | 150 ms to 600 ms | 1.00 |",
    ]);
    expect(page).toContain("Abacus, 2 processors, 8 GB, linux, Node 20.19.0");
    expect(page).toContain("publicodes 1.2.3");
  });
});

describe("the charts", () => {
  it("draw a bar for everybody, ten times as many one step further", () => {
    const chart = speedChart(RESULTS);
    const widths = [...chart.matchAll(/<rect class="\w+" .*? width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    // 100, 80 and 20 million, and 10,000: eight decades between the least and the most are drawn on four steps.
    expect(widths).toHaveLength(4);
    expect(widths[3]).toBe(0);
    expect(((widths[0] ?? 0) - (widths[2] ?? 0)) / (widths[0] ?? 1)).toBeCloseTo(
      Math.log10(5) / 4,
      2,
    );
  });

  it("draw a line of growth for each series", () => {
    const chart = growthChart(RESULTS);
    expect(chart.match(/class="curve"/g)).toHaveLength(2);
    expect(chart.match(/<circle /g)).toHaveLength(6);
    expect(chart).toMatch(/^<svg [^]*<\/svg>\n$/);
  });
});

const busy = (rounds: number) => () => {
  let sum = 0;
  for (let i = 0; i < rounds; i += 1) sum += Math.sqrt(i);
  return sum;
};

describe("figures", () => {
  it("have the digits that count", () => {
    expect([0, 0.012_34, 1.234, 12.34, 1234.5, 99.95].map(digits).join(" ")).toBe(
      "0 0.0123 1.23 12.3 1,235 100",
    );
    expect([83_456_789, 64_321, 7].map(rate)).toEqual(["83 million", "64,000", "7"]);
    expect([0.1234, 12.34, 12_345].map(time)).toEqual(["0.123 ms", "12.3 ms", "12.3 s"]);
  });

  it("lie in the middle, with the middle half around them", () => {
    expect(spread([9, 1, 5, 3, 7])).toEqual({ median: 5, low: 3, high: 7 });
    expect(spread([1, 2])).toEqual({ median: 1.5, low: 1.25, high: 1.75 });
  });

  it("compare what runs in turns", async () => {
    const how = { budget: 100, least: 5, most: 9 };
    const { runs, ratio } = await inTurns(busy(4_000_000), busy(400_000), how);
    expect(runs).toBeGreaterThanOrEqual(5);
    expect(ratio.median).toBeGreaterThan(3);
    expect(ratio.median).toBeLessThan(30);
  });
});

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

it("what docs show is what was measured", async () => {
  const results = JSON.parse(read("bench/pay/results.json")) as typeof RESULTS;
  const page = await format(pageOf(results), { parser: "markdown", printWidth: 100 });
  expect(read("docs/benchmarks.md")).toBe(page);
  expect(read("docs/images/bench-speed.svg")).toBe(speedChart(results));
  expect(read("docs/images/bench-growth.svg")).toBe(growthChart(results));
});
