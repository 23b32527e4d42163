/** What expressions read: fields of the row at hand, and sources. */
import type * as ir from "./ir.ts";

export interface Reads {
  /** Of the row at hand. */
  readonly fields: ReadonlySet<string>;
  /** Other sources, whose rows are reached. */
  readonly sources: ReadonlySet<string>;
}

/** What a condition on a row reads. */
export function readsOf(condition: ir.Condition): Reads {
  const fields = new Set<string>();
  const sources = new Set<string>();
  walk(condition, (node) => {
    if (node["op"] !== "field") return;
    const { at, name, source } = node as unknown as ir.Field;
    if (at.op === "row") fields.add(name);
    else sources.add(source);
  });
  return { fields, sources };
}

/** The sources whose rows plans need, with those that their rows refer to, in the order of the program. */
export function neededSources(
  plans: readonly ir.Plan[],
  { sources }: ir.Program,
): readonly ir.Source[] {
  const needed = new Set<string>();
  const need = (part: unknown): void => {
    walk(part, (node) => {
      for (const name of [node["source"], node["people"]]) {
        if (typeof name === "string") needed.add(name);
      }
    });
  };
  for (const plan of plans) need(plan);
  // The set grows while it is walked: every source is asked once for those that it needs.
  for (const name of needed) need(sources.find((source) => source.name === name));
  return sources.filter(({ name }) => needed.has(name));
}

/** The other plans whose pay a plan itself reads. */
export function plansReadBy(plan: ir.Plan): ReadonlySet<string> {
  const names = new Set<string>();
  walk({ ...plan, others: [] }, (node) => {
    const { op, plan: name } = node as Partial<ir.Pay>;
    if (op === "pay" && name !== undefined) names.add(name);
  });
  return names;
}

/** The components whose pay adds up to the payout: what is released is paid by its release. */
export function paidComponents({ components }: ir.Plan): readonly ir.Component[] {
  return components.filter(({ isReleased }) => !isReleased);
}

/** Whether something may be paid, or taken back, when the plan has ended. */
export function paysLater({ components }: ir.Plan): boolean {
  return components.some(isPaidLater);
}

/** Whether a step of the payout pays more than the components do: nothing is earned where the plan doesn't hold. */
export function isTopUp({ op }: ir.Step): boolean {
  return op === "plus" || op === "never below";
}

/** Whether a component pays, or takes back, what was earned before: so also when the plan has ended. */
export function isPaidLater({ earns: { value } }: ir.Component): boolean {
  return value.op === "released" || value.op === "taken back";
}

/** Whether what a component pays depends on what it has paid before, deal by deal or period by period. */
export function runsAlongPaid({ earns: { value } }: ir.Component): boolean {
  return value.op === "rates" && value.place.kind === "paid";
}

/** Whether it depends on what was paid in earlier periods: those are then gone through in order. */
export function looksAtPaid({ earns: { value } }: ir.Component): boolean {
  return (
    value.op === "rates" && value.place.kind === "paid" && value.place.from.earlier !== undefined
  );
}

/** The names of measures that are read for segments of a pay period: they have no value for the whole of it. */
export function readBySegment(measures: readonly ir.Measure[]): ReadonlySet<string> {
  return new Set(measures.flatMap(({ name, period }) => (period === "Segment" ? [name] : [])));
}

/** A measure, read for the payee and period at hand. */
export function measureRead({ name, period, type, origin }: ir.Measure): ir.Named {
  return { op: "measure", name, period, type, origin };
}

/** Visits every object of the representation, which is plain data without cycles. */
export function walk(
  part: unknown,
  visit: (node: Readonly<Record<string, unknown>>) => void,
): void {
  if (typeof part !== "object" || part === null) return;
  if (!Array.isArray(part)) visit(part as Readonly<Record<string, unknown>>);
  for (const value of Object.values(part)) walk(value, visit);
}
