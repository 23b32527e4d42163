/** The nodes of the tree around a place. */
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import type { Declaration, File } from "@attain/compiler/syntax/ast/file";
import type { PlanDeclaration, PlanMember } from "@attain/compiler/syntax/ast/plan";
import type { Span } from "@attain/compiler/text/source-file";
import type { View } from "../project/project.ts";
import { placeOf } from "./scope.ts";

export interface TreeNode {
  readonly kind?: string;
  readonly span: Span;
}

/** All nodes whose text holds a span, the outermost first. */
export function nodesAround(tree: File, { start, end }: Span): TreeNode[] {
  const found: TreeNode[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (hasSpan(value)) {
      if (value.span.start > start || value.span.end < end) return;
      found.push(value);
    }
    Object.values(value).forEach(visit);
  };
  visit(tree.declarations);
  return found;
}

function hasSpan(value: object): value is TreeNode {
  if (!("span" in value)) return false;
  const { span } = value;
  return typeof span === "object" && span !== null && "start" in span && "end" in span;
}

/** The declaration that is open at a place: each reaches to the next. */
export function declarationAt(tree: File, offset: number): Declaration | undefined {
  return tree.declarations.findLast(({ span }) => span.start <= offset);
}

export function planAt(tree: File, offset: number): PlanDeclaration | undefined {
  const declaration = declarationAt(tree, offset);
  return declaration?.kind === "Plan" ? declaration : undefined;
}

/** The member of a plan, or the shared one, that is open at a place. */
export function memberAt(tree: File, offset: number): PlanMember | undefined {
  const declaration = declarationAt(tree, offset);
  if (declaration?.kind === "Shared") return declaration.member;
  if (declaration?.kind !== "Plan") return undefined;
  return declaration.members.findLast(({ span }) => span.start <= offset);
}

/** The innermost expression that holds a span; whatever checking has looked at is one. */
export function expressionAround(view: View, span: Span): Expression | undefined {
  return nodesAround(view.parsed.tree, span).findLast(
    (node): node is Expression => placeOf(view, node as Expression) !== undefined,
  );
}

/** All expressions in a node, those within others as well, in the order of the text. */
export function expressionsIn(view: View, node: TreeNode): Expression[] {
  const found: Expression[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      if (hasSpan(value) && placeOf(view, value as Expression) !== undefined)
        found.push(value as Expression);
      Object.values(value).forEach(visit);
    }
  };
  visit(node);
  return found.sort((a, b) => a.span.start - b.span.start);
}
