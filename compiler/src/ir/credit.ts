import type { Condition, DateExpr, NumberExpr, RowExpr } from "./expression.ts";
import type { Origin, Unit } from "./value.ts";

/** Rows of a source become credits to people. Steps apply in the order written. */
export interface Credit {
  readonly name: string;
  readonly label?: string;
  readonly doc?: string;
  readonly source: string;
  readonly where: readonly Condition[];
  readonly date: DateExpr;
  readonly worth: NumberExpr;
  readonly unit: Unit;
  /** Limits on the row, before it is shared. */
  readonly limits: readonly Limit[];
  readonly sharing: Sharing;
  readonly overlays: readonly {
    readonly share: NumberExpr;
    readonly recipient: Recipient;
    readonly origin: Origin;
  }[];
  /** Limits on each share. */
  readonly shareLimits: readonly Limit[];
  readonly origin: Origin;
}

export type Sharing =
  | { readonly kind: "one"; readonly recipient: Recipient }
  | {
      readonly kind: "split";
      readonly shares: readonly {
        readonly share: NumberExpr | "the rest";
        readonly recipient: Recipient;
        readonly origin: Origin;
      }[];
      /** Shares are rounded to this by largest remainder; undefined for what isn't money. */
      readonly increment?: string;
      /** The field of the people by whose order an odd unit is given to one of equals. */
      readonly ties?: string;
    };

export interface Recipient {
  readonly payee: RowExpr;
  readonly when?: Condition;
}

export interface Limit {
  readonly bound: "above" | "below";
  readonly limit: NumberExpr;
  readonly origin: Origin;
}
