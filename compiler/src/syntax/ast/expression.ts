/** Expressions, as they are written. */
import type { Name, NodeBase } from "./node.ts";

export type Literal =
  | NumberLiteral
  | (NodeBase & { readonly kind: "PercentLiteral"; readonly value: string })
  | (NodeBase & { readonly kind: "PointsLiteral"; readonly value: string })
  | TextLiteral
  | DateLiteral
  | PeriodLiteral
  | (NodeBase & { readonly kind: "YesNoLiteral"; readonly value: boolean });

/** `1,250.50 USD per Quarter`. The value is decimal text without grouping. */
export interface NumberLiteral extends NodeBase {
  readonly kind: "NumberLiteral";
  readonly value: string;
  readonly unit?: Name;
  readonly per?: Name;
}

export interface TextLiteral extends NodeBase {
  readonly kind: "TextLiteral";
  readonly value: string;
}

export interface DateLiteral extends NodeBase {
  readonly kind: "DateLiteral";
  readonly value: string;
}

export interface PeriodLiteral extends NodeBase {
  readonly kind: "PeriodLiteral";
  readonly name: string;
}

export type BinaryOperator =
  | "or"
  | "and"
  | "<"
  | "<="
  | ">"
  | ">="
  | "is"
  | "is not"
  | "+"
  | "-"
  | "above"
  | "up to"
  | "x"
  | "/"
  | "of";

/** Periods that have gone by: the year (half, quarter …) to date, or the one before this one. */
export type Window =
  | (NodeBase & {
      readonly kind: "to date";
      readonly period: "year" | "half" | "quarter" | "month" | "week";
    })
  | (NodeBase & { readonly kind: "last"; readonly period: Name });

export type ProrationMethod =
  | (NodeBase & { readonly kind: "working days" })
  | (NodeBase & { readonly kind: "named"; readonly name: Name });

/** When a part of what was earned is paid. */
export interface ReleasePart extends NodeBase {
  readonly share: Expression | "the rest";
  readonly time:
    | { readonly kind: "at once" }
    | { readonly kind: "on"; readonly date: Expression }
    | {
        readonly kind: "parts";
        readonly count: number;
        readonly each: Name;
        readonly from: Expression;
        readonly odd?: "first" | "last";
      }
    /** With each row of a source, in proportion to `by`. */
    | {
        readonly kind: "with";
        readonly source: Name;
        readonly by: Expression;
        readonly date: Expression;
      };
}

/** The part of a term that is still to come. */
interface Unserved extends NodeBase {
  readonly months: number;
  readonly unit: Name;
  readonly from: Expression;
  readonly by: Name;
}

/** What becomes of equals in a contest. */
export type TieRule =
  | { readonly kind: "share" | "higher" }
  | { readonly kind: "by"; readonly value: Expression; readonly first: "highest" | "lowest" };

/** What an aggregate runs over: a credit, people or a source, perhaps only some of it, in a window. */
export interface Collection extends NodeBase {
  readonly kind: "Collection";
  readonly credit: Name;
  readonly where?: Expression;
  readonly window?: Window;
}

export type Expression =
  | Literal
  | (NodeBase & { readonly kind: "Reference"; readonly name: Name })
  | (NodeBase & { readonly kind: "Access"; readonly of: Expression; readonly field: Name })
  | (NodeBase & {
      readonly kind: "Call";
      readonly name: Name;
      readonly args: readonly Expression[];
    })
  | (NodeBase & {
      readonly kind: "Apply";
      readonly table: Name;
      readonly base: Expression;
      readonly along?: Name;
    })
  | (NodeBase & {
      readonly kind: "Aggregate";
      readonly how: "count" | "total" | "average" | "largest" | "smallest" | "distinct";
      readonly value?: Expression;
      readonly of: Collection;
      readonly weight?: Expression;
    })
  /** What a member `release` pays: all of an `earns`, never part of an expression. */
  | (NodeBase & {
      readonly kind: "Released";
      readonly component: Name;
      readonly parts: readonly ReleasePart[];
    })
  /** What a member `clawback` takes back. */
  | (NodeBase & {
      readonly kind: "TakenBack";
      readonly component: Name;
      readonly source: Name;
      readonly where: readonly Expression[];
      readonly date?: Expression;
      readonly by?: Name;
      readonly share?: "all" | Expression | { readonly unserved: Unserved };
      /** Whether it says that other deals keep their rate. */
      readonly keepsRates: boolean;
    })
  /** What a line `shares` gives the payee: all of an `earns`, never part of an expression. */
  | (NodeBase & {
      readonly kind: "Portion";
      readonly whole: Expression;
      readonly of: Collection;
      /** Equal parts, if there is none. */
      readonly weight?: Expression;
    })
  /** What a line `awards` gives the payee. */
  | (NodeBase & {
      readonly kind: "Prize";
      readonly prizes: readonly Expression[];
      readonly value: Expression;
      readonly first: "highest" | "lowest";
      readonly of: Collection;
      readonly ties?: TieRule;
    })
  | (NodeBase & {
      readonly kind: "Rank";
      readonly value: Expression;
      readonly of: Collection;
      readonly first: "highest" | "lowest";
    })
  | Collection
  | (NodeBase & { readonly kind: "Windowed"; readonly of: Expression; readonly window: Window })
  | (NodeBase & { readonly kind: "ReadAt"; readonly of: Expression; readonly at: Expression })
  | (NodeBase & {
      readonly kind: "Weighted";
      readonly of: Expression;
      readonly by: ProrationMethod;
    })
  | (NodeBase & {
      readonly kind: "Prorated";
      readonly of: Expression;
      readonly by: ProrationMethod;
      readonly into: Name;
    })
  | (NodeBase & {
      readonly kind: "Shift";
      readonly by: Expression;
      readonly direction: "after" | "before";
      readonly date: Expression;
      readonly monthEnd?: "clamp" | "overflow";
    })
  /** An amount in another currency, by the rates of a source on a day. */
  | (NodeBase & {
      readonly kind: "Exchanged";
      readonly of: Expression;
      readonly currency: Name;
      readonly rates: { readonly source: Name; readonly field: Name };
      readonly on: Expression;
    })
  | (NodeBase & { readonly kind: "Edge"; readonly edge: "start" | "end"; readonly period?: Name })
  | (NodeBase & {
      readonly kind: "Binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (NodeBase & { readonly kind: "Presence"; readonly of: Expression; readonly negated: boolean })
  | (NodeBase & {
      readonly kind: "Membership";
      readonly of: Expression;
      readonly among: readonly Expression[];
      readonly negated: boolean;
    })
  /** `rolled up`: whether the credit at hand comes from somebody below. */
  | (NodeBase & { readonly kind: "RolledUp" })
  /** `amount paid`: what rates run along that bend where they have paid so much. */
  | (NodeBase & { readonly kind: "AmountPaid" })
  | (NodeBase & { readonly kind: "Not"; readonly of: Expression })
  | (NodeBase & { readonly kind: "Negate"; readonly of: Expression })
  | (NodeBase & {
      readonly kind: "Conditional";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    })
  | (NodeBase & {
      readonly kind: "Otherwise";
      readonly value: Expression;
      readonly fallback: Expression;
    })
  | (NodeBase & {
      readonly kind: "Extreme";
      readonly which: "greatest" | "least";
      readonly of: readonly Expression[];
    })
  /** What recovery left out, or what could not be read. Nothing is reported on top of it. */
  | (NodeBase & { readonly kind: "Missing" });
