/** The fixes of the diagnostics, and accepting a finding with a reason. */
import { ALLOWABLE } from "@attain/compiler/diagnostics/catalogue/index";
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import type { Span } from "@attain/compiler/text/source-file";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import { edited } from "../analysis/edits.ts";
import { memberAt, planAt } from "../analysis/nodes.ts";
import type { View } from "../project/project.ts";
import { type Action, editsOf, endOfLine, eolOf, indentAt, insertion, overlaps } from "./action.ts";

export function quickFixes(view: View, diagnostics: readonly Diagnostic[], span: Span): Action[] {
  return diagnostics
    .filter(({ at }) => overlaps(at.span, span))
    .flatMap((diagnostic) => fixesOf(view, diagnostic));
}

/** Accepting findings, where the author has a reason. */
export function accepting(view: View, diagnostics: readonly Diagnostic[], span: Span): Action[] {
  return diagnostics
    .filter(({ at }) => overlaps(at.span, span))
    .flatMap((diagnostic) => allowed(view, diagnostic));
}

function fixesOf(view: View, diagnostic: Diagnostic): Action[] {
  const { fixes, severity } = diagnostic;
  return fixes.map(({ title, edits, safety }) => {
    // A plan with an error pays nothing, so no fix of one can change a payout.
    const changes = severity !== "error" && safety === "changes payout";
    return {
      title: changes ? `${title} (changes what is paid)` : title,
      kind: "quickfix",
      edits: editsOf(view, ...edits),
      mends: diagnostic,
      ...(fixes.length === 1 && !changes ? { isPreferred: true as const } : {}),
    };
  });
}

function allowed(view: View, diagnostic: Diagnostic): Action[] {
  const { name, severity, at } = diagnostic;
  if (severity === "error" || !ALLOWABLE.has(name)) return [];
  const { tree } = view.parsed;
  const member = memberAt(tree, at.span.start);
  const plan = planAt(tree, at.span.start);
  const holder: PlanMember | PlanDeclaration | undefined =
    member !== undefined && "allows" in member ? member : plan;
  if (holder === undefined) return [];
  const { file } = view;
  const last = holder === plan ? lastOfHeading(plan) : holder.span.end;
  const indent = `${indentAt(file, holder.span.start)}  `;
  const text = `${eolOf(file)}${indent}allow ${name} "reason"`;
  return [
    {
      title: `Accept \`${name}\` here, with a reason`,
      kind: "quickfix",
      edits: editsOf(view, insertion(endOfLine(file, last), text)),
      mends: diagnostic,
    },
  ];
}

function lastOfHeading({ name, people, during, pays }: PlanDeclaration): number {
  const ends = [name, people?.source, people?.where, during?.from, during?.to, pays?.currency].map(
    (part) => part?.span.end ?? 0,
  );
  return Math.max(...ends);
}

/** All fixes of a file that can't change what is paid, at once; those that touch one another wait. */
export function fixAll(view: View, diagnostics: readonly Diagnostic[]): Action[] {
  const safe = diagnostics.flatMap(({ fixes }) =>
    fixes.filter(({ safety }) => safety === "safe").slice(0, 1),
  );
  const edits = safe
    .flatMap((fix) => fix.edits)
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ span }, i, all) => span.start >= (all[i - 1]?.span.end ?? 0));
  if (edits.length === 0 || edited(view.file.text, edits) === view.file.text) return [];
  return [
    {
      title: "Apply all safe fixes of Attain",
      kind: "source.fixAll",
      edits: editsOf(view, ...edits),
    },
  ];
}
