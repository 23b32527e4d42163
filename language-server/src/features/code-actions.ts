/** What may be changed at a selection: fixes of what is wrong, and plans said otherwise. */
import type { Span } from "@attain/compiler/text/source-file";
import { newError, withEdits } from "../analysis/edits.ts";
import type { View } from "../project/project.ts";
import type { Action } from "../refactor/action.ts";
import { extractParameter } from "../refactor/extract-parameter.ts";
import { missingLines } from "../refactor/missing-lines.ts";
import { missingRows } from "../refactor/missing-rows.ts";
import { pastedLines } from "../refactor/paste-table.ts";
import { fixAll, quickFixes } from "../refactor/quick-fixes.ts";
import { spreadAmount } from "../refactor/spread-amount.ts";
import { tableKind } from "../refactor/table-kind.ts";
import { diagnosticsIn } from "./diagnostics.ts";

const REFACTORINGS = [extractParameter, tableKind, missingRows, spreadAmount, pastedLines] as const;

/** `only`: the kinds that are asked for, as the protocol names them; all if none is. */
export function codeActions(view: View, span: Span, only: readonly string[]): Action[] {
  const diagnostics = diagnosticsIn(view.project, view.path);
  const isWanted = (kind: string): boolean =>
    only.length === 0 || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const fixes = isWanted("quickfix")
    ? [...quickFixes(view, diagnostics, span), ...missingLines(view, diagnostics, span)]
    : [];
  const rewrites = REFACTORINGS.flatMap((refactoring) => refactoring(view, span)).filter(
    (action) => isWanted(action.kind) && isSound(view, action),
  );
  const all =
    only.some((kind) => "source.fixAll".startsWith(kind)) || only.length === 0
      ? fixAll(view, diagnostics)
      : [];
  return [...fixes, ...rewrites, ...all];
}

/** A refactoring that would leave the plan with an error that it hasn't now isn't offered. */
function isSound({ project }: View, { edits }: Action): boolean {
  return newError(project, withEdits(project, edits)) === undefined;
}
