/** Times that can be compared: who is measured runs in turns with the yardstick, in one process. */

/** What lies in the middle, and how far the middle half reaches: `{ median, low, high }`. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => {
    const place = part * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/**
 * Runs both in turns until `budget` milliseconds are over, at least `least` times and at most `most` times, after a warm-up.
 * What is quicker than a millisecond is run many times in each turn, so that the clock can tell.
 *
 * @param {() => unknown} run @param {() => unknown} yardstick
 * @param {{ budget: number, least: number, most: number }} how
 */
export async function inTurns(run, yardstick, { budget, least, most }) {
  const times = await timesIn(run);
  const yardTimes = await timesIn(yardstick);
  const turns = [];
  const start = performance.now();
  while (turns.length < most && (turns.length < least || performance.now() - start < budget)) {
    const own = await timed(run, times);
    const yard = await timed(yardstick, yardTimes);
    turns.push({ own, yard });
  }
  return {
    runs: turns.length,
    ms: spread(turns.map(({ own }) => own.ms)),
    cpu: spread(turns.map(({ own }) => own.cpu)),
    yardMs: spread(turns.map(({ yard }) => yard.ms)),
    ratio: spread(turns.map(({ own, yard }) => own.ms / yard.ms)),
    cpuRatio: spread(turns.map(({ own, yard }) => own.cpu / yard.cpu)),
  };
}

const WORTH_TIMING = 5;
const WARM_UP = 20;

/** How often to run in one turn; finding out warms it up. */
async function timesIn(run) {
  let quickest = Infinity;
  const start = performance.now();
  for (let i = 0; i < WARM_UP && performance.now() - start < 1000; i += 1)
    quickest = Math.min(quickest, (await timed(run, 1)).ms);
  return Math.max(1, Math.ceil(WORTH_TIMING / quickest));
}

/** Milliseconds of the clock and of the processor, for one run. */
async function timed(run, times) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < times; i += 1) {
    const done = run();
    if (done instanceof Promise) await done;
  }
  const ms = (performance.now() - start) / times;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpu: (user + system) / 1000 / times };
}
