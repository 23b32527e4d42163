/** How many rows of a file of data are new, and how many are gone. */
import { readFileSync } from "node:fs";

export interface RowCounts {
  readonly added: number;
  readonly removed: number;
}

/** Of files in which each row is a line; undefined for others, and for those that can't be read. */
export function changedRows(base: string, head: string): RowCounts | undefined {
  if (![base, head].every((path) => /\.(?:csv|tsv|jsonl|ndjson)$/i.test(path))) return undefined;
  const [old, now] = [linesOf(base), linesOf(head)];
  if (old === undefined || now === undefined) return undefined;
  return { added: extra(now, old), removed: extra(old, now) };
}

function linesOf(path: string): Map<string, number> | undefined {
  try {
    const counts = new Map<string, number>();
    for (const line of readFileSync(path, "utf8").split(/\r?\n/))
      if (line !== "") counts.set(line, (counts.get(line) ?? 0) + 1);
    return counts;
  } catch {
    return undefined;
  }
}

/** How many lines one has more than the other. */
function extra(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  return [...one].reduce(
    (sum, [line, count]) => sum + Math.max(0, count - (other.get(line) ?? 0)),
    0,
  );
}
