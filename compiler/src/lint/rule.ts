/** A rule of the linter: it reads the tree of one file, and tells what it finds. */
import type { Details, Diagnostic, Fix, Rule } from "../diagnostics/diagnostic.ts";
import { diagnose } from "../diagnostics/diagnostic.ts";
import type { Component, Payout } from "../syntax/ast/component.ts";
import type { File } from "../syntax/ast/file.ts";
import type { PlanMember } from "../syntax/ast/plan.ts";
import type { SourceFile, Span } from "../text/source-file.ts";

/** A file of a plan, as it is written. */
export interface Written {
  readonly file: SourceFile;
  readonly tree: File;
}

type Report = <Hole extends string>(
  rule: Rule<Hole>,
  span: Span,
  facts: Readonly<Record<Hole, string>>,
  details?: Details,
) => void;

export type LintRule = (written: Written, report: Report) => void;

/** What a rule finds in a file. */
export function findingsOf(rule: LintRule, written: Written): Diagnostic[] {
  const found: Diagnostic[] = [];
  rule(written, (kind, span, facts, details) => {
    found.push(diagnose(kind, { file: written.file, span }, facts, details));
  });
  return found;
}

/** The members of all plans of a file, and those that stand beside them. */
export function membersOf({ tree }: Written): PlanMember[] {
  return tree.declarations.flatMap((declaration) => {
    if (declaration.kind === "Shared") return [declaration.member];
    return declaration.kind === "Plan" ? declaration.members : [];
  });
}

/** The columns of steps: components and payouts. */
export function columnsOf(written: Written): (Component | Payout)[] {
  return membersOf(written).filter(
    (member): member is Component | Payout =>
      member.kind === "Component" || member.kind === "Payout",
  );
}

/** The fix that takes a line out. A line with a comment is left to its author, who knows what becomes of it. */
export function withoutLine({ text }: SourceFile, { start, end }: Span): readonly Fix[] {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next === -1 ? text.length : next + 1;
  const isAlone = text.slice(from, start).trim() === "" && text.slice(end, to).trim() === "";
  if (!isAlone) return [];
  const edits = [{ span: { start: from, end: to }, text: "" }];
  return [{ title: "Remove the line", edits, safety: "safe" }];
}
