/** Expressions, in the representation: one union for each kind of value. */
import type { PeriodKind, PlainDate } from "@attain/runtime";
import type { AccountFact } from "./account.ts";
import type { Portion, Prize, Rank } from "./people.ts";
import type { Released, TakenBack, Unserved } from "./release.ts";
import type { Origin, Rounding, Unit, ValueType } from "./value.ts";

export interface Node {
  readonly origin: Origin;
}

export interface NumberLiteral extends Node {
  readonly op: "number";
  /** Decimal text; 5 % is `0.05`. */
  readonly value: string;
  readonly unit: Unit;
}

/** A field of a row. `sure`: present wherever this is read, by what was asked or promised before. */
export interface Field extends Node {
  readonly op: "field";
  readonly at: RowExpr;
  readonly source: string;
  readonly name: string;
  readonly type: ValueType;
  readonly optional: boolean;
  readonly sure: boolean;
}

/** The territory that a row lies in. */
export interface InTerritory extends Node {
  readonly op: "territory";
  readonly at: RowExpr;
  readonly source: string;
  readonly territories: string;
  readonly type: ValueType;
}

/** One field of the one row of a keyed source that its keys single out. */
export interface Keyed extends Node {
  readonly op: "keyed";
  readonly source: string;
  readonly keys: readonly Key[];
  readonly field: string;
  readonly type: ValueType;
  readonly optional: boolean;
  /** How a row that holds on some days only is read; undefined for a source without validity. */
  readonly reading?: Reading;
}

export type Key =
  | { readonly field: string; readonly by: "payee" }
  | { readonly field: string; readonly by: "period"; readonly period: PeriodKind }
  | { readonly field: string; readonly by: "value"; readonly value: Expr };

export type Reading =
  | { readonly how: "on"; readonly date: DateExpr }
  /** Averaged over the days of the period. */
  | { readonly how: "weighted"; readonly by: "days" | "working days" };

/** A measure or parameter by its name, read for the payee and period at hand. */
export interface Named extends Node {
  readonly op: "measure" | "parameter";
  readonly name: string;
  readonly period: PeriodKind;
  readonly type: ValueType;
  /** How a parameter that changes is read. */
  readonly reading?: Reading;
}

/** A component's pay in its own period. */
export interface Pay extends Node {
  readonly op: "pay";
  /** `payout`, of another plan, for all that it pays. */
  readonly name: string;
  /** Another plan than the one at hand; it pays nothing to those whom it isn't for. */
  readonly plan?: string;
  readonly unit: Unit;
}

/** Of what passes from one pay period to the next under a name, or `payout`. */
export interface Kept extends Node {
  readonly op: "kept";
  readonly name: string;
  readonly fact: AccountFact;
  readonly unit: Unit;
}

/**
 * A measure, a component's pay or what a draw moved, added up over periods of a window: a measure over periods like the
 * one at hand, the others over pay periods.
 */
export interface OverPeriods extends Node {
  readonly op: "over periods";
  readonly of: Named | Pay | Kept;
  readonly each: PeriodKind;
  readonly window: Window;
  readonly unit: Unit;
}

/** What the component at hand has paid in earlier periods, and on the credits before the one at hand. */
export interface PaidSoFar extends Node {
  readonly op: "paid so far";
  readonly earlier?: OverPeriods;
  readonly unit: Unit;
}

/** A value of a lookup, read where its axes say or at given values. */
export interface Lookup extends Node {
  readonly op: "lookup";
  readonly table: string;
  readonly at: readonly Expr[];
  readonly type: ValueType;
}

export interface Conditional<E> extends Node {
  readonly op: "if";
  readonly condition: Condition;
  readonly yes: E;
  readonly no: E;
}

/** `value otherwise fallback`, where the value may be missing. */
export interface Otherwise<E> extends Node {
  readonly op: "otherwise";
  readonly value: E;
  readonly fallback: E;
}

/** What any kind of value can be read from. */
type Read = Field | InTerritory | Keyed | Named | Lookup;

type Credited = Node & { readonly op: "credited"; readonly unit: Unit };

export interface Arithmetic extends Node {
  readonly op: "add" | "subtract" | "multiply" | "part above" | "part up to";
  readonly left: NumberExpr;
  readonly right: NumberExpr;
  readonly unit: Unit;
}

