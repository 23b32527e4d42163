/** Whom, when and by which rows a preview is computed: from the data of the project, or from a test. */
import { type Calendar, type Period, parsePeriod, periodOf, periodsBetween } from "@attain/runtime";
import { Evaluator } from "@attain/compiler/evaluate/evaluator";
import { eligible } from "@attain/compiler/evaluate/run";
import { prepareTest } from "@attain/compiler/evaluate/test-runner";
import type { Dataset } from "@attain/compiler/ir/dataset";
import type * as ir from "@attain/compiler/ir/ir";
import type { Test } from "@attain/compiler/ir/test";
import type { Given } from "@attain/compiler/evaluate/given";
import type { Payable } from "./last-good.ts";
import { narrowed } from "@attain/compiler/what-if/narrow-data";
import type { Seller } from "@attain/compiler/what-if/seller";

/** What may be asked for; what isn't is chosen. */
export interface Wish {
  readonly plan?: string;
  readonly payee?: string;
  readonly period?: string;
  readonly test?: string;
  /** Which line of the test's table of cases, from 1; the first, if it isn't said. */
  readonly case?: number;
}

export interface Scene extends Seller {
  readonly program: ir.Program;
  readonly people: readonly { readonly key: string; readonly name: string }[];
  readonly periods: readonly string[];
  readonly test?: string;
  readonly case?: number;
  /** What evaluates the plan as it is, for all that is shown of it: nothing is computed twice. */
  readonly plain: Evaluator;
}

/** Undefined where nothing is there to compute from. */
export function sceneOf(
  payable: Payable,
  wish: Wish,
  data: Dataset | undefined,
): Scene | undefined {
  const { program } = payable;
  const test =
    wish.test === undefined
      ? undefined
      : payable.tests.find(
          (one) => one.title === wish.test && (wish.case === undefined || one.case === wish.case),
        );
  const wanted = test?.plan ?? wish.plan;
  const plan = program.plans.find(({ name }) => name === wanted) ?? program.plans[0];
  if (plan === undefined) return undefined;
  if (test !== undefined) return fromTest(payable, plan, test);
  const real = data && fromData(program, plan, wish, data);
  if (real !== undefined) return real;
  const [first] = payable.tests.filter((one) => one.plan === plan.name);
  return first === undefined ? undefined : fromTest(payable, plan, first);
}

function fromData(
  program: ir.Program,
  plan: ir.Plan,
  wish: Wish,
  data: Dataset,
): Scene | undefined {
  const people = eligible(new Evaluator(program, plan, data)).map((key) => ({
    key,
    name: nameOf(plan, data, key),
  }));
  const payee = people.find(({ key }) => key === wish.payee)?.key ?? people[0]?.key;
  if (payee === undefined) return undefined;
  const own = narrowed(program, plan, data, payee);
  const periods = payPeriods(program, plan);
  const named = periods.find(({ name }) => name === wish.period);
  const plain = new Evaluator(program, plan, own);
  const period = named ?? lastCredited(program.calendar, plain, payee, periods) ?? periods[0];
  if (period === undefined) return undefined;
  return {
    program,
    plan,
    payee,
    period,
    people,
    periods: periods.map(({ name }) => name),
    plain,
    evaluator: (changed, instead) => new Evaluator(program, changed, own, instead),
  };
}

function payPeriods({ calendar }: ir.Program, { pays, from, until }: ir.Plan): Period[] {
  return periodsBetween(calendar, pays, from, until);
}

/** The pay period of the last credit. */
function lastCredited(
  calendar: Calendar,
  evaluator: Evaluator,
  payee: string,
  periods: readonly Period[],
): Period | undefined {
  const { plan } = evaluator;
  const dates = plan.credits.flatMap(({ name }) => {
    try {
      return evaluator.creditsOfPayee(name, payee).map(({ date }) => date);
    } catch {
      // A fault is told when the pay itself meets it.
      return [];
    }
  });
  const days = dates.filter((date) => date >= plan.from && date <= plan.until).sort();
  const last = days.at(-1);
  const period = last === undefined ? undefined : periodOf(calendar, plan.pays, last);
  return periods.find(({ name }) => name === period?.name);
}

/** As people call this person; the key where the data has no name. */
export function nameOf({ people }: ir.Plan, data: Dataset, key: string): string {
  const name = data.get(people)?.rows.find((row) => row.key === key)?.cells["name"];
  return typeof name === "string" && name !== "" ? name : key;
}

/** The rows and values that a test gives. */
function fromTest({ program }: Payable, plan: ir.Plan, test: Test): Scene | undefined {
  const prepared = prepareTest(program, test);
  if ("kind" in prepared) return undefined;
  const { data, given, payee, period } = prepared;
  return {
    program,
    plan,
    payee,
    period: parsePeriod(program.calendar, period.name) ?? period,
    people: [{ key: payee, name: payee }],
    periods: [period.name],
    plain: new Evaluator(program, plan, data, given),
    test: test.title,
    ...(test.case === undefined ? {} : { case: test.case }),
    evaluator: (changed, instead) => new Evaluator(program, changed, data, over(given, instead)),
  };
}

/** What `instead` doesn't set, `given` may. */
function over(given: Given, instead: Given | undefined): Given {
  if (instead === undefined) return given;
  return {
    isTest: given.isTest,
    of: given.of,
    value: (kind, name, scope) =>
      instead.value(kind, name, scope) ?? given.value(kind, name, scope),
  };
}
