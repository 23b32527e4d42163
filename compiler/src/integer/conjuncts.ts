/** Conditions as lists of those that must all hold. */
import { and, type Bool, YES } from "./form.ts";

/** The conditions that all hold exactly where this one does. */
export function conjuncts(condition: Bool): readonly Bool[] {
  if (condition.op === "and") return [...conjuncts(condition.left), ...conjuncts(condition.right)];
  return condition.op === "yes or no" && condition.value ? [] : [condition];
}

export function all(conditions: readonly Bool[]): Bool {
  return conditions.reduceRight((rest, condition) => and(condition, rest), YES);
}

/** The conditions of which one holds exactly where this one does. */
export function disjuncts(condition: Bool): readonly Bool[] {
  if (condition.op === "or") return [...disjuncts(condition.left), ...disjuncts(condition.right)];
  return condition.op === "yes or no" && !condition.value ? [] : [condition];
}
