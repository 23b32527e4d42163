/** Faults of a computation in the words of their rules. */
import { RULES } from "@attain/compiler/diagnostics/catalogue/running";
import { diagnose, type Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import type { Fault } from "@attain/compiler/evaluate/fault";
import type { Payable } from "./last-good.ts";

/** `payee`: for whom it was met. */
export function faultDiagnostic(
  { checked }: Payable,
  { code, facts, origin }: Fault,
  payee?: string,
): Diagnostic {
  const { rule, help } = RULES[code];
  const file = checked.modules.get(origin.path)?.file ?? checked.file;
  const known = payee === undefined ? facts : { ...facts, payee };
  return diagnose(rule, { file, span: { start: origin.start, end: origin.end } }, known, { help });
}
