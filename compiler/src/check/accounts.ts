/** Reading what passes from one pay period to the next: `advance.owed`, `commission.carried`, `payout.opening`. */
import { listed, nearest } from "../base/text.ts";
import { outOfPlace, unknownField } from "../diagnostics/catalogue/names.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { AccountFact } from "../ir/account.ts";
import type { Expression } from "../syntax/ast/expression.ts";
import { type Env, type PlanEnv, report } from "./checker.ts";
import { type NumberType, type Type, UNKNOWN, money, numberOf } from "./types.ts";

type Access = Extract<Expression, { kind: "Access" }>;

/** What a plan keeps for each payee from one pay period to the next. */
export interface Account {
  readonly kind: "component" | "payout" | "draw" | "balance";
  /** What there is before a period; it needs nothing of that period. */
  readonly opening: NumberType;
  /** What there is after it; asks for all that it comes from, so that nothing is defined by itself. */
  readonly closing: () => void;
}

const FACTS: Readonly<Record<Account["kind"], Readonly<Record<string, AccountFact>>>> = {
  component: { opening: "opening", carried: "closing" },
  payout: { opening: "opening", carried: "closing" },
  draw: {
    opening: "opening",
    drawn: "drawn",
    repaid: "repaid",
    forgiven: "forgiven",
    owed: "closing",
  },
  balance: { opening: "opening" },
};

/** What a word after the point stands for. */
export function factOf({ kind }: Account, word: string): AccountFact | undefined {
  return Object.hasOwn(FACTS[kind], word) ? FACTS[kind][word] : undefined;
}

/** The words that may stand after the point. */
export function wordsOfFacts(kind: Account["kind"]): readonly string[] {
  return Object.keys(FACTS[kind]);
}

/** Whether the amounts of several pay periods add up to that of a longer one. */
export function isMovement(fact: AccountFact): boolean {
  return fact !== "opening" && fact !== "closing";
}

/** What is drawn or repaid belongs to a pay period; what is there before or after it, to none. */
export function typeOfFact(
  { pays, currency }: Pick<PlanEnv, "pays" | "currency">,
  account: Account,
  fact: AccountFact,
): NumberType {
  if (!isMovement(fact)) return account.opening;
  const window = { kind: "each", period: pays } as const;
  return numberOf(money(currency), { window, sign: "not negative", grid: "rounded" });
}

/** The type of `NAME.WORD` where NAME keeps something from period to period; undefined for any other access. */
export function accountRead(env: Env, node: Access): Type | undefined {
  const { plan } = env;
  if (node.of.kind !== "Reference" || plan === undefined) return undefined;
  const name = node.of.name.text;
  if (env.row?.fields.has(name) === true || plan.people.fields.has(name)) return undefined;
  const account = plan.account(name);
  if (account === undefined) return undefined;
  plan.used.add(name);
  const fact = factOf(account, node.field.text);
  if (fact === undefined) {
    reportUnknownFact(env, node, name, account);
    return UNKNOWN;
  }
  return readFact(env, node, name, fact, account);
}

function readFact(
  env: Env,
  node: Expression,
  name: string,
  fact: AccountFact,
  account: Account,
): Type {
  const { plan } = env;
  if (plan !== undefined && plan.period !== plan.pays) {
    const help = `It is kept from ${plan.pays} to ${plan.pays}: read it in a component of the ${plan.pays}.`;
    report(
      env,
      outOfPlace,
      node.span,
      { thing: `\`${name}\``, place: `to the ${plan.pays}, not to a ${plan.period}` },
      { help },
    );
    return UNKNOWN;
  }
  env.notes.meanings.set(node, { kind: "account", name, fact });
  if (fact !== "opening") account.closing();
  return plan === undefined ? UNKNOWN : typeOfFact(plan, account, fact);
}

/** A balance by its name: what it is after the period; where it is told what it becomes, what it was before. */
export function balanceByName(env: Env, node: Expression, name: string): Type {
  const account = env.plan?.account(name);
  if (account === undefined) return UNKNOWN;
  return readFact(env, node, name, env.balance === name ? "opening" : "closing", account);
}

function reportUnknownFact(env: Env, node: Access, name: string, account: Account): void {
  const words = Object.keys(FACTS[account.kind]);
  const { text, span } = node.field;
  const known = listed(
    words.map((word) => `\`${name}.${word}\``),
    "and",
  );
  const details = suggestion(span, nearest(text, words), `There are ${known}.`);
  report(env, unknownField, span, { source: name, name: text }, details);
}
