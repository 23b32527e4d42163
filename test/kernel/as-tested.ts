// What a test of a plan sets, made into a plan and sums that kernels and the reference evaluator can both pay by.
import { containing, dateOfDay, type Period, PERIOD_KINDS, periodOf } from "@attain/runtime";
import { columnsOf } from "../../compiler/src/columnar/from-dataset.ts";
import { neededColumns } from "../../compiler/src/columnar/needed.ts";
import { References } from "../../compiler/src/columnar/references.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import { type Given, NOTHING_GIVEN } from "../../compiler/src/evaluate/given.ts";
import { Rational } from "../../compiler/src/evaluate/rational.ts";
import { payPayee } from "../../compiler/src/evaluate/run.ts";
import { type PreparedTest, prepareTest } from "../../compiler/src/evaluate/test-runner.ts";
import type { Value } from "../../compiler/src/evaluate/trace.ts";
import { Unsupported } from "../../compiler/src/integer/unsupported.ts";
import { type Cell, type Dataset, keyOf } from "../../compiler/src/ir/dataset.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import type { Test } from "../../compiler/src/ir/test.ts";
import { amountOf, pay, type Rows } from "../../compiler/src/kernel/pay.ts";
import type { Flow } from "../../compiler/src/relational/half.ts";
import { type LoweredHalf, relationalHalf } from "../../compiler/src/relational/lower.ts";
import { measuredFacts } from "../../compiler/src/relational/measured.ts";
import { reachedBy } from "../../compiler/src/relational/reached.ts";
import type { Told } from "../../compiler/src/relational/tally-name.ts";
import { integers, toldBy } from "./reference-tallied.ts";

/** What becomes of a test; `unable` where what it sets has no place in data. */
export type Tested =
  | { readonly kind: "kernels" | "doubt" | "unable" }
  | { readonly kind: "reference"; readonly why: string }
  | { readonly kind: "different"; readonly said: string };

export function tested(program: ir.Program, test: Test): Tested {
  const prepared = prepareTest(program, test);
  if ("kind" in prepared || test.givens.some(({ target }) => UNABLE.has(target.kind)))
    return { kind: "unable" };
  const job = jobOf(program, prepared);
  try {
    return paidBoth(job, expectedOf(job));
  } catch (error) {
    if (error instanceof Fault) return { kind: "unable" };
    throw error;
  }
}

const UNABLE: ReadonlySet<string> = new Set([
  "component",
  "lookup",
  "payout",
  "account",
  "keyed field",
]);

interface Job {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly data: Dataset;
  readonly payee: string;
  readonly period: Period;
  /** By the plan and the data, with the totals of credits that the test sets. */
  readonly evaluator: Evaluator;
}

function jobOf(program: ir.Program, prepared: PreparedTest): Job {
  const { payee, period, given } = prepared;
  const plan = asSet(program, prepared);
  const data = withPayee(program, prepared);
  const credits: Given = {
    ...NOTHING_GIVEN,
    value: (kind, name, scope) => (kind === "credit" ? given.value(kind, name, scope) : undefined),
  };
  const evaluator = new Evaluator(program, plan, data, credits);
  return { program, plan, data, payee, period, evaluator };
}

/** The plan with the values of measures and parameters that the test sets, for its payee and period. */
function asSet({ calendar }: ir.Program, { plan, payee, period, given }: PreparedTest): ir.Plan {
  const { eligible: _eligible, ...rest } = plan;
  const isLonger = (kind: ir.Measure["period"]): boolean =>
    PERIOD_KINDS.indexOf(kind) > PERIOD_KINDS.indexOf(period.kind);
  const measures = plan.measures.map((measure): ir.Measure => {
    const at = isLonger(measure.period) ? containing(calendar, measure.period, period) : period;
    const value = given.value("measure", measure.name, { payee, period: at });
    if (value === undefined) return measure;
    return { ...measure, value: literal(measure, value), exceptions: [] };
  });
  const parameters = plan.parameters.map((parameter): ir.Parameter => {
    const value = given.value("parameter", parameter.name, { payee, period });
    if (value === undefined) return parameter;
    return { ...parameter, value: literal(parameter, value), changes: [] };
  });
  return { ...rest, measures, parameters };
}

function literal(
  { type, origin }: { readonly type: ir.ValueType; readonly origin: ir.Origin },
  value: Value,
): ir.Expr {
  if (typeof value === "boolean") return { op: "yes or no", value, origin };
  if (typeof value === "string") {
    if (type.kind === "date")
      return { op: "date", value: value as `${number}-${number}-${number}`, origin };
    return { op: "text", value, origin };
  }
  const { numerator = 0n, denominator = 1n } = value ?? {};
  const [left, right] = [numerator, denominator].map((digits): ir.NumberExpr => ({
    op: "number",
    value: String(digits),
    unit: "number",
    origin,
  })) as [ir.NumberExpr, ir.NumberExpr];
  return { op: "divide", left, right, ifZero: "never", unit: "number", origin };
}

