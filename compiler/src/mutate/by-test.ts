/** A case that shows a change of a plan: one of its tests, with one value moved to where the change tells. */
import type { PlainDate } from "@attain/runtime";
import type { Suite } from "../coverage/coverage.ts";
import { Rational } from "../evaluate/rational.ts";
import { prepareTest } from "../evaluate/test-runner.ts";
import type { Value } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { Test, TestRows } from "../ir/test.ts";
import { Candidates } from "./candidates.ts";
import { changedBy } from "./mutate.ts";
import type { Mutant } from "./mutant.ts";
import { type Amounts, amountsOf, attempt, difference, type Witness } from "./witness.ts";

/** So many cases are made of each test. */
const CASES = 80;

interface Variant {
  readonly test: Test;
  readonly change?: { readonly name: string; readonly type: ir.ValueType; readonly value: Value };
}

/** A case that can be computed, and what it pays. */
interface PaidCase extends Variant {
  readonly amounts: Amounts;
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
          const found = attempt(() => {
            const asked = prepareTest(changed, one.test);
            return "kind" in asked ? undefined : difference(one.amounts, asked);
          });
          if (found === undefined) continue;
          const { change } = one;
          return {
            ...found,
            by: { kind: "test", test, ...(change === undefined ? {} : { change }) },
          };
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
      const amounts = attempt(() => {
        const asked = prepareTest(program, variant.test);
        return "kind" in asked ? undefined : amountsOf(asked);
      });
      return amounts === undefined ? [] : [{ ...variant, amounts }];
    });
    this.#cases.set(test, cases);
    return cases;
  }
}

/** A test as it is, and with one of the values that it gives moved: to where a plan tells apart, then beside it. */
function* variantsOf(program: ir.Program, plan: ir.Plan, test: Test): Generator<Variant> {
  yield { test };
  const candidates = new Candidates(plan, program.calendar, test);
  for (const pick of [candidates.at, candidates.beside]) {
    for (const [i, given] of test.givens.entries()) {
      for (const value of pick(given.type)) {
        const node = literalOf(given.value, value);
        if (node === undefined) continue;
        const change = { name: given.name, type: given.type, value };
        yield { test: { ...test, givens: test.givens.with(i, { ...given, value: node }) }, change };
      }
    }
    for (const [i, rows] of test.rows.entries()) {
      for (const { rows: others, change } of variantRows(program, rows, pick))
        yield { test: { ...test, rows: test.rows.with(i, others) }, change };
    }
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
  pick: (type: ir.ValueType) => readonly Value[],
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
