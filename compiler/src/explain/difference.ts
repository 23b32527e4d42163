/** A number that a test expected otherwise: by how much it is off, and how it came about. */
import { parsePeriod, type Period } from "@attain/runtime";
import { known } from "../base/assert.ts";
import { payComponent } from "../evaluate/components.ts";
import { formatNumber } from "../evaluate/format.ts";
import { Rational } from "../evaluate/rational.ts";
import { currencyOf } from "../evaluate/rounding.ts";
import { payPayee } from "../evaluate/run.ts";
import { typeOfPayee } from "../evaluate/test-currency.ts";
import { actualValue, type Failure, type PreparedTest } from "../evaluate/test-runner.ts";
import { Tracer } from "../evaluate/trace.ts";
import type * as ir from "../ir/ir.ts";
import type { TestValue } from "../ir/test.ts";
import { type Explained, explainComponent, explainPart, explainValues } from "./explain.ts";
import { type PartValue, Values } from "./values.ts";
import type { Read } from "./words.ts";

export interface Difference {
  readonly failure: Extract<Failure, { kind: "different" }>;
  /** The actual number less the expected; undefined for what isn't a number. */
  readonly off?: Rational;
  readonly unit: ir.Unit;
  readonly explained: Explained;
  /** The value of each part of the plan that took part in it. */
  readonly values: readonly PartValue[];
}

export function differenceOf(
  prepared: PreparedTest,
  failure: Difference["failure"],
  read: Read,
): Difference {
  const { expect } = failure;
  const { evaluator } = prepared;
  const scope = { payee: expect.payee ?? prepared.payee, period: periodOf(prepared, expect) };
  const expected = evaluator.value(expect.value, {});
  const actual = actualValue(evaluator, expect, scope);
  const isNumber = expected instanceof Rational && actual instanceof Rational;
  const type = typeOfPayee(evaluator, expect.type, scope.payee);
  const unit = type.kind === "number" ? type.unit : "number";
  const values = new Values();
  evaluator.tracer = new Tracer();
  evaluator.observer = values;
  try {
    const explained = explainedOf(prepared, expect, scope, read);
    const off = isNumber ? { off: actual.minus(expected) } : {};
    // The test itself is no part of the plan.
    const parts = values.list().filter(({ node }) => node.origin !== expect.origin);
    return { failure, unit, explained, values: parts, ...off };
  } finally {
    evaluator.tracer = undefined;
    evaluator.observer = undefined;
  }
}

function periodOf({ period, evaluator }: PreparedTest, expect: TestValue): Period {
  if (expect.period === undefined) return period;
  return known(parsePeriod(evaluator.calendar, expect.period), `the period ${expect.period}`);
}

function explainedOf(
  { evaluator, plan }: PreparedTest,
  expect: TestValue,
  scope: { readonly payee: string; readonly period: Period },
  read: Read,
): Explained {
  const { target } = expect;
  const currency = currencyOf(evaluator, scope.payee);
  const isBalance = plan.balances.some(({ name }) => "name" in target && name === target.name);
  const isOfPayout = target.kind === "payout" || (target.kind === "account" && !isBalance);
  if (isOfPayout && scope.period.kind === plan.pays)
    return explainPart(plan, payPayee(evaluator, scope.payee, scope.period), read);
  const component =
    target.kind === "component"
      ? plan.components.find(({ name }) => name === target.name)
      : undefined;
  if (component !== undefined)
    return explainComponent(plan, payComponent(evaluator, component, scope), read, currency);
  actualValue(evaluator, expect, scope);
  return explainValues(plan, evaluator.tracer?.take() ?? [], read, currency);
}

/** `100.00 USD less`, `1.5pp more`. */
export function offText({ off, unit }: Pick<Difference, "off" | "unit">): string {
  if (off === undefined) return "";
  const size = formatNumber(off.isNegative() ? off.negated() : off, unit);
  const shown = unit === "ratio" ? size.replace("%", "pp") : size;
  return `${shown} ${off.isNegative() ? "less" : "more"}`;
}
