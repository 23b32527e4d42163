/** The tests of a plan file, run by the reference evaluator. */
import { parsePeriod } from "@attain/runtime";
import { formatValue } from "@attain/compiler/evaluate/format";
import { typeOfPayee } from "@attain/compiler/evaluate/test-currency";
import {
  actualValue,
  type Failure,
  prepareTest,
  runTest,
  type TestResult,
} from "@attain/compiler/evaluate/test-runner";
import { differenceOf, offText } from "@attain/compiler/explain/difference";
import type { Explained } from "@attain/compiler/explain/explain";
import type * as ir from "@attain/compiler/ir/ir";
import type { Test } from "@attain/compiler/ir/test";
import { faultDiagnostic } from "./faults.ts";
import { type Payable, readIn } from "./last-good.ts";

export interface Failed {
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly origin: ir.Origin;
  readonly off?: string;
  /** How the number came about. */
  readonly explained?: Explained;
}

/** Those of a title, or all; a table of cases has one test for each of its lines. */
export function testsNamed({ tests }: Payable, title?: string, line?: number): Test[] {
  return tests.filter(
    (test) =>
      (title === undefined || test.title === title) && (line === undefined || test.case === line),
  );
}

export function runTests(payable: Payable, tests: readonly Test[]): TestResult[] {
  return tests.map((test) => runTest(payable.program, test));
}

/** What a test that passes expects, with what came: a number whose digits don't end is told as it is. */
export function heldIn({ program }: Payable, test: Test): string[] {
  const errors = test.errors.map(({ code }) => `the error ${code} is met`);
  const prepared = prepareTest(program, test);
  if ("kind" in prepared) return errors;
  const { evaluator } = prepared;
  const values = test.expects.map((expect) => {
    const { name, type, payee = prepared.payee, period: when } = expect;
    const named = when === undefined ? undefined : parsePeriod(program.calendar, when);
    const scope = { payee, period: named ?? prepared.period };
    const value = formatValue(
      typeOfPayee(evaluator, type, payee),
      actualValue(evaluator, expect, scope),
    );
    return `${name}${when === undefined ? "" : ` in ${when}`} is ${value}`;
  });
  return [...errors, ...values];
}

export function failureOf(payable: Payable, { test }: TestResult, failure: Failure): Failed {
  switch (failure.kind) {
    case "different":
      return { ...differentOf(failure), ...explainedOf(payable, test, failure) };
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

type Different = Extract<Failure, { kind: "different" }>;

function differentOf({ expect, expected, actual }: Different): Failed {
  const message = `${expect.name} is ${actual}, not ${expected}.`;
  return { message, expected, actual, origin: expect.origin };
}

function explainedOf(
  payable: Payable,
  test: Test,
  failure: Different,
): Pick<Failed, "off" | "explained"> {
  const prepared = prepareTest(payable.program, test);
  if ("kind" in prepared) return {};
  const difference = differenceOf(prepared, failure, readIn(payable));
  const off = offText(difference);
  return { explained: difference.explained, ...(off === "" ? {} : { off }) };
}

/** `passes`, `2 of 9 fail`; undefined for a test that isn't there. */
export function verdict(results: readonly TestResult[]): string | undefined {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (results.length === 0) return undefined;
  if (failed === 0) return "passes";
  return results.length === 1 ? "fails" : `${failed} of ${results.length} fail`;
}
