/** What a test sets in place of what would be computed or read. */
import type { Scope } from "./evaluator.ts";
import type { Value } from "./trace.ts";

type GivenKind =
  | "credit"
  | "measure"
  | "parameter"
  | "component"
  | "account"
  | "lookup"
  | "payee field"
  | "keyed field";

export interface Given {
  /** The value that is set for a name, for the payee and the period of a scope; undefined if none is. */
  readonly value: (kind: GivenKind, name: string, scope: Scope) => Value;
  /** Whether people who are only named may be read from: their fields must then be given. */
  readonly isTest: boolean;
}

export const NOTHING_GIVEN: Given = { value: () => undefined, isTest: false };
