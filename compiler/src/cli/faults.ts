/** Faults of a run as diagnostics, in the words of their rules. */
import * as running from "../diagnostics/catalogue/running.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Fault } from "../evaluate/fault.ts";
import type { SourceFile } from "../text/source-file.ts";

/** The diagnostic of a fault; `payee` says for whom it was met. */
export function faultDiagnostic(fault: Fault, file: SourceFile, payee?: string): Diagnostic {
  const rule = running.RULES[fault.code];
  const { start, end } = fault.origin;
  const facts = { ...fault.facts, ...(payee === undefined ? {} : { payee }) };
  const label = payee === undefined ? {} : { label: `for ${payee}` };
  return diagnose(rule.rule, { file, span: { start, end } }, facts, { help: rule.help, ...label });
}
