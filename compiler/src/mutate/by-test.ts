/** A case that shows a change of a plan: one of its tests, with one value moved to where the change tells. */
import { parsePeriod, type Period, type PlainDate } from "@attain/runtime";
import type { Suite } from "../coverage/coverage.ts";
import { Rational } from "../evaluate/rational.ts";
import { type PreparedTest, prepareTest } from "../evaluate/test-runner.ts";
import type { Value } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Test, TestRows } from "../ir/test.ts";
import { payPeriodsOf } from "./by-data.ts";
import { Candidates } from "./candidates.ts";
import { changedBy } from "./mutate.ts";
import type { Mutant } from "./mutant.ts";
import { type Amounts, amountsOf, attempt, difference, type Witness } from "./witness.ts";

/** So many cases are made of each test. */
const CASES = 120;
/** Of so many people that a test is about. */
const PEOPLE = 4;

interface Variant {
  readonly test: Test;
  readonly change?: { readonly name: string; readonly type: ir.ValueType; readonly value: Value };
}

/** Whom a case is about, and when. */
interface Seen {
  readonly payee: string;
  readonly period: Period;
}

/** A case that can be computed, and what it pays to whom it is about. */
interface PaidCase extends Variant {
  readonly paid: readonly (Seen & { readonly isOther: boolean; readonly amounts: Amounts })[];
}

export class ByTest {
  readonly #suites: readonly Suite[];
  readonly #cases = new Map<Test, readonly PaidCase[]>();

  constructor(suites: readonly Suite[]) {
    this.#suites = suites;
  }

  /** The first case that shows the change, in the order of the tests and of what they give. */
  witness(mutant: Mutant): Witness | undefined {
    for (const { program, tests } of this.#suites) {
      const changed = changedBy(program, mutant);
      for (const test of tests) {
        const plan = program.plans.find(({ name }) => name === test.plan);
        if (plan === undefined || changed.plans.includes(plan)) continue;
        for (const one of this.#casesOf(program, plan, test)) {
          const found = shownBy(changed, test, one);
          if (found !== undefined) return found;
        }
      }
    }
    return undefined;
  }

  /** Computed once for all changes. */
  #casesOf(program: ir.Program, plan: ir.Plan, test: Test): readonly PaidCase[] {
    const known = this.#cases.get(test);
    if (known !== undefined) return known;
    const variants = [...variantsOf(program, plan, test)].slice(0, CASES);
    const cases = variants.flatMap((variant) => {
      const paid = attempt(() => paidIn(program, variant));
      return paid === undefined ? [] : [{ ...variant, paid }];
    });
    this.#cases.set(test, cases);
    return cases;
  }
}

function shownBy(
  changed: ir.Program,
  test: Test,
  { test: moved, change, paid }: PaidCase,
): Witness | undefined {
  const asked = attempt(() => prepareTest(changed, moved));
  if (asked === undefined || "kind" in asked) return undefined;
  for (const { payee, period, isOther, amounts } of paid) {
    const found = attempt(() => difference(amounts, { ...asked, payee, period }));
    if (found === undefined) continue;
    const by = { kind: "test", test, payee, period: period.name, isOther } as const;
    return { ...found, by: { ...by, ...(change === undefined ? {} : { change }) } };
  }
  return undefined;
}

function paidIn(program: ir.Program, { test, change }: Variant): PaidCase["paid"] {
  const asked = prepareTest(program, test);
  if ("kind" in asked) return [];
  const seen = [asked, ...othersIn(program, asked, change === undefined)];
  return seen.flatMap(({ payee, period }, i) => {
    const amounts = attempt(() => amountsOf({ ...asked, payee, period }));
    return amounts === undefined ? [] : [{ payee, period, isOther: i > 0, amounts }];
  });
}

/** The other people and pay periods of a test, in the order in which it names them; as it is, also those that it doesn't. */
function othersIn(program: ir.Program, asked: PreparedTest, isAsItIs: boolean): Seen[] {
  const { test, plan, payee, period } = asked;
  const named = [...test.expects, ...test.givens];
  const people = new Set([payee, ...named.flatMap((one) => one.payee ?? [])]);
  const periods = new Map([[period.name, period]]);
  for (const { period: name } of named) {
    const other = name === undefined ? undefined : parsePeriod(program.calendar, name);
    if (other?.kind === plan.pays) periods.set(other.name, other);
  }
  if (isAsItIs) for (const one of payPeriodsOf(plan, program.calendar)) periods.set(one.name, one);
  return [...people]
    .slice(0, PEOPLE)
    .flatMap((one) => [...periods.values()].map((other) => ({ payee: one, period: other })))
    .slice(1);
}

