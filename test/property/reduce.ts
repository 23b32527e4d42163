// Makes a failing case small: leaves out members, lines, rows and words for as long as it still fails.
import type { Case } from "./evaluators.ts";

/** Whether a case still fails in the way that is looked for. What isn't a case at all doesn't. */
export type Fails = (candidate: Case) => Promise<boolean>;

export async function reduced(failing: Case, fails: Fails): Promise<Case> {
  let best = failing;
  for (let size = Infinity; sizeOf(best) < size;) {
    size = sizeOf(best);
    for (const smaller of [withoutBlocks, withoutLines, withoutRows, withoutWords]) {
      best = await shrunk(best, smaller, fails);
    }
  }
  return best;
}

function sizeOf({ plan, data }: Case): number {
  return plan.length + JSON.stringify(data).length;
}

/** Takes each candidate that still fails, and goes on from there: those before it have been tried. */
async function shrunk(
  start: Case,
  candidates: (of: Case) => Generator<Case>,
  fails: Fails,
): Promise<Case> {
  let [best, tried] = [start, 0];
  for (let found = true; found;) {
    found = false;
    for (const [i, candidate] of [...candidates(best)].entries()) {
      if (i < tried) continue;
      if (await fails(candidate)) {
        [best, tried, found] = [candidate, i, true];
        break;
      }
    }
  }
  return best;
}

/** Without one of the parts that blank lines divide the plan into; a source goes with its rows. */
function* withoutBlocks({ plan, data }: Case): Generator<Case> {
  const blocks = plan.split("\n\n");
  for (const [i, block] of blocks.entries()) {
    const source = /^(?:people|source) `?([^`\n]+?)`?$/m.exec(block)?.[1];
    const { [source ?? ""]: _, ...rest } = data;
    yield { plan: blocks.filter((_block, k) => k !== i).join("\n\n"), data: rest };
  }
}

/** Without one line; a field goes with its column. */
function* withoutLines({ plan, data }: Case): Generator<Case> {
  const lines = plan.split("\n");
  for (const [i, line] of lines.entries()) {
    const without = lines.filter((_line, k) => k !== i).join("\n");
    yield { plan: without, data };
    const field = /^ {2}`?([^`:]+?)`? : /.exec(line)?.[1];
    const heading = lines.slice(0, i).findLast((above) => /^(?:people|source) /.test(above));
    const source = /^\w+ `?([^`]+?)`?$/.exec(heading ?? "")?.[1] ?? "";
    if (field !== undefined) yield { plan: without, data: withoutColumn(data, source, field) };
  }
}

function withoutColumn(data: Case["data"], source: string, field: string): Case["data"] {
  const rows = data[source] ?? [];
  const column = rows[0]?.indexOf(field) ?? -1;
  return { ...data, [source]: rows.map((row) => row.filter((_cell, k) => k !== column)) };
}

/** Without half of the rows of a source, or one of them. */
function* withoutRows({ plan, data }: Case): Generator<Case> {
  for (const [source, rows] of Object.entries(data)) {
    const middle = Math.ceil(rows.length / 2);
    if (rows.length > 3) {
      yield { plan, data: { ...data, [source]: rows.slice(0, middle) } };
      yield { plan, data: { ...data, [source]: [...rows.slice(0, 1), ...rows.slice(middle)] } };
    }
    for (let i = 1; i < rows.length; i += 1) {
      yield { plan, data: { ...data, [source]: rows.filter((_row, k) => k !== i) } };
    }
  }
}

/** Without some words of a line, or with those in brackets alone. */
function* withoutWords({ plan, data }: Case): Generator<Case> {
  const lines = plan.split("\n");
  for (const [i, line] of lines.entries()) {
    for (const shorter of shorterLines(line)) {
      if (shorter.length >= line.length) continue;
      yield { plan: lines.with(i, shorter).join("\n"), data };
    }
  }
}

const LITERALS = ["1", "5%", "1 USD"];

function* shorterLines(line: string): Generator<string> {
  const groups = [...line.matchAll(/\(/g)].map(
    ({ index }) => [index, closing(line, index)] as const,
  );
  for (const [open, close] of groups) {
    const inside = line.slice(open + 1, close);
    const [before, after] = [line.slice(0, open), line.slice(close + 1)];
    yield `${/^\s*/.exec(line)?.[0] ?? ""}${/^\s*(\S+)/.exec(line)?.[1] ?? ""} ${inside}`;
    yield before + inside + after;
    for (const literal of LITERALS) yield before + literal + after;
  }
  const words = line.split(/(?<=\S)(?= )/);
  for (let size = Math.min(words.length - 1, 12); size > 0; size -= 1) {
    for (let from = 1; from + size <= words.length; from += 1) {
      yield [...words.slice(0, from), ...words.slice(from + size)].join("");
    }
  }
}

function closing(line: string, open: number): number {
  let depth = 0;
  for (let i = open; i < line.length; i += 1) {
    if (line[i] === "(") depth += 1;
    if (line[i] === ")") depth -= 1;
    if (depth === 0) return i;
  }
  return line.length;
}
