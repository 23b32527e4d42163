/** From files to payouts on disk: whole processes, start-up and all, in turns; what each used, and whether its cents are right. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readExact, scratch } from "./cache.mjs";
import { CONTENDERS } from "./contenders.mjs";
import { time } from "./figures.mjs";
import { projectOf } from "./files.mjs";
import { decimal, payeeId, QUARTERS } from "./generate.mjs";
import { spread } from "./measure.mjs";

const usageHook = fileURLToPath(new URL("whole/usage.cjs", import.meta.url));

/** Runs a program and tells what it used: milliseconds of the clock and the processor, and megabytes. */
export function used({ args, cwd }) {
  const usage = join(scratch("usage"), `${process.pid}.json`);
  const start = performance.now();
  execFileSync(process.execPath, ["--require", usageHook, ...args], {
    cwd,
    env: { ...process.env, ATTAIN_BENCH_USAGE: usage },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ms = performance.now() - start;
  return { ms, ...JSON.parse(readFileSync(usage, "utf8")) };
}

/**
 * All contenders on all markets, from each format, in turns. One is left out of a market if it would take longer than
 * `longestFile` milliseconds there.
 */
export async function measureWhole(sizes, { rounds, longestFile }, tell) {
  const measured = [];
  for (const format of ["csv", "parquet"]) {
    for (const deals of sizes) {
      const contenders = CONTENDERS.filter(({ formats }) => formats.includes(format));
      const reasons = contenders.map(({ id }) =>
        reasonToStop(measured, id, format, deals, longestFile),
      );
      const running = contenders.filter((_, i) => reasons[i] === undefined);
      measured.push(...(await measureFiles(running, deals, format, rounds, tell)));
      for (const [i, why] of reasons.entries())
        if (why !== undefined) measured.push({ id: contenders[i].id, deals, format, why });
    }
  }
  return measured;
}

function reasonToStop(measured, id, format, deals, longest) {
  const last = measured.findLast((one) => one.id === id && one.format === format);
  if (last === undefined) return undefined;
  if (last.why !== undefined) return last.why;
  const expected = (last.ms.median * deals) / last.deals;
  return expected > longest ? `one run would take about ${time(expected)}` : undefined;
}

/** After so many milliseconds in all, one that is slow takes no further turns. */
const ENOUGH = 120_000;

async function measureFiles(contenders, deals, format, rounds, tell) {
  const payees = deals / 100;
  const project = await projectOf(deals, payees, format);
  const exact = readExact(deals, payees);
  const running = contenders.map((contender) => ({ contender, turns: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const one of running) {
      const { contender, turns } = one;
      if (one.why !== undefined || turns.reduce((sum, { ms }) => sum + ms, 0) > ENOUGH) continue;
      tell(`${contender.name}, ${deals} deals from ${format}, ${round + 1} of ${rounds}`);
      const out = freshFolder(`${contender.id}-${format}`);
      try {
        const figures = used(contender.start(project, format, out));
        turns.push({ ...figures, wrong: wrongIn(join(out, contender.output), exact) });
      } catch {
        one.why = "it failed";
      }
    }
  }
  const yardstick = running[0].turns;
  return running.map(({ contender: { id }, turns, why }) => ({
    id,
    deals,
    format,
    ...(why === undefined ? figuresOf(turns, yardstick, exact) : { why }),
  }));
}

function figuresOf(turns, yardstick, exact) {
  return {
    runs: turns.length,
    ms: spread(turns.map(({ ms }) => ms)),
    cpu: spread(turns.map(({ cpu }) => cpu)),
    memory: Math.max(...turns.map(({ memory }) => memory)),
    ratio: spread(turns.map(({ ms }, i) => ms / yardstick[i].ms)),
    cpuRatio: spread(turns.map(({ cpu }, i) => cpu / yardstick[i].cpu)),
    wrong: Math.max(...turns.map(({ wrong }) => wrong)),
    of: exact.length,
  };
}

function freshFolder(name) {
  const folder = scratch(name);
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** How many payouts of a file aren't right to the cent, or aren't there. */
function wrongIn(file, exact) {
  const [head, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const place = (name) => head.split(",").indexOf(name);
  const [payee, amount, component] = [place("payee"), place("amount"), place("component")];
  const period = Math.max(place("period"), place("quarter"));
  const paid = new Map();
  for (const cells of lines.map((line) => line.split(",")))
    if (component === -1 || cells[component] === "payout")
      paid.set(`${cells[payee]} ${cells[period]}`, cells[amount]);
  const isWrong = (cents, group) =>
    paid.get(`${payeeId(group >> 2)} ${QUARTERS[group % 4]}`) !== decimal(cents, 2);
  return exact.filter(isWrong).length;
}
