/**
 * Rounded division of integers, as kernels compute it: `n` by `d`, which is 1 or above. In doubles `|n| + 2d` is below 2^53.
 *
 * The quotient of two such doubles is off by one at most, and what is left, `n − q × d`, is exact: so it is put right.
 */
import type { RoundingMode } from "@attain/runtime";

type Division<Integer> = (n: Integer, d: Integer) => Integer;

function floor(n: number, d: number): number {
  const q = Math.floor(n / d);
  const rest = n - q * d;
  return rest < 0 ? q - 1 : rest >= d ? q + 1 : q;
}

function ceiling(n: number, d: number): number {
  const q = floor(n, d);
  return n - q * d > 0 ? q + 1 : q;
}

function halfEven(n: number, d: number): number {
  const q = floor(n, d);
  const twice = (n - q * d) * 2;
  if (twice < d) return q;
  return twice > d || q % 2 !== 0 ? q + 1 : q;
}

function halfAway(n: number, d: number): number {
  const q = floor(n, d);
  const twice = (n - q * d) * 2;
  return twice > d || (twice === d && n >= 0) ? q + 1 : q;
}

function halfTowards(n: number, d: number): number {
  const q = floor(n, d);
  const twice = (n - q * d) * 2;
  return twice > d || (twice === d && n < 0) ? q + 1 : q;
}

export const divideDoubles: Readonly<Record<RoundingMode, Division<number>>> = {
  floor,
  ceiling,
  "half even": halfEven,
  "half up": halfAway,
  "half down": halfTowards,
  up: (n, d) => (n < 0 ? floor(n, d) : ceiling(n, d)),
  down: (n, d) => (n < 0 ? ceiling(n, d) : floor(n, d)),
};

function bigFloor(n: bigint, d: bigint): bigint {
  return n >= 0n || n % d === 0n ? n / d : n / d - 1n;
}

function bigCeiling(n: bigint, d: bigint): bigint {
  return -bigFloor(-n, d);
}

/** To the nearer, and of two that are as near, to the one that `tie` says of the lower. */
function bigNearest(tie: (lower: bigint, n: bigint) => bigint): Division<bigint> {
  return (n, d) => {
    const q = bigFloor(n, d);
    const half = (n - q * d) * 2n - d;
    return half < 0n ? q : half > 0n ? q + 1n : tie(q, n);
  };
}

export const divideBig: Readonly<Record<RoundingMode, Division<bigint>>> = {
  floor: bigFloor,
  ceiling: bigCeiling,
  "half even": bigNearest((lower) => (lower % 2n === 0n ? lower : lower + 1n)),
  "half up": bigNearest((lower, n) => (n < 0n ? lower : lower + 1n)),
  "half down": bigNearest((lower, n) => (n < 0n ? lower + 1n : lower)),
  up: (n, d) => (n < 0n ? bigFloor(n, d) : bigCeiling(n, d)),
  down: (n, d) => (n < 0n ? bigCeiling(n, d) : bigFloor(n, d)),
};
