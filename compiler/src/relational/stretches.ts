/** Time, cut at the edges of all windows: each window is a run of neighbouring stretches. */
import { dayNumber, type Days, type Period } from "@attain/runtime";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type * as ir from "../ir/ir.ts";

export interface Stretches {
  /** First days of the stretches, as days since 1970-01-01, ascending; no gap between them. */
  readonly cuts: readonly number[];
  /** The first day after the last stretch. */
  readonly end: number;
}

/** The stretches that some spans of days need. A span whose end comes before its start covers nothing. */
export function stretchesOf(spans: readonly Days[]): Stretches {
  const edges = spans
    .map(({ start, end }) => [dayNumber(start), dayNumber(end) + 1] as const)
    .filter(([start, after]) => start < after)
    .flat();
  const ascending = [...new Set(edges)].sort((a, b) => a - b);
  return { cuts: ascending.slice(0, -1), end: ascending.at(-1) ?? 0 };
}

/**
 * The first and the last of the stretches that make a window, both included; the last comes before the first where it
 * covers no day. The window is one of those that time was cut for.
 */
export function rangeOfWindow(
  time: Pick<Evaluator, "daysOf">,
  stretches: Stretches,
  window: ir.Window,
  period: Period,
): readonly [first: number, last: number] {
  const { start, end } = time.daysOf(window, period);
  const [from, after] = [dayNumber(start), dayNumber(end) + 1];
  if (from >= after) return [0, -1];
  return [placeOf(stretches, from), placeOf(stretches, after) - 1];
}

function placeOf({ cuts, end }: Stretches, day: number): number {
  const place = day === end ? cuts.length : cuts.indexOf(day);
  if (place === -1) throw new Error("Attain asked for a window that time wasn't cut for.");
  return place;
}
