/** Each measurement in memory in a process of its own, so that none inherits what another has left in it. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { time } from "./figures.mjs";
import { versionOf } from "./machine.mjs";
import { PEERS } from "./peers.mjs";

/** Runs a script of this folder, which answers in JSON; undefined if it fails. */
function answerOf(script, args) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args.map(String)], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status === 0) return { answer: JSON.parse(stdout) };
  process.stderr.write(stderr);
  return { failure: stderr.includes("heap out of memory") ? "it ran out of memory" : "it failed" };
}

/**
 * Every peer on every market that it can hold, until one run of it would take longer than `longest` milliseconds.
 *
 * @returns what was measured, and for each peer that stopped before the largest market, why
 */
export function measureInMemory(sizes, { budget, longest }, tell) {
  return PEERS.map((peer) => {
    const points = [];
    let why = isMissing(peer) ? "it isn't installed here" : undefined;
    for (const deals of sizes) {
      why ??= reasonToStop(peer, deals, points.at(-1), longest);
      if (why !== undefined) break;
      tell(`${peer.name}, ${deals} deals in memory`);
      const { answer, failure } = answerOf("in-memory.mjs", [peer.id, deals, budget]);
      if (answer === undefined) why = failure;
      else points.push({ deals, ...answer });
    }
    return { id: peer.id, points, ...(why === undefined ? {} : { why }) };
  });
}

/** The SQLite of Node will do, too. */
function isMissing(peer) {
  return (
    peer.package !== undefined && peer.id !== "sqlite" && versionOf(peer.package) === undefined
  );
}

function reasonToStop(peer, deals, last, longest) {
  if (deals > (peer.largest ?? Infinity)) return peer.why;
  const expected = last === undefined ? 0 : (last.ms.median * deals) / last.deals;
  return expected > longest ? `one run would take about ${time(expected)}` : undefined;
}

const SERIES = ["deals", "payees", "clauses", "periods"];

export function measureGrowth(rounds, isQuick, tell) {
  return SERIES.map((series) => {
    tell(`how cost grows with ${series}`);
    const { answer, failure } = answerOf("growth.mjs", [series, rounds, isQuick ? "most" : "all"]);
    if (answer === undefined) throw new Error(failure);
    return answer;
  });
}
