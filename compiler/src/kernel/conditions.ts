/** Conditions. A doubt about what isn't asked any more is none. */
import * as form from "../integer/form.ts";
import * as number from "../integer/number.ts";
import { Unsupported } from "../integer/unsupported.ts";
import type * as ir from "../ir/ir.ts";
import { ifPresent } from "./fields.ts";
import type { At, Payees } from "./payees.ts";
import { areSame, type FlagValue, ofFlag } from "./values.ts";

type ConditionNode = Extract<
  ir.Condition,
  { readonly op: "compare" | "compare dates" | "same" | "and" | "or" | "not" | "present" }
>;

export function lowerCondition(p: Payees, node: ConditionNode, at: At): FlagValue {
  switch (node.op) {
    case "and":
    case "or":
      return bothOrEither(p, node, at);
    case "not": {
      const { value, doubt } = p.condition(node.of, at);
      return ofFlag(form.not(value), doubt);
    }
    case "compare": {
      const [left, right] = [p.number(node.left, at), p.number(node.right, at)];
      const holds = number.compare(node.by, left.value, right.value);
      return ofFlag(holds, form.or(left.doubt, right.doubt));
    }
    case "compare dates": {
      const [left, right] = [p.day(node.left, at), p.day(node.right, at)];
      const holds = form.compare(node.by, left.value, right.value);
      return ofFlag(holds, form.or(left.doubt, right.doubt));
    }
    case "same": {
      const [left, right] = [p.value(node.left, at), p.value(node.right, at)];
      if (left.kind !== right.kind)
        throw new Unsupported("it compares values of different kinds", node.origin);
      const same = areSame(left, right);
      return ofFlag(node.negated ? form.not(same) : same, form.or(left.doubt, right.doubt));
    }
    case "present": {
      const { missing, doubt } = ifPresent(p, node.of, at);
      return ofFlag(node.negated ? missing : form.not(missing), doubt);
    }
  }
}

function bothOrEither(
  p: Payees,
  node: Extract<ConditionNode, { readonly op: "and" | "or" }>,
  at: At,
): FlagValue {
  const left = p.condition(node.left, at);
  const isAnd = node.op === "and";
  const goesOn = isAnd ? left.value : form.not(left.value);
  // What a period decides need not be something that a kernel can ask further about.
  if (goesOn === form.NO) return left;
  const right = p.condition(node.right, at);
  const value = isAnd ? form.and(left.value, right.value) : form.or(left.value, right.value);
  return ofFlag(value, form.or(left.doubt, form.and(goesOn, right.doubt)));
}
