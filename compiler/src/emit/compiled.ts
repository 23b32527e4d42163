/** A plan's emitted code, loaded: what may be asked of it, and how it is held against the reference evaluator. */
import { PayFault, type Period, Quantity, type Row } from "@attain/runtime";
import type { DataRow, Dataset } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import { Rational } from "../evaluate/rational.ts";
import type { PlanResult } from "../evaluate/run.ts";
import { compiledFact } from "./compiled-account.ts";
import { namesOf } from "./names.ts";

/** What a module of `emitModule` exports, seen from outside. */
export interface CompiledModule {
  readonly readData: (rows: Readonly<Record<string, readonly Row[]>>) => unknown;
  readonly plan: new (data: unknown) => CompiledPlan;
}

export interface CompiledPlan {
  eligible(): readonly Readonly<Record<string, unknown>>[];
  payout(payee: unknown, period: Period): unknown;
}

/** A number that the two evaluators don't agree on. That is a fault of Attain, and nothing is paid. */
export interface Disagreement {
  readonly payee: string;
  readonly what: string;
  readonly reference: string;
  readonly compiled: string;
}

/** Rows as emitted code reads them. */
export function rowsFor(
  sources: readonly ir.Source[],
  data: Dataset,
): Record<string, readonly Row[]> {
  return Object.fromEntries(
    sources.map(({ name }) => [
      name,
      (data.get(name)?.rows ?? []).map(({ cells }: DataRow) => cells),
    ]),
  );
}

/** Compares every component and payout of a run, to the last digit. */
export function disagreements(
  module: CompiledModule,
  program: ir.Program,
  data: Dataset,
  result: PlanResult,
): Disagreement[] {
  const { plan, period, payees } = result;
  const compiled = new module.plan(module.readData(rowsFor(program.sources, data)));
  const [key = "id"] = program.sources.find(({ name }) => name === plan.people)?.keys ?? [];
  const people = new Map(compiled.eligible().map((payee) => [String(payee[key]), payee]));
  const names = namesOf(program, plan);
  const missing = payees
    .filter(({ payee }) => !people.has(payee))
    .map(({ payee }) => different(payee, "eligible", "yes", "no"));
  return [
    ...missing,
    ...payees.flatMap(({ payee, components, payout, accounts }) => {
      const person = people.get(payee);
      if (person === undefined) return [];
      const call = (method: string) => (): unknown => callMethod(compiled, method, person, period);
      const fact = { fact: "closing" } as const;
      const expected = [
        ...components.map(({ component: { name }, amount }) => ({
          name,
          found: call(names.component(name)),
          amount,
        })),
        { name: "payout", found: call("payout"), amount: payout.amount },
        ...[...accounts].map(([name, { closing }]) => ({
          name: `${name} after the period`,
          found: () => compiledFact(compiled, names, plan, { name, ...fact }, person, period),
          amount: closing,
        })),
      ];
      return expected.flatMap(({ name, found, amount }) => {
        const value = found();
        const same = isQuantity(value) && rationalOf(value).equals(amount);
        return same ? [] : [different(payee, name, amount.toString(), String(value))];
      });
    }),
  ];
}

export function isQuantity(value: unknown): value is Quantity<string> {
  return value instanceof Quantity;
}

/** The value of a method, or the code of the fault that it ends with. */
export function callMethod(
  compiled: CompiledPlan,
  method: string,
  ...args: readonly unknown[]
): unknown {
  const found: unknown = Reflect.get(compiled, method);
  if (typeof found !== "function") return `no ${method}`;
  try {
    return Reflect.apply(found, compiled, args);
  } catch (error) {
    if (error instanceof PayFault) return error.code;
    throw error;
  }
}

export function rationalOf(value: Quantity<string>): Rational {
  return Rational.parse(value.numerator.toFixed()).over(
    Rational.parse(value.denominator.toFixed()),
  );
}

function different(payee: string, what: string, reference: string, compiled: string): Disagreement {
  return { payee, what, reference, compiled };
}
