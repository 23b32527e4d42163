/** The trace of an evaluation: every number with those that it was made of. */
import type { Period, PlainDate } from "@attain/runtime";
import type { DataRow } from "../ir/dataset.ts";
import type * as ir from "../ir/ir.ts";
import type { CreditRecord } from "./credits.ts";
import type { Scope } from "./evaluator.ts";
import type { Rational } from "./rational.ts";

/** A number, a date, text, yes or no; undefined where a value is missing. */
export type Value = Rational | string | boolean | undefined;

export interface Trace {
  readonly node: ir.Expr;
  readonly value: Value;
  /** The values that it was made of, in order. */
  readonly parts: readonly Trace[];
  readonly detail?: Detail;
}

export type Detail =
  /** A total or an average, with the credits in it. */
  | { readonly kind: "credits"; readonly credits: readonly CreditRecord[] }
  /** A value of each of the people that it was taken of. */
  | {
      readonly kind: "people";
      readonly values: readonly { readonly payee: string; readonly value: Value }[];
    }
  /** A value of each of the rows of a source that it was taken of. */
  | {
      readonly kind: "rows";
      readonly source: string;
      readonly values: readonly { readonly row: DataRow; readonly value: Value }[];
    }
  /** Parts of what was earned, now or before, that are paid now. */
  | {
      readonly kind: "released";
      readonly parts: readonly {
        readonly earned: Period;
        readonly date: PlainDate | undefined;
        readonly amount: Rational;
        readonly credit?: CreditRecord;
      }[];
    }
  /** Rows that cancel deals, and what each takes back. */
  | {
      readonly kind: "taken back";
      readonly rows: readonly {
        readonly row: DataRow;
        readonly deal: string;
        readonly date: PlainDate;
        readonly share: Rational;
        readonly amount: Rational;
      }[];
    }
  /** Rates on a base, with the slices that were paid. */
  | {
      readonly kind: "rates";
      readonly table: ir.Table;
      readonly body: TableColumn;
      readonly slices: readonly SliceTrace[];
    }
  /** The row of a lookup. */
  | {
      readonly kind: "row";
      readonly table: ir.Table;
      readonly body: TableColumn;
      readonly origin: ir.Origin;
    }
  /** The row of data that a field was read from. */
  | { readonly kind: "data"; readonly source: string; readonly row: number }
  /** The rates that an amount was changed at; undefined for the currency that rates are in. */
  | {
      readonly kind: "exchange";
      readonly base: string;
      readonly times: Price | undefined;
      readonly over: Price | undefined;
    }
  /** The part of a longer period's amount: 31 of 365 days, or 20% by a lookup. */
  | {
      readonly kind: "part";
      readonly part: Rational;
      readonly whole: Rational;
      readonly by: string;
    }
  /** The values of a field that changes, each with how many days it holds. */
  | { readonly kind: "days"; readonly spans: readonly { value: Value; days: number }[] };

/** What a unit of a currency costs, as a row of the rates says. */
export interface Price {
  readonly currency: string;
  /** The currency, and the period or the day, as the row's key has them. */
  readonly keys: readonly string[];
  readonly value: Rational;
  readonly row: number;
}

/** A table along its first axis: all of it, or the column of a matrix that was read. */
export type TableColumn = ir.Steps | ir.Lines | ir.Cases;

/** A part of a base, and what its row pays on it. */
export interface SliceTrace {
  /** Where on the axis the slice lies; undefined for a table by an enum. */
  readonly from?: Rational;
  readonly to?: Rational;
  readonly base: Rational;
  readonly rate: Rational;
  readonly amount: Rational;
  /** What was earned in earlier periods, and is taken away. */
  readonly earlier?: true;
  readonly origin: ir.Origin;
}

/** Collects traces while expressions are evaluated. */
export class Tracer {
  #open: { parts: Trace[]; detail?: Detail }[] = [{ parts: [] }];

  /** Evaluates `node` by `evaluate`, and keeps what it took part in; nothing of what ends with a fault. */
  trace(node: ir.Expr, _scope: Scope, evaluate: () => Value): Value {
    const frame: { parts: Trace[]; detail?: Detail } = { parts: [] };
    const around = this.#open.at(-1);
    this.#open.push(frame);
    try {
      const value = evaluate();
      around?.parts.push({ node, value, ...frame });
      return value;
    } finally {
      this.#open.pop();
    }
  }

  /** Adds what isn't an expression to the node that is being evaluated. */
  detail(detail: Detail): void {
    const frame = this.#open.at(-1);
    if (frame !== undefined) frame.detail = detail;
  }

  /** Takes the traces that have been collected since the last time. */
  take(): readonly Trace[] {
    const [bottom] = this.#open;
    const parts = bottom?.parts ?? [];
    this.#open = [{ parts: [] }];
    return parts;
  }
}
