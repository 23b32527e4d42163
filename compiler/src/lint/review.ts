/** What is found in plans that can be run: proofs about money, the rules of the linter, and those of the project. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type * as ir from "../ir/ir.ts";
import { prove } from "../prove/prove.ts";
import type { Location } from "../text/source-file.ts";
import { type CustomRule, customFindings } from "./custom.ts";
import { findingsOf, type LintRule, type Written } from "./rule.ts";
import { idleRoundings } from "./rules/idle-rounding.ts";
import { idleSteps } from "./rules/idle-step.ts";
import { sameRowsOf } from "./rules/same-rows.ts";
import { wordlessComponents } from "./rules/wordless-component.ts";

const RULES: readonly LintRule[] = [idleSteps, sameRowsOf, idleRoundings, wordlessComponents];

export interface Reviewed {
  readonly program: ir.Program;
  /** The file and those that it imports. */
  readonly written: readonly Written[];
  /** Leads from the representation back to the files. */
  readonly place: (origin: ir.Origin) => Location;
  readonly custom: readonly CustomRule[];
}

export function review({ program, written, place, custom }: Reviewed): readonly Diagnostic[] {
  return [
    ...prove(program, place).diagnostics,
    ...RULES.flatMap((rule) => written.flatMap((one) => findingsOf(rule, one))),
    ...customFindings(custom, { program, written, place }),
  ];
}
