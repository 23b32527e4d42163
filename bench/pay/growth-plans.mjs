/** Plans that grow: more clauses, more periods. And the data of twenty years, week by week. */
import { readFileSync } from "node:fs";

const text = readFileSync(new URL("plan/plans/accelerator.plan", import.meta.url), "utf8");
const body = text.slice(0, text.indexOf("\n// "));
const clause = body.slice(body.indexOf("  /// New contracts"));
const head = body.slice(0, body.indexOf("  /// New contracts"));
const SHARED = /^ {2}(quota|target) .*\n/gm;
const NAMES = /\b(Bookings|attainment|margin_won|Ladder|commission)\b/g;

/**
 * The plan of the job so many times in one: each time a credit, its measures, a table and a component. Each credit takes other
 * deals, so that no two can be computed as one.
 */
export function planOfClauses(count) {
  const shared = [...clause.matchAll(SHARED)].map(([line]) => line).join("");
  const own = clause.replace(SHARED, "").replaceAll(/ "[A-Z][^"\n]*"/g, "");
  const clauses = Array.from({ length: count }, (_, i) =>
    own.replaceAll(NAMES, `$1_${i + 1}`).replace("type is New", `$& and amount > ${i} USD`),
  );
  return `${head}${shared}\n${clauses.join("\n")}`;
}

/** A plan that pays each week for twenty years. */
export const WEEKLY = `people Reps
  id : Text key

source Deals
  id     : Text key
  rep    : Reps
  closed : Date
  amount : USD

plan Weekly
  for    Reps
  during 2007-01-01 to 2026-12-31
  pays   each Week in USD

  credit Bookings from Deals
    dated closed
    worth amount
    to    rep

  component commission
    earns 4% of Bookings
    rounded half even to cent
`;

const DAYS_OF_TWENTY_YEARS = 7305;
const FIRST_DAY = Date.UTC(2007, 0, 1);

/** Deals of twenty years, as cells. A prime steps through the days, so that each week has about as many. */
export function weeklyDeals(count, payees) {
  return Array.from({ length: count }, (_, i) => ({
    id: `D${i + 1}`,
    rep: weeklyRep(i % payees),
    closed: new Date(FIRST_DAY + ((i * 7919) % DAYS_OF_TWENTY_YEARS) * 86_400_000)
      .toISOString()
      .slice(0, 10),
    amount: `${1000 + ((i * 104_729) % 50_000)}.${10 + (i % 90)}`,
  }));
}

export function weeklyRep(i) {
  return `R${i + 1}`;
}
