/** What a plan pays one person for one period: its lines, values and deals, with their places in the text. */
import type { Rational } from "@attain/compiler/evaluate/rational";
import type { CreditRecord } from "@attain/compiler/evaluate/credits";
import type { Evaluator } from "@attain/compiler/evaluate/evaluator";
import { attempt, Fault } from "@attain/compiler/evaluate/fault";
import { formatNumber, formatValue } from "@attain/compiler/evaluate/format";
import { explainPayee, payPayee } from "@attain/compiler/evaluate/run";
import { explain, type Explained } from "@attain/compiler/explain/explain";
import type { DealList, Line } from "@attain/compiler/explain/explanation";
import type * as ir from "@attain/compiler/ir/ir";
import { axisOf } from "@attain/compiler/what-if/axis";
import { type Payable, readIn } from "./last-good.ts";
import type { Scene } from "./scene.ts";

export interface Paid extends Explained {
  readonly payout: Rational;
  readonly currency: string;
  /** The value of the axis, with sales as many as were asked for. */
  readonly reached?: { readonly value: Rational; readonly unit: ir.Unit };
}

/** A fault where the plan can't be paid by; undefined where so much can't be reached. */
export function payFor(
  payable: Payable,
  scene: Scene,
  reached: Rational | undefined,
): Paid | Fault | undefined {
  try {
    const axis = reached === undefined ? undefined : axisOf(scene);
    const evaluator = reached === undefined ? scene.plain : axis?.at(reached);
    if (evaluator === undefined) return undefined;
    const result = explainPayee(evaluator, scene.payee, scene.period);
    const { lines, numbers, deals } = explain(evaluator.plan, result, readIn(payable));
    return {
      lines,
      numbers,
      deals: deals.map((list) => completed(evaluator, scene, list)),
      payout: result.payout.amount,
      currency: result.currency,
      ...(axis === undefined
        ? {}
        : { reached: { value: axis.valueIn(evaluator), unit: axis.unit } }),
    };
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/**
 * With all deals of the period. A plan may take account of some by themselves and of the rest in the total alone, and what
 * stands under the name of the credit is all of it.
 */
function completed(evaluator: Evaluator, { payee, period }: Scene, list: DealList): DealList {
  const listed = new Set(list.deals.map(idOf));
  const all = attempt(() => evaluator.creditsOfPayee(list.credit.name, payee)) ?? [];
  const others = all.filter(
    (deal) => deal.date >= period.start && deal.date <= period.end && !listed.has(idOf(deal)),
  );
  if (others.length === 0) return list;
  const deals = [...list.deals, ...others].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  return { ...list, deals };
}

/** In the order of dates, for lists. */
function idOf({ date, row, kind }: CreditRecord): string {
  return `${date} ${row.key} ${kind}`;
}

/** The payout alone; undefined where the plan can't be paid by. */
export function payoutOf(scene: Scene): Rational | undefined {
  try {
    return payPayee(scene.evaluator(scene.plan), scene.payee, scene.period).payout.amount;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** A number to show at the end of a line. */
export interface Inline {
  /** Of what has a name in the plan. */
  readonly name?: string;
  readonly origin: ir.Origin;
  readonly text: string;
}

/**
 * What stands for each clause: the pay of components, what steps change, what rows of tables pay, the values of measures.
 * Of a step that is taken deal by deal, its sum.
 */
export function inlineNumbers(scene: Scene, { lines }: Paid): Inline[] {
  const sums = new Map<string, Sum>();
  const visit = ({ name, origin, amount, unit, parts }: Line): void => {
    if (origin !== undefined && amount !== undefined && unit !== undefined) {
      const key = `${origin.path} ${origin.start} ${unit}`;
      const known = sums.get(key);
      if (known === undefined) sums.set(key, { name, origin, unit, amount });
      else known.amount = known.amount.plus(amount);
    }
    parts.forEach(visit);
  };
  lines.forEach(visit);
  // A step that changes nothing has nothing to say.
  const told = [...sums.values()].filter(
    ({ name, amount }) => name !== undefined || !amount.isZero(),
  );
  const amounts = told.map(({ name, origin, unit, amount }) => ({
    ...(name === undefined ? {} : { name }),
    origin,
    text: formatNumber(amount, unit),
  }));
  return [...amounts, ...measureValues(scene)];
}

interface Sum {
  readonly name: string | undefined;
  readonly origin: ir.Origin;
  readonly unit: ir.Unit;
  amount: Rational;
}

/** Of a goal its progress stands beside it. */
function isInline({ role, name }: ir.Measure): boolean {
  return role !== "fact" || name.endsWith(".progress");
}

/** Of all measures and credits of the plan that have one. */
function measureValues({ plan, payee, period, plain }: Scene): Inline[] {
  const scope = { payee, period };
  const measures = plan.measures.filter(
    (measure) => measure.period === period.kind && isInline(measure),
  );
  const values = measures.flatMap(({ name, type, origin }) =>
    attempted(() => {
      const value = plain.measure(
        { op: "measure", name, period: period.kind, type, origin },
        scope,
      );
      return { name, origin, text: formatValue(type, value) };
    }),
  );
  const totals = plan.credits.flatMap(({ name, unit, origin }) =>
    attempted(() => {
      const of: ir.Credits = {
        kind: "credits",
        credit: name,
        window: { kind: "period", period: period.kind },
      };
      const total = plain.number(
        { op: "total", of, value: { op: "credited", unit, origin }, unit, origin },
        scope,
      );
      return { name, origin, text: formatNumber(total, unit) };
    }),
  );
  return [...values, ...totals];
}

function attempted(find: () => Inline): Inline[] {
  try {
    return [find()];
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}
