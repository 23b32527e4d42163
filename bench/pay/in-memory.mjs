/**
 * One peer on one market, in turns with the yardstick, in a process of its own: `node bench/pay/in-memory.mjs PEER DEALS
 * BUDGET`. Prints what was measured as JSON.
 */
import { readExact } from "./cache.mjs";
import { generate } from "./generate.mjs";
import { limitOf } from "./limit.mjs";
import { inTurns } from "./measure.mjs";

const [id, deals, budget] = process.argv.slice(2);
const market = generate(Number(deals));
const exact = readExact(market.count, market.payees);
const { open } = await import(`./peers/${id}.mjs`);
const run = await open(market);
const yardstick = limitOf(market);
const figures = await inTurns(run, yardstick, { budget: Number(budget), least: 3, most: 25 });
const payouts = await run();
const checked = typeof payouts === "number" ? {} : wrongOf(payouts);
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...figures, ...checked, memory }), () => process.exit(0));

/** How many payouts aren't right to the cent. */
function wrongOf(cents) {
  const wrong = exact.reduce((sum, right, i) => (cents[i] === right ? sum : sum + 1), 0);
  return { wrong, of: exact.length };
}
