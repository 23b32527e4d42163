/** What is said where two evaluators don't agree. */
import type { Disagreement } from "../emit/compiled.ts";
import { Refusal } from "./answer.ts";
import { INTERNAL } from "./exit-codes.ts";
import type { Planned } from "./programs.ts";

/** Ends a run whose two evaluators don't agree: nobody is paid. */
export function refuseDisagreements(
  disagreements: readonly (Disagreement & { readonly planned: Planned })[],
): void {
  if (disagreements.length === 0) return;
  const lines = disagreements
    .slice(0, 10)
    .map(
      ({ planned, payee, what, reference, compiled }) =>
        `for ${payee}, ${planned.plan.name} ${what} is ${reference} by one evaluator and ${compiled} by the other`,
    );
  throw new Refusal({
    exit: INTERNAL,
    error: { kind: "attain", message: lines.join("; ") },
    print: (io) => {
      for (const line of lines) io.err(`Attain itself is at fault: ${line}.\n`);
      io.err("Nothing was paid. Please report this, with the plan if you can.\n");
    },
  });
}
