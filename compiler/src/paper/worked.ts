/** What a plan pays somebody at half of what is expected, at all of it and at half more. */
import type { Evaluator } from "../evaluate/evaluator.ts";
import { Fault } from "../evaluate/fault.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import { payPayee } from "../evaluate/run.ts";
import type * as ir from "../ir/ir.ts";
import type { Axis } from "../what-if/axis.ts";
import type { Seller } from "../what-if/seller.ts";
import { axisWords, inWords } from "./clauses.ts";

/** A table: each row is a number, each column a case. */
export interface Worked {
  readonly headings: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

const SHARES = ["0.5", "1", "1.5"].map((share) => Rational.parse(share));

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

/** 100% of what is reached, or the quota. */
function goalOf({ plan, payee, period, evaluator }: Seller, axis: Axis): Rational | undefined {
  if (axis.unit === "ratio") return Rational.ONE;
  const quota = goalsOf(plan).find(
    (measure) => measure.role === "quota" && unitOf(measure) === axis.unit,
  );
  if (quota === undefined) return undefined;
  const value = evaluator(plan).number(readOf(quota), { payee, period });
  return value.compare(Rational.ZERO) > 0 ? value : undefined;
}

/** The quotas and targets of the pay period. */
function goalsOf({ measures, pays }: ir.Plan): ir.Measure[] {
  return measures.filter(
    ({ role, period, type }) =>
      (role === "quota" || role === "target") && period === pays && type.kind === "number",
  );
}

function unitOf({ type }: ir.Measure): ir.Unit {
  return type.kind === "number" ? type.unit : "";
}

function readOf({ name, period, type, origin }: ir.Measure): ir.NumberExpr {
  return { op: "measure", name, period, type, origin };
}

/** What somebody's quota and target are, in words. */
export function goalTexts(seller: Seller): { readonly label: string; readonly text: string }[] {
  const { plan, payee, period, evaluator } = seller;
  return goalsOf(plan).flatMap((measure) => {
    const value = attempt(() => evaluator(plan).number(readOf(measure), { payee, period }));
    if (value === undefined) return [];
    return [
      { label: measure.label ?? inWords(measure.name), text: formatNumber(value, unitOf(measure)) },
    ];
  });
}

interface Cell {
  readonly label: string;
  readonly text: string;
}

function caseAt({ plan, payee, period }: Seller, axis: Axis, x: Rational): Cell[] | undefined {
  const evaluator = reaching(axis, x);
  if (evaluator === undefined) return undefined;
  return attempt(() => {
    const { components, payout } = payPayee(evaluator, payee, period);
    const money = (amount: Rational): string => formatNumber(amount, plan.currency);
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

/** Deals are in whole cents, so a place on the axis may be missed by one: then with a cent more. */
function reaching(axis: Axis, x: Rational): Evaluator | undefined {
  const near = axis.at(x);
  const isBelow = near !== undefined && axis.valueIn(near).compare(x) < 0;
  return isBelow ? axis.at(x.plus(axis.grain)) : near;
}

/** Undefined where a row or a value that it takes isn't there. */
function attempt<Value>(compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
