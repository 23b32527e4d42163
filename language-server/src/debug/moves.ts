/** Where a step leads to, forwards and back. Undefined beyond the first and the last stop. */
import type { Stop } from "./stop.ts";

export function over(stops: readonly Stop[], at: number): number | undefined {
  return ahead(stops, at, ({ frame }) => frame.depth <= depthAt(stops, at));
}

/** To where the frame was needed. */
export function out(stops: readonly Stop[], at: number): number | undefined {
  return ahead(stops, at, ({ frame }) => frame.depth < depthAt(stops, at));
}

export function back(stops: readonly Stop[], at: number): number | undefined {
  const depth = depthAt(stops, at);
  const found = stops.slice(0, at).findLastIndex(({ frame }) => frame.depth <= depth);
  return found === -1 ? undefined : found;
}

/** The first of the stops after `from`, up to `to`, at which it is to be halted, forwards or back. */
export function metBetween(
  stops: readonly Stop[],
  from: number,
  to: number,
  halts: (stop: Stop, at: number) => boolean,
): number | undefined {
  const step = to < from ? -1 : 1;
  for (let i = from; i !== to;) {
    i += step;
    const stop = stops[i];
    if (stop !== undefined && isBegin(stop) && halts(stop, i)) return i;
  }
  return undefined;
}

/** The first stop of the frame of a stop. */
export function firstOf(stops: readonly Stop[], at: number): number {
  const frame = stops[at]?.frame;
  return Math.max(
    stops.findIndex((stop) => stop.frame === frame),
    0,
  );
}

/** A clause halts once, when it begins. */
export function isBegin({ moment }: Stop): boolean {
  return moment !== "after";
}

function ahead(
  stops: readonly Stop[],
  at: number,
  fits: (stop: Stop) => boolean,
): number | undefined {
  const found = stops.findIndex((stop, i) => i > at && fits(stop));
  return found === -1 ? undefined : found;
}

function depthAt(stops: readonly Stop[], at: number): number {
  return stops[at]?.frame.depth ?? 0;
}
