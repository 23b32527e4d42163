/** Runs a test of the language against emitted code: what the test sets takes the place of the methods of that name. */
import {
  type Days,
  PayFault,
  type Period,
  type Row,
  daysCovered,
  parsePeriod,
  periodsIn,
  within,
} from "@attain/runtime";
import { known } from "../base/assert.ts";
import { fromWidest } from "../evaluate/given.ts";
import type { Rational } from "../evaluate/rational.ts";
import type { PreparedTest } from "../evaluate/test-runner.ts";
import type { Value } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { TestValue } from "../ir/test.ts";
import {
  type CompiledModule,
  type CompiledPlan,
  callMethod,
  isQuantity,
  rationalOf,
} from "./compiled.ts";
import { type Methods, override, overrideOthers, toRuntime } from "./compiled-given.ts";
import { compiledFact } from "./compiled-account.ts";
import { type Names, namesOf } from "./names.ts";

/** What emitted code gives for an expectation; undefined where a test sets what emitted code has no method for. */
export function compiledValue(
  module: CompiledModule,
  program: ir.Program,
  prepared: PreparedTest,
  expect: TestValue,
): Value | { readonly fault: string } | undefined {
  if (prepared.test.givens.some(({ target }) => target.kind === "lookup")) return undefined;
  const plan = orFault(() => instance(module, program, prepared));
  if ("fault" in plan) return plan;
  const period =
    expect.period === undefined
      ? prepared.period
      : known(parsePeriod(program.calendar, expect.period), "a period");
  const names = namesOf(program, prepared.plan);
  const { target } = expect;
  const method = methodOf(names, expect, period);
  if (method === undefined && target.kind !== "account") return undefined;
  const payee = rowOf(plan, prepared, program, expect.payee ?? prepared.payee);
  const isPay =
    expect.target.kind === "payout" ||
    expect.target.kind === "component" ||
    expect.target.kind === "account";
  const periods =
    isPay && period.kind !== prepared.plan.pays
      ? periodsIn(program.calendar, prepared.plan.pays, period)
      : [period];
  const [value, ...others] = periods
    .map((part) => (expect.target.kind === "credit" ? daysIn(program, prepared.plan, part) : part))
    .map((part) =>
      target.kind === "account"
        ? compiledFact(plan, names, prepared.plan, target, payee, part as Period)
        : callMethod(plan, method ?? "", payee, part),
    );
  if (isQuantity(value)) {
    return others.reduce<Rational>(
      (sum, other) => (isQuantity(other) ? sum.plus(rationalOf(other)) : sum),
      rationalOf(value),
    );
  }
  return typeof value === "string" && value.startsWith("ATN9")
    ? { fault: value }
    : (value as Value);
}

/** The days of a period on which the plan holds. */
function daysIn({ calendar }: ir.Program, { pays, from, until }: ir.Plan, period: Period): Days {
  return within(daysCovered(calendar, pays, period), { start: from, end: until });
}

/** What credits find in the data is found when the plan is made. */
function orFault(make: () => CompiledPlan): CompiledPlan | { readonly fault: string } {
  try {
    return make();
  } catch (error) {
    if (error instanceof PayFault) return { fault: error.code };
    throw error;
  }
}

function methodOf(names: Names, { target }: TestValue, period: Period): string | undefined {
  switch (target.kind) {
    case "payout":
      return "payout";
    case "credit":
      return names.total(target.name);
    case "measure":
      return names.measure({ name: target.name, period: period.kind });
    case "component":
      return names.component(target.name);
    default:
      return undefined;
  }
}

function instance(
  module: CompiledModule,
  program: ir.Program,
  prepared: PreparedTest,
): CompiledPlan {
  const tables = Object.fromEntries(
    program.sources.map((source) => [source.name, rowsOf(source, prepared)]),
  );
  const plan = new module.plan(module.readData(tables));
  const own = prepared.test.givens.filter(({ plan: of }) => of === undefined);
  for (const given of fromWidest(own)) override(plan, program, prepared, given);
  overrideOthers(plan, program, prepared);
  onlyGivenPeople(plan, prepared, namesOf(program, prepared.plan));
  return plan;
}

/** People whom the test only names have no row: nothing runs over them. */
function onlyGivenPeople(
  plan: CompiledPlan,
  { data, plan: { people } }: PreparedTest,
  { everyone }: Names,
): void {
  const methods = plan as unknown as Methods;
  const all = methods[everyone];
  if (all === undefined) return;
  const count = data.get(people)?.rows.length ?? 0;
  methods[everyone] = () => (Reflect.apply(all, plan, []) as unknown[]).slice(0, count);
}

/** Rows with something in every cell that the test left out: the reference evaluator has shown that none is read. */
function rowsOf(source: ir.Source, { data, payee, test }: PreparedTest): Row[] {
  const rows = (data.get(source.name)?.rows ?? []).map(({ cells }) => filled(source, cells));
  if (!source.people) return rows;
  const [key = "id"] = source.keys;
  const named = new Set([
    payee,
    ...test.expects.flatMap((expect) => expect.payee ?? []),
    ...referred(data),
  ]);
  const listed = new Set(rows.map((row) => row[key]));
  return [
    ...rows,
    ...[...named]
      .filter((name) => !listed.has(name))
      .map((name) => filled(source, { ...noCells(source), [key]: name })),
  ];
}

/** Whoever rows of any source may refer to. */
function referred(data: PreparedTest["data"]): string[] {
  const cells = [...data.values()].flatMap(({ rows }) =>
    rows.flatMap((row) => Object.values(row.cells)),
  );
  return cells.filter((cell) => typeof cell === "string");
}

/** Each field has a cell of its own: objects have a `toString` without one. */
function noCells({ fields }: ir.Source): Row {
  return Object.fromEntries(fields.map(({ name }) => [name, undefined]));
}

function filled(source: ir.Source, cells: Row): Row {
  const missing = source.fields.filter(
    ({ name, optional }) => !optional && cells[name] === undefined,
  );
  return {
    ...cells,
    ...Object.fromEntries(missing.map(({ name, type }) => [name, placeholder(type)])),
  };
}

function placeholder(type: ir.ValueType): string {
  switch (type.kind) {
    case "number":
      return "0";
    case "date":
      return "1970-01-01";
    case "enum":
      return type.members[0] ?? "";
    case "yes or no":
      return "false";
    default:
      return "";
  }
}

function rowOf(
  plan: CompiledPlan,
  { test, evaluator, plan: { people } }: PreparedTest,
  program: ir.Program,
  payee: string,
): unknown {
  const [key = "id"] = known(
    program.sources.find(({ name }) => name === people),
    "the people",
  ).keys;
  const all =
    (plan as unknown as { readonly data: Record<string, readonly Record<string, unknown>[]> }).data[
      people
    ] ?? [];
  const row = all.find((candidate) => candidate[key] === payee) ?? {};
  const fields = fromWidest(test.givens).flatMap((given) =>
    given.target.kind === "payee field" && (given.payee === undefined || given.payee === payee)
      ? [[given.target.field, toRuntime(given.type, evaluator.value(given.value, {}))] as const]
      : [],
  );
  return { ...row, ...Object.fromEntries(fields) };
}