/** The data with a row for the payee. */
function withPayee(
  { sources }: ir.Program,
  { plan, data, payee, period, given }: PreparedTest,
): Dataset {
  const source = sources.find(({ name }) => name === plan.people);
  const rows = data.get(plan.people)?.rows ?? [];
  const cells = rows.find(({ key }) => key === payee)?.cells ?? {};
  const own = (source?.fields ?? []).map(({ name }): readonly [string, Cell] => {
    const value = given.value("payee field", name, { payee, period });
    if (source?.keys.includes(name) === true) return [name, payee];
    return [name, value instanceof Rational ? value.toDecimal() : (value ?? cells[name])];
  });
  const row = { key: keyOf([payee]), cells: Object.fromEntries(own), row: 1 };
  const others = rows.filter(({ key }) => key !== payee);
  return new Map([
    ...data,
    [plan.people, { source: plan.people, file: "the test", rows: [row, ...others] }],
  ]);
}

function expectedOf({ evaluator, payee, period }: Job): string {
  try {
    const { components, payout } = payPayee(evaluator, payee, period);
    return [...components, payout].map(({ amount }) => amount.toString()).join(", ");
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

function paidBoth(job: Job, expected: string): Tested {
  const { program, plan, data, payee, period } = job;
  const columns = columnsOf(program, data, neededColumns(program, plan));
  const facts = measuredFacts(columns, new References(program, columns));
  const lowered = relationalHalf(program, plan, [period], facts);
  const found = pay({ program, plan, periods: [period], columns }, rowsOf(job, lowered));
  if (found instanceof Unsupported) return { kind: "reference", why: found.message };
  const i = found.payees.indexOf(payee);
  const [paid] = found.periods;
  if (i === -1) throw new Error(`${payee} isn't paid.`);
  if (paid?.doubtful[i] === 1) return { kind: "doubt" };
  const amounts = [...(paid?.components ?? []).map((one) => one.amounts), paid?.payout];
  const actual = amounts
    .map((amount) => (amount === undefined ? "" : amountOf(amount, i).toString()))
    .join(", ");
  if (actual === expected) return { kind: "kernels" };
  return { kind: "different", said: `reference ${expected}, kernels ${actual}` };
}

/** What the test sets, or its deals add up to, in each stretch: the reference evaluator is asked for the pay period there. */
function rowsOf(job: Job, lowered: LoweredHalf): Rows {
  const { evaluator, program, plan, payee, period } = job;
  const { half } = lowered;
  const told = toldBy(reachedBy(evaluator, [period]).aggregates);
  const periods = half.cuts.map((cut) => periodOf(program.calendar, plan.pays, dateOfDay(cut)));
  const sums = new Map<string, ReturnType<typeof integers>>();
  const flows = half.flows.map((flow): Flow => {
    const tallies = flow.tallies.map((tally) => {
      const one = told.get(tally.name);
      if (one === undefined) throw new Error(`Nobody asked for ${tally.name}.`);
      const values = periods.map((at) => valueOf(job, flow.credit, one, at));
      const divisor = values.reduce((all, value) => common(all, value?.denominator ?? 1n), 1n);
      sums.set(
        tally.name,
        integers(values.map((value) => value && (value.numerator * divisor) / value.denominator)),
      );
      return { ...tally, scale: 0, divisor };
    });
    return { ...flow, tallies };
  });
  const tallied = { payees: [payee], stretches: periods.length, sums, doubtful: new Map() };
  return { lowered: { ...lowered, half: { ...half, flows } }, tallied };
}

function valueOf(job: Job, credit: string, told: Told, period: Period): Rational | undefined {
  const { evaluator, payee, plan } = job;
  const { op, where, factors } = told;
  const { origin } = plan;
  const of: ir.Credits = {
    kind: "credits",
    credit,
    window: { kind: "period", period: period.kind },
    ...(where === undefined ? {} : { where }),
  };
  const value = factors
    .map((factor) => factor as ir.NumberExpr)
    .reduce<ir.NumberExpr | undefined>(
      (left, right) =>
        left === undefined ? right : { op: "multiply", left, right, unit: "number", origin },
      undefined,
    );
  if (value === undefined) return evaluator.number({ op: "count", of, origin }, { payee, period });
  const node: ir.NumberExpr =
    op === "largest" || op === "smallest"
      ? { op, of, value, origin }
      : { op: "total", of, value, unit: "number", origin };
  return evaluator.value(node, { payee, period }) as Rational | undefined;
}

function common(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
