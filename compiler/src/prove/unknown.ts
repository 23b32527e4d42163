/** What can't be analysed: neither proved nor refuted, and said so. */

/** Thrown where an analysis meets something that it has no exact answer for; never leaves the prover. */
export class Unknown extends Error {}

/** What an analysis gives; `Unknown` becomes the reason why there is nothing. */
export function attempt<Result>(
  run: () => Result,
): { readonly known: Result } | { readonly unknown: string } {
  try {
    return { known: run() };
  } catch (error) {
    if (error instanceof Unknown) return { unknown: error.message };
    throw error;
  }
}
