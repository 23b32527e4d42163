/**
 * How what Attain needs grows in memory, with one thing after the other: `node bench/pay/growth.mjs SERIES ROUNDS most|all`.
 * All points of a series run in turns in one process. Prints JSON.
 */
import { periodsBetween } from "@attain/runtime";
import { openKernels } from "./attain.mjs";
import { columnsOfMarket, columnsOfRows } from "./columns.mjs";
import { generate } from "./generate.mjs";
import { planOfClauses, WEEKLY, weeklyDeals, weeklyRep } from "./growth-plans.mjs";
import { spread } from "./measure.mjs";
import { lowered, quartersOf } from "./plan.mjs";

function onMarket(deals, payees, plan = lowered()) {
  return openKernels(plan, columnsOfMarket(generate(deals, payees)), quartersOf(plan));
}

function weekly(weeks) {
  const plan = lowered(WEEKLY);
  const periods = periodsBetween(plan.program.calendar, "Week", plan.plan.from, plan.plan.until);
  const columns = columnsOfRows(plan.program, {
    Reps: Array.from({ length: 100 }, (_, i) => ({ id: weeklyRep(i) })),
    Deals: weeklyDeals(100_000, 100),
  });
  return openKernels(plan, columns, periods.slice(0, weeks));
}

/** What grows, in what steps, and what is paid at each. */
const SERIES = {
  deals: { steps: [10_000, 100_000, 1_000_000, 10_000_000], at: (deals) => onMarket(deals, 1000) },
  payees: { steps: [100, 1000, 10_000, 100_000], at: (payees) => onMarket(1_000_000, payees) },
  clauses: {
    steps: [1, 10, 100, 1000],
    at: (clauses) => onMarket(10_000, 100, lowered(planOfClauses(clauses))),
  },
  periods: { steps: [1, 10, 100, 1000], at: weekly },
};

/** Milliseconds of a run after which the next step isn't taken any more. */
const LONGEST = 5000;

const [name, rounds, extent] = process.argv.slice(2);
const { steps, at } = SERIES[name];
const points = [];
for (const step of extent === "all" ? steps : steps.slice(0, -1)) {
  const run = await at(step);
  const start = performance.now();
  run();
  points.push({ step, run, times: [] });
  if (performance.now() - start > LONGEST) break;
}
for (let round = 0; round < Number(rounds); round += 1)
  for (const { run, times } of points) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
const measured = points.map(({ step, times }) => ({ step, ms: spread(times) }));
process.stdout.write(JSON.stringify({ series: name, runs: Number(rounds), points: measured }));
