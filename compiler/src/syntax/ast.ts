/** The syntax tree: a closed union of plain, readonly nodes. It holds what was written, and nothing that was inferred. */
import type { RoundingMode } from "@attain/runtime";
import type { Span } from "../text/source-file.ts";

interface NodeBase {
  readonly span: Span;
}

/** A name as it was written, without the backticks that let a reserved word be a name. */
export interface Name extends NodeBase {
  readonly text: string;
}

export interface File {
  readonly declarations: readonly Declaration[];
  /** Lines that begin with a word that begins no line there. */
  readonly strays: readonly Stray[];
}

/** A line that was set aside because its first word begins no line there. */
export interface Stray extends NodeBase {
  readonly word: Name;
  /** The words that may begin a line there. */
  readonly expected: readonly string[];
}

export type Declaration =
  | ImportDeclaration
  | CalendarDeclaration
  | UnitDeclaration
  | TypeDeclaration
  | SourceDeclaration
  | SharedDeclaration
  | PlanDeclaration
  | TestDeclaration;

/** What a declaration with a name has: the words of the letter, and the comment above it. */
interface Named extends NodeBase {
  readonly name: Name;
  readonly label?: string;
  /** The lines of the `///` comment above, without the slashes. */
  readonly doc?: string;
}

export interface ImportDeclaration extends NodeBase {
  readonly kind: "Import";
  readonly path: TextLiteral;
}

export interface CalendarDeclaration extends NodeBase {
  readonly kind: "Calendar";
  readonly phrases: readonly Phrase[];
}

/** Words such as `starts February`. */
export interface Phrase extends NodeBase {
  readonly words: readonly string[];
}

export interface UnitDeclaration extends NodeBase {
  readonly kind: "Unit";
  readonly units: readonly { readonly name: Name; readonly places?: number }[];
}

export interface TypeDeclaration extends Named {
  readonly kind: "Type";
  readonly members: readonly Name[];
}

// ── Sources ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface SourceDeclaration extends Named {
  readonly kind: "Source";
  /** Whether its rows are people who can be paid. */
  readonly people: boolean;
  readonly fields: readonly Field[];
  readonly validity?: { readonly from: Name; readonly until: Name; readonly span: Span };
  readonly checks: readonly Check[];
}

export interface Field extends NodeBase {
  readonly name: Name;
  readonly doc?: string;
  readonly type: TypeNode;
  readonly optional: boolean;
  readonly key: boolean;
  readonly places?: number;
  /** The column holds percents: 35 means 35 %. */
  readonly percent: boolean;
  readonly limits: readonly Limit[];
  readonly presentWhen?: Expression;
}

export type TypeNode =
  | (NodeBase & { readonly kind: "OneOf"; readonly members: readonly Name[] })
  | (NodeBase & { readonly kind: "TypeName"; readonly name: Name; readonly per?: Name });

export interface Limit extends NodeBase {
  readonly bound: "at least" | "at most" | "above" | "below";
  readonly value: Expression;
}

export interface Check extends NodeBase {
  readonly condition: Expression;
  readonly message?: string;
}

// ── Plans ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface SharedDeclaration extends NodeBase {
  readonly kind: "Shared";
  readonly member: PlanMember;
}

export interface PlanDeclaration extends Named {
  readonly kind: "Plan";
  readonly people?: { readonly source: Name; readonly where?: Expression };
  readonly during?: { readonly from: Day; readonly to?: Day };
  readonly pays?: { readonly period: Name; readonly currency: Name };
  readonly members: readonly PlanMember[];
  readonly allows: readonly Allow[];
}

export type PlanMember = Parameter | Credit | Measure | Table | Component | Payout;

/** A period's name, or a date. */
export type Day = PeriodLiteral | DateLiteral;

/** `allow cliff "board decision"`: a finding accepted, with the reason. */
export interface Allow extends NodeBase {
  readonly rule: Name;
  readonly reason: string;
}

export interface Parameter extends Named {
  readonly kind: "Parameter";
  readonly value: Expression;
  /** Later values, each from a date on. */
  readonly changes: readonly { readonly from: DateLiteral; readonly value: Expression }[];
}

export interface Measure extends Named {
  readonly kind: "Measure";
  readonly role: "measure" | "quota" | "target";
  readonly value: Expression;
  readonly rounding?: Rounding;
  readonly allows: readonly Allow[];
}

export interface Rounding extends NodeBase {
  readonly mode: RoundingMode;
  readonly to: Grain;
}

/** The smallest unit of the currency, or a multiple of an amount. */
export type Grain = (NodeBase & { readonly kind: "Cent" }) | Literal;

// ── Credits ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Credit extends Named {
  readonly kind: "Credit";
  readonly source: Name;
  readonly lines: readonly CreditLine[];
  readonly allows: readonly Allow[];
}

export type CreditLine =
  | (NodeBase & { readonly kind: "Where"; readonly condition: Expression })
  | (NodeBase & { readonly kind: "Dated"; readonly date: Expression })
  | (NodeBase & { readonly kind: "Worth"; readonly value: Expression })
  | (NodeBase & { readonly kind: "To"; readonly recipient: Recipient })
  | (NodeBase & {
      readonly kind: "Split";
      readonly share: Expression | "the rest";
      readonly recipient: Recipient;
    })
  | (NodeBase & {
      readonly kind: "Overlay";
      readonly share: Expression;
      readonly recipient: Recipient;
    })
  | Never
  | (NodeBase & { readonly kind: "Fairly"; readonly to: Grain; readonly ties: readonly Name[] });

