/** Steps that give back what they were given: `times 100%`, `plus 0 USD`. */
import { literalNumber } from "../../check/literals.ts";
import { idleStep } from "../../diagnostics/catalogue/tidy.ts";
import type { Step } from "../../syntax/ast/component.ts";
import { textAt } from "../../text/source-file.ts";
import { columnsOf, type LintRule, withoutLine } from "../rule.ts";

export const idleSteps: LintRule = (written, report) => {
  const { file } = written;
  for (const { steps } of columnsOf(written)) {
    for (const step of steps) {
      if (!isIdle(step)) continue;
      const words = textAt({ file, span: step.span }).replace(/\s+/g, " ").trim();
      const help = "Remove the line: what is paid stays the same.";
      report(idleStep, step.span, { step: words }, { help, fixes: withoutLine(file, step.span) });
    }
  }
};

function isIdle(step: Step): boolean {
  switch (step.kind) {
    case "Times":
      return isNumber(literalNumber(step.value)?.value, /^1(?:\.0*)?$/);
    case "Plus":
    case "Less":
      return isNumber(literalNumber(step.value)?.value, /^-?0(?:\.0*)?$/);
    default:
      return false;
  }
}

function isNumber(digits: string | undefined, pattern: RegExp): boolean {
  return digits !== undefined && pattern.test(digits);
}
