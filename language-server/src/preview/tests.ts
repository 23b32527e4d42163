/** The tests of a plan file, run by the reference evaluator. */
import { type Failure, runTest, type TestResult } from "@attain/compiler/evaluate/test-runner";
import type * as ir from "@attain/compiler/ir/ir";
import { faultDiagnostic } from "./faults.ts";
import type { Payable } from "./last-good.ts";

export interface Failed {
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly origin: ir.Origin;
}

/** Those of a title, or all; a table of cases gives one result for each of its lines. */
export function runTests({ program, tests }: Payable, title: string | undefined): TestResult[] {
  return tests
    .filter((test) => title === undefined || test.title === title)
    .map((test) => runTest(program, test));
}

export function failureOf(payable: Payable, { test }: TestResult, failure: Failure): Failed {
  switch (failure.kind) {
    case "different": {
      const { expect, expected, actual } = failure;
      return {
        message: `${expect.name} is ${actual}, not ${expected}.`,
        expected,
        actual,
        origin: expect.origin,
      };
    }
    case "fault": {
      const { message, help } = faultDiagnostic(payable, failure.fault);
      return {
        message: `${failure.fault.code} ${message} ${help ?? ""}`.trim(),
        origin: failure.expect?.origin ?? test.origin,
      };
    }
    case "no error":
      return {
        message: `The run ends well, where the error ${failure.code} was expected.`,
        origin: failure.origin,
      };
    case "unclear":
      return { message: `${failure.question} ${failure.help}`, origin: failure.origin };
  }
}

/** `passes`, `2 of 9 fail`; undefined for a test that isn't there. */
export function verdict(results: readonly TestResult[]): string | undefined {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (results.length === 0) return undefined;
  if (failed === 0) return "passes";
  return results.length === 1 ? "fails" : `${failed} of ${results.length} fail`;
}
