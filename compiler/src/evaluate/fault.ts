/** What a run can meet in its data although the plan is well typed. */
import type { FaultCode } from "@attain/runtime";
import type { Origin } from "../ir/ir.ts";

/**
 * `ATN9101` and `ATN9102` are met in tests only: something was needed that the test doesn't give, or gives only as
 * a total where it is read deal by deal.
 */
export type EvaluationFault = FaultCode | "ATN9101" | "ATN9102";

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
