/** Scenarios as they are computed. */
import type { TestValue } from "./test.ts";
import type { Origin } from "./value.ts";

export interface Scenario {
  readonly title: string;
  readonly plan: string;
  /** Expressions over the plan as it is, for the payee and the period that asks. */
  readonly givens: readonly TestValue[];
  /** Without one, everybody whom the plan is for. */
  readonly headcount?: Headcount;
  readonly origin: Origin;
}

export type Headcount =
  | { readonly kind: "as many"; readonly people: bigint }
  | {
      readonly kind: "placed";
      /** A measure or a credit. */
      readonly along: string;
      readonly groups: readonly Group[];
      readonly origin: Origin;
    };

interface Group {
  readonly people: bigint;
  /** In digits, of the unit of what people are placed along. */
  readonly at: string;
}
