/**
 * How long it takes to check a plan of a thousand lines, with all proofs: `npm run build`, then
 * `node bench/check/run.mjs`. Times are those of the processor, collection of garbage included, so that other work on the
 * machine doesn't count.
 */
import { readFileSync } from "node:fs";
import { lowerProgram } from "@attain/compiler/lower/program";
import { prove } from "@attain/compiler/prove/prove";
import { memoryHost } from "@attain/compiler/workspace/host";
import { Workspace } from "@attain/compiler/workspace/workspace";
import { thousandLines } from "./plan.mjs";

const [path] = process.argv.slice(2);
const { text, lines } =
  path === undefined ? thousandLines() : { text: readFileSync(path, "utf8"), lines: 0 };
const ROUNDS = 25;

function measured(name, run) {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  const first = times[0];
  const sorted = times.slice(5).sort((a, b) => a - b);
  const [p50, p95] = [0.5, 0.95].map((part) => sorted[Math.floor(sorted.length * part)]);
  const shown = [first, p50, p95].map((time) => `${time.toFixed(1)} ms`.padStart(9));
  console.log(`${name.padEnd(34)} first ${shown[0]}   p50 ${shown[1]}   p95 ${shown[2]}`);
}

const check = () => new Workspace(memoryHost({ "p.plan": text })).check("p.plan");
const { diagnostics, asked, program, file } = check();
const proofs = prove(lowerProgram(program), () => ({ file, span: { start: 0, end: 0 } }));
const verdicts = proofs.plans.flatMap((one) => one.verdicts);
const counts = ["proved", "refuted", "unknown"].map(
  (kind) => `${verdicts.filter(({ verdict }) => verdict === kind).length} ${kind}`,
);
console.log(
  `${lines} lines, ${program.plans.length} plans, ${verdicts.length} verdicts: ${counts.join(", ")}; ${diagnostics.length} findings, ${asked.length} to be asked for`,
);
measured("reading, checking, proving", check);
const lowered = lowerProgram(program);
measured("of these, proofs", () => prove(lowered, () => ({ file, span: { start: 0, end: 0 } })));
for (const { message } of diagnostics) console.log(message);
