/** Proofs about the money that a plan pays: exact, by its curves, and never a false alarm. */
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import type * as ir from "../ir/ir.ts";
import type { Location } from "../text/source-file.ts";
import type { Proof, Tell, Verdict } from "./rule.ts";
import { overlappingCredits } from "./rules/credits.ts";
import { movements } from "./rules/monotone.ts";
import { closedGates, idleExceptions, unreachableRows } from "./rules/reach.ts";
import { quotaAndCaps } from "./rules/target.ts";
import { accelerators } from "./rules/tables.ts";
import { gapsBetween } from "./rules/versions.ts";
import { Study } from "./study.ts";

const PROOFS: readonly Proof[] = [
  movements,
  unreachableRows,
  closedGates,
  idleExceptions,
  quotaAndCaps,
  accelerators,
  overlappingCredits,
];

export interface Proved {
  readonly plan: ir.Plan;
  readonly verdicts: readonly Verdict[];
}

export interface Proofs {
  readonly plans: readonly Proved[];
  readonly versions: readonly Verdict[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `place` leads from the representation back to the files. */
export function prove(program: ir.Program, place: (origin: ir.Origin) => Location): Proofs {
  const diagnostics: Diagnostic[] = [];
  const tell: Tell = (rule, at, facts, { help, related = [] } = {}) => {
    diagnostics.push(
      diagnose(rule, place(at), facts, {
        ...(help === undefined ? {} : { help }),
        related: related.map((note) => ({ at: place(note.at), message: note.message })),
      }),
    );
  };
  const plans = program.plans.map((plan) => {
    const study = new Study(program, plan);
    return { plan, verdicts: PROOFS.flatMap((proof) => proof(study, tell)) };
  });
  const versions = gapsBetween(program, tell);
  return { plans, versions, diagnostics };
}
