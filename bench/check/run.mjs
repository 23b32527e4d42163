/**
 * What it takes to check a plan of a thousand lines, stage by stage, and after an edit: `npm run build`, then
 * `node bench/check/run.mjs [FILE]`. Times are those of the processor, collection of garbage included, so that other work on
 * the machine doesn't count.
 */
import { readFileSync } from "node:fs";
import { bind } from "@attain/compiler/bind/scope";
import { checkProgram } from "@attain/compiler/check/program";
import { lowerProgram } from "@attain/compiler/lower/program";
import { prove } from "@attain/compiler/prove/prove";
import { PieceParser } from "@attain/compiler/syntax/pieces";
import { memoryHost } from "@attain/compiler/workspace/host";
import { Workspace } from "@attain/compiler/workspace/workspace";
import { thousandLines } from "./plan.mjs";

const [path] = process.argv.slice(2);
const text = path === undefined ? thousandLines().text : readFileSync(path, "utf8");
const file = { path: "p.plan", text };
/** More than enough for V8 to have compiled what is run often. */
const ROUNDS = 40;
const WARM = 15;

const times = new Map();

/** The result of a stage, whose time is noted. */
function timed(stage, run) {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  const noted = times.get(stage) ?? [];
  times.set(stage, noted);
  noted.push((user + system) / 1000);
  return result;
}

const place = () => ({ file, span: { start: 0, end: 0 } });

/** All stages, one after the other: nothing is known from before. */
function stages() {
  const parsed = timed("parse", () => new PieceParser().parse(file));
  const imports = { resolve: () => undefined, meant: () => undefined };
  const found = [...parsed.diagnostics];
  const report = (diagnostic) => void found.push(diagnostic);
  const scope = timed("bind", () => bind({ file, tree: parsed.tree }, imports, report));
  const checked = timed("check", () => checkProgram(scope, undefined, report));
  const program = timed("lower", () => lowerProgram(checked));
  const proofs = timed("prove", () => prove(program, place));
  return { found, proofs };
}

const { found, proofs } = stages();
const { tree } = new PieceParser().parse(file);
const verdicts = proofs.plans.flatMap((one) => one.verdicts);
const counts = ["proved", "refuted", "unknown"].map(
  (kind) => `${verdicts.filter(({ verdict }) => verdict === kind).length} ${kind}`,
);
console.log(
  `${text.split("\n").length} lines, ${tree.declarations.length} declarations, ${verdicts.length} verdicts: ${counts.join(", ")}`,
);
for (const { message } of found) console.log(message);
for (let round = 1; round < ROUNDS; round += 1) stages();

const middle = text.indexOf("%", text.length / 2);

/** The text with another digit in the middle: each declaration stays where it was. */
function edited(round) {
  return text.slice(0, middle - 1) + String(round % 10) + text.slice(middle);
}

/** With one more line there: what follows has to be moved. */
function longer(round) {
  const end = text.indexOf("\n", middle);
  return `${text.slice(0, end)}\n${" ".repeat(round % 7)}// ${round}${text.slice(end)}`;
}

for (const [name, edit] of [
  ["parse after an edit", edited],
  ["parse after a new line", longer],
]) {
  const parser = new PieceParser();
  let before = parser.parse(file);
  for (let round = 1; round < ROUNDS; round += 1) {
    const after = timed(name, () => parser.parse({ ...file, text: edit(round) }));
    if (round === 1 && edit === edited) tellNew(before.tree, after.tree);
    before = after;
  }
}

/** Those that are other objects than before were parsed again. */
function tellNew(before, after) {
  const known = new Set(before.declarations);
  const parsed = after.declarations.filter((one) => !known.has(one));
  const names = parsed.map(({ kind, name, span }) => {
    const lines = text.slice(span.start, span.end).split("\n").length;
    return `${kind} ${name?.text ?? ""}, ${lines} lines`;
  });
  console.log(
    `After an edit ${parsed.length} of ${after.declarations.length} declarations is parsed again: ${names.join("; ")}\n`,
  );
}

const files = { "p.plan": text };
const workspace = new Workspace(memoryHost(files));
for (let round = 0; round < ROUNDS; round += 1) {
  files["p.plan"] = edited(round);
  const [checked] = timed("an edit, to what is told at once", () => {
    const now = workspace.check("p.plan");
    return [now, now.prompt];
  });
  timed("  from there to all findings", () => checked.diagnostics);
}

for (const [stage, all] of times) {
  const warm = all.slice(WARM).sort((a, b) => a - b);
  const [p50, p95] = [0.5, 0.95].map((part) => warm[Math.floor(warm.length * part)]);
  const shown = [all[0], p50, p95].map((time) => `${time.toFixed(1)} ms`.padStart(9));
  console.log(`${stage.padEnd(32)} first ${shown[0]}   p50 ${shown[1]}   p95 ${shown[2]}`);
}
