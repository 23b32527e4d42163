/** Sources, in the representation: what the data promises. */
import type { Condition } from "./expression.ts";
import type { Origin, ValueType } from "./value.ts";

export interface SourceField {
  readonly name: string;
  readonly type: ValueType;
  readonly optional: boolean;
  readonly key: boolean;
  /** Digits after the point that a cell may have; any number if undefined. */
  readonly places?: number;
  /** Cells hold percents: 35 means 35 %. */
  readonly percent: boolean;
  readonly limits: readonly {
    readonly bound: "at least" | "at most" | "above" | "below";
    readonly value: string;
  }[];
  /** The rows in which the field must be there although it is optional. */
  readonly presentWhen?: Condition;
  readonly doc?: string;
  readonly origin: Origin;
}

/** Parts of a market: each row of the source lies in one of them. */
export interface Territories {
  readonly name: string;
  readonly territories: readonly {
    readonly name: string;
    readonly where: Condition;
    /** Those that it wins against, where both hold a row. */
    readonly ahead: readonly string[];
    readonly origin: Origin;
  }[];
  /** Where all other rows lie. */
  readonly elsewhere?: string;
  readonly origin: Origin;
}

export interface Source {
  readonly name: string;
  readonly people: boolean;
  readonly label?: string;
  readonly doc?: string;
  readonly fields: readonly SourceField[];
  readonly keys: readonly string[];
  readonly territories: readonly Territories[];
  readonly validity?: { readonly from: string; readonly until: string };
  readonly checks: readonly {
    readonly condition: Condition;
    readonly message?: string;
    readonly origin: Origin;
  }[];
  readonly origin: Origin;
}
