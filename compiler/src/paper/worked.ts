/** What a plan pays somebody at half of what is expected, at all of it and at half more. */
import type { Period } from "@attain/runtime";
import { periodsPaid } from "../evaluate/components.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { attempt } from "../evaluate/fault.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import { payPayee } from "../evaluate/run.ts";
import { measureRead } from "../ir/reads.ts";
import type { Axis } from "../what-if/axis.ts";
import { goalOf, goalsOf, reaching, SHARES, unitOf } from "../what-if/goal.ts";
import type { Seller } from "../what-if/seller.ts";
import { axisWords, inWords } from "./clauses.ts";

/** A table: each row is a number, each column a case. */
export interface Worked {
  readonly headings: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/** Undefined where nothing says what is expected. */
export function workedPayouts(seller: Seller, axis: Axis): Worked | undefined {
  const goal = goalOf(seller, axis);
  if (goal === undefined) return undefined;
  const cases = SHARES.map((share) => caseAt(seller, axis, goal.times(share)));
  if (!cases.every((one) => one !== undefined)) return undefined;
  const labels = cases[0]?.map(({ label }) => label) ?? [];
  return {
    headings: SHARES.map((share) => formatNumber(share, "ratio")),
    rows: labels.map((label, i) => ({ label, cells: cases.map((one) => one[i]?.text ?? "") })),
  };
}

/** What somebody's quota and target are, in words. */
export function goalTexts(seller: Seller): { readonly label: string; readonly text: string }[] {
  const { plan, payee, period, evaluator } = seller;
  const e = evaluator(plan);
  return goalsOf(plan).flatMap((measure) => {
    const label = measure.label ?? inWords(measure.name);
    const stretches = measure.period === "Segment" ? segmentsOf(seller, e) : [period];
    const parts = stretches.flatMap((stretch) => {
      const value = attempt(() => e.number(measureRead(measure), { payee, period: stretch }));
      if (value === undefined) return [];
      const days = stretch === period ? "" : ` from ${stretch.start} to ${stretch.end}`;
      return [`${formatNumber(value, unitOf(measure))}${days}`];
    });
    return parts.length === 0 ? [] : [{ label, text: parts.join(", ") }];
  });
}

/** The stretches of the period in which a component is paid by segments. */
function segmentsOf({ plan, payee, period }: Seller, e: Evaluator): readonly Period[] {
  const component = plan.components.find(({ segments }) => segments !== undefined);
  return component === undefined
    ? []
    : (attempt(() => periodsPaid(e, component, period, { payee, period })) ?? []);
}

interface Cell {
  readonly label: string;
  readonly text: string;
}

function caseAt({ plan, payee, period }: Seller, axis: Axis, x: Rational): Cell[] | undefined {
  const evaluator = reaching(axis, x);
  if (evaluator === undefined) return undefined;
  return attempt(() => {
    const { components, payout, currency } = payPayee(evaluator, payee, period);
    const money = (amount: Rational): string => formatNumber(amount, currency);
    const sum = components.reduce((all, { amount }) => all.plus(amount), Rational.ZERO);
    const rest = payout.amount.minus(sum);
    return [
      { label: axisWords(plan, axis), text: formatNumber(x, axis.unit) },
      ...components.map(({ component, amount }) => ({
        label: component.label ?? inWords(component.name),
        text: money(amount),
      })),
      ...(rest.isZero() ? [] : [{ label: "Limits on the sum", text: money(rest) }]),
      { label: plan.payout.label ?? "Payout", text: money(payout.amount) },
    ];
  });
}
