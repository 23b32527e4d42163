/** Runs tests of the language against the reference evaluator, or against any evaluator that stands beside it. */
import { type Period, type PlainDate, parsePeriod, periodOf, periodsIn } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { readCell } from "../ir/cells.ts";
import { type Cell, type DataRow, type DataTable, type Dataset, keyOf } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { Test, TestRows, TestValue } from "../ir/test.ts";
import { payComponent } from "./components.ts";
import { COMPANY } from "./credits.ts";
import { Evaluator, type Scope } from "./evaluator.ts";
import { Fault } from "./fault.ts";
import { formatValue } from "./format.ts";
import { fromWidest, type Given, givensOf, isFor, nameOf } from "./given.ts";
import type { Observer } from "./observer.ts";
import { Rational } from "./rational.ts";
import { eligible, payPayee } from "./run.ts";
import { otherCurrency, typeOfPayee, wrongCurrency } from "./test-currency.ts";
import { brokenPromise, repeatedKey, strangers } from "./test-promises.ts";
import type { Value } from "./trace.ts";

export type Failure =
  | {
      readonly kind: "different";
      readonly expect: TestValue;
      readonly expected: string;
      readonly actual: string;
    }
  | { readonly kind: "fault"; readonly fault: Fault; readonly expect?: TestValue }
  | { readonly kind: "no error"; readonly code: string; readonly origin: ir.Origin }
  /** The test doesn't say something that it must, such as whose pay is meant. */
  | {
      readonly kind: "unclear";
      readonly question: string;
      readonly help: string;
      readonly origin: ir.Origin;
    };

export interface TestResult {
  readonly test: Test;
  readonly failures: readonly Failure[];
}

/** A test that is ready to be run: its data, what it sets, and whom and when it is about. */
export interface PreparedTest {
  readonly test: Test;
  readonly plan: ir.Plan;
  readonly data: Dataset;
  readonly given: Given;
  readonly payee: string;
  readonly period: Period;
  readonly evaluator: Evaluator;
}

export function runTest(program: ir.Program, test: Test, observer?: Observer): TestResult {
  const prepared = prepareTest(program, test, observer);
  if ("kind" in prepared) return { test, failures: unpreparedFailures(test, prepared) };
  if (test.errors.length > 0) return { test, failures: errorFailures(prepared) };
  return {
    test,
    failures: test.expects.flatMap((expect) => expectFailure(prepared, expect) ?? []),
  };
}

/** A fault may be what the test expects, wherever it is met. */
function unpreparedFailures({ errors }: Test, failure: Failure): Failure[] {
  const isExpected =
    failure.kind === "fault" && errors.some(({ code }) => code === failure.fault.code);
  return isExpected ? [] : [failure];
}

/** The evaluator of a test, or what keeps it from being run. */
export function prepareTest(
  program: ir.Program,
  test: Test,
  observer?: Observer,
): PreparedTest | Failure {
  const plan = known(
    program.plans.find(({ name }) => name === test.plan),
    `the plan ${test.plan}`,
  );
  const data: Dataset = new Map(test.rows.map((rows) => [rows.source, tableOf(program, rows)]));
  const constant = new Evaluator(program, plan, new Map());
  const given = givenOf(program, test.givens, constant);
  const evaluator = new Evaluator(program, plan, data, given);
  evaluator.observer = observer;
  try {
    const unclear =
      strangers(evaluator, test) ?? repeatedKey(data, program) ?? brokenPromise(evaluator, test);
    if (unclear !== undefined) return unclear;
    const payee = test.payee ?? onlyPayee(evaluator, test);
    if (typeof payee !== "string") return payee;
    const ineligible =
      notEligible(evaluator, test, [
        payee,
        ...test.expects.flatMap((expect) => expect.payee ?? []),
      ]) ??
      paidByOther(evaluator, test) ??
      wrongCurrency(evaluator, test);
    if (ineligible !== undefined) return ineligible;
    const period = periodOfTest(program, plan, evaluator, test);
    if ("question" in period) return period;
    return { test, plan, data, given, payee, period, evaluator };
  } catch (error) {
    if (error instanceof Fault) return { kind: "fault", fault: error };
    throw error;
  }
}

