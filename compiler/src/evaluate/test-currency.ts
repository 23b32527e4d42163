/** The currencies in a test of a plan that pays everybody in their own. */
import type * as ir from "../ir/ir.ts";
import type { Test, TestValue } from "../ir/test.ts";
import type { Evaluator } from "./evaluator.ts";
import { inCurrency } from "./own-currency.ts";
import { currencyOf } from "./rounding.ts";
import type { Unclear } from "./test-runner.ts";

/** The type of a value of somebody, with their currency in place of whichever it is. */
export function typeOfPayee(e: Evaluator, type: ir.ValueType, payee: string): ir.ValueType {
  const isOwn = type.kind === "number" && type.unit === e.plan.currency;
  return isOwn ? inCurrency(type, e.plan, currencyOf(e, payee)) : type;
}

/** The currency that a test writes, where it isn't the one that the payee is paid in. */
export function otherCurrency(
  e: Evaluator,
  { currency }: TestValue,
  payee: string,
): string | undefined {
  return currency === undefined || currency === currencyOf(e, payee) ? undefined : currency;
}

/** An amount that a test sets in another currency than the one that its payee is paid in, or for nobody in particular. */
export function wrongCurrency(evaluator: Evaluator, test: Test): Unclear | undefined {
  for (const given of test.givens) {
    const { currency, origin, name, plan } = given;
    const e = plan === undefined ? evaluator : evaluator.other(plan);
    const payee = given.payee ?? test.payee;
    if (currency === undefined) continue;
    if (payee === undefined) {
      const question = `Whose ${name} is ${currency}? Everybody is paid in their own currency.`;
      const help = `Name the payee: \`given ada.${name} is …\`.`;
      return { kind: "unclear", question, help, origin };
    }
    const own = currencyOf(e, payee);
    if (own === currency) continue;
    const question = `${payee} is paid in ${own}, not in ${currency}.`;
    return { kind: "unclear", question, help: `Write the amount in ${own}.`, origin };
  }
  return undefined;
}