/** A test as it is, and with one value moved: to where a plan tells apart, then beside it. */
function* variantsOf(program: ir.Program, plan: ir.Plan, test: Test): Generator<Variant> {
  yield { test };
  const candidates = new Candidates(plan, program.calendar, test);
  yield* movedGivens(test, candidates.at);
  yield* setTotals(plan, test, candidates.atOrNothing);
  yield* movedRows(program, test, candidates.at);
  yield* movedGivens(test, candidates.beside);
  yield* setTotals(plan, test, candidates.beside);
  yield* movedRows(program, test, candidates.beside);
}

type Pick = (type: ir.ValueType) => readonly Value[];

/** One of the values that a test gives. */
function* movedGivens(test: Test, pick: Pick): Generator<Variant> {
  for (const [i, given] of test.givens.entries()) {
    for (const value of pick(given.type)) {
      const node = literalOf(given.value, value);
      if (node === undefined) continue;
      const change = { name: given.name, type: given.type, value };
      yield { test: { ...test, givens: test.givens.with(i, { ...given, value: node }) }, change };
    }
  }
}

/** A total or measure that a test leaves to be computed, such as an attainment: its rows may never meet a boundary. */
function* setTotals(plan: ir.Plan, test: Test, pick: Pick): Generator<Variant> {
  const given = new Set(test.givens.map(({ name }) => name));
  for (const { target, unit, origin } of totalsOf(plan)) {
    const { name } = target;
    if (given.has(name)) continue;
    const type = { kind: "number", unit } as const;
    for (const value of pick(type)) {
      const digits = value instanceof Rational ? value.toDecimal() : undefined;
      if (digits === undefined) continue;
      const literal = { op: "number", value: digits, unit, origin } as const;
      const added = { target, name, type, value: literal, origin };
      yield { test: { ...test, givens: [...test.givens, added] }, change: { name, type, value } };
    }
  }
}

interface Total {
  readonly target: { readonly kind: "credit" | "measure"; readonly name: string };
  readonly unit: ir.Unit;
  readonly origin: ir.Origin;
}

function totalsOf({ credits, measures, pays }: ir.Plan): Total[] {
  return [
    ...measures.flatMap<Total>(({ name, role, type, period, origin }) =>
      role !== "fact" && type.kind === "number" && period === pays
        ? [{ target: { kind: "measure", name }, unit: type.unit, origin }]
        : [],
    ),
    ...credits.map<Total>(({ name, unit, origin }) => ({
      target: { kind: "credit", name },
      unit,
      origin,
    })),
  ];
}

/** One cell of the rows that a test gives. */
function* movedRows(program: ir.Program, test: Test, pick: Pick): Generator<Variant> {
  for (const [i, rows] of test.rows.entries()) {
    for (const { rows: others, change } of variantRows(program, rows, pick))
      yield { test: { ...test, rows: test.rows.with(i, others) }, change };
  }
}

/** Another number or date in place of one; undefined for anything else, and for a number whose digits don't end. */
function literalOf(node: ir.Expr, value: Value): ir.Expr | undefined {
  if (node.op === "date") return { ...node, value: value as PlainDate };
  const digits = value instanceof Rational ? value.toDecimal() : undefined;
  return node.op === "number" && digits !== undefined ? { ...node, value: digits } : undefined;
}

function* variantRows(
  program: ir.Program,
  rows: TestRows,
  pick: Pick,
): Generator<{ readonly rows: TestRows; readonly change: NonNullable<Variant["change"]> }> {
  const source = program.sources.find(({ name }) => name === rows.source);
  for (const [at, row] of rows.rows.entries()) {
    for (const [column, name] of rows.columns.entries()) {
      const type = source?.fields.find((field) => field.name === name)?.type;
      if (type === undefined || row.cells[column] === "") continue;
      for (const value of pick(type)) {
        const text = value instanceof Rational ? value.toDecimal() : textOf(value);
        if (text === undefined || text === row.cells[column]) continue;
        const cells = row.cells.with(column, text);
        const change = { name: `${name} of row ${at + 1} of ${rows.source}`, type, value };
        yield { rows: { ...rows, rows: rows.rows.with(at, { ...row, cells }) }, change };
      }
    }
  }
}

function textOf(value: Value): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}
