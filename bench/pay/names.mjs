/** Who is who in what was measured. */
import { CONTENDERS } from "./contenders.mjs";
import { PEERS } from "./peers.mjs";

export const MILLION = 1_000_000;
/** What Attain pays by when data is in memory. */
export const KERNELS = "attain-kernels";

export function peerOf(id) {
  return PEERS.find((peer) => peer.id === id);
}

export function contenderOf(id) {
  return CONTENDERS.find((contender) => contender.id === id);
}
