/**
 * The job as one would write it by hand for speed alone, and exact: whole numbers in typed arrays, one record of
 * accumulators for each payee and quarter. What everything else is held against, in the same process.
 */
import { quarterOfDay } from "./generate.mjs";

let made = 0;

/**
 * A function made anew from its text. Closures of one function share what the engine has learnt of all of them, which costs
 * a third as much again, and the engine knows a text that it has seen; so each market gets a text of its own.
 */
function fresh(kernel) {
  made += 1;
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is that of a function below
  return new Function(`return ${kernel.toString()} // ${made}`)();
}

/** @param {import("./generate.mjs").Market} market @returns {() => Float64Array} cents by payee and quarter */
export function limitOf(market) {
  return fresh(limit)(market, quarterOfDay);
}

/** Reads each column once and adds it up: what no program can do without. @returns {() => number} */
export function floorOf(market) {
  return fresh(readOnly)(market);
}

function limit(market, quarters) {
  const { count, payees, payee, day, product, amount, margin, type, split } = market;
  const { quota, target } = market;
  const groups = payees * 4;
  const totals = new Float64Array(groups * 4);
  const payouts = new Float64Array(groups);

  const addUp = () => {
    totals.fill(0);
    for (let i = 0; i < count; i += 1) {
      if (product[i] > 2 || type[i] !== 0) continue;
      const hundredths = amount[i] * split[i];
      let credited = Math.floor(hundredths / 100);
      const rest = hundredths - credited * 100;
      if (rest > 50 || (rest === 50 && credited % 2 !== 0)) credited += 1;
      const at = (payee[i] * 4 + quarters[day[i]]) * 4;
      totals[at] += credited;
      totals[at + 1] += margin[i];
      totals[at + 2] += 1;
    }
  };

  const pay = () => {
    for (let group = 0; group < groups; group += 1) {
      const bookings = totals[group * 4] * 10;
      const goal = quota[group];
      let earned = 0;
      if (bookings > 0) earned = 4 * Math.min(bookings, 5 * goal);
      if (bookings > 5 * goal) earned += 6 * (Math.min(bookings, 10 * goal) - 5 * goal);
      if (bookings > 10 * goal) earned += 9 * (Math.min(bookings, 12 * goal) - 10 * goal);
      if (bookings > 12 * goal) earned += 12 * (bookings - 12 * goal);
      const deals = totals[group * 4 + 2];
      const hasKicker = bookings >= 11 * goal && totals[group * 4 + 1] >= 3500 * deals;
      const due = Math.min(earned * (hasKicker ? 11 : 10), 30_000 * target[group >> 2]);
      let cents = Math.floor(due / 10_000);
      const rest = due - cents * 10_000;
      if (rest > 5000 || (rest === 5000 && cents % 2 !== 0)) cents += 1;
      payouts[group] = cents;
    }
  };

  return () => {
    addUp();
    pay();
    return payouts;
  };
}

function readOnly(market) {
  const { count, payee, day, product, amount, margin, type, split } = market;
  return () => {
    let sum = 0;
    for (let i = 0; i < count; i += 1)
      sum += payee[i] + day[i] + product[i] + amount[i] + margin[i] + type[i] + split[i];
    return sum;
  };
}
