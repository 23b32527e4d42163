/** What a run can meet in its data although the plan is well typed. */
import type { EvaluationFault } from "../diagnostics/catalogue/running.ts";
import type { Origin } from "../ir/value.ts";

/** Thrown where a value can't be had; caught for each payee, so that all faults of a run are found. */
export class Fault extends Error {
  readonly code: EvaluationFault;
  readonly facts: Readonly<Record<string, string>>;
  readonly origin: Origin;

  constructor(code: EvaluationFault, facts: Readonly<Record<string, string>>, origin: Origin) {
    super(code);
    this.code = code;
    this.facts = facts;
    this.origin = origin;
  }
}

/** What is computed, or undefined where a row or a value that it takes isn't there. */
export function attempt<Value>(compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