function tableOf(program: ir.Program, { source: name, columns, rows }: TestRows): DataTable {
  const source = known(
    program.sources.find((candidate) => candidate.name === name),
    `the source ${name}`,
  );
  const fields = columns.map((column) => source.fields.find((field) => field.name === column));
  const read = rows.map<DataRow>(({ cells }, i) => {
    const values: Record<string, Cell> = Object.fromEntries(
      source.fields.map((field) => [field.name, undefined]),
    );
    for (const [column, field] of fields.entries()) {
      const text = cells[column] ?? "";
      if (field === undefined || text === "") continue;
      const reading = readCell(field, text, program.calendar);
      if (reading.ok) values[field.name] = reading.cell;
    }
    const keys = source.keys.map((key) => values[key]);
    const key =
      keys.every((value) => value !== undefined) && keys.length > 0 ? keyOf(keys) : `row ${i + 1}`;
    return { key, cells: values, row: i + 1 };
  });
  return { source: name, file: "the test", rows: read };
}

/** A value without a payee or period holds for all; one with them for that payee and period. */
function givenOf(program: ir.Program, givens: readonly TestValue[], constant: Evaluator): Given {
  const { calendar } = program;
  const values = fromWidest(givens)
    .filter(({ plan }) => plan === undefined)
    .map((given) => ({ given, value: constant.value(given.value, {}) }));
  return {
    isTest: true,
    of: (plan) => givenOf(program, givensOf(plan, givens), constant),
    value: (kind, name, scope) => {
      const closest = values.findLast(({ given }) => isFor(calendar, given, kind, name, scope));
      return closest?.value;
    },
  };
}

export type Unclear = Extract<Failure, { kind: "unclear" }>;

export const NOWHERE: ir.Origin = { path: "", start: 0, end: 0 };

/** A payee whose row is given, and whom the plan isn't for. */
function notEligible(
  evaluator: Evaluator,
  test: Test,
  payees: readonly string[],
): Unclear | undefined {
  const { plan, data } = evaluator;
  if (plan.eligible === undefined || !data.has(plan.people)) return undefined;
  const listed = new Set(eligible(evaluator));
  const odd = payees.find(
    (payee) => evaluator.find(plan.people, payee) !== undefined && !listed.has(payee),
  );
  if (odd === undefined) return undefined;
  return {
    kind: "unclear",
    question: `${plan.name} isn't for ${odd}.`,
    help: "The `for` line of the plan says whom it is for.",
    origin: test.origin,
  };
}

