/** Tests as JSON. */
import { exactAmount } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import type { Failure } from "../evaluate/test-runner.ts";
import type { Difference } from "../explain/difference.ts";
import type { PartValue } from "../explain/values.ts";
import { explainedJson } from "./explanation-json.ts";
import type { Places } from "./places.ts";
import { givenTexts } from "./test-failures.ts";
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

function differenceJson(
  { off, explained, values }: Difference,
  places: Places,
): Record<string, unknown> {
  return {
    ...(off === undefined ? {} : { difference: off.toString() }),
    ...explainedJson(explained, places),
    values: values.map((part) => valueJson(part, places)),
  };
}

/** The value of a part of the plan, exactly. */
function valueJson({ node, type, value }: PartValue, places: Places): Record<string, unknown> {
  const unit = type.kind === "number" ? type.unit : undefined;
  const shown = value instanceof Rational ? exactAmount(value, unit ?? "") : (value ?? null);
  return {
    value: shown,
    ...(unit === undefined ? {} : { unit }),
    at: places.json(node.origin),
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
