// What a plan pays everybody in all of its periods, by its emitted code: what laws are about.
import * as runtime from "@attain/runtime";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { loadPlan } from "../../compiler/src/host/load-plan.ts";
import {
  type Case,
  compile,
  type Compiled,
  compiledOutcomes,
  hold,
  instance,
  periodsOf,
} from "./evaluators.ts";

/** What a payee gets in a period: of each component, in the order of the plan, and in all. */
export interface Paid {
  readonly payee: string;
  readonly period: string;
  readonly components: readonly string[];
  readonly payout: string;
}

/** The runtime that emitted code stands on; with a planted fault, to show that a law finds it. */
export type Library = Readonly<Record<string, unknown>>;

export type Pay = (paid: Case) => Promise<readonly Paid[]>;

/** Each plan is compiled once, however many rows it is tried on. */
export function payer(fault: Library = {}): Pay {
  const known = new Map<string, Promise<Loaded>>();
  return async ({ plan, data }) => {
    const loading = known.get(plan) ?? load(plan, { ...runtime, ...fault });
    known.set(plan, loading);
    return payAll(await loading, data);
  };
}

type Loaded = Readonly<{
  compiled: Compiled;
  module: Awaited<ReturnType<typeof loadPlan>>;
}>;

async function load(plan: string, library: Library): Promise<Loaded> {
  const compiled = compile(plan);
  return { compiled, module: await loadPlan(compiled.code, library) };
}

function payAll({ compiled, module }: Loaded, data: Case["data"]): readonly Paid[] {
  const { plan, program } = compiled;
  const emitted = instance(module, compiled, hold(compiled, data));
  if (typeof emitted === "string")
    return [{ payee: "", period: "", components: [], payout: emitted }];
  const [key = "id"] = program.sources.find(({ name }) => name === plan.people)?.keys ?? [];
  const rows = emitted.eligible();
  return periodsOf(compiled).flatMap((period) =>
    rows.map((row) => {
      const outcomes = compiledOutcomes(emitted, compiled, row, period);
      const [payout = "", ...components] = Object.values(outcomes).reverse();
      return {
        payee: String(row[key]),
        period: period.name,
        components: components.reverse(),
        payout,
      };
    }),
  );
}

/** An exact number out of the digits, or the fraction, of an amount. */
export function exact(amount: string): Rational {
  const [over = "0", under = "1"] = amount.split("/");
  return Rational.parse(over).over(Rational.parse(under));
}

export function sum(amounts: readonly string[]): Rational {
  return amounts.reduce((total, amount) => total.plus(exact(amount)), Rational.ZERO);
}
