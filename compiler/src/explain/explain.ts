/** Explanations: every cent of a payout with the steps, rows and deals that made it. They add up exactly. */
import { type ComponentPay, isShut } from "../evaluate/components.ts";
import { inCurrency } from "../evaluate/own-currency.ts";
import { Rational } from "../evaluate/rational.ts";
import type { PayeeResult } from "../evaluate/run.ts";
import type { Trace } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import { keptLines } from "./accounts.ts";
import { Deals } from "./deals.ts";
import type { Explanation, Line } from "./explanation.ts";
import { gateLines } from "./gates.ts";
import { Numbers, tellNumbers } from "./numbers.ts";
import { componentLine } from "./parts.ts";
import { columnLines } from "./steps.ts";
import type { Telling } from "./telling.ts";
import { labelsOf, type Read, Words } from "./words.ts";

/**
 * Explains a result that was traced, for whoever is paid. `read` reads the plan as it is written. `late`: closed periods that
 * come to something else now than the statements of them said.
 */
export function explain(
  plan: ir.Plan,
  result: PayeeResult,
  read: Read,
  late: readonly string[] = [],
): Explanation {
  const { payee, payout } = result;
  const own = inCurrency({ plan, result }, plan, result.currency);
  const words = new Words(own.plan, read, labelsOf(plan));
  const parts = explained({ ...tellingOf(own.plan, words), late }, own.result);
  return { payee, plan: own.plan, total: payout.amount, ...parts };
}

/** What explains a payout or a part of it to whoever writes the plan: in its own words, without labels. */
export type Explained = Pick<Explanation, "lines" | "numbers" | "deals">;

/** Explains a payout. */
export function explainPart(plan: ir.Plan, result: PayeeResult, read: Read): Explained {
  const own = inCurrency({ plan, result }, plan, result.currency);
  return explained(tellingOf(own.plan, new Words(own.plan, read)), own.result);
}

function explained(t: Telling, result: PayeeResult): Explained {
  const components = result.components.map((pay) => componentLine(t, pay));
  const lines = [...components, ...payoutLines(t, result)];
  return { lines, numbers: t.numbers.list(), deals: t.deals.lists() };
}

/** Explains one component that was traced; `currency`: of its payee. */
export function explainComponent(
  plan: ir.Plan,
  pay: ComponentPay,
  read: Read,
  currency: string,
): Explained {
  const own = inCurrency({ plan, pay }, plan, currency);
  const t = tellingOf(own.plan, new Words(own.plan, read));
  const lines = [componentLine(t, own.pay)];
  return { lines, numbers: t.numbers.list(), deals: t.deals.lists() };
}

/** Explains values that were traced: a measure, a parameter, a total; `currency`: of the payee. */
export function explainValues(
  plan: ir.Plan,
  traces: readonly Trace[],
  read: Read,
  currency: string,
): Explained {
  const own = inCurrency({ plan, traces }, plan, currency);
  const t = tellingOf(own.plan, new Words(own.plan, read));
  tellNumbers(t, own.traces);
  return { lines: [], numbers: t.numbers.list(), deals: t.deals.lists() };
}

function tellingOf(plan: ir.Plan, words: Words): Telling {
  return { plan, words, late: [], numbers: new Numbers(), deals: new Deals(plan, words) };
}

/** Gates and steps on the sum of the components; a closed gate takes everything back. */
function payoutLines(t: Telling, { components, payout }: PayeeResult): readonly Line[] {
  if (!isShut(payout.gates)) return columnLines(t, payout).parts;
  const sum = components.reduce((total, { amount }) => total.plus(amount), Rational.ZERO);
  const gates = gateLines(t, payout.gates);
  const lines = gates.map((line, i) =>
    i < gates.length - 1 ? line : { ...line, amount: sum.negated(), unit: t.plan.currency },
  );
  return [...lines, ...keptLines(t, payout, t.plan.currency)];
}
