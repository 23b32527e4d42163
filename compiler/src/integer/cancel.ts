/** Common factors of two integers, so that what was multiplied and is then divided by doesn't grow. */
import { constant, type Int, multiply, valueOf } from "./form.ts";

/** Both without the factors that they share: the same objects, and what their constants have in common. */
export function cancelled(a: Int, b: Int): readonly [Int, Int] {
  const [left, right] = [factorsOf(a), factorsOf(b)];
  const common = left.of.filter((node) => right.of.includes(node));
  const shared = gcd(left.times, right.times);
  if (shared === 0n || (shared === 1n && common.length === 0)) return [a, b];
  for (const node of common) remove(node, left.of, right.of);
  return [product(left, shared), product(right, shared)];
}

interface Factors {
  readonly times: bigint;
  readonly of: Int[];
}

function factorsOf(node: Int): Factors {
  const value = valueOf(node);
  if (value !== undefined) return { times: value, of: [] };
  if (node.op === "subtract" && valueOf(node.left) === 0n) {
    const { times, of } = factorsOf(node.right);
    return { times: -times, of };
  }
  if (node.op !== "multiply") return { times: 1n, of: [node] };
  const [left, right] = [factorsOf(node.left), factorsOf(node.right)];
  return { times: left.times * right.times, of: [...left.of, ...right.of] };
}

/** Once from each, where both have it. */
function remove(node: Int, left: Int[], right: Int[]): void {
  const [i, j] = [left.indexOf(node), right.indexOf(node)];
  if (i === -1 || j === -1) return;
  left.splice(i, 1);
  right.splice(j, 1);
}

function product({ times, of }: Factors, shared: bigint): Int {
  return of.reduce(multiply, constant(times / shared));
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
