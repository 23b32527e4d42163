// The tallies of a plan and its data, added up by row kernels and by the reference evaluator; and in what they differ.
import type { Period } from "@attain/runtime";
import { columnsOf } from "../../compiler/src/columnar/from-dataset.ts";
import { neededColumns } from "../../compiler/src/columnar/needed.ts";
import { References } from "../../compiler/src/columnar/references.ts";
import { Evaluator } from "../../compiler/src/evaluate/evaluator.ts";
import { Fault } from "../../compiler/src/evaluate/fault.ts";
import type { Dataset } from "../../compiler/src/ir/dataset.ts";
import type * as ir from "../../compiler/src/ir/ir.ts";
import { type RowKernel, rowKernel } from "../../compiler/src/kernel/rows.ts";
import type { Flow, RelationalHalf } from "../../compiler/src/relational/half.ts";
import { type LoweredHalf, relationalHalf } from "../../compiler/src/relational/lower.ts";
import { measuredFacts } from "../../compiler/src/relational/measured.ts";
import { reachedBy } from "../../compiler/src/relational/reached.ts";
import type { Tallied } from "../../compiler/src/relational/tallied.ts";
import { talliedByReference } from "./reference-tallied.ts";

export interface Job {
  readonly program: ir.Program;
  readonly plan: ir.Plan;
  readonly dataset: Dataset;
  readonly periods: readonly Period[];
}

interface Lowered extends LoweredHalf {
  /** Makes flows of the half run over the data of the job, for everybody unless told. */
  readonly kernelOf: (half: RelationalHalf, payees?: readonly string[]) => RowKernel;
}

export function lowered({ program, plan, dataset, periods }: Job): Lowered {
  const columns = columnsOf(program, dataset, neededColumns(program, plan));
  const references = new References(program, columns);
  const facts = measuredFacts(columns, references);
  const keys = dataset.get(plan.people)?.rows.map(({ key }) => key) ?? [];
  const everybody = [...new Set(keys)].sort();
  return {
    ...relationalHalf(program, plan, periods, facts),
    kernelOf: (half, payees = everybody) => rowKernel(program, half, columns, references, payees),
  };
}

/** What became of the credits of a job. */
export interface Held {
  /** Where tallies are others than those of the reference evaluator. */
  readonly differences: readonly string[];
  readonly agreeing: number;
  /** Rows are in doubt, and the reference evaluator is at fault; or it isn't. */
  readonly faulty: number;
  readonly needless: number;
  /** Why tallies are left to the reference evaluator. */
  readonly unsupported: readonly string[];
}

/** `broken`: what a fault of the compiler would make of the half. */
export function heldRows(
  job: Job,
  broken: (half: RelationalHalf) => RelationalHalf = (half) => half,
): Held {
  const evaluator = new Evaluator(job.program, job.plan, job.dataset);
  const { aggregates } = reachedBy(evaluator, job.periods);
  const { half, unsupported, kernelOf } = lowered(job);
  const held = { differences: [] as string[], agreeing: 0, faulty: 0, needless: 0 };
  for (const flow of half.flows) {
    const part = { ...half, flows: [flow] };
    const tallied = kernelOf(broken(part)).run();
    const expected = orFault(() => talliedByReference(evaluator, part, aggregates));
    if (tallied.doubtful.size > 0) held[expected instanceof Fault ? "faulty" : "needless"] += 1;
    else if (expected instanceof Fault)
      held.differences.push(`${flow.credit}: the reference is at fault, ${expected.message}`);
    else {
      const lines = differencesIn(flow, tallied, expected);
      held.differences.push(...lines);
      if (lines.length === 0) held.agreeing += 1;
    }
  }
  return { ...held, unsupported: [...unsupported.values()].map(({ message }) => message) };
}

export function differencesIn({ tallies }: Flow, actual: Tallied, expected: Tallied): string[] {
  return tallies.flatMap(({ name }) => {
    const [sums, right] = [actual.sums.get(name), expected.sums.get(name)];
    if (sums === undefined || right === undefined) return [`${name}: no such tally`];
    if (sums.values.length !== right.values.length) return [`${name}: not as many`];
    return Array.from(right.values, BigInt).flatMap((value, place) => {
      const found = BigInt(sums.values[place] ?? 0);
      const isMissing = sums.missing?.[place] === 1;
      const isInRange = found >= sums.range.lo && found <= sums.range.hi;
      const isRight =
        isMissing === (right.missing?.[place] === 1) && (isMissing || found === value);
      return isRight && isInRange ? [] : [`${name} at ${place}: ${found} instead of ${value}`];
    });
  });
}

export function orFault<Result>(run: () => Result): Result | Fault {
  try {
    return run();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