export interface Divide extends Node {
  readonly op: "divide";
  readonly left: NumberExpr;
  readonly right: NumberExpr;
  /** What holds if the divisor is zero; `never` where it is certain not to be. */
  readonly ifZero: NumberExpr | "never";
  readonly unit: Unit;
}

export interface Extreme<E> extends Node {
  readonly op: "greatest" | "least";
  readonly of: readonly E[];
}

/** What an aggregate runs over. */
export type Gathered = Credits | People | Rows;

/** The credits of a payee in a window, perhaps only some of them. */
export interface Credits {
  readonly kind: "credits";
  readonly credit: string;
  readonly where?: Condition;
  readonly window: Window;
}

/** People: what is taken of them is read for each as if they were the payee. */
export interface People {
  readonly kind: "people";
  readonly people: string;
  readonly where?: Condition;
}

/** Rows of a source: only those of the payee and the period, where keys say so. */
export interface Rows {
  readonly kind: "rows";
  readonly source: string;
  readonly keys: readonly Exclude<Key, { readonly by: "value" }>[];
  readonly where?: Condition;
}

/**
 * A span of days, seen from the period at hand. `deals`: in a component for each credit, only those up to the
 * credit at hand, without it (`before`) or with it (`through`).
 */
export interface Window {
  readonly kind: "period" | "to date" | "last";
  readonly period: PeriodKind;
  /** `earlier`: a window to date without the period at hand. */
  readonly earlier?: true;
  readonly deals?: "before" | "through";
}

export interface Total extends Node {
  readonly op: "total";
  readonly of: Gathered;
  readonly value: NumberExpr;
  readonly unit: Unit;
}

interface Count extends Node {
  readonly op: "count";
  readonly of: Gathered;
  /** Counts the different values of this. */
  readonly distinct?: Expr;
}

/** Missing if there are no rows. */
export interface Average extends Node {
  readonly op: "average";
  readonly of: Gathered;
  readonly value: NumberExpr;
  readonly weight?: NumberExpr;
  readonly unit: Unit;
}

/** The largest or smallest value of the rows; missing if there are none. */
interface Outermost<E> extends Node {
  readonly op: "largest" | "smallest";
  readonly of: Gathered;
  readonly value: E;
}

/** An amount in another currency. `rates` hold, for each currency, what a unit of it costs in `base`. */
export interface ExchangeExpr extends Node {
  readonly op: "exchange";
  readonly of: NumberExpr;
  readonly from: TextExpr;
  readonly rates: {
    readonly source: string;
    readonly field: string;
    readonly base: string;
    /** The currency, and the period or the day, in the order of the keys of the source. */
    readonly keys: readonly ("currency" | "day" | PeriodKind)[];
  };
  readonly on: DateExpr;
  /** The currency that it is changed into; of a payee's own, its unit. */
  readonly unit: Unit;
  /** What gives the currency, where it is the payee's own. */
  readonly to?: TextExpr;
}

/** An amount per `from`, as the part of it that falls into a period of kind `into`. */
export interface Prorate extends Node {
  readonly op: "prorate";
  readonly of: NumberExpr;
  readonly from: PeriodKind;
  readonly into: PeriodKind;
  readonly by: "days" | "working days" | "months" | { readonly lookup: string };
  readonly unit: Unit;
}

export interface Between extends Node {
  readonly op: "days between" | "working days between" | "months between";
  readonly from: DateExpr;
  readonly to: DateExpr;
}

/** Rates applied on a base. */
export interface Rates extends Node {
  readonly op: "rates";
  readonly table: string;
  readonly base: NumberExpr;
  readonly place: Place;
  /** Where the second axis of a matrix is read. */
  readonly second?: Expr;
  /** What has been earned before, and is taken away: the rate that a year to date reaches pays all of it again. */
  readonly before?: {
    readonly base: NumberExpr;
    readonly place: Place;
    /** The year (quarter …) to date that is paid again; its first period has nothing before it. */
    readonly period: PeriodKind;
  };
  readonly unit: Unit;
}

