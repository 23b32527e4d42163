/** A rounding right below the same rounding. */
import { idleRounding } from "../../diagnostics/catalogue/tidy.ts";
import type { Step } from "../../syntax/ast/component.ts";
import { textAt } from "../../text/source-file.ts";
import { columnsOf, type LintRule, withoutLine } from "../rule.ts";

export const idleRoundings: LintRule = (written, report) => {
  const { file } = written;
  const words = (step: Step): string => textAt({ file, span: step.span }).replace(/\s+/g, " ");
  for (const { steps } of columnsOf(written)) {
    for (const [i, step] of steps.entries()) {
      const before = steps[i - 1];
      if (step.kind !== "Round" || before?.kind !== "Round" || words(step) !== words(before))
        continue;
      const help = "Remove one of the two: what is paid stays the same.";
      report(idleRounding, step.span, {}, { help, fixes: withoutLine(file, step.span) });
    }
  }
};
