/** Runs the tests of plans in both evaluators: the reference, and the code that is emitted. */
import { parsePeriod } from "@attain/runtime";
import type { Checked } from "../workspace/workspace.ts";
import { known } from "../base/assert.ts";
import type { CompiledModule } from "../emit/compiled.ts";
import { compiledValue } from "../emit/compiled-test.ts";
import { emitModule } from "../emit/module.ts";
import { Fault } from "../evaluate/fault.ts";
import { formatValue } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import {
  actualValue,
  type Failure,
  prepareTest,
  type PreparedTest,
  runTest,
  type TestResult,
} from "../evaluate/test-runner.ts";
import type { Value } from "../evaluate/trace.ts";
import { type Difference, differenceOf } from "../explain/difference.ts";
import type { Read } from "../explain/words.ts";
import { loadPlan } from "../host/load-plan.ts";
import type * as ir from "../ir/ir.ts";
import type { TestValue } from "../ir/test.ts";
import { lowerProgram } from "../lower/program.ts";
import { lowerTests } from "../lower/tests.ts";

/** A number that emitted code gives otherwise than the reference evaluator: a fault of Attain. */
interface Split {
  readonly expect: TestValue;
  readonly reference: string;
  readonly compiled: string;
}

export interface FileTest extends TestResult {
  readonly path: string;
  /** How the numbers came about that aren't as expected. */
  readonly differences: readonly Difference[];
  readonly splits: readonly Split[];
}

export function isPassed({ failures, splits }: Pick<FileTest, "failures" | "splits">): boolean {
  return failures.length + splits.length === 0;
}

/** Runs all tests of a file that checks without errors; those whose title has `filter` in it. */
export async function testFile(
  { file, modules: files, program: checked }: Checked,
  filter: string | undefined,
): Promise<FileTest[]> {
  const read: Read = ({ path, start, end }) => files.get(path)?.file.text.slice(start, end) ?? "";
  const program = lowerProgram(checked);
  const tests = lowerTests(checked).filter(
    ({ title }) => filter === undefined || title.includes(filter),
  );
  const modules = new Map<string, CompiledModule>();
  for (const plan of program.plans) {
    if (tests.some((test) => test.plan === plan.name)) {
      modules.set(plan.name, await loadPlan(emitModule(program, plan, () => file.path)));
    }
  }
  return tests.map((test) => {
    const result = runTest(program, test);
    const module = known(modules.get(test.plan), `the code of ${test.plan}`);
    const unready = result.failures.some(({ kind }) => kind === "unclear");
    const prepared = unready ? undefined : prepareTest(program, test);
    const isReady = prepared !== undefined && !("kind" in prepared);
    return {
      ...result,
      path: file.path,
      differences: isReady ? differencesOf(prepared, result.failures, read) : [],
      splits: isReady ? splitsOf(program, module, prepared) : [],
    };
  });
}

function differencesOf(
  prepared: PreparedTest,
  failures: readonly Failure[],
  read: Read,
): Difference[] {
  return failures.flatMap((failure) =>
    failure.kind === "different" ? [differenceOf(prepared, failure, read)] : [],
  );
}

function splitsOf(program: ir.Program, module: CompiledModule, prepared: PreparedTest): Split[] {
  return prepared.test.expects.flatMap((expect) => {
    const period =
      expect.period === undefined
        ? prepared.period
        : known(parsePeriod(program.calendar, expect.period), "a period");
    const reference = referenceValue(() =>
      actualValue(prepared.evaluator, expect, { payee: expect.payee ?? prepared.payee, period }),
    );
    // What a test leaves out can't be compared: emitted code has no test to ask.
    if (isFault(reference) && reference.fault.startsWith("ATN91")) return [];
    const compiled = compiledValue(module, program, prepared, expect);
    if (compiled === undefined || same(reference, compiled)) return [];
    return [{ expect, reference: shown(expect, reference), compiled: shown(expect, compiled) }];
  });
}

type Outcome = Value | { readonly fault: string };

function referenceValue(evaluate: () => Value): Outcome {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof Fault) return { fault: error.code };
    throw error;
  }
}

function isFault(value: Outcome): value is { readonly fault: string } {
  return typeof value === "object" && "fault" in value;
}

function same(a: Outcome, b: Outcome): boolean {
  if (a instanceof Rational && b instanceof Rational) return a.equals(b);
  return isFault(a) && isFault(b) ? a.fault === b.fault : a === b;
}

function shown({ type }: TestValue, value: Outcome): string {
  return isFault(value) ? value.fault : formatValue(type, value);
}
