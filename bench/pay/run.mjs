/**
 * `npm run bench`: everything that docs/benchmarks.md shows, measured and written. `--quick` takes two minutes, prints the
 * page and writes nothing of the repository; `--largest N` leaves larger markets out; `--page` measures nothing, and writes
 * the page again from what was measured.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { growthChart, speedChart } from "./charts.mjs";
import { measureClosed } from "./closed.mjs";
import { measureGrowth, measureInMemory } from "./in-processes.mjs";
import { installPeers, machine } from "./machine.mjs";
import { pageOf } from "./page.mjs";
import { measureWhole } from "./whole.mjs";

const SIZES = [1000, 10_000, 100_000, 1_000_000, 10_000_000];
/** The milliseconds that a peer has on a market, and those that one run may take; those of a run from files; turns. */
const FULL = {
  budget: 5000,
  longest: 10_000,
  longestFile: 120_000,
  rounds: 7,
  files: SIZES.slice(2),
};
const QUICK = {
  budget: 500,
  longest: 400,
  longestFile: 10_000,
  rounds: 3,
  files: SIZES.slice(1, 3),
};

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    page: { type: "boolean", default: false },
    largest: { type: "string" },
  },
});
const root = new URL("../../", import.meta.url);
const kept = new URL("results.json", import.meta.url);

const start = performance.now();
function tell(what) {
  const seconds = ((performance.now() - start) / 1000).toFixed(0).padStart(5);
  process.stderr.write(`${seconds} s  ${what}\n`);
}

async function measure() {
  const how = values.quick ? QUICK : FULL;
  const largest = Number(values.largest ?? (values.quick ? 1_000_000 : Infinity));
  const upTo = (sizes) => sizes.filter((size) => size <= largest);
  installPeers(tell);
  const measured = {
    machine: machine(),
    memory: measureInMemory(upTo(SIZES), how, tell),
    files: await measureWhole(upTo(how.files), how, tell),
    growth: [
      ...measureGrowth(how.rounds, values.quick, tell),
      measureClosed(how.rounds, values.quick, tell),
    ],
  };
  return JSON.parse(JSON.stringify(measured, (_, value) => withoutNoise(value)));
}

/** Five digits are more than a clock can tell. */
function withoutNoise(value) {
  return typeof value === "number" && !Number.isInteger(value)
    ? Number(value.toPrecision(5))
    : value;
}

const results = values.page ? JSON.parse(readFileSync(kept, "utf8")) : await measure();
const page = await format(pageOf(results), { parser: "markdown", printWidth: 100 });
if (values.quick) process.stdout.write(page);
else {
  const json = await format(JSON.stringify(results), { parser: "json", printWidth: 100 });
  writeFileSync(kept, json);
  writeFileSync(new URL("docs/benchmarks.md", root), page);
  writeFileSync(new URL("docs/images/bench-speed.svg", root), speedChart(results));
  writeFileSync(new URL("docs/images/bench-growth.svg", root), growthChart(results));
}
tell("done");
