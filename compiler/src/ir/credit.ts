/** Credits, in the representation: how rows become amounts of people. */
import type { Condition, DateExpr, NumberExpr, RowExpr } from "./expression.ts";
import type { Origin, Rounding, Unit } from "./value.ts";

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
  /** On the row, before it is shared. */
  readonly steps: readonly CreditStep[];
  readonly sharing: Sharing;
  readonly overlays: readonly {
    readonly share: NumberExpr;
    readonly recipient: Recipient;
    readonly origin: Origin;
  }[];
  /** On each share. */
  readonly shareSteps: readonly CreditStep[];
  /** Those above whoever is credited. */
  readonly rollUp?: RollUp;
  readonly origin: Origin;
}

export type Sharing =
  /** In the proportion in which `credit` gave `original`. */
  | { readonly kind: "as"; readonly credit: string; readonly original: RowExpr }
  /** Nobody's in particular: the same total for everybody. */
  | { readonly kind: "company" }
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

export interface RollUp {
  /** Of what the person below is credited with; all of it, if there is none. */
  readonly share?: NumberExpr;
  readonly above: Above;
  /** All levels, if there is none. */
  readonly levels?: number;
  readonly origin: Origin;
}

/** Who is above somebody: a field of theirs, or of the row of a keyed source on the day of the credit. */
export type Above =
  | { readonly kind: "field"; readonly source: string; readonly field: string }
  | { readonly kind: "keyed"; readonly source: string; readonly field: string };

export interface Recipient {
  readonly payee: RowExpr;
  readonly when?: Condition;
  /** One for each row of a source that refers to the deal by a column: that row is at hand. */
  readonly each?: { readonly source: string; readonly reference: string };
}

/** Takes the result of the one above. */
export type CreditStep =
  | {
      readonly op: "never above" | "never below";
      readonly limit: NumberExpr;
      readonly origin: Origin;
    }
  | { readonly op: "rounded"; readonly rounding: Rounding; readonly origin: Origin };
