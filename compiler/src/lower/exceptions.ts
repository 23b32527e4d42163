/** Exceptions, from the checked tree to the representation. */
import type { PlainDate } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { exceptionsTo } from "../check/exceptions.ts";
import { termOf } from "../check/plan-heading.ts";
import type { CheckedPlan } from "../check/plans.ts";
import type * as ir from "../ir/ir.ts";
import { lowerCondition } from "./conditions.ts";
import { type Context, originAt, periodAt } from "./context.ts";
import { lower } from "./expressions.ts";

/** The exceptions to a measure or a component, where its own expressions stand. */
export function lowerExceptions(c: Context, plan: CheckedPlan, name: string): ir.Exception[] {
  return exceptionsTo(name, plan.declaration.members).map((node) => {
    const inside = { ...c, file: plan.fileOf(node) };
    const origin = originAt(inside, node.span);
    const conditions = [
      ...(node.when === undefined ? [] : [lowerCondition(inside, node.when)]),
      ...during(inside, node, origin),
    ];
    const [first, ...others] = conditions;
    return {
      label: node.name.text,
      condition: others.reduce<ir.Condition>(
        (left, right) => ({ op: "and", left, right, origin }),
        known(first, "when an exception holds"),
      ),
      value: lower(inside, known(node.value, "what an exception means")),
      origin,
    };
  });
}

/** The period at hand lies within the days of the exception. */
function during(
  c: Context,
  { during: days }: ReturnType<typeof exceptionsTo>[number],
  origin: ir.Origin,
): ir.Condition[] {
  const term = days === undefined ? undefined : termOf(known(c.plan, "the plan").calendar, days);
  if (term === undefined) return [];
  const edge = (which: "start" | "end"): ir.DateExpr => ({
    op: "edge",
    edge: which,
    period: periodAt(c),
    origin,
  });
  const day = (value: PlainDate): ir.DateExpr => ({ op: "date", value, origin });
  return [
    { op: "compare dates", by: ">=", left: edge("start"), right: day(term.start), origin },
    { op: "compare dates", by: "<=", left: edge("end"), right: day(term.end), origin },
  ];
}
