/** The page about the benchmarks, written wholly from what was measured. */
import { CONTENDERS } from "./contenders.mjs";
import { count, digits, grouped, rate, ratio, speedOf, time } from "./figures.mjs";
import { contenderOf, MILLION, peerOf } from "./names.mjs";
import { PEERS } from "./peers.mjs";
import { summaryOf } from "./summary.mjs";

/** @returns the text of docs/benchmarks.md */
export function pageOf(results) {
  return [
    INTRODUCTION,
    summaryOf(results).join("\n"),
    PICTURE,
    inMemory(results),
    fromFiles(results),
    growth(results),
    method(results),
  ].join("\n\n");
}

const INTRODUCTION = `# Benchmarks

How long it takes to pay one plan, by Attain and by what else one might use: the same deals, the same payouts, in one run on
one machine. \`npm run bench\` measures all of it again and writes this page; \`npm run bench -- --quick\` takes two minutes
and prints it. Nothing here is written by hand.

The job is [a plan](../bench/pay/plan/plans/accelerator.plan) with a filter, a split, quarterly bookings, four marginal
tiers, a kicker and a cap. There are a hundred deals to a payee, and each payee is paid for four quarters. Every payout of
everybody who is measured is held against one that is computed in fractions of BigInt: **wrong** says how many differ, by a
cent or more. In short:`;

const PICTURE = "![Deals per second, by peer](images/bench-speed.svg)";

function inMemory({ memory }) {
  const sizes = [...new Set(memory.flatMap(({ points }) => points.map(({ deals }) => deals)))];
  const largest = Math.max(...sizes);
  const details = [MILLION, 10 * MILLION].filter((deals) => deals <= largest);
  return [
    `## In memory

The deals lie in memory in the form that suits each best, so no file is read. Each runs in turns with typed arrays written by
hand, the yardstick, in one process; below, the **ratio** of the two is what can be compared with another machine. Deals per
second, by the number of deals:

${table(
  ["", ...sizes.map((deals) => `${count(deals)} deals`)],
  memory.map(({ id, points }) => [
    peerOf(id).name,
    ...sizes.map((deals) => {
      const point = points.find((one) => one.deals === deals);
      return point === undefined ? "" : rate(speedOf(point));
    }),
  ]),
)}

Whoever takes a few nanoseconds for a deal is quicker up to 10,000 deals than it would be on new ones: the processor knows
them by heart after some runs.

Below, beside each ratio stands its middle half over all runs. **Processor** is the same ratio in time of the processor, which
counts every thread. **Memory** is the most that the process held, with the deals and the yardstick in it.`,
    ...details.map((deals) => detail(memory, deals)),
    reasons(memory),
  ].join("\n\n");
}

function detail(memory, deals) {
  const reached = memory.flatMap(({ id, points }) => {
    const point = points.find((one) => one.deals === deals);
    return point === undefined ? [] : [{ id, ...point }];
  });
  const attain = reached.find(({ id }) => peerOf(id).kind === "attain");
  const behind = ({ id, ratio: { median } }) =>
    attain === undefined || peerOf(id).kind === "limit" ? "" : digits(median / attain.ratio.median);
  const heads = ["Time", "Deals a second", "Times the yardstick", "Processor"];
  const last = [...(attain === undefined ? [] : ["Times Attain"]), "Memory", "Wrong", "Runs"];
  return `### ${sentence(count(deals))} deals

${table(
  ["", ...heads, ...last],
  reached.map((point) => [
    peerOf(point.id).name,
    time(point.ms.median),
    rate(speedOf(point)),
    ratio(point.ratio),
    digits(point.cpuRatio.median),
    ...(attain === undefined ? [] : [behind(point)]),
    `${grouped(Math.round(point.memory))} MB`,
    wrong(point),
    point.runs,
  ]),
)}`;
}

function wrong({ wrong: differing, of }) {
  return of === undefined ? "" : `${grouped(differing)} of ${grouped(of)}`;
}

function reasons(memory) {
  const stopped = memory.filter(({ why }) => why !== undefined);
  if (stopped.length === 0) return "";
  const lines = stopped.map(({ id, points, why }) => {
    const last = points.at(-1)?.deals;
    return `- ${peerOf(id).name}${last === undefined ? "" : `, beyond ${count(last)} deals`}: ${why}.`;
  });
  return `Who wasn't measured, and why:\n\n${lines.join("\n")}\n\n${smaller(memory, stopped)}`;
}

