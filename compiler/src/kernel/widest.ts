/** How large the numbers become that something is computed by. */
import type { Int } from "../integer/form.ts";
import { type Node, partsOf, reach } from "../integer/javascript.ts";
import { fitsDouble } from "../integer/range.ts";

/** The largest size that comes up: in the roots, and in nodes below them that haven't been seen before. They have been, after it. */
export function widest(roots: readonly Node[], seen: Set<Node>): bigint {
  let most = 0n;
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const size = "range" in node ? sizeOf(node) : 0n;
    if (size > most) most = size;
    for (const part of partsOf(node)) visit(part);
  };
  for (const root of roots) {
    if (seen.has(root) && "range" in root && sizeOf(root) > most) most = sizeOf(root);
    visit(root);
  }
  return most;
}

/** Whether numbers up to a size are computed in doubles. */
export function isDouble(size: bigint): boolean {
  return fitsDouble({ lo: 0n, hi: size });
}

function sizeOf(node: Int): bigint {
  const isLeaf = node.op === "constant" || node.op === "input" || node.op === "choose";
  const { lo, hi } = isLeaf ? node.range : reach(node);
  return -lo > hi ? -lo : hi;
}
