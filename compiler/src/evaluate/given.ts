/** What a test sets in place of what would be computed or read. */
import { type Calendar, parsePeriod } from "@attain/runtime";
import type { TestValue } from "../ir/test.ts";
import type { Scope } from "./evaluator.ts";
import type { Value } from "./trace.ts";

type GivenKind =
  | "credit"
  | "measure"
  | "parameter"
  | "component"
  | "payout"
  | "account"
  | "lookup"
  | "payee field"
  | "keyed field";

export interface Given {
  /** The value that is set for a name, for the payee and the period of a scope; undefined if none is. */
  readonly value: (kind: GivenKind, name: string, scope: Scope) => Value;
  /** Whether people who are only named may be read from: their fields must then be given. */
  readonly isTest: boolean;
  /** What is set for another plan. */
  readonly of: (plan: string) => Given;
}

export const NOTHING_GIVEN: Given = {
  value: () => undefined,
  isTest: false,
  of: () => NOTHING_GIVEN,
};

/** What a test sets for one of the plans that its own plan reads, as if that were its own. */
export function givensOf(plan: string, givens: readonly TestValue[]): TestValue[] {
  return givens.flatMap(({ plan: of, ...given }) => {
    const isOfAll = given.shared === true || FIELDS.has(given.target.kind);
    return of === plan || (of === undefined && isOfAll) ? [given] : [];
  });
}

/** What holds for everybody and always first: of two values for one name the one that is said of less holds, else the later one. */
export function fromWidest(givens: readonly TestValue[]): TestValue[] {
  return [...givens].sort((a, b) => narrowness(a) - narrowness(b));
}

/** Whether a value is set for a name, for the payee and the period of a scope. */
export function isFor(
  calendar: Calendar,
  { target, payee, period }: TestValue,
  kind: GivenKind,
  name: string,
  scope: Scope,
): boolean {
  const sameKind = target.kind === kind || (kind === "measure" && target.kind === "parameter");
  if (!sameKind || nameOf(target) !== name) return false;
  if (payee !== undefined && payee !== scope.payee) return false;
  return period === undefined || parsePeriod(calendar, period)?.name === scope.period?.name;
}

export function nameOf(target: TestValue["target"]): string {
  switch (target.kind) {
    case "payout":
      return "payout";
    case "payee field":
      return target.field;
    case "keyed field":
      return `${target.source}.${target.field}`;
    case "account":
      return `${target.name}.${target.fact}`;
    default:
      return target.name;
  }
}

function narrowness({ payee, period }: TestValue): number {
  return (period === undefined ? 0 : 2) + (payee === undefined ? 0 : 1);
}

const FIELDS: ReadonlySet<TestValue["target"]["kind"]> = new Set(["payee field", "keyed field"]);