/** A payee for whom a test sets what another plan pays, and whom that one isn't for. */
function paidByOther(evaluator: Evaluator, test: Test): Unclear | undefined {
  for (const { name } of evaluator.plan.others) {
    const payees = test.givens.flatMap(({ plan, payee = [] }) => (plan === name ? payee : []));
    const odd = notEligible(evaluator.other(name), test, payees);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

/** The one person that a test is about if it names none. */
function onlyPayee(evaluator: Evaluator, test: Test): string | Failure {
  const named = new Set(test.expects.flatMap(({ payee }) => payee ?? []));
  if (named.size > 0 && test.expects.every(({ payee }) => payee !== undefined))
    return [...named][0] ?? "somebody";
  const credited = new Set(
    evaluator.plan.credits.flatMap(({ name, source }) =>
      evaluator.data.has(source)
        ? evaluator.allCredits(name).flatMap(({ payee }) => (payee === COMPANY ? [] : payee))
        : [],
    ),
  );
  if (credited.size === 1) return [...credited][0] ?? "somebody";
  const listed = evaluator.data.has(evaluator.plan.people) ? eligible(evaluator) : [];
  if (credited.size === 0) return listed.length === 1 ? (listed[0] ?? "somebody") : "somebody";
  const names = [...credited];
  const [first = "ada"] = names;
  return {
    kind: "unclear",
    question: `Whose pay is meant? ${names.join(", ")} are credited.`,
    help: `Name the payee: \`for ${test.plan}, ${first}\`, or \`expect ${first}.…\`.`,
    origin: test.origin,
  };
}

/** The pay period of a test: the one it names, or the one in which all its credits lie, or the plan's first. */
function periodOfTest(
  program: ir.Program,
  plan: ir.Plan,
  evaluator: Evaluator,
  test: Test,
): Period | Extract<Failure, { kind: "unclear" }> {
  const { calendar } = program;
  if (test.period !== undefined) {
    const named = parsePeriod(calendar, test.period);
    if (named !== undefined) return named;
  }
  const dates = plan.credits.flatMap(({ name, source }) =>
    evaluator.data.has(source) ? evaluator.allCredits(name).map(({ date }) => date) : [],
  );
  const periods = new Map(
    dates.map((date: PlainDate) => [
      periodOf(calendar, plan.pays, date).name,
      periodOf(calendar, plan.pays, date),
    ]),
  );
  const [only, ...others] = periods.values();
  const named = [...test.expects, ...test.givens].some(({ period }) => period !== undefined);
  if (only === undefined || named) return only ?? periodOf(calendar, plan.pays, plan.from);
  if (others.length === 0) return only;
  return {
    kind: "unclear",
    question: `Which ${plan.pays} is meant? The deals lie in ${[...periods.keys()].sort().join(", ")}.`,
    help: `Name the period: \`for ${plan.name} in ${[...periods.keys()].sort().at(-1) ?? only.name}\`.`,
    origin: test.origin,
  };
}

function errorFailures(prepared: PreparedTest): Failure[] {
  const { test, evaluator, payee, period } = prepared;
  try {
    payPayee(evaluator, payee, period);
    return test.errors.map(({ code, origin }) => ({ kind: "no error", code, origin }));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return test.errors.some(({ code }) => code === error.code)
      ? []
      : [{ kind: "fault", fault: error }];
  }
}

function expectFailure(prepared: PreparedTest, expect: TestValue): Failure | undefined {
  const { evaluator, period } = prepared;
  try {
    const expected = evaluator.value(expect.value, {});
    const at =
      expect.period === undefined
        ? period
        : known(parsePeriod(evaluator.calendar, expect.period), `the period ${expect.period}`);
    const payee = expect.payee ?? prepared.payee;
    const actual = actualValue(evaluator, expect, { payee, period: at });
    const other = otherCurrency(evaluator, expect, payee);
    if (other === undefined && agrees(expected, actual, expect)) return undefined;
    const type = typeOfPayee(evaluator, expect.type, payee);
    return {
      kind: "different",
      expect,
      expected: formatValue(other === undefined ? type : { kind: "number", unit: other }, expected),
      actual: formatValue(type, actual),
    };
  } catch (error) {
    if (error instanceof Fault) return { kind: "fault", fault: error, expect };
    throw error;
  }
}

/** What a target is for a payee and a period. */
export function actualValue(
  evaluator: Evaluator,
  { target, type, origin }: TestValue,
  scope: Scope & { readonly payee: string; readonly period: Period },
): Value {
  const kind = scope.period.kind;
  if (kind !== evaluator.plan.pays && isLongPeriod(target.kind)) {
    const parts = periodsIn(evaluator.calendar, evaluator.plan.pays, scope.period);
    return parts.reduce(
      (sum, period) =>
        sum.plus(
          actualValue(evaluator, { target, type, origin } as TestValue, {
            ...scope,
            period,
          }) as Rational,
        ),
      Rational.ZERO,
    );
  }
  switch (target.kind) {
    case "payout":
      return payPayee(evaluator, scope.payee, scope.period).payout.amount;
    case "component": {
      const component = known(
        evaluator.plan.components.find(({ name }) => name === target.name),
        `the component ${target.name}`,
      );
      return payComponent(evaluator, component, scope).amount;
    }
    case "measure":
      return evaluator.value(
        { op: "measure", name: target.name, period: kind, type, origin },
        scope,
      );
    case "parameter":
      return evaluator.value(
        { op: "parameter", name: target.name, period: kind, type, origin },
        scope,
      );
    case "credit": {
      const unit = evaluator.rule(target.name).unit;
      const window = { kind: "period", period: kind } as const;
      const of = { kind: "credits", credit: target.name, window } as const;
      return evaluator.value(
        { op: "total", of, value: { op: "credited", unit, origin }, unit, origin },
        scope,
      );
    }
    case "account":
      return evaluator.accounts.fact(target.name, target.fact, scope);
    case "lookup":
    case "payee field":
    case "keyed field":
      return evaluator.given.value(target.kind, nameOf(target), scope);
  }
}

/** What can be added up over the pay periods of a longer one. */
function isLongPeriod(kind: TestValue["target"]["kind"]): boolean {
  return kind === "payout" || kind === "credit" || kind === "account";
}

/** Equal; a number whose digits don't end agrees with what it rounds to in the places that the test writes. */
function agrees(expected: Value, actual: Value, { value, places = 0 }: TestValue): boolean {
  if (!(expected instanceof Rational) || !(actual instanceof Rational)) return expected === actual;
  if (expected.equals(actual)) return true;
  if (actual.toDecimal() !== undefined || value.op !== "number") return false;
  return actual.rounded("half even", Rational.of(1n, 10n ** BigInt(places))).equals(expected);
}
