/** What the integer form has no words for: the reference evaluator computes it. */
import type { Origin } from "../ir/value.ts";

/** The message says why, in the reader's words, as the end of a sentence: `it reads the payee`. */
export class Unsupported extends Error {
  readonly origin: Origin;

  constructor(reason: string, origin: Origin) {
    super(reason);
    this.origin = origin;
  }
}
