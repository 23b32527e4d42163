/** Plans and components that have another name now: by what they mean, or as the only ones that are left. */
import { componentForm } from "../../diff/normal-form.ts";
import { paidComponents } from "../../ir/reads.ts";
import type { Planned } from "../programs.ts";
import type { Edition } from "./editions.ts";

/** The names that things of the base have in the head. */
export interface Renamed {
  readonly plan: (name: string) => string;
  readonly component: (plan: string, name: string) => string;
  /** `component commission of AccountExecutive is new_business now`. */
  readonly told: readonly string[];
}

export function renamed(base: Edition, head: Edition): Renamed {
  const plans = pairs(
    [...base.forms].map(([name, form]) => ({ name, form })),
    [...head.forms].map(([name, form]) => ({ name, form })),
    true,
  );
  const plan = (name: string): string => plans.get(name) ?? name;
  const components = new Map<string, ReadonlyMap<string, string>>();
  for (const { planned: old } of base.due) {
    const now = head.due.find(({ planned }) => planned.plan.name === plan(old.plan.name))?.planned;
    if (now !== undefined) components.set(old.plan.name, pairs(formsOf(old), formsOf(now), false));
  }
  return {
    plan,
    component: (of, name) => components.get(of)?.get(name) ?? name,
    told: [
      ...[...plans].map(([old, now]) => `Plan ${old} is called ${now} now.`),
      ...[...components].flatMap(([of, names]) =>
        [...names].map(([old, now]) => `Component ${old} of ${plan(of)} is called ${now} now.`),
      ),
    ],
  };
}

interface Formed {
  readonly name: string;
  readonly form: string;
}

function formsOf({ program, plan }: Planned): Formed[] {
  return paidComponents(plan).map((component) => ({
    name: component.name,
    form: componentForm(program, plan, component),
  }));
}

/** New names by old ones, for those that are on one side only. */
function pairs(
  base: readonly Formed[],
  head: readonly Formed[],
  pairsTheLast: boolean,
): Map<string, string> {
  const gone = base.filter(({ name }) => !head.some((one) => one.name === name));
  const fresh = head.filter(({ name }) => !base.some((one) => one.name === name));
  const found = new Map<string, string>();
  for (const { name, form } of gone) {
    const taken = new Set(found.values());
    const same = fresh.find((one) => one.form === form && !taken.has(one.name));
    if (same !== undefined) found.set(name, same.name);
  }
  const taken = new Set(found.values());
  const [lastGone, ...moreGone] = gone.filter(({ name }) => !found.has(name));
  const [lastFresh, ...moreFresh] = fresh.filter(({ name }) => !taken.has(name));
  const isPair = pairsTheLast && moreGone.length === 0 && moreFresh.length === 0;
  if (isPair && lastGone !== undefined && lastFresh !== undefined)
    found.set(lastGone.name, lastFresh.name);
  return found;
}
