// Plans that carry something from month to month, with a year of earnings for a few people, paid by both evaluators.
import type { Period } from "@attain/runtime";
import * as fc from "fast-check";
import { namesOf } from "../../compiler/src/emit/names.ts";
import { compiledFact } from "../../compiler/src/emit/compiled-account.ts";
import { callMethod, type CompiledPlan, rationalOf } from "../../compiler/src/emit/compiled.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { explainPayee, payPayee } from "../../compiler/src/evaluate/run.ts";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { explain } from "../../compiler/src/explain/explain.ts";
import { addsUp } from "../../compiler/src/explain/explanation.ts";
import { loadPlan } from "../../compiler/src/host/load-plan.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import { compile, type Compiled, hold, instance, periodsOf } from "./evaluators.ts";

/** Cents for each month of the year; somebody may be hired in the course of it. */
export interface Person {
  readonly earned: readonly number[];
  /** Counted from 0. */
  readonly hired: number;
}

export const people: fc.Arbitrary<readonly Person[]> = fc.array(
  fc.record({
    earned: fc.array(fc.integer({ min: -80_000, max: 300_000 }), { minLength: 12, maxLength: 12 }),
    hired: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(11) }),
  }),
  { minLength: 3, maxLength: 3 },
);

/** Cents, as plans write them. */
export function usd(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)} USD`;
}

export function month(index: number): string {
  return `2026-${String(index + 1).padStart(2, "0")}`;
}

/** The last day of a month of 2026. */
export function endOf(index: number): string {
  return new Date(Date.UTC(2026, index + 1, 0)).toISOString().slice(0, 10);
}

/** A plan that pays what is earned, with these members and these lines of its payout. */
export function planOf(members: readonly string[], payout: readonly string[]): string {
  return [
    `people Reps
  id    : Text key
  hired : Date

source Earnings
  id     : Text key
  rep    : Reps
  amount : USD
  day    : Date

plan Carrying
  for    Reps
  during FY2026
  pays   each Month in USD

  credit Earned from Earnings
    dated day
    worth amount
    to rep
`,
    ...members,
    ["  payout", ...payout.map((line) => `    ${line}`)].join("\n"),
    "",
  ].join("\n");
}

export const EARNINGS = "  component earnings\n    earns Earned\n";

/** What one person is paid in one month, in exact numbers, and what stands in an account. */
export interface Month {
  readonly period: Period;
  readonly index: number;
  readonly earned: Rational;
  readonly paid: Rational;
  readonly fact: (account: string, fact: ir.AccountFact) => Rational;
}

export interface Year {
  readonly person: Person;
  readonly months: readonly Month[];
  /** In what emitted code differs from the reference. */
  readonly differences: readonly string[];
}

/** Pays a year to each; `accounts` are those whose facts are compared. */
export async function years(
  text: string,
  persons: readonly Person[],
  accounts: readonly string[],
): Promise<Year[]> {
  const compiled = compile(text);
  const { program, plan } = compiled;
  const dataset = hold(compiled, {
    Reps: [["id", "hired"], ...persons.map(({ hired }, i) => [`p${i}`, `${month(hired)}-01`])],
    Earnings: [
      ["id", "rep", "amount", "day"],
      ...persons.flatMap(({ earned }, i) =>
        earned.map((cents, at) => [
          `e${i}-${at}`,
          `p${i}`,
          usd(cents).replace(" USD", ""),
          `${month(at)}-15`,
        ]),
      ),
    ],
  });
  const reference = new Evaluator(program, plan, dataset);
  const emitted = instance(await loadPlan(compiled.code), compiled, dataset);
  if (typeof emitted === "string") throw new Error(emitted);
  // Neither needs to have paid the months before: the last month is asked for first.
  const periods = [...periodsOf(compiled)].reverse();
  return persons.map((person, i) => {
    const payee = emitted.eligible().find(({ id }) => id === `p${i}`);
    const months = periods.map((period) => {
      const index = Number(period.name.slice(5)) - 1;
      const scope = { payee: `p${i}`, period };
      return {
        period,
        index,
        earned: Rational.of(BigInt(person.earned[index] ?? 0), 100n),
        paid: payPayee(reference, scope.payee, period).payout.amount,
        fact: (account: string, fact: ir.AccountFact) =>
          reference.accounts.fact(account, fact, scope),
      };
    });
    const differences = months.flatMap((one) => [
      ...differencesIn(emitted, namesOf(program, plan), payee, one, plan, accounts),
      ...(isExplained(compiled, reference, `p${i}`, one.period)
        ? []
        : [`${one.period.name}: the explanation doesn't add up`]),
    ]);
    return { person, months: months.toReversed(), differences };
  });
}

function isExplained(
  { plan, quote }: Compiled,
  evaluator: Evaluator,
  payee: string,
  period: Period,
): boolean {
  return addsUp(explain(plan, explainPayee(evaluator, payee, period), quote));
}

function differencesIn(
  emitted: CompiledPlan,
  names: ReturnType<typeof namesOf>,
  payee: unknown,
  { period, paid, fact }: Month,
  plan: ir.Plan,
  accounts: readonly string[],
): string[] {
  const call = (method: string): unknown => callMethod(emitted, method, payee, period);
  const both: (readonly [string, Rational, unknown])[] = [["payout", paid, call("payout")]];
  for (const name of accounts) {
    for (const which of ["opening", "closing"] as const) {
      const kept = compiledFact(emitted, names, plan, { name, fact: which }, payee, period);
      both.push([`${name} ${which}`, fact(name, which), kept]);
    }
  }
  return both
    .map(([name, a, b]) => [name, a.toString(), shown(b)] as const)
    .filter(([, a, b]) => a !== b)
    .map(([name, a, b]) => `${period.name} ${name}: reference ${a}, emitted ${b}`);
}

function shown(value: unknown): string {
  return typeof value === "object" && value !== null
    ? rationalOf(value as Parameters<typeof rationalOf>[0]).toString()
    : String(value);
}

export function total(amounts: readonly Rational[]): Rational {
  return amounts.reduce((sum, amount) => sum.plus(amount), Rational.ZERO);
}
