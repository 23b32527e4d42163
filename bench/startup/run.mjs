/**
 * What it costs to start: `npm run build`, then `node bench/startup/run.mjs`. Times are those of the processor, of the whole
 * process, beyond a bare `node -e 0` that is run just before; needs bash, which measures them.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SMALL = join(root, "compiler/templates/commission/tiered-marginal");
const LARGER = join(root, "examples/saas-account-executive");
const ROUNDS = 21;

/** The command line in a project; with `env`, it keeps nothing for the next start. */
const attain = (...words) => [join(root, "compiler/bin/attain.js"), ...words];
const env = { NODE_DISABLE_COMPILE_CACHE: "1" };
const imports = (name) => ["--input-type=module", "-e", `await import(${JSON.stringify(name)})`];

const STARTS = [
  { name: "attain --version", words: attain("--version") },
  { name: "attain check, 54 lines", words: attain("check"), folder: SMALL, most: 60 },
  { name: "  for the first time", words: attain("check"), folder: SMALL, env },
  { name: "attain check, 228 lines", words: attain("check"), folder: LARGER },
  { name: "  for the first time", words: attain("check"), folder: LARGER, env },
  {
    name: "attain run, 6 people",
    words: attain("run", "--period", "FY2026-Q1", "--dry-run"),
    folder: LARGER,
  },
  { name: "importing the runtime", words: imports("@attain/runtime") },
  { name: "importing the compiler", words: imports("@attain/compiler/workspace/workspace") },
];

/** Milliseconds of the processor, from the start of Node to its end. */
function cost({ words, folder = root, env: own = {} }) {
  const script = "TIMEFORMAT='%3U %3S'; time \"$@\" > /dev/null";
  const { status, stderr } = spawnSync("bash", ["-c", script, "bash", process.execPath, ...words], {
    cwd: folder,
    env: { ...process.env, ...own },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${words.join(" ")}\n${stderr}`);
  const [user, system] = stderr.trim().split(/\s+/).slice(-2).map(Number);
  return (user + system) * 1000;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const BARE = { words: ["-e", "0"] };
const bare = [];
const extra = STARTS.map(() => []);
// The first run of each isn't counted: it keeps what the next ones take.
for (const start of STARTS) cost(start);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [i, start] of STARTS.entries()) {
    const without = cost(BARE);
    bare.push(without);
    extra[i].push(cost(start) - without);
  }
}

console.log(`Node ${process.version}: ${median(bare).toFixed(0)} ms for a bare \`node -e 0\`\n`);
for (const [i, { name, most }] of STARTS.entries()) {
  const found = median(extra[i]);
  const verdict = most === undefined ? "" : `   at most ${most}: ${found <= most ? "yes" : "no"}`;
  console.log(`${name.padEnd(28)} ${found.toFixed(0).padStart(4)} ms${verdict}`);
}
