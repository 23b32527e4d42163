/** A number that gets a name: a parameter, which tests and scenarios can change. */
import type { TextEdit } from "@attain/compiler/diagnostics/diagnostic";
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import { childrenOf } from "@attain/compiler/syntax/walk";
import { type Span, textAt } from "@attain/compiler/text/source-file";
import { moved } from "../analysis/edits.ts";
import { expressionAround, expressionsIn, memberAt, planAt } from "../analysis/nodes.ts";
import { symbolsIn, valueTypeOf } from "../analysis/scope.ts";
import type { View } from "../project/project.ts";
import {
  type Action,
  editsOf,
  endOfLine,
  eolOf,
  indentAt,
  insertion,
  startOfLine,
} from "./action.ts";

export function extractParameter(view: View, span: Span): Action[] {
  const { tree } = view.parsed;
  const [plan, member] = [planAt(tree, span.start), memberAt(tree, span.start)];
  const found = expressionAround(view, span);
  if (plan === undefined || member === undefined || found === undefined) return [];
  if (member.kind === "Parameter" || !isConstant(found)) return [];
  const name = freeName(view, plan, member, found);
  const words = textAt({ file: view.file, span: found.span });
  const alike = plan.members
    .filter(({ kind }) => kind !== "Parameter")
    .flatMap((other) => expressionsIn(view, other))
    .filter(
      (other) => textAt({ file: view.file, span: other.span }) === words && isConstant(other),
    );
  const one = action(view, plan, member, name, words, [found.span], "Make a parameter of it");
  if (alike.length < 2) return [one];
  const all = alike.map((other) => other.span);
  return [
    one,
    action(view, plan, member, name, words, all, `Make a parameter of all ${alike.length} places`),
  ];
}

const CONSTANTS: ReadonlySet<Expression["kind"]> = new Set<Expression["kind"]>([
  "NumberLiteral",
  "PercentLiteral",
  "DateLiteral",
  "Binary",
  "Negate",
]);

/** Made of literals alone. */
function isConstant(node: Expression): boolean {
  return CONSTANTS.has(node.kind) && childrenOf(node).every(isConstant);
}

/** `commission_rate`: after what it stands in, and what it is. */
function freeName(view: View, plan: PlanDeclaration, member: PlanMember, node: Expression): string {
  const type = valueTypeOf(view, node);
  const what =
    type?.kind === "number" && type.unit.kind === "ratio"
      ? "rate"
      : type?.kind === "date"
        ? "day"
        : "amount";
  const own = member.kind === "Payout" ? "payout" : member.name.text;
  const base = `${own.toLowerCase()}_${what}`;
  const taken = symbolsIn(view, { plan });
  let name = base;
  for (let i = 2; taken.has(name); i += 1) name = `${base}_${i}`;
  return name;
}

function action(
  view: View,
  plan: PlanDeclaration,
  member: PlanMember,
  name: string,
  words: string,
  spans: readonly Span[],
  title: string,
): Action {
  const declaration = declared(view, plan, member, `parameter ${name} means ${words}`);
  const uses = spans.map((span): TextEdit => ({ span, text: name }));
  const all = [declaration, ...uses];
  const [first] = spans;
  const offset =
    first === undefined
      ? 0
      : moved(
          first.start,
          all.filter(({ span }) => span.end <= first.start),
        );
  return {
    title,
    kind: "refactor.extract",
    edits: editsOf(view, ...all),
    renameAt: { path: view.path, offset },
  };
}

/** Below the last parameter of the plan, or above the member that it is taken from, with its comments. */
function declared(
  { file }: View,
  plan: PlanDeclaration,
  member: PlanMember,
  line: string,
): TextEdit {
  const eol = eolOf(file);
  const last = plan.members.findLast(
    (other) => other.kind === "Parameter" && other.span.end < member.span.start,
  );
  if (last !== undefined)
    return insertion(
      endOfLine(file, last.span.end),
      `${eol}${indentAt(file, last.span.start)}${line}`,
    );
  const indent = indentAt(file, member.span.start);
  let start = startOfLine(file, member.span.start);
  while (start > 0) {
    const above = startOfLine(file, start - 1);
    if (!/^[ \t]*\/\//.test(file.text.slice(above, start))) break;
    start = above;
  }
  return insertion(start, `${indent}${line}${eol}${eol}`);
}
