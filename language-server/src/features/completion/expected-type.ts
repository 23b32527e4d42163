/** The type that a place asks for: as checking was told, or as the other side of an operator has it. */
import { money, numberOf, type Type } from "@attain/compiler/check/types";
import { bare } from "@attain/compiler/check/value-type";
import type { Expression } from "@attain/compiler/syntax/ast/expression";
import { memberAt, nodesAround, planAt } from "../../analysis/nodes.ts";
import { placeOf, valueTypeOf } from "../../analysis/scope.ts";
import type { View } from "../../project/project.ts";

export function expectedOf(view: View, node: Expression): Type | undefined {
  const told = placeOf(view, node)?.expected ?? credited(view, node) ?? paid(view, node);
  if (told !== undefined && told.kind !== "unknown") return bare(told);
  const around = nodesAround(view.parsed.tree, node.span);
  const parent = around.findLast(
    (one): one is Expression => one !== node && placeOf(view, one as Expression) !== undefined,
  );
  const other = parent && otherSide(parent, node);
  const type = other && valueTypeOf(view, other);
  return type === undefined || type.kind === "unknown" ? undefined : type;
}

/** Deals are credited to people. */
function credited(view: View, node: Expression): Type | undefined {
  const member = memberAt(view.parsed.tree, node.span.start);
  if (member?.kind !== "Credit") return undefined;
  const isPayee = member.lines.some((line) => "recipient" in line && line.recipient.payee === node);
  const people = [...view.checked.program.sources.values()].find((source) => source.people);
  return isPayee && people !== undefined ? { kind: "row", source: people.name } : undefined;
}

/** What steps add, take off and hold pay to is money of the plan. */
function paid(view: View, node: Expression): Type | undefined {
  const member = memberAt(view.parsed.tree, node.span.start);
  if (member?.kind !== "Component" && member?.kind !== "Payout") return undefined;
  const isAmount = member.steps.some(
    (step) =>
      ("limit" in step && step.limit === node) ||
      ((step.kind === "Plus" || step.kind === "Less") && step.value === node),
  );
  const currency = planAt(view.parsed.tree, node.span.start)?.pays?.currency.text;
  return isAmount && currency !== undefined ? numberOf(money(currency)) : undefined;
}

/** What a value is compared with, added to, or stands in for. */
function otherSide(parent: Expression, node: Expression): Expression | undefined {
  switch (parent.kind) {
    case "Binary": {
      const isLike = parent.operator !== "x" && parent.operator !== "/" && parent.operator !== "of";
      if (!isLike || parent.operator === "and" || parent.operator === "or") return undefined;
      return parent.left === node ? parent.right : parent.left;
    }
    case "Membership":
      return parent.of === node ? parent.among[0] : parent.of;
    case "Otherwise":
      return parent.fallback === node ? parent.value : parent.fallback;
    case "Conditional":
      return parent.yes === node ? parent.no : parent.no === node ? parent.yes : undefined;
    default:
      return undefined;
  }
}
