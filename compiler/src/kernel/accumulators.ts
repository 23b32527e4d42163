/** Where a row kernel adds up: one record for each person and stretch of time, so that a credit touches one cache line. */
import { fitsDouble, type Range, summed } from "../integer/range.ts";
import type { Flow, Tally } from "../relational/half.ts";
import type { Integers } from "../relational/tallied.ts";

const MOST = 2n ** 53n - 1n;

/** Of one tally. */
export interface Slot {
  readonly tally: Tally;
  /** Its place in a record; undefined where it is kept in big integers. */
  readonly place?: number;
  /** Where a sum may grow beyond 2^53: up to here it can take another integer. */
  readonly limit?: number;
}

export class Accumulators {
  readonly slots: readonly Slot[];
  /** How many doubles a record takes. */
  readonly stride: number;
  readonly records: Float64Array;
  /** What doubles had no room for, by their places in `records`. */
  readonly spilled = new Map<number, bigint>();
  readonly #big: readonly bigint[][];
  readonly #groups: number;

  constructor({ tallies, shares }: Flow, rows: number, groups: number) {
    let place = 0;
    this.slots = tallies.map((tally, i) => {
      const ranges = shares.flatMap(({ entries }) => entries[i]?.value.range ?? []);
      if (!ranges.every(fitsDouble)) return { tally };
      const limit = limitOf(tally, ranges, BigInt(rows) * BigInt(shares.length));
      place += 1;
      return { tally, place: place - 1, ...(limit === undefined ? {} : { limit }) };
    });
    this.stride = strideFor(place);
    this.records = new Float64Array(groups * this.stride);
    this.#groups = groups;
    this.#big = tallies.map(() => []);
  }

  /** Where a tally is kept in big integers, by group; undefined where nothing was told yet. */
  bigOf(i: number): (bigint | undefined)[] {
    return this.#big[i] ?? [];
  }

  /** As if nothing had been told. */
  clear(): void {
    this.records.fill(0);
    this.spilled.clear();
    for (const { tally, place } of this.slots) {
      const start = STARTS[tally.op];
      if (start === 0 || place === undefined) continue;
      for (let at = place; at < this.records.length; at += this.stride) this.records[at] = start;
    }
    for (const big of this.#big) big.length = 0;
  }

  /** Makes room in a sum. */
  readonly spill = (at: number): void => {
    this.spilled.set(at, (this.spilled.get(at) ?? 0n) + BigInt(this.records[at] ?? 0));
    this.records[at] = 0;
  };

  /** What was told of a tally, by group. */
  integers(i: number): Integers {
    const slot = this.slots[i];
    if (slot?.place === undefined) return this.#fromBig(i, slot?.tally.op ?? "sum");
    return slot.tally.op === "largest" || slot.tally.op === "smallest"
      ? this.#outermost(slot.place)
      : this.#sums(slot.place);
  }

  #sums(place: number): Integers {
    const values = new Float64Array(this.#groups);
    const { records, stride } = this;
    let [lo, hi] = [Infinity, -Infinity];
    for (let group = 0, at = place; group < values.length; group += 1, at += stride) {
      const value = records[at] ?? 0;
      values[group] = value;
      if (value < lo) lo = value;
      if (value > hi) hi = value;
    }
    if (this.spilled.size > 0) return this.#withSpilled(values, place);
    return { values, range: rangeOf(lo, hi) };
  }

  #withSpilled(values: Float64Array, place: number): Integers {
    const whole = Array.from(
      values,
      (value, group) => BigInt(value) + (this.spilled.get(group * this.stride + place) ?? 0n),
    );
    const range = spanOf(whole);
    return { values: fitsDouble(range) ? Float64Array.from(whole, Number) : whole, range };
  }

  #outermost(place: number): Integers {
    const told = Float64Array.from({ length: this.#groups }, (_, group) =>
      Number(this.records[group * this.stride + place]),
    );
    const present = told.filter(Number.isFinite);
    const missing = Uint8Array.from(told, (value) => (Number.isFinite(value) ? 0 : 1));
    const lo = present.reduce((a, b) => Math.min(a, b), Infinity);
    const hi = present.reduce((a, b) => Math.max(a, b), -Infinity);
    const range = rangeOf(lo, hi);
    const values = told.map((value) => (Number.isFinite(value) ? value : Number(range.lo)));
    return { values, range, missing };
  }

  #fromBig(i: number, op: Tally["op"]): Integers {
    const told = this.bigOf(i);
    const present = told.filter((value) => value !== undefined);
    const isSum = op === "sum" || op === "count";
    const isFull = present.length === this.#groups;
    const range = spanOf(isSum && !isFull ? [...present, 0n] : present);
    const none = isSum ? 0n : range.lo;
    const values = Array.from({ length: this.#groups }, (_, group) => told[group] ?? none);
    if (isSum) return { values, range };
    const missing = Uint8Array.from(values, (_, group) => (told[group] === undefined ? 1 : 0));
    return { values, range, missing };
  }
}

const STARTS = { sum: 0, count: 0, largest: -Infinity, smallest: Infinity } as const;

/** A record of three takes four: then none lies across two cache lines. */
function strideFor(places: number): number {
  if (places > 8) return Math.ceil(places / 8) * 8;
  return places === 0 ? 1 : 2 ** Math.ceil(Math.log2(places));
}

/** Undefined where all integers that there can be have room in one double. */
function limitOf({ op }: Tally, ranges: readonly Range[], times: bigint): number | undefined {
  if (op === "largest" || op === "smallest") return undefined;
  const range = ranges.reduce((a, b) => ({
    lo: a.lo < b.lo ? a.lo : b.lo,
    hi: a.hi > b.hi ? a.hi : b.hi,
  }));
  if (fitsDouble(summed(range, times))) return undefined;
  const largest = -range.lo > range.hi ? -range.lo : range.hi;
  return Number(MOST - largest);
}

function rangeOf(lo: number, hi: number): Range {
  return lo > hi ? { lo: 0n, hi: 0n } : { lo: BigInt(lo), hi: BigInt(hi) };
}

function spanOf(values: readonly bigint[]): Range {
  const [first = 0n] = values;
  const lo = values.reduce((a, b) => (a < b ? a : b), first);
  return { lo, hi: values.reduce((a, b) => (a > b ? a : b), first) };
}