export interface Recipient extends NodeBase {
  readonly payee: Expression;
  readonly when?: Expression;
}

// ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Table extends Named {
  readonly kind: "Table";
  /** `rates` are applied on a base; a `lookup` is a value. */
  readonly role: "rates" | "lookup";
  readonly application?: TableKind;
  readonly axes: readonly Axis[];
  /** Along a year to date: whether the rate that is reached pays the earlier periods again. */
  readonly earlier?: "kept" | "again";
  readonly rows: readonly Row[];
  /** The grid of a table with two axes. */
  readonly matrix?: Matrix;
  readonly allows: readonly Allow[];
}

/** The first axis runs down, the second across. */
export interface Matrix extends NodeBase {
  readonly columns: readonly MatrixHeading[];
  readonly rows: readonly {
    readonly heading: MatrixHeading;
    readonly values: readonly Expression[];
    readonly span: Span;
  }[];
}

export type MatrixHeading =
  | (NodeBase & { readonly kind: "From"; readonly inclusive: boolean; readonly from: Expression })
  | (NodeBase & { readonly kind: "For"; readonly members: readonly Name[] | "anything else" });

export type TableKind =
  | (NodeBase & { readonly kind: "marginal" | "interpolated" | "whole" })
  | (NodeBase & { readonly kind: "whole above"; readonly pivot: Expression });

export interface Axis extends NodeBase {
  readonly value: Expression;
  /** For rates applied deal by deal: the axis as it stood before, or after, each deal. */
  readonly each?: "before" | "after";
}

export type Row =
  | (NodeBase & {
      readonly kind: "From";
      /** `from` includes its value, `above` leaves it to the row before. */
      readonly inclusive: boolean;
      readonly from: Expression;
      readonly to?: Expression;
      readonly value: Give | "continues";
    })
  | (NodeBase & { readonly kind: "Below"; readonly limit: Expression; readonly value: Give })
  | (NodeBase & { readonly kind: "At"; readonly at: Expression; readonly value: Give })
  | (NodeBase & {
      readonly kind: "For";
      readonly members: readonly Name[] | "anything else";
      readonly value: Give;
    });

export interface Give extends NodeBase {
  readonly verb: "pay" | "gives";
  readonly value: Expression;
}

export interface GridLine extends NodeBase {
  readonly cells: readonly Cell[];
}

/** The trimmed text between two `|`. */
export interface Cell extends NodeBase {
  readonly text: string;
}

// ── Components ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface Component extends Named {
  readonly kind: "Component";
  /** `for each CREDIT where …`: the steps apply credit by credit. `each PERIOD`: they apply to periods of that length. */
  readonly each?: { readonly for: boolean; readonly name: Name; readonly where?: Expression };
  readonly steps: readonly Step[];
  readonly allows: readonly Allow[];
}

export interface Payout extends NodeBase {
  readonly kind: "Payout";
  readonly label?: string;
  readonly steps: readonly Step[];
  readonly allows: readonly Allow[];
}

/** A step that takes an amount, perhaps only when a condition holds. */
export interface AmountStep<Kind extends string> extends NodeBase {
  readonly kind: Kind;
  readonly value: Expression;
  readonly when?: Expression;
}

export type Step =
  | (NodeBase & {
      readonly kind: "Gate";
      readonly condition: Expression;
      readonly firstDollar: boolean;
    })
  | AmountStep<"Earns">
  | AmountStep<"Plus">
  | AmountStep<"Less">
  | AmountStep<"Times">
  | (NodeBase & { readonly kind: "Weight"; readonly share: Expression })
  | Never
  | (NodeBase & { readonly kind: "Round"; readonly rounding: Rounding });

/** `never above LIMIT, the excess is lost` or `never below LIMIT`. */
export interface Never extends NodeBase {
  readonly kind: "Never";
  readonly bound: "above" | "below";
  readonly limit: Expression;
  /** `each deal` or `each share` in a credit, `each deal` in a component of deals. */
  readonly each?: Name;
  /** What becomes of the part that is cut off, where the author has said it. */
  readonly excess?: "lost";
}

// ── Tests ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface TestDeclaration extends NodeBase {
  readonly kind: "Test";
  readonly title: TextLiteral;
  readonly plan: Name;
  readonly payee?: Name;
  readonly period?: Day;
  readonly givens: readonly Given[];
  readonly expects: readonly Expect[];
  readonly cases: readonly (NodeBase & { readonly grid: readonly GridLine[] })[];
}

export type Given =
  | (NodeBase & {
      readonly kind: "Value";
      readonly path: readonly Name[];
      readonly period?: Day;
      readonly value: Expression;
    })
  | (NodeBase & {
      readonly kind: "Grid";
      readonly path: readonly Name[];
      readonly grid: readonly GridLine[];
    });

export type Expect =
  | (NodeBase & {
      readonly kind: "Value";
      readonly path: readonly Name[];
      readonly period?: Day;
      readonly value: Expression;
    })
  | (NodeBase & { readonly kind: "Grid"; readonly grid: readonly GridLine[] })
  | (NodeBase & { readonly kind: "Error"; readonly code: Name });

// ── Expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

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

/** What an aggregate runs over: a credit, perhaps only some of it, in a window. */
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
