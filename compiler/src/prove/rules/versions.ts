/** Versions of one plan that leave days between them to nobody. */
import { addDays } from "@attain/runtime";
import { gapBetweenVersions } from "../../diagnostics/catalogue/money.ts";
import type * as ir from "../../ir/ir.ts";
import { keyOf } from "../plain.ts";
import type { Tell, Verdict } from "../rule.ts";

/**
 * Plans of one file that are for the same people follow each other. Most of what one of them has must be what the other
 * has, or they are two plans and not two versions.
 */
export function gapsBetween({ plans }: ir.Program, tell: Tell): Verdict[] {
  const inOrder = [...plans].sort((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.flatMap((plan, i): Verdict[] => {
    const next = inOrder.slice(i + 1).find((other) => isVersionOf(plan, other));
    if (next === undefined) return [];
    const facts = { rule: gapBetweenVersions.name, subject: `${plan.name}, ${next.name}` };
    const from = addDays(plan.until, 1);
    const isCovered =
      next.from <= from ||
      plans.some((one) => areForTheSame(one, plan) && one.from <= from && one.until >= from);
    if (isCovered) return [{ ...facts, verdict: "proved" }];
    const said = { from, to: addDays(next.from, -1), first: plan.name, second: next.name };
    const help = `Let one of them hold on these days, too. If nobody is paid for them: \`allow days-without-plan "reason"\`.`;
    const related = [{ at: plan.origin, message: `ends on ${plan.until}` }];
    tell(gapBetweenVersions, next.origin, said, { help, related });
    return [{ ...facts, verdict: "refuted" }];
  });
}

function isVersionOf(a: ir.Plan, b: ir.Plan): boolean {
  const names = new Set(a.components.map(({ name }) => name));
  return (
    areForTheSame(a, b) && b.from > a.until && b.components.some(({ name }) => names.has(name))
  );
}

function areForTheSame(a: ir.Plan, b: ir.Plan): boolean {
  return peopleOf(a) === peopleOf(b) && a.pays === b.pays;
}

function peopleOf({ people, eligible }: ir.Plan): string {
  return `${people} ${eligible === undefined ? "" : keyOf(eligible)}`;
}