/** Those who stopped before a million deals, at the largest market that they were measured on. */
function smaller(memory, stopped) {
  const early = stopped.flatMap(({ id, points }) => {
    const last = points.at(-1);
    return last === undefined || last.deals >= MILLION ? [] : [{ id, ...last }];
  });
  if (early.length === 0) return "";
  const fastest = memory
    .filter(({ id }) => id === "limit" || peerOf(id).kind === "attain")
    .flatMap(({ id, points }) => {
      const point = points.findLast(({ deals }) => deals <= MILLION);
      return point?.deals === MILLION ? [{ id, ...point }] : [];
    });
  return `On the largest market that these were measured on, beside the deals per second of others with a million deals:

${table(
  [
    "",
    "Deals",
    "Time",
    "Deals a second",
    ...fastest.map(({ id }) => `Slower than ${inText(peerOf(id).name)}`),
    "Memory",
    "Wrong",
    "Runs",
  ],
  early.map((point) => [
    peerOf(point.id).name,
    count(point.deals),
    time(point.ms.median),
    rate(speedOf(point)),
    ...fastest.map((other) => `${digits(speedOf(other) / speedOf(point))} times`),
    `${grouped(Math.round(point.memory))} MB`,
    wrong(point),
    point.runs,
  ]),
)}`;
}

function fromFiles({ files }) {
  const sizes = [...new Set(files.map(({ deals }) => deals))];
  const tables = sizes.map((deals) => {
    const rows = files.filter((one) => one.deals === deals && one.why === undefined);
    return `### ${sentence(count(deals))} deals in files

${table(
  ["", "From", "Time", "Ratio", "Processor", "Ratio", "Memory", "Wrong", "Runs"],
  rows.map((one) => [
    contenderOf(one.id).name,
    one.format === "csv" ? "CSV" : "Parquet",
    time(one.ms.median),
    ratio(one.ratio),
    time(one.cpu.median),
    digits(one.cpuRatio.median),
    `${grouped(Math.round(one.memory))} MB`,
    wrong(one),
    one.runs,
  ]),
)}`;
  });
  const left = files
    .filter(({ why }) => why !== undefined)
    .map(
      ({ id, deals, format, why }) =>
        `- ${contenderOf(id).name}, ${count(deals)} deals from ${format === "csv" ? "CSV" : "Parquet"}: ${why}.`,
    );
  return `## From files to payouts on disk

Whole processes, from the start of the program to its end, one after the other in turns: deals, people and quotas are read
from files, and the payouts are in a file afterwards. Ratios are those to DuckDB, by the clock and by the processor.

${CONTENDERS.map(({ name, how }) => `- **${name}**: ${how}`).join("\n")}

${tables.join("\n\n")}${left.length === 0 ? "" : `\n\nWho wasn't measured, and why:\n\n${left.join("\n")}`}`;
}

const GROWN = {
  deals: ["Deals", "with the same payees"],
  payees: ["Payees", "with the same deals"],
  clauses: ["Clauses", "each a credit, its measures, a table and a component of its own"],
  periods: ["Periods paid", "weeks, with the same deals in all"],
  closed: [
    "Periods closed",
    "weeks in the ledger before the one that is paid, with the same files; whole processes",
  ],
};

function growth({ growth: series }) {
  const tables = series.map(({ series: name, runs, points }) => {
    const [what, how] = GROWN[name];
    return `### ${what}

${sentence(how)}; medians of ${runs} runs.

${table(
  [what, "Time", "Middle half", "Times the one above"],
  points.map(({ step, ms }, i) => [
    grouped(step),
    time(ms.median),
    `${time(ms.low)} to ${time(ms.high)}`,
    i === 0 ? "" : digits(ms.median / points[i - 1].ms.median),
  ]),
)}`;
  });
  return `## How cost grows

What Attain needs when one thing grows and the others stay. Where ten times as much takes ten times as long, cost is
linear; where it takes no longer, it doesn't count.

![How cost grows](images/bench-growth.svg)

${tables.join("\n\n")}`;
}

function method({ machine }) {
  const { processor, cores, gigabytes, system, node, packages } = machine;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return `## How it is measured

- **Machine**: ${processor}, ${cores} processors, ${gigabytes} GB, ${system}, Node ${node.slice(1)}.
- **Versions**: ${versions.join(", ")}.
- **In turns**: who is measured runs, then the yardstick, then who is measured again, after a warm-up. What is told is the
  median; runs are as many as fit into some seconds, from 3 to 25. A difference below a tenth should be read as none.
- **One process each**: every peer has a process of its own for every number of deals.
- **The deals** are drawn from their row's number alone (\`bench/pay/generate.mjs\`), so every machine has the same.

How each is used:

${PEERS.map(({ name, how }) => `- **${name}**: ${how}`).join("\n")}`;
}

/** A name within a sentence: Attain keeps its capital. */
function inText(name) {
  return name.startsWith("Attain") ? name : name[0].toLowerCase() + name.slice(1);
}

function sentence(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function line(cells) {
  return `| ${cells.join(" | ")} |`;
}

/** The first column is text, the others are numbers. */
function table([first, ...heads], rows) {
  return [
    line([first, ...heads]),
    line(["---", ...heads.map(() => "---:")]),
    ...rows.map(line),
  ].join("\n");
}
