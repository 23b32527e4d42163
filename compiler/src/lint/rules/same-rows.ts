/** Rows of steps that give what the row before them gives, so that nothing changes where they start. */
import { sameRows } from "../../diagnostics/catalogue/tidy.ts";
import type { Row, Table } from "../../syntax/ast/table.ts";
import type { Expression } from "../../syntax/ast/expression.ts";
import { type SourceFile, textAt } from "../../text/source-file.ts";
import { type LintRule, membersOf, withoutLine } from "../rule.ts";

type Step = Extract<Row, { kind: "From" }>;

export const sameRowsOf: LintRule = (written, report) => {
  const { file } = written;
  for (const member of membersOf(written)) {
    if (member.kind !== "Table" || !isOfSteps(member)) continue;
    for (const [i, row] of member.rows.entries()) {
      const before = member.rows[i - 1];
      if (before === undefined || !areSame(file, before, row)) continue;
      const value = textAt({ file, span: row.value.value.span });
      const facts = { verb: member.role === "rates" ? "pays" : "gives", value };
      const related = [{ at: { file, span: before.span }, message: "the row before it" }];
      const help = "Remove the row: the one before it reaches further, and pay stays the same.";
      const fixes = withoutLine(file, row.span);
      report(sameRows, row.span, facts, { help, related, fixes });
    }
  }
};

/** Points of a line and the pivot of `whole above` are places of their own. */
function isOfSteps({ application, matrix }: Table): boolean {
  const kind = application?.kind;
  return matrix === undefined && kind !== "interpolated" && kind !== "whole above";
}

/** A row that says where it ends, or follows one that does, says something by that. */
function areSame(
  file: SourceFile,
  before: Row,
  row: Row,
): row is Step & { readonly value: { readonly value: Expression } } {
  if (before.kind !== "From" || row.kind !== "From") return false;
  if (before.to !== undefined || row.to !== undefined) return false;
  if (before.value === "continues" || row.value === "continues") return false;
  const text = ({ span }: Expression): string => textAt({ file, span }).replace(/\s+/g, " ");
  return text(before.value.value) === text(row.value.value);
}