/** Where on the first axis the base lies. */
export type Place =
  /** `marginal`: over an interval; `from` is missing where it starts at zero. */
  | { readonly kind: "interval"; readonly from?: NumberExpr; readonly to: NumberExpr }
  /** `whole`, `whole above` and `interpolated`: at a point; by an enum: at a value. */
  | { readonly kind: "point"; readonly at: Expr }
  /** `marginal`, along what it pays: from what was paid before up to what will have been. */
  | { readonly kind: "paid"; readonly from: PaidSoFar };

export type NumberExpr =
  | NumberLiteral
  | Read
  | Conditional<NumberExpr>
  | Otherwise<NumberExpr>
  | Pay
  | Kept
  | OverPeriods
  | PaidSoFar
  | Credited
  | Arithmetic
  | Divide
  | (Node & { readonly op: "negate"; readonly of: NumberExpr })
  | (Node & { readonly op: "round"; readonly of: NumberExpr; readonly rounding: Rounding })
  | Extreme<NumberExpr>
  | Total
  | Count
  | Average
  | Outermost<NumberExpr>
  | Rank
  | Released
  | TakenBack
  | Unserved
  | Portion
  | Prize
  | ExchangeExpr
  | Prorate
  | Between
  | Rates;

export type DateExpr =
  | (Node & { readonly op: "date"; readonly value: PlainDate })
  | Read
  | Conditional<DateExpr>
  | Otherwise<DateExpr>
  /** The first or last day of the period at hand, or of the longer one that it belongs to. */
  | (Node & { readonly op: "edge"; readonly edge: "start" | "end"; readonly period: PeriodKind })
  | (Node & {
      readonly op: "shift";
      readonly date: DateExpr;
      readonly by: number;
      readonly unit: "Days" | "Weeks" | "Months" | "Years";
      readonly monthEnd: "clamp" | "overflow";
    })
  | Extreme<DateExpr>
  | Outermost<DateExpr>;

export type RowExpr =
  /** The row at hand. */
  | (Node & { readonly op: "row"; readonly source: string })
  | (Node & { readonly op: "payee"; readonly source: string })
  /** Who is paid, beside each of the people that an aggregate runs over. */
  | (Node & { readonly op: "reader"; readonly source: string })
  /** A row by its key. */
  | (Node & { readonly op: "row key"; readonly source: string; readonly key: string })
  | Read
  | Conditional<RowExpr>
  | Otherwise<RowExpr>;

export type TextExpr =
  /** A text, or a value of an enum. */
  | (Node & { readonly op: "text"; readonly value: string })
  | Read
  | Conditional<TextExpr>
  | Otherwise<TextExpr>;

export type PeriodExpr =
  | (Node & { readonly op: "period"; readonly name: string; readonly period: PeriodKind })
  /** The name of the part of the year that the period at hand lies in: `Q1`, `January`. */
  | (Node & { readonly op: "part of year"; readonly period: PeriodKind })
  | Read
  | Conditional<PeriodExpr>
  | Otherwise<PeriodExpr>;

export type Condition =
  | (Node & { readonly op: "yes or no"; readonly value: boolean })
  | Read
  | Conditional<Condition>
  | Otherwise<Condition>
  | (Node & {
      readonly op: "compare";
      readonly by: "<" | "<=" | ">" | ">=" | "=" | "≠";
      readonly left: NumberExpr;
      readonly right: NumberExpr;
    })
  | (Node & {
      readonly op: "compare dates";
      readonly by: "<" | "<=" | ">" | ">=";
      readonly left: DateExpr;
      readonly right: DateExpr;
    })
  /** Texts, values of an enum, dates, rows, periods, yes or no: equal or not. */
  | (Node & {
      readonly op: "same";
      readonly left: Expr;
      readonly right: Expr;
      readonly negated: boolean;
    })
  | (Node & { readonly op: "and" | "or"; readonly left: Condition; readonly right: Condition })
  | (Node & { readonly op: "not"; readonly of: Condition })
  | (Node & { readonly op: "present"; readonly of: Field | Keyed; readonly negated: boolean })
  /** Whether the credit at hand comes from somebody below. */
  | (Node & { readonly op: "rolled up" });

export type Expr = NumberExpr | DateExpr | RowExpr | TextExpr | PeriodExpr | Condition;
