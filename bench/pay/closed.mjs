/**
 * What a run needs with ever more closed periods behind it: a plan that pays each week for twenty years, and files that stay
 * the same. Whole processes, as in `whole.mjs`; the weeks are closed by `attain close`, which isn't measured.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { periodsBetween } from "@attain/runtime";
import { scratch } from "./cache.mjs";
import { attain } from "./contenders.mjs";
import { WEEKLY, weeklyDeals, weeklyRep } from "./growth-plans.mjs";
import { spread } from "./measure.mjs";
import { lowered } from "./plan.mjs";
import { used } from "./whole.mjs";

const DEALS = 10_000;
const PAYEES = 10;

/** What is closed one after the other, and how many weeks are closed then. After each, the next week is paid. */
const STEPS = [
  { close: [], next: "2007-W01" },
  { close: ["2007-W01"], next: "2007-W02" },
  { close: Array.from({ length: 9 }, (_, i) => weekOf(2007, i + 2)), next: "2007-W11" },
  { close: ["FY2007", "FY2008"], next: "2009-W01" },
  { close: Array.from({ length: 17 }, (_, i) => `FY${2009 + i}`), next: "2026-W01" },
];

/** Milliseconds after which no more is closed: what isn't measured then isn't shown. */
const ENOUGH = 300_000;

function weekOf(year, week) {
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** @returns points with how many weeks were closed, and what a run of the next one needs */
export function measureClosed(rounds, isQuick, tell) {
  const project = writeProject();
  const { program, plan } = lowered(WEEKLY);
  const periods = periodsBetween(program.calendar, "Week", plan.from, plan.until);
  const weeks = periods.map(({ name }) => name);
  const points = [];
  const start = performance.now();
  for (const { close, next } of isQuick ? STEPS.slice(0, 3) : STEPS) {
    for (const period of close) {
      if (performance.now() - start > ENOUGH) return { series: "closed", runs: rounds, points };
      tell(`closing ${period}`);
      execFileSync(process.execPath, [attain, "close", period], { cwd: project, stdio: "ignore" });
    }
    const run = { args: [attain, "run", "--period", next], cwd: project };
    const turns = Array.from({ length: rounds }, (_, round) => {
      tell(`a run of ${next}, ${round + 1} of ${rounds}`);
      return used(run);
    });
    points.push({
      step: weeks.indexOf(next),
      ms: spread(turns.map(({ ms }) => ms)),
      cpu: spread(turns.map(({ cpu }) => cpu)),
    });
  }
  return { series: "closed", runs: rounds, points };
}

function writeProject() {
  const project = scratch("closed");
  rmSync(project, { recursive: true });
  for (const folder of ["data", "plans"]) mkdirSync(join(project, folder), { recursive: true });
  writeFileSync(join(project, "plans/weekly.plan"), WEEKLY);
  const data = { Reps: { file: "data/reps.csv" }, Deals: { file: "data/deals.csv" } };
  writeFileSync(join(project, "attain.json"), JSON.stringify({ data }));
  const reps = Array.from({ length: PAYEES }, (_, i) => weeklyRep(i));
  writeFileSync(join(project, "data/reps.csv"), `id\n${reps.join("\n")}\n`);
  const deals = weeklyDeals(DEALS, PAYEES).map((deal) => Object.values(deal).join(","));
  writeFileSync(join(project, "data/deals.csv"), `id,rep,closed,amount\n${deals.join("\n")}\n`);
  return project;
}
