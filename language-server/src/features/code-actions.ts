/** What may be changed at a selection: fixes of what is wrong, and plans said otherwise. */
import type { Span } from "@attain/compiler/text/source-file";
import { newError, withEdits } from "../analysis/edits.ts";
import type { View } from "../project/project.ts";
import type { Action } from "../refactor/action.ts";
import { extractParameter } from "../refactor/extract-parameter.ts";
import { missingLines } from "../refactor/missing-lines.ts";
import { missingRows } from "../refactor/missing-rows.ts";
import { pastedLines } from "../refactor/paste-table.ts";
import { accepting, fixAll, quickFixes } from "../refactor/quick-fixes.ts";
import { spreadAmount } from "../refactor/spread-amount.ts";
import { tableKind } from "../refactor/table-kind.ts";
import { diagnosticsIn } from "./diagnostics.ts";

const REFACTORINGS = [extractParameter, tableKind, missingRows, spreadAmount, pastedLines] as const;

/**
 * What mends stands first, and accepting a finding after that: an editor offers them in this order.
 * `only`: the kinds that are asked for, as the protocol names them; all if none is.
 */
export function codeActions(view: View, span: Span, only: readonly string[]): Action[] {
  const diagnostics = diagnosticsIn(view.project, view.path);
  const isWanted = (kind: string): boolean =>
    only.length === 0 || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const rewrites = REFACTORINGS.flatMap((refactoring) => refactoring(view, span, diagnostics));
  const offered = [
    ...quickFixes(view, diagnostics, span),
    ...missingLines(view, diagnostics, span),
    ...rewrites.filter((action) => isWanted(action.kind) && isSound(view, action)),
    ...accepting(view, diagnostics, span),
  ].filter(({ kind }) => isWanted(kind));
  const all =
    only.some((kind) => "source.fixAll".startsWith(kind)) || only.length === 0
      ? fixAll(view, diagnostics)
      : [];
  return [...offered.filter(isFix), ...offered.filter((action) => !isFix(action)), ...all];
}

function isFix({ kind }: Action): boolean {
  return kind === "quickfix";
}

/** A refactoring that would leave the plan with an error that it hasn't now isn't offered. */
function isSound({ project }: View, { edits }: Action): boolean {
  return newError(project, withEdits(project, edits)) === undefined;
}
