/** Walks through expressions. */
import type { Span } from "../text/source-file.ts";
import type { Collection, Expression } from "./ast/expression.ts";

/** The expressions that an expression is made of, in the order of the text. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "Access":
    case "Windowed":
    case "Weighted":
    case "Prorated":
    case "Presence":
    case "Not":
    case "Negate":
      return [node.of];
    case "Call":
      return node.args;
    case "Apply":
      return [node.base];
    case "Aggregate":
      return [node.value, ...whereOf(node.of), node.weight].filter((part) => part !== undefined);
    case "Released":
      return node.parts.flatMap(({ share, time }) => [
        ...(share === "the rest" ? [] : [share]),
        ...("date" in time ? [time.date] : []),
        ...("from" in time ? [time.from] : []),
        ...("by" in time ? [time.by] : []),
      ]);
    case "TakenBack": {
      const { where, date, share } = node;
      const told =
        share === undefined || share === "all"
          ? []
          : "unserved" in share
            ? [share.unserved.from]
            : [share];
      return [...where, ...(date === undefined ? [] : [date]), ...told];
    }
    case "Rank":
      return [node.value, ...whereOf(node.of)];
    case "Portion":
      return [node.whole, ...whereOf(node.of), node.weight].filter((part) => part !== undefined);
    case "Prize":
      return [
        ...node.prizes,
        node.value,
        ...whereOf(node.of),
        ...(node.ties?.kind === "by" ? [node.ties.value] : []),
      ];
    case "Collection":
      return whereOf(node);
    case "ReadAt":
      return [node.of, node.at];
    case "Exchanged":
      return [node.of, node.on];
    case "Shift":
      return [node.by, node.date];
    case "Binary":
      return [node.left, node.right];
    case "Membership":
      return [node.of, ...node.among];
    case "Conditional":
      return [node.condition, node.yes, node.no];
    case "Otherwise":
      return [node.value, node.fallback];
    case "Extreme":
      return node.of;
    default:
      return [];
  }
}

function whereOf({ where }: Collection): Expression[] {
  return where === undefined ? [] : [where];
}

/** Whether an expression, or one in it, passes a test. */
export function mentions(node: Expression, test: (node: Expression) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => mentions(child, test));
}

/** The names that stand in an expression for a value, each as often as it stands there. */
export function referencesIn(node: Expression): Extract<Expression, { kind: "Reference" }>[] {
  const own = node.kind === "Reference" ? [node] : [];
  return [...own, ...childrenOf(node).flatMap(referencesIn)];
}

/**
 * The expression made anew with what `change` gives for each that it is made of, so that notes on it are its own. With
 * `at`, all of it stands there: its own places are those of another declaration.
 */
export function rebuilt<Node extends Expression>(
  node: Node,
  change: (child: Expression) => Expression,
  at?: Span,
): Node {
  const parts = Object.entries(node).map(([key, part]) => [key, rebuiltPart(part, change, at)]);
  return { ...(Object.fromEntries(parts) as Node), ...(at === undefined ? {} : { span: at }) };
}

function rebuiltPart(
  part: unknown,
  change: (child: Expression) => Expression,
  at: Span | undefined,
): unknown {
  if (Array.isArray(part)) return part.map((item) => rebuiltPart(item, change, at));
  if (typeof part !== "object" || part === null) return part;
  if (isExpression(part)) return change(part);
  const inner = Object.entries(part).map(([key, own]) => [
    key,
    key === "span" && at !== undefined ? at : rebuiltPart(own, change, at),
  ]);
  return Object.fromEntries(inner);
}

/** The kinds of expressions begin with a capital; those of windows and the like are words. */
function isExpression(part: object): part is Expression {
  return "kind" in part && typeof part.kind === "string" && /^[A-Z]/.test(part.kind);
}
