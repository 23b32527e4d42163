/** Tests as JSON. */
import type { Failure } from "../evaluate/test-runner.ts";
import { explainedJson } from "./explanation-json.ts";
import type { Places } from "./places.ts";
import { type Difference, givenTexts } from "./test-failures.ts";
import { type FileTest, isPassed } from "./tests.ts";

export function testJson(result: FileTest, places: Places): Record<string, unknown> {
  const { test, failures, differences, splits } = result;
  return {
    title: test.title,
    ...(test.case === undefined ? {} : { case: test.case }),
    plan: test.plan,
    ...places.json(test.origin),
    passed: isPassed(result),
    ...(isPassed(result) ? {} : { given: givenTexts(test) }),
    failures: failures.map((failure) => {
      const difference = differences.find((one) => one.failure === failure);
      return {
        ...failureJson(failure, places),
        ...(difference === undefined ? {} : differenceJson(difference, places)),
      };
    }),
    splits: splits.map(({ expect, reference, compiled }) => ({
      name: expect.name,
      ...places.json(expect.origin),
      reference,
      compiled,
    })),
  };
}

function differenceJson({ off, explained }: Difference, places: Places): Record<string, unknown> {
  return {
    ...(off === undefined ? {} : { difference: off.toString() }),
    ...explainedJson(explained, places),
  };
}

function failureJson(failure: Failure, places: Places): Record<string, unknown> {
  switch (failure.kind) {
    case "different": {
      const { kind, expect, expected, actual } = failure;
      return { kind, name: expect.name, ...places.json(expect.origin), expected, actual };
    }
    case "fault": {
      const { kind, fault } = failure;
      return { kind, code: fault.code, facts: fault.facts };
    }
    case "no error":
      return { kind: failure.kind, code: failure.code };
    case "unclear":
      return { kind: failure.kind, question: failure.question, help: failure.help };
  }
}
