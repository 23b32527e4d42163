/** What is kept of one person's pay, as plain data and back. */
import { Rational } from "../../evaluate/rational.ts";
import type { Facts } from "../../evaluate/accounts.ts";
import type { PaidAmounts } from "../../evaluate/run.ts";
import type * as ir from "../../ir/ir.ts";

export interface Entry {
  readonly payee: string;
  /** Of all that the amounts depend on. */
  readonly key: string;
  readonly currency: string;
  readonly components: Readonly<Record<string, string>>;
  readonly payout: string;
  /** What passes to the next pay period. */
  readonly accounts: Readonly<Record<string, Readonly<Record<ir.AccountFact, string>>>>;
  readonly statement?: Statement;
}

/** The texts of a statement by the ends of their names, with marks where a run has its own words. */
export interface Statement {
  /** Of all that they depend on. */
  readonly key: string;
  readonly texts: Readonly<Record<string, string>>;
}

export function entryOf(key: string, paid: PaidAmounts): Entry {
  const { payee, currency, components, payout, accounts } = paid;
  return {
    payee,
    key,
    currency,
    components: Object.fromEntries(
      components.map(({ component, amount }) => [component.name, textOf(amount)]),
    ),
    payout: textOf(payout.amount),
    accounts: Object.fromEntries([...accounts].map(([name, facts]) => [name, factTexts(facts)])),
  };
}

/** The key holds the plan: what was paid by it has its components. */
export function paidOf(plan: ir.Plan, entry: Entry): PaidAmounts {
  const { payee, currency, payout } = entry;
  return {
    payee,
    currency,
    components: plan.components.flatMap((component) => {
      const amount = entry.components[component.name];
      return amount === undefined ? [] : [{ component, amount: numberOf(amount) }];
    }),
    payout: { amount: numberOf(payout) },
    accounts: new Map(
      Object.entries(entry.accounts).map(([name, facts]) => [name, factsOf(facts)]),
    ),
  };
}

function factTexts(facts: Facts): Record<ir.AccountFact, string> {
  return mapped(facts, textOf);
}

function factsOf(texts: Readonly<Record<ir.AccountFact, string>>): Facts {
  return mapped(texts, numberOf);
}

function mapped<From, To>(
  { opening, drawn, repaid, forgiven, closing }: Readonly<Record<ir.AccountFact, From>>,
  change: (from: From) => To,
): Record<ir.AccountFact, To> {
  return {
    opening: change(opening),
    drawn: change(drawn),
    repaid: change(repaid),
    forgiven: change(forgiven),
    closing: change(closing),
  };
}

function textOf({ numerator, denominator }: Rational): string {
  return `${numerator}/${denominator}`;
}

function numberOf(text: string): Rational {
  const [numerator = "", denominator = ""] = text.split("/");
  return Rational.of(BigInt(numerator), BigInt(denominator));
}
