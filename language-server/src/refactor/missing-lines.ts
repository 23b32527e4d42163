/** Lines that a declaration lacks: the heading of a plan, the parts of a credit, the rounding of a component. */
import type { Diagnostic } from "@attain/compiler/diagnostics/diagnostic";
import { missingPart } from "@attain/compiler/diagnostics/catalogue/names";
import { unroundedPay } from "@attain/compiler/diagnostics/catalogue/types";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { Span } from "@attain/compiler/text/source-file";
import { memberAt, planAt } from "../analysis/nodes.ts";
import { fillersAt } from "../forms/fillers.ts";
import { templatesOf } from "../forms/lines.ts";
import { filled } from "../forms/template.ts";
import type { View } from "../project/project.ts";
import { type Action, editsOf, endOfLine, eolOf, indentAt, insertion, overlaps } from "./action.ts";

export function missingLines(view: View, diagnostics: readonly Diagnostic[], span: Span): Action[] {
  const { tree } = view.parsed;
  return diagnostics.flatMap((diagnostic) => {
    const { code, at } = diagnostic;
    if (!overlaps(at.span, span)) return [];
    const member = memberAt(tree, at.span.start);
    const plan = planAt(tree, at.span.start);
    const words =
      code === unroundedPay.code
        ? ["rounded half even to cent"]
        : code !== missingPart.code
          ? []
          : member !== undefined
            ? missingIn(view, member)
            : plan === undefined
              ? []
              : missingInHeading(view, plan);
    if (words.length === 0) return [];
    const holder = member ?? plan;
    return holder === undefined ? [] : [added(view, diagnostic, holder, words)];
  });
}

function missingInHeading(view: View, plan: PlanDeclaration): string[] {
  const { people, during, pays } = plan;
  return [
    ...(people === undefined ? ["for"] : []),
    ...(during === undefined ? ["during"] : []),
    ...(pays === undefined ? ["pays"] : []),
  ].flatMap((word) => line(view, "plan", word, plan.span.start));
}

function missingIn(view: View, member: PlanMember): string[] {
  if (member.kind === "Credit") {
    const kinds = new Set(member.lines.map(({ kind }) => kind));
    const isGiven = ["To", "ToCompany", "Split"].some((kind) => kinds.has(kind as "To"));
    return [
      ...(kinds.has("Dated") ? [] : ["dated"]),
      ...(kinds.has("Worth") ? [] : ["worth"]),
      ...(isGiven ? [] : ["to"]),
    ].flatMap((word) => line(view, "credit", word, member.span.start));
  }
  if (member.kind === "Payout") return ["rounded half even to cent"];
  const lacksStart =
    member.kind === "Component" && !member.steps.some(({ kind }) => kind === "Earns");
  return lacksStart ? line(view, "component", "earns", member.span.start) : [];
}

function line(
  view: View,
  block: "plan" | "credit" | "component",
  word: string,
  offset: number,
): string[] {
  const form = templatesOf(block, "step").find(({ label }) => label === word);
  const member = memberAt(view.parsed.tree, offset);
  return form === undefined ? [] : [filled(form.body(fillersAt(view, offset, member)))];
}

/** Below the heading of what lacks them; what is rounded is rounded last. */
function added(
  view: View,
  diagnostic: Diagnostic,
  holder: PlanDeclaration | PlanMember,
  lines: readonly string[],
): Action {
  const { file } = view;
  const isLast = lines.every((one) => one.startsWith("rounded"));
  const after = isLast
    ? holder.span.end
    : "name" in holder
      ? holder.name.span.end
      : holder.span.start;
  const indent = `${indentAt(file, holder.span.start)}  `;
  const text = lines.map((one) => `${eolOf(file)}${indent}${one}`).join("");
  const [first = ""] = lines;
  return {
    title:
      lines.length === 1
        ? `Add \`${first}\``
        : `Add ${lines.map((one) => `\`${one.split(" ")[0] ?? ""}\``).join(", ")}`,
    kind: "quickfix",
    edits: editsOf(view, insertion(endOfLine(file, after), text)),
    mends: diagnostic,
    isPreferred: true,
  };
}
