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

/** To the next stop at which it is to be halted: a clause halts once, when it begins. */
export function onward(
  stops: readonly Stop[],
  at: number,
  halts: (stop: Stop) => boolean,
): number | undefined {
  return ahead(stops, at, (stop) => isBegin(stop) && (stop.fault !== undefined || halts(stop)));
}

export function backward(
  stops: readonly Stop[],
  at: number,
  halts: (stop: Stop) => boolean,
): number | undefined {
  const found = stops.slice(0, at).findLastIndex((stop) => isBegin(stop) && halts(stop));
  return found === -1 ? undefined : found;
}

/** The first stop of the frame of a stop. */
export function firstOf(stops: readonly Stop[], at: number): number {
  const frame = stops[at]?.frame;
  return Math.max(
    stops.findIndex((stop) => stop.frame === frame),
    0,
  );
}

function isBegin({ moment }: Stop): boolean {
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
